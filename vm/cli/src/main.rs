//! The `purlin` command: reads the command line, hands over to one of the commands, turns the outcome into an exit status.
//!
//! Exit statuses: 0 success, 1 the program failed, 2 wrong usage, 3 does not compile, 4 a limit was exceeded, N what `halt(N)` said,
//! 130 interrupted, 143 ended by SIGTERM before it was done.
#![forbid(unsafe_code)]

/// What the command line says.
mod args;

/// One file per command.
mod command;

/// The REPL on a terminal.
mod repl;

/// Messages to the person at the terminal.
mod tell;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = match args::Cli::try_parse_from(args::with_default_command(std::env::args_os())) {
        Ok(args) => args,
        Err(error) => {
            let status = match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => 0,
                _ => 2,
            };
            // Nothing better to do if even that cannot be printed.
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    command::dispatch(args)
}
