//! Source files to modules: read, compile on several threads, tell what is wrong.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use purlin::{Bytecode, ParseTransforms, Problems, Vm};

use crate::command::status;
use crate::tell::{self, Progress};

/// What came of a file.
pub struct Compiled {
    pub file: PathBuf,
    pub outcome: Result<Bytecode, Failure>,
}

pub enum Failure {
    Problems(Problems),
    Read(std::io::Error),
}

/// Compiles all files; the results are in the files' order. Parse transforms are looked for in the files' folders.
pub fn compile(files: &[PathBuf], include: &[PathBuf], defines: &[(&str, &str)]) -> Vec<Compiled> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Compiled)>> = Mutex::default();
    let progress = Progress::new("compiling", files.len());
    let transforms = ParseTransforms::new(&folders(files), include);
    let work = || {
        while let Some((index, file)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            files.get(index).map(|file| (index, file))
        } {
            let compiled = Compiled {
                file: file.clone(),
                outcome: compile_file(file, include, defines, &transforms),
            };
            progress.step();
            done.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push((index, compiled));
        }
    };
    let n_threads = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(files.len());
    std::thread::scope(|scope| {
        for _ in 1..n_threads {
            scope.spawn(work);
        }
        work();
    });
    drop(progress);
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, compiled)| compiled).collect()
}

/// Where files are, each folder once.
fn folders(files: &[PathBuf]) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = files
        .iter()
        .filter_map(|file| file.parent().map(PathBuf::from))
        .collect();
    folders.sort();
    folders.dedup();
    folders
}

fn compile_file(
    file: &Path,
    include: &[PathBuf],
    defines: &[(&str, &str)],
    transforms: &ParseTransforms,
) -> Result<Bytecode, Failure> {
    let text = std::fs::read(file).map_err(Failure::Read)?;
    purlin::compile_module(
        &file.to_string_lossy(),
        text,
        include,
        defines,
        options(file, defines),
        transforms,
    )
    .map_err(Failure::Problems)
}

/// Where there are tests, all functions are exported: `eunit.hrl` means to export what is a test.
fn options(file: &Path, defines: &[(&str, &str)]) -> &'static [&'static str] {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    match stem.ends_with("_tests") || defines.iter().any(|(name, _)| *name == "TEST") {
        true => &["export_all", "nowarn_export_all", "nowarn_unused_function"],
        false => &[],
    }
}

/// The modules, or what is wrong has been told.
pub fn modules(
    files: &[PathBuf],
    include: &[PathBuf],
    defines: &[(&str, &str)],
) -> Result<Vec<(PathBuf, Bytecode)>, ExitCode> {
    let mut modules = Vec::new();
    let mut n_bad = 0;
    for compiled in compile(files, include, defines) {
        match compiled.outcome {
            Ok(module) => {
                tell::raw(&module.warnings.render(tell::colour()));
                modules.push((compiled.file, module));
            }
            Err(Failure::Problems(problems)) => {
                tell::raw(&problems.render(tell::colour()));
                n_bad += 1;
            }
            Err(Failure::Read(error)) => {
                tell::error(
                    format_args!("cannot read {}: {error}", compiled.file.display()),
                    None,
                );
                n_bad += 1;
            }
        }
    }
    match n_bad {
        0 => Ok(modules),
        _ => {
            tell::error(
                format_args!(
                    "{} of {} do not compile",
                    n_bad,
                    tell::count(files.len(), "file")
                ),
                Some("`purlin explain P0303` says more about a message: its id is in brackets"),
            );
            Err(ExitCode::from(status::COMPILE))
        }
    }
}

/// Loads modules into a machine.
pub fn load(vm: &Vm, modules: &[(PathBuf, Bytecode)]) -> Result<(), ExitCode> {
    for (file, module) in modules {
        if let Err(error) = vm.load_bytes(&module.bytes) {
            tell::error(format_args!("{}: {error}", file.display()), None);
            return Err(ExitCode::from(status::COMPILE));
        }
    }
    Ok(())
}
