//! One file per command; each gives the exit status.

mod check;
mod disasm;
mod explain;
mod machine;
mod repl;
mod run;

use std::process::ExitCode;

use crate::args::{Cli, Command, Repl};

/// Exit statuses that are not the program's own.
pub mod status {
    pub const FAILED: u8 = 1;
    pub const USAGE: u8 = 2;
    pub const COMPILE: u8 = 3;
}

pub fn dispatch(cli: Cli) -> ExitCode {
    let command = cli
        .command
        .unwrap_or_else(|| Command::Repl(Repl::default()));
    match command {
        Command::Repl(args) => repl::repl(&args),
        Command::Run(args) => run::run(&args),
        Command::Check(args) => check::check(&args),
        Command::Disasm(args) => disasm::disasm(&args),
        Command::Explain(args) => explain::explain(&args),
    }
}
