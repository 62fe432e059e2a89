//! The reference of all commands as Markdown, made from what clap knows: docs/reference/cli.md.

use std::fmt::Write;
use std::process::ExitCode;

use clap::{Arg, ArgAction, Command, CommandFactory};

use crate::args::Cli;

pub fn reference() -> ExitCode {
    print!("{}", page());
    ExitCode::SUCCESS
}

/// The page.
pub fn page() -> String {
    let mut root = Cli::command();
    root.build();
    let mut page = String::from(
        "# Command line\n\nMade from the command itself (`purlin reference`); a test keeps it fresh.\n\n",
    );
    describe(&mut page, &root, "purlin", 2);
    page
}

/// Writing to a string does not fail.
fn describe(page: &mut String, command: &Command, path: &str, level: usize) {
    let _ = writeln!(page, "{} `{path}`\n", "#".repeat(level));
    let about = command.get_long_about().or(command.get_about());
    if let Some(about) = about {
        let _ = writeln!(page, "{about}\n");
    }
    let usage = command.clone().render_usage().to_string();
    let _ = writeln!(
        page,
        "```text\n{}\n```\n",
        usage.trim_start_matches("Usage: ")
    );
    let args: Vec<&Arg> = command
        .get_arguments()
        .filter(|arg| !arg.is_hide_set() && arg.get_id() != "help")
        .collect();
    if !args.is_empty() {
        page.push_str("| | |\n|---|---|\n");
        for arg in args {
            let help = arg
                .get_long_help()
                .or(arg.get_help())
                .map(ToString::to_string)
                .unwrap_or_default();
            let _ = writeln!(
                page,
                "| `{}` | {} |",
                shown(arg),
                help.replace('\n', " ").replace('|', "\\|")
            );
        }
        page.push('\n');
    }
    if let Some(after) = command.get_after_help() {
        let _ = writeln!(page, "```text\n{after}\n```\n");
    }
    for below in command.get_subcommands() {
        if !below.is_hide_set() && below.get_name() != "help" {
            describe(
                page,
                below,
                &format!("{path} {}", below.get_name()),
                level + 1,
            );
        }
    }
}

/// `-o, --output <FILE>`
fn shown(arg: &Arg) -> String {
    let value = arg
        .get_value_names()
        .and_then(|names| names.first())
        .map(|name| name.as_str().to_owned());
    let takes_value = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
    if arg.is_positional() {
        return value.unwrap_or_default();
    }
    let names: Vec<String> = arg
        .get_short()
        .map(|short| format!("-{short}"))
        .into_iter()
        .chain(arg.get_long().map(|long| format!("--{long}")))
        .collect();
    match (takes_value, value) {
        (true, Some(value)) => format!("{} <{value}>", names.join(", ")),
        _ => names.join(", "),
    }
}
