//! `purlin run`: compile in memory, run, end as the program says.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use purlin::syntax::{Piece, pieces};
use purlin::{Bytecode, LoadError, Vm};

use super::{machine, signals, standalone, status};
use crate::args::Run;
use crate::project::{self, Project};
use crate::{sources, tell};

pub fn run(args: &Run) -> ExitCode {
    match start(args) {
        Ok(code) | Err(code) => code,
    }
}

fn start(args: &Run) -> Result<ExitCode, ExitCode> {
    let target = &args.target;
    if target.is_dir() {
        return run_project(args, target);
    }
    if target != Path::new("-") && !target.exists() {
        let file = find_module(args).ok_or_else(|| nothing_there(args))?;
        return run_file(args, &file);
    }
    run_file(args, target)
}

// ---- what to run

/// The source file of a module, by name: here, in the source folders of the project around, on the paths.
fn find_module(args: &Run) -> Option<PathBuf> {
    let name = args.target.to_str()?;
    if name.contains('/') || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let here = PathBuf::from(".");
    let project = Project::around(&here).ok();
    let sources = project
        .map(|project| project.all_sources())
        .unwrap_or_default();
    let folders = std::iter::once(&here)
        .chain(&args.search.paths)
        .chain(&sources);
    folders
        .map(|folder| folder.join(format!("{name}.erl")))
        .find(|file| file.is_file())
        .map(|file| {
            file.strip_prefix(".")
                .map(Path::to_path_buf)
                .unwrap_or(file)
        })
}

fn nothing_there(args: &Run) -> ExitCode {
    let name = args.target.to_string_lossy();
    let hint = similar(&args.target).map_or_else(
        || {
            "give a source file, a module's name or a project's folder: purlin run hello.erl"
                .to_owned()
        },
        |near| format!("is {} meant?", near.display()),
    );
    tell::error(
        format_args!("there is no file, module or folder `{name}`"),
        Some(&hint),
    );
    ExitCode::from(status::USAGE)
}

/// The file beside it whose name is most like it.
fn similar(file: &Path) -> Option<PathBuf> {
    let wanted = file.file_stem()?.to_string_lossy().into_owned();
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let all = project::erlang_files(&[folder.unwrap_or(Path::new(".")).to_path_buf()]);
    let distance = |file: &PathBuf| {
        tell::distance(
            &wanted,
            &file.file_stem().unwrap_or_default().to_string_lossy(),
        )
    };
    all.into_iter()
        .filter(|file| distance(file) <= 2)
        .min_by_key(distance)
        .map(|file| {
            file.strip_prefix("./")
                .map(Path::to_path_buf)
                .unwrap_or(file)
        })
}

// ---- a file

fn run_file(args: &Run, file: &Path) -> Result<ExitCode, ExitCode> {
    let source = read(file)?;
    if let Some(program) = standalone::archive(&source) {
        return run_archive(args, &program);
    }
    let script = is_script(&source);
    let source = match script {
        true => with_module(source, file),
        false => source,
    };
    let beside = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let beside = beside.unwrap_or(Path::new(".")).to_path_buf();
    let project = match Project::around(&beside) {
        Ok(project)
            if project.root.join(project::FILE).is_file() || project.sources.contains(&beside) =>
        {
            Some(project)
        }
        Ok(_) => None,
        Err(error) => return Err(bad_project(error)),
    };
    let builder = machine::builder(&args.machine)
        .standard_streams()
        .module_path(&beside);
    let vm = built(machine::searching(builder, &args.search, project.as_ref()))?;
    let loaded = vm
        .load_source(&file.to_string_lossy(), source)
        .map_err(|error| match error {
            LoadError::Compile(problems) => {
                tell::raw(&problems.render(tell::colour()));
                ExitCode::from(status::COMPILE)
            }
            error => {
                tell::error(error, None);
                ExitCode::from(status::COMPILE)
            }
        })?;
    tell::raw(&loaded.warnings.render(tell::colour()));
    main_of(vm, &loaded.module, args, script)
}

