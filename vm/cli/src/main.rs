//! The `purlin` command: reads the command line, hands over to one of the commands, turns the outcome into an exit status.
//!
//! Exit statuses: 0 success, 1 the program failed, 2 wrong usage, 3 does not compile, 4 a limit was exceeded, N what `halt(N)` said,
//! 130 interrupted, 143 ended by SIGTERM before it was done.
//!
//! An executable that `purlin build --standalone` made is this one with a program behind it: it runs that and nothing else.
#![deny(unsafe_code)]

/// Where memory comes from.
#[expect(unsafe_code, reason = "an allocator cannot be safe code")]
mod allocator;

/// What the command line says.
mod args;

/// One file per command.
mod command;

/// What belongs to a program.
mod project;

/// The REPL on a terminal.
mod repl;

/// Source files to modules.
mod sources;

/// Messages to the person at the terminal.
mod tell;

use std::process::ExitCode;

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

#[global_allocator]
static ALLOCATOR: allocator::Allocator = allocator::Allocator;

fn main() -> ExitCode {
    if let Some(program) = command::standalone::own_program() {
        return command::standalone::run_own(&program);
    }
    let args = match args::Cli::try_parse_from(args::with_default_command(std::env::args_os())) {
        Ok(args) => args,
        Err(error) => {
            let status = match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => 0,
                _ => 2,
            };
            match error.get(ContextKind::InvalidSubcommand) {
                Some(ContextValue::String(name)) => args::unknown_command(name),
                _ => {
                    // Nothing better to do if even that cannot be printed.
                    let _ = error.print();
                }
            }
            return ExitCode::from(status);
        }
    };
    command::dispatch(args)
}
