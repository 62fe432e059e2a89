//! `purlin completions`: scripts for shells.

use std::process::ExitCode;

use clap::CommandFactory;

use crate::args::{Cli, Completions};

pub fn completions(args: &Completions) -> ExitCode {
    clap_complete::generate(
        args.shell,
        &mut Cli::command(),
        "purlin",
        &mut std::io::stdout(),
    );
    ExitCode::SUCCESS
}