/// The program's text.
fn read(file: &Path) -> Result<Vec<u8>, ExitCode> {
    let outcome = if file == Path::new("-") {
        let mut text = Vec::new();
        std::io::stdin().read_to_end(&mut text).map(|_| text)
    } else {
        std::fs::read(file)
    };
    let mut text = outcome.map_err(|error| {
        let hint = match error.kind() {
            std::io::ErrorKind::PermissionDenied => Some("look at its permissions: ls -l"),
            _ => None,
        };
        tell::error(
            format_args!("cannot read {}: {error}", file.display()),
            hint,
        );
        ExitCode::from(status::USAGE)
    })?;
    // A script's first line may name its interpreter: it becomes a comment of the same length.
    if text.starts_with(b"#!") {
        text[..2].copy_from_slice(b"%%");
    }
    Ok(text)
}

/// A text that has no `-module`, as scripts may.
fn is_script(source: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(source) else {
        return false;
    };
    let found = pieces(text);
    let mut after_dot = true;
    for (at, (range, piece)) in found.iter().enumerate() {
        let next = found.get(at + 1).map(|(range, _)| &text[range.clone()]);
        if after_dot
            && *piece == Piece::Mark
            && &text[range.clone()] == "-"
            && next == Some("module")
        {
            return false;
        }
        after_dot = *piece == Piece::Dot;
    }
    !found.is_empty()
}

/// A script gets a module that exports everything; its lines keep their numbers.
fn with_module(source: Vec<u8>, file: &Path) -> Vec<u8> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let name = match stem.as_ref() {
        "-" => "script".to_owned(),
        stem => stem.replace(['\\', '\''], "_"),
    };
    let header = format!("-module('{name}'). -compile([export_all, nowarn_export_all]). ");
    let first_line = match source.starts_with(b"%%") {
        true => source
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or(source.len()),
        false => 0,
    };
    [header.as_bytes(), &source[first_line..]].concat()
}

// ---- a project, an archive

fn run_project(args: &Run, folder: &Path) -> Result<ExitCode, ExitCode> {
    let project = Project::around(folder).map_err(bad_project)?;
    let files = project::erlang_files(&project.all_sources());
    if files.is_empty() {
        tell::error(
            format_args!("there are no Erlang files in {}", folder.display()),
            Some("`purlin new NAME` makes a project"),
        );
        return Err(ExitCode::from(status::USAGE));
    }
    let include = project.includes_after(&args.search.include);
    let modules = sources::modules(&files, &include, &[])?;
    let main = main_module(&project, &modules, args.entry.as_deref())?;
    let builder = machine::builder(&args.machine).standard_streams();
    let vm = built(machine::searching(builder, &args.search, Some(&project)))?;
    sources::load(&vm, &modules)?;
    main_of(vm, &main, args, false)
}

/// The module whose `main`, or `entry`, is the program: as the project says, else the one named like the project, else the only one.
pub fn main_module(
    project: &Project,
    modules: &[(PathBuf, Bytecode)],
    entry: Option<&str>,
) -> Result<String, ExitCode> {
    if let Some(main) = &project.main {
        return Ok(main.clone());
    }
    let is_main = |(name, arity): &(String, u8)| match entry {
        Some(entry) => name == entry && *arity == 0,
        None => name == "main" && *arity <= 1,
    };
    let mains: Vec<&str> = modules
        .iter()
        .filter(|(_, module)| module.exports.iter().any(is_main))
        .map(|(_, module)| module.module.as_str())
        .collect();
    let wanted = match entry {
        Some(entry) => format!("{entry}/0"),
        None => "main/0 or main/1".to_owned(),
    };
    match mains[..] {
        [only] => Ok(only.to_owned()),
        _ if mains.contains(&project.name.as_str()) => Ok(project.name.clone()),
        _ if mains.contains(&"main") => Ok("main".to_owned()),
        [] => {
            tell::error(
                format_args!("no module of the project exports {wanted}"),
                Some("add `-export([main/0]).` and define main/0, or run a file of it"),
            );
            Err(ExitCode::from(status::USAGE))
        }
        _ => {
            tell::error(
                format_args!("several modules export {wanted}: {}", mains.join(", ")),
                Some("say which in purlin.toml: main = \"MODULE\""),
            );
            Err(ExitCode::from(status::USAGE))
        }
    }
}

