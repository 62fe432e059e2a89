//! The command line, as clap reads it. Help texts are the doc comments.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Erlang programs on a small, fast machine.
#[derive(Parser)]
#[command(
    name = "purlin",
    version,
    about,
    max_term_width = 100,
    disable_help_subcommand = false
)]
#[command(
    after_help = "`purlin` alone starts the REPL; `purlin FILE` is short for `purlin run FILE`.\nExit status: 0 success, 1 the program failed, 2 wrong usage, 3 does not compile, 4 a limit was exceeded."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Subcommand)]
pub enum Command {
    /// Compile a program in memory and run it.
    ///
    /// The program's `main/1` is called with the list of arguments if it is exported, else its `main/0`. Other modules are found by
    /// name beside the file and on the folders of `--path`.
    Run(Run),
    /// Evaluate what is typed; without a command, this is what `purlin` does.
    ///
    /// Input that does not come from a terminal is evaluated to its end: answers go to standard output, errors to standard
    /// error, and the exit status is 1 if there were any.
    Repl(Repl),
    /// Report errors and warnings of files, or of all `.erl` files of folders.
    Check(Check),
    /// Show the bytecode of a source file.
    Disasm(Disasm),
    /// Explain a diagnostic, such as `P0301`.
    Explain(Explain),
}

#[derive(Args)]
pub struct Run {
    /// A `.erl` file, an escript, or `-` for standard input.
    pub file: PathBuf,
    /// What the program gets as its arguments.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub args: Vec<OsString>,
    /// Folder to look for other modules in; may be given several times.
    #[arg(long = "path", value_name = "DIR")]
    pub paths: Vec<PathBuf>,
    /// Folder to look for header files in; may be given several times.
    #[arg(short = 'I', long = "include", value_name = "DIR")]
    pub include: Vec<PathBuf>,
    /// Call this function (without arguments) instead of `main`.
    #[arg(long, value_name = "FUNCTION")]
    pub entry: Option<String>,
    /// Keep running after `main` has returned.
    #[arg(long)]
    pub no_halt: bool,
    #[command(flatten)]
    pub machine: Machine,
}

#[derive(Args, Default)]
pub struct Repl {
    /// Source files to compile and load first.
    pub files: Vec<PathBuf>,
    /// Folder to look for modules in; may be given several times.
    #[arg(long = "path", value_name = "DIR")]
    pub paths: Vec<PathBuf>,
    /// Folder to look for header files in; may be given several times.
    #[arg(short = 'I', long = "include", value_name = "DIR")]
    pub include: Vec<PathBuf>,
    #[command(flatten)]
    pub machine: Machine,
}

/// How the machine is set up.
#[derive(Args, Default)]
pub struct Machine {
    /// Number of scheduler threads (default: one per core).
    #[arg(long, value_name = "N", help_heading = "Machine")]
    pub schedulers: Option<usize>,
    /// Memory the whole machine may use, such as `512M` or `2G`.
    #[arg(long, value_name = "SIZE", value_parser = byte_size, help_heading = "Machine")]
    pub max_memory: Option<u64>,
    /// Number of processes that may live at once.
    #[arg(long, value_name = "N", help_heading = "Machine")]
    pub max_processes: Option<u32>,
    /// Collect garbage at every chance and check the heap afterwards.
    #[arg(long, help_heading = "Testing the machine")]
    pub gc_stress: bool,
    /// Reductions a process may use before others get their turn.
    #[arg(long, value_name = "N", help_heading = "Testing the machine")]
    pub reductions: Option<u32>,
}

#[derive(Args)]
pub struct Check {
    /// Files or folders (default: this folder).
    pub paths: Vec<PathBuf>,
    /// Folder to look for header files in; may be given several times.
    #[arg(short = 'I', long = "include", value_name = "DIR")]
    pub include: Vec<PathBuf>,
    /// One JSON object per problem.
    #[arg(long)]
    pub json: bool,
    /// Fail on warnings too.
    #[arg(long)]
    pub deny_warnings: bool,
}

#[derive(Args)]
pub struct Disasm {
    /// A `.erl` file.
    pub file: PathBuf,
    /// Folder to look for header files in; may be given several times.
    #[arg(short = 'I', long = "include", value_name = "DIR")]
    pub include: Vec<PathBuf>,
}

#[derive(Args)]
pub struct Explain {
    /// The diagnostic's id.
    pub id: String,
}

/// `512M`, `2G`, `100000`.
fn byte_size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: u64 = digits
        .parse()
        .map_err(|_| format!("`{text}` is no size: write 512M or 2G"))?;
    let factor: u64 = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" => 1 << 20,
        "g" | "gb" | "gib" => 1 << 30,
        unit => return Err(format!("`{unit}` is no unit: write K, M or G")),
    };
    number
        .checked_mul(factor)
        .ok_or_else(|| format!("`{text}` is too large"))
}

/// `purlin FILE ...` means `purlin run FILE ...`: so a script's `#!` line needs nothing but the command's name.
pub fn with_default_command(args: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.collect();
    let is_file = args.get(1).is_some_and(|first| {
        let text = first.to_string_lossy();
        !text.starts_with('-')
            && (text.contains(['/', '.']))
            && std::path::Path::new(first).is_file()
    });
    if is_file {
        args.insert(1, OsString::from("run"));
    }
    args
}
