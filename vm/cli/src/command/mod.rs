//! One file per command; each gives the exit status.

mod build;
mod check;
mod completions;
mod disasm;
mod explain;
mod machine;
mod new;
mod reference;
mod repl;
mod run;
mod signals;
pub mod standalone;
mod test;

use std::process::ExitCode;

use crate::args::{Cli, Command, Repl};

/// Exit statuses that are not the program's own.
pub mod status {
    pub const FAILED: u8 = 1;
    pub const USAGE: u8 = 2;
    pub const COMPILE: u8 = 3;
    pub const LIMIT: u8 = 4;
    pub const INTERRUPTED: i32 = 130;
    pub const TERMINATED: i32 = 143;
}

pub fn dispatch(cli: Cli) -> ExitCode {
    let command = cli
        .command
        .unwrap_or_else(|| Command::Repl(Repl::default()));
    match command {
        Command::Repl(args) => repl::repl(&args),
        Command::Run(args) => run::run(&args),
        Command::Build(args) => build::build(&args),
        Command::Test(args) => test::test(&args),
        Command::New(args) => new::new(&args),
        Command::Completions(args) => completions::completions(&args),
        Command::Reference => reference::reference(),
        Command::Check(args) => check::check(&args),
        Command::Disasm(args) => disasm::disasm(&args),
        Command::Explain(args) => explain::explain(&args),
    }
}