pub fn bad_project(error: project::ProjectError) -> ExitCode {
    tell::error(error.message, error.hint.as_deref());
    ExitCode::from(status::USAGE)
}

fn run_archive(args: &Run, program: &standalone::Program) -> Result<ExitCode, ExitCode> {
    let builder = machine::builder(&args.machine).standard_streams();
    let vm = built(machine::searching(builder, &args.search, None))?;
    load_archive(&vm, program)?;
    main_of(vm, &program.main, args, false)
}

pub fn load_archive(vm: &Vm, program: &standalone::Program) -> Result<(), ExitCode> {
    for (name, bytes) in &program.modules {
        if let Err(error) = vm.load_bytes(bytes) {
            tell::error(
                format_args!("module {name} of the archive cannot be loaded: {error}"),
                Some("archives run on the version of Purlin that built them: build it again"),
            );
            return Err(ExitCode::from(status::COMPILE));
        }
    }
    Ok(())
}

fn built(builder: purlin::Builder) -> Result<Vm, ExitCode> {
    builder.build().map_err(|error| {
        tell::error(error, None);
        ExitCode::from(status::FAILED)
    })
}

// ---- running

/// `main/1` with the arguments if the program exports it, else `main/0`. It learns the name it was started by.
fn main_of(vm: Vm, module: &str, args: &Run, script: bool) -> Result<ExitCode, ExitCode> {
    let (function, takes_args) = match &args.entry {
        Some(entry) => (entry.as_str(), false),
        None => ("main", vm.is_exported(module, "main", 1)),
    };
    if !takes_args && !vm.is_exported(module, function, 0) {
        let hint = format!(
            "add `-export([{function}/0]).` and define {function}/0, or give another function with --entry"
        );
        let message = match args.entry {
            Some(_) => format!("module {module} does not export {function}/0"),
            None => format!("module {module} exports neither main/1 nor main/0"),
        };
        tell::error(message, Some(&hint));
        return Err(ExitCode::from(status::USAGE));
    }
    let kind = if script { "script" } else { "program" };
    let with = if takes_args { "args" } else { "none" };
    let given = args
        .args
        .iter()
        .map(|arg| arg.to_string_lossy().into_owned());
    let name = args.target.to_string_lossy().into_owned();
    let texts: Vec<String> = [
        name,
        kind.into(),
        module.into(),
        function.into(),
        with.into(),
    ]
    .into_iter()
    .chain(given)
    .collect();
    Ok(program(
        vm,
        "purlin_boot",
        "named",
        Some(&texts),
        !args.no_halt,
    ))
}

/// Runs the function as the program, with signals, to its end.
pub fn program(
    vm: Vm,
    module: &str,
    function: &str,
    arguments: Option<&[String]>,
    halt: bool,
) -> ExitCode {
    let vm = Arc::new(vm);
    signals::watch(&vm);
    match vm.run_program(module, function, arguments, halt) {
        // The process ends here: nothing waits for processes that are still at work.
        Ok(status) => std::process::exit(status & 0xff),
        Err(error @ purlin::Error::Limit { .. }) => {
            tell::error(
                error,
                Some(
                    "the limits are set by --max-memory, --max-processes, --max-reductions and --timeout",
                ),
            );
            std::process::exit(status::LIMIT.into())
        }
        Err(error) => {
            tell::error(error, None);
            ExitCode::from(status::FAILED)
        }
    }
}
