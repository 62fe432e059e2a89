//! Messages to the person at the terminal, all on standard error; standard output belongs to programs.

use std::io::{IsTerminal, Write};

/// Does standard error take colours?
pub fn colour() -> bool {
    colours_wanted() && std::io::stderr().is_terminal()
}

/// Does standard output take colours?
pub fn colour_on_stdout() -> bool {
    colours_wanted() && std::io::stdout().is_terminal()
}

fn colours_wanted() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !is_set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// `warning: ...`
pub fn warning(message: impl std::fmt::Display) {
    let (yellow, reset) = match colour() {
        true => ("\x1b[1;33m", "\x1b[0m"),
        false => ("", ""),
    };
    raw(&format!("{yellow}warning{reset}: {message}\n"));
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
