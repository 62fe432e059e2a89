//! One file per command; each gives the exit status.

mod check;
mod disasm;
mod explain;
mod run;

use std::process::ExitCode;

use crate::args::{Cli, Command};

/// Exit statuses that are not the program's own.
pub mod status {
    pub const FAILED: u8 = 1;
    pub const USAGE: u8 = 2;
    pub const COMPILE: u8 = 3;
}

pub fn dispatch(cli: Cli) -> ExitCode {
    match cli.command {
        Command::Run(args) => run::run(&args),
        Command::Check(args) => check::check(&args),
        Command::Disasm(args) => disasm::disasm(&args),
        Command::Explain(args) => explain::explain(&args),
    }
}
