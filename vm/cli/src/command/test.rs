//! `purlin test`: finds test modules, compiles everything with TEST defined, hands over to the machine's `purlin_test`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::run::{bad_project, program};
use super::{machine, status};
use crate::args::Test;
use crate::project::{self, Project};
use crate::{sources, tell};

/// Macros that are defined.
const DEFINES: &[(&str, &str)] = &[("TEST", "true"), ("EUNIT", "true")];

pub fn test(args: &Test) -> ExitCode {
    match try_test(args) {
        Ok(code) | Err(code) => code,
    }
}

fn try_test(args: &Test) -> Result<ExitCode, ExitCode> {
    let project = Project::around(&root(args)).map_err(bad_project)?;
    let mut files = project::erlang_files(&project.all_sources());
    for file in wanted_files(args, &project)? {
        if !files.iter().any(|known| same_file(known, &file)) {
            files.push(file);
        }
    }
    let include = project.includes_after(&args.search.include);
    let modules = sources::modules(&files, &include, DEFINES)?;
    let tests: Vec<String> = modules
        .iter()
        .filter(|(file, _)| is_wanted(args, &project, file))
        .filter_map(|(_, module)| kind(module))
        .collect();
    if tests.is_empty() {
        tell::error(
            "there are no tests",
            Some(
                "put functions named NAME_test in test/SOMETHING_tests.erl, with -include_lib(\"eunit/include/eunit.hrl\")",
            ),
        );
        return Err(ExitCode::from(status::USAGE));
    }
    let builder = machine::builder(&args.machine).standard_streams();
    let vm = machine::searching(builder, &args.search, Some(&project))
        .build()
        .map_err(|error| {
            tell::error(error, None);
            ExitCode::from(status::FAILED)
        })?;
    sources::load(&vm, &modules)?;
    let mut options = vec![format!("jobs={}", args.jobs.max(1))];
    options.extend(args.filter.iter().map(|text| format!("filter={text}")));
    options.extend(args.verbose.then(|| "verbose".to_owned()));
    options.extend(tell::colour_on_stdout().then(|| "colour".to_owned()));
    options.extend(tests);
    Ok(program(vm, "purlin_test", "main", Some(&options), true))
}

/// The folder whose project is tested.
fn root(args: &Test) -> PathBuf {
    let first = args.targets.first().filter(|target| target.exists());
    match first {
        Some(folder) if folder.is_dir() => folder.clone(),
        Some(file) => file
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .map_or_else(|| PathBuf::from("."), Path::to_path_buf),
        None => PathBuf::from("."),
    }
}

fn same_file(a: &Path, b: &Path) -> bool {
    a == b
        || std::fs::canonicalize(a)
            .ok()
            .is_some_and(|a| std::fs::canonicalize(b).ok() == Some(a))
}

/// Test files beside the sources: those named, or those of the test folders.
fn wanted_files(args: &Test, project: &Project) -> Result<Vec<PathBuf>, ExitCode> {
    let mut files = project::erlang_files(&project.tests);
    for target in &args.targets {
        if target.is_dir() {
            files.extend(project::erlang_files(std::slice::from_ref(target)));
        } else if target.is_file() {
            files.push(target.clone());
        } else {
            let name = target.to_string_lossy();
            let all = files
                .iter()
                .cloned()
                .chain(project::erlang_files(&project.sources));
            if !all
                .into_iter()
                .any(|file| file.file_stem().is_some_and(|stem| *stem == *name))
            {
                tell::error(
                    format_args!("there is no test file or module `{name}`"),
                    Some("to choose tests by name: purlin test --filter TEXT"),
                );
                return Err(ExitCode::from(status::USAGE));
            }
        }
    }
    Ok(files)
}

/// Is the file among what was asked for?
fn is_wanted(args: &Test, project: &Project, file: &Path) -> bool {
    if args.targets.is_empty() {
        let own = project.sources.iter().chain(&project.tests);
        return own.into_iter().any(|folder| file.starts_with(folder));
    }
    args.targets.iter().any(|target| {
        same_file(target, file)
            || file.file_stem() == Some(target.as_os_str())
            || (target.is_dir()
                && std::fs::canonicalize(file)
                    .ok()
                    .zip(std::fs::canonicalize(target).ok())
                    .is_some_and(|(file, folder)| file.starts_with(folder)))
    })
}

/// `eunit:MODULE` or `ct:MODULE` for a module with tests.
fn kind(module: &purlin::Bytecode) -> Option<String> {
    let name = &module.module;
    let is_test = |(function, arity): &(String, u8)| {
        *arity == 0 && (function.ends_with("_test") || function.ends_with("_test_"))
    };
    if name.ends_with("_SUITE") {
        Some(format!("ct:{name}"))
    } else if module.exports.iter().any(is_test) {
        Some(format!("eunit:{name}"))
    } else {
        None
    }
}
