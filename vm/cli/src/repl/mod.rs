//! The REPL's terminal side: the line editor, colours, completion, and output that does not garble the line. What is typed is
//! evaluated by the machine's `shell` module, which also keeps bindings, records and results.
//!
//! The main thread edits and asks the machine to evaluate; a second thread turns Ctrl-C during an evaluation into an interrupt; a
//! third waits for the machine to be halted, puts the terminal back and ends the process.

/// What to complete a word with.
mod complete;

/// The line editor, set up.
mod editor;

/// Colours while typing.
mod highlight;

/// Standard output and error while a line may be edited.
mod output;

pub use editor::{Editor, Line};
pub use output::{FromScreen, Screen, ToScreen};

use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use purlin::Vm;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::command::status;
use crate::tell;

const SHELL: &str = "shell";

/// Read, evaluate, print until the user leaves or the machine is halted.
pub fn on_terminal(vm: Vm, screen: &Arc<Screen>, load: &[std::path::PathBuf]) -> ExitCode {
    let vm = Arc::new(vm);
    let mode: &[u8] = match tell::colour_on_stdout() {
        true => b"colour",
        false => b"plain",
    };
    if let Err(error) = vm.call_with_bytes(SHELL, "boot_terminal", &[mode]) {
        tell::error(error, None);
        return ExitCode::from(status::FAILED);
    }
    leave_when_halted(&vm, screen);
    interrupt_on_signal(&vm);
    println!(
        "Purlin {} (Ctrl-D leaves, help(). lists commands)",
        env!("CARGO_PKG_VERSION")
    );
    let mut number = 1;
    for file in load {
        let text = format!("c({:?}).", file.to_string_lossy());
        number = evaluate(&vm, screen, &text).unwrap_or(number);
    }
    let mut editor = Editor::new(&vm, screen);
    loop {
        screen.editing(true);
        let line = editor.read(number);
        screen.editing(false);
        match line {
            Line::Text(text) if text.trim().is_empty() => {}
            Line::Text(text) => {
                match evaluate(&vm, screen, &purlin::syntax::without_prompts(&text)) {
                    Some(next) => number = next,
                    None => return leave(&vm),
                }
            }
            Line::Interrupted => {}
            Line::End => return leave(&vm),
            Line::Failed(error) => {
                tell::error(
                    format_args!("cannot read from the terminal: {error}"),
                    Some("pipe the input in instead: purlin repl < file"),
                );
                return ExitCode::from(status::FAILED);
            }
        }
    }
}

/// The number of the next command; nothing: the shell is gone.
fn evaluate(vm: &Vm, screen: &Screen, text: &str) -> Option<usize> {
    let columns = screen.columns().to_string();
    let args: [&[u8]; 2] = [text.as_bytes(), columns.as_bytes()];
    match vm.call_with_bytes(SHELL, "input", &args) {
        Ok(number) => std::str::from_utf8(&number).ok()?.parse().ok(),
        Err(error) => {
            tell::error(error, None);
            None
        }
    }
}

/// An orderly end; the thread that waits for it ends the process.
fn leave(vm: &Vm) -> ExitCode {
    if vm.call_with_bytes(SHELL, "leave", &[]).is_err() {
        return ExitCode::from(status::FAILED);
    }
    ExitCode::from((vm.wait_for_halt() & 0xff) as u8)
}

fn leave_when_halted(vm: &Arc<Vm>, screen: &Arc<Screen>) {
    let (vm, screen) = (vm.clone(), screen.clone());
    thread::spawn(move || {
        let status = vm.wait_for_halt();
        screen.restore();
        std::process::exit(status & 0xff);
    });
}

/// While a line is edited the terminal sends no signals: Ctrl-C is a key then.
fn interrupt_on_signal(vm: &Arc<Vm>) {
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else {
        return;
    };
    let vm = vm.clone();
    thread::spawn(move || {
        for signal in signals.forever() {
            let function = match signal {
                SIGINT => "interrupt",
                _ => "leave",
            };
            // The shell may be gone already: then there is nothing to interrupt.
            let _ = vm.call_with_bytes(SHELL, function, &[]);
        }
    });
}
