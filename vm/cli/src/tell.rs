//! Messages to the person at the terminal, all on standard error; standard output belongs to programs.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

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

/// `1 file`, `2 files`.
pub fn count(n: usize, what: &str) -> String {
    match n {
        1 => format!("1 {what}"),
        _ => format!("{n} {what}s"),
    }
}

/// A line on the terminal that says how far something is, if it takes longer than 300 ms. Gone when dropped.
pub struct Progress {
    what: &'static str,
    total: usize,
    done: AtomicUsize,
    since: Instant,
    shown: AtomicBool,
    on: bool,
}

const QUIET: Duration = Duration::from_millis(300);

impl Progress {
    pub fn new(what: &'static str, total: usize) -> Progress {
        Progress {
            what,
            total,
            done: AtomicUsize::new(0),
            since: Instant::now(),
            shown: AtomicBool::new(false),
            on: std::io::stderr().is_terminal(),
        }
    }

    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.on && self.since.elapsed() > QUIET {
            self.shown.store(true, Ordering::Relaxed);
            raw(&format!("\r\x1b[K{} {done}/{}", self.what, self.total));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.load(Ordering::Relaxed) {
            raw("\r\x1b[K");
        }
    }
}

/// How many letters have to change to make one word of another.
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    #[test]
    fn distance_counts_letters() {
        for (a, b, n) in [
            ("", "", 0),
            ("hello", "hello", 0),
            ("hello", "helo", 1),
            ("run", "rnu", 2),
            ("", "ab", 2),
        ] {
            assert_eq!(super::distance(a, b), n, "{a} {b}");
        }
    }
}
