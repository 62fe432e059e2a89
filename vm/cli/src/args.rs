//! The command line, as clap reads it. Help texts are the doc comments.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};

use crate::tell;

/// Erlang programs on a small, fast machine.
#[derive(Parser)]
#[command(
    name = "purlin",
    bin_name = "purlin",
    version,
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
    /// Compile a project into one file: a bytecode archive, or an executable of its own.
    Build(Build),
    /// Run the tests of a project: eunit and Common Test files.
    ///
    /// Test modules are those named `*_tests` and `*_SUITE`, and modules that hold functions named `*_test` or `*_test_`.
    /// `TEST` is defined while they are compiled.
    Test(Test),
    /// Make a project to begin with.
    New(New),
    /// Show the bytecode of a source file.
    Disasm(Disasm),
    /// Explain a diagnostic, such as `P0301`.
    Explain(Explain),
    /// Print a completion script for a shell: `purlin completions bash > ...`.
    Completions(Completions),
    /// Print the reference of all commands as Markdown.
    #[command(hide = true)]
    Reference,
}

const RUN_EXAMPLES: &str = "Examples:
  purlin run hello.erl Ada          call hello:main([\"Ada\"])
  purlin run .                      compile and run the project of this folder
  purlin run --no-halt server       keep module server running after main has returned
  purlin run --deny file,net x.erl  a program that may not touch files or connections
  purlin run --timeout 10s --max-memory 512M x.erl
                                    a program that is stopped, with status 4, if it needs more";

const BUILD_EXAMPLES: &str = "Examples:
  purlin build                      write build/NAME.purlin, for `purlin run build/NAME.purlin`
  purlin build --standalone -o app  write ./app, which needs nothing else";

const TEST_EXAMPLES: &str = "Examples:
  purlin test                       all tests of the project
  purlin test test/shop_tests.erl   those of a file
  purlin test --filter shop:price   those whose name contains that";

#[derive(Args)]
#[command(after_help = RUN_EXAMPLES)]
pub struct Run {
    /// A `.erl` file, an escript, a bytecode archive, a module's name, a project's folder, or `-` for standard input.
    #[arg(value_name = "FILE|MODULE|DIR")]
    pub target: PathBuf,
    /// What the program gets as its arguments.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub args: Vec<OsString>,
    #[command(flatten)]
    pub search: Search,
    /// Call this function (without arguments) instead of `main`.
    #[arg(long, value_name = "FUNCTION")]
    pub entry: Option<String>,
    /// Keep running after `main` has returned.
    #[arg(long)]
    pub no_halt: bool,
    #[command(flatten)]
    pub machine: Machine,
}

/// Where modules and headers are.
#[derive(Args, Default, Clone)]
pub struct Search {
    /// Folder to look for other modules in; may be given several times.
    #[arg(long = "path", value_name = "DIR")]
    pub paths: Vec<PathBuf>,
    /// Folder to look for header files in; may be given several times.
    #[arg(short = 'I', long = "include", value_name = "DIR")]
    pub include: Vec<PathBuf>,
}

#[derive(Args, Default)]
pub struct Repl {
    /// Source files to compile and load first.
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub search: Search,
    #[command(flatten)]
    pub machine: Machine,
}

/// How the machine is set up.
#[derive(Args)]
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
    /// Reductions (about one for each function call) that the whole program may use.
    #[arg(long, value_name = "N", help_heading = "Machine")]
    pub max_reductions: Option<u64>,
    /// Time the program may take, such as `500ms`, `10s` or `2m`.
    #[arg(long, value_name = "TIME", value_parser = duration, help_heading = "Machine")]
    pub timeout: Option<Duration>,
    /// What code may not do: file, net, env, run; may be given several times.
    #[arg(
        long,
        value_name = "WHAT",
        value_delimiter = ',',
        help_heading = "Permissions"
    )]
    pub deny: Vec<Permission>,
    /// What code may do, and nothing else: file, net, env, run; may be given several times.
    #[arg(
        long,
        value_name = "WHAT",
        value_delimiter = ',',
        help_heading = "Permissions"
    )]
    pub allow: Vec<Permission>,
    /// Collect garbage at every chance and check the heap afterwards.
    #[arg(long, help_heading = "Testing the machine")]
    pub gc_stress: bool,
    /// How much to optimise what is compiled: 0 is nothing, 1 everything.
    #[arg(long, value_name = "LEVEL", default_value_t = 1, value_parser = clap::value_parser!(u8).range(0..=1), help_heading = "Testing the machine")]
    pub opt: u8,
    /// Reductions a process may use before others get their turn.
    #[arg(long, value_name = "N", help_heading = "Testing the machine")]
    pub reductions: Option<u32>,
}

