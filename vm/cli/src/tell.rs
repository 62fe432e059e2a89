//! Messages to the person at the terminal, all on standard error; standard output belongs to programs.

use std::io::{IsTerminal, Write};

/// Does standard error take colours?
pub fn colour() -> bool {
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    wanted && std::io::stderr().is_terminal()
}

/// `error: ...`, and what to do about it.
pub fn error(message: impl std::fmt::Display, hint: Option<&str>) {
    let (red, cyan, reset) = match colour() {
        true => ("\x1b[1;31m", "\x1b[1;36m", "\x1b[0m"),
        false => ("", "", ""),
    };
    let mut text = format!("{red}error{reset}: {message}\n");
    if let Some(hint) = hint {
        text.push_str(&format!("{cyan}hint{reset}: {hint}\n"));
    }
    raw(&text);
}

/// Text as it is.
pub fn raw(text: &str) {
    // Standard error is the last resort: if it is gone, nobody can be told.
    let _ = std::io::stderr().write_all(text.as_bytes());
}