impl Default for Machine {
    /// As without any flag.
    fn default() -> Machine {
        Machine {
            schedulers: None,
            max_memory: None,
            max_processes: None,
            max_reductions: None,
            timeout: None,
            deny: Vec::new(),
            allow: Vec::new(),
            gc_stress: false,
            opt: 1,
            reductions: None,
        }
    }
}

/// A way out of the machine.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Permission {
    /// Read and write files.
    File,
    /// Open connections.
    Net,
    /// Read and set environment variables.
    Env,
    /// Start programs.
    Run,
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

#[derive(Args)]
#[command(after_help = BUILD_EXAMPLES)]
pub struct Build {
    /// The project's folder, or a source file.
    #[arg(default_value = ".")]
    pub target: PathBuf,
    /// The file to write (default: `build/NAME` in the project's folder; `NAME.purlin` for an archive).
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Make one executable of machine, library and program.
    #[arg(long)]
    pub standalone: bool,
    /// Folder to look for header files in; may be given several times.
    #[arg(short = 'I', long = "include", value_name = "DIR")]
    pub include: Vec<PathBuf>,
}

#[derive(Args)]
#[command(after_help = TEST_EXAMPLES)]
pub struct Test {
    /// Test files, modules or folders (default: all tests of this project).
    pub targets: Vec<PathBuf>,
    /// Run only tests whose `module:function` contains this.
    #[arg(short, long, value_name = "TEXT")]
    pub filter: Option<String>,
    /// Test modules that run at the same time.
    #[arg(short, long, value_name = "N", default_value_t = 4)]
    pub jobs: usize,
    /// List every test.
    #[arg(short, long)]
    pub verbose: bool,
    #[command(flatten)]
    pub search: Search,
    #[command(flatten)]
    pub machine: Machine,
}

#[derive(Args)]
#[group(id = "kind", multiple = false)]
pub struct NewKind {
    /// A library: no main function.
    #[arg(long)]
    pub lib: bool,
    /// A program with a supervisor and a server.
    #[arg(long)]
    pub app: bool,
    /// A Rust program that embeds the machine.
    #[arg(long)]
    pub embed: bool,
}

#[derive(Args)]
pub struct New {
    /// The project's name, which is the name of its folder and main module.
    pub name: String,
    #[command(flatten)]
    pub kind: NewKind,
}

#[derive(Args)]
pub struct Completions {
    pub shell: clap_complete::Shell,
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

/// `500ms`, `10s`, `2m`, `10` (seconds).
fn duration(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: u64 = digits
        .parse()
        .map_err(|_| format!("`{text}` is no time: write 500ms, 10s or 2m"))?;
    match &text[digits.len()..] {
        "ms" => Ok(Duration::from_millis(number)),
        "" | "s" => Ok(Duration::from_secs(number)),
        "m" | "min" => Ok(Duration::from_secs(number.saturating_mul(60))),
        unit => Err(format!("`{unit}` is no unit: write ms, s or m")),
    }
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

/// Neither a command nor a file.
pub fn unknown_command(name: &str) {
    let command = <Cli as clap::CommandFactory>::command();
    let known = command.get_subcommands().map(clap::Command::get_name);
    let near = known
        .map(|known| (tell::distance(name, known), known))
        .filter(|(distance, _)| *distance <= 2)
        .min();
    let hint = match near {
        Some((_, known)) => {
            format!("is `purlin {known}` meant? `purlin --help` lists the commands")
        }
        None => "`purlin --help` lists the commands; to run a program: purlin run FILE".to_owned(),
    };
    tell::error(
        format_args!("there is no command or file `{name}`"),
        Some(&hint),
    );
}
