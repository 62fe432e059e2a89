//! `purlin run`: compile in memory, run, end as the program says.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use purlin::{LoadError, Vm};

use super::status;
use crate::args::Run;
use crate::tell;

pub fn run(args: &Run) -> ExitCode {
    let source = match read(&args.file) {
        Ok(source) => without_interpreter_line(source),
        Err(code) => return code,
    };
    let vm = match machine(args) {
        Ok(vm) => vm,
        Err(error) => {
            tell::error(error, None);
            return ExitCode::from(status::FAILED);
        }
    };
    let name = args.file.to_string_lossy();
    let module = match vm.load_source(&name, source) {
        Ok(loaded) => {
            tell::raw(&loaded.warnings.render(tell::colour()));
            loaded.module
        }
        Err(LoadError::Compile(problems)) => {
            tell::raw(&problems.render(tell::colour()));
            return ExitCode::from(status::COMPILE);
        }
        Err(error) => {
            tell::error(error, None);
            return ExitCode::from(status::COMPILE);
        }
    };
    start(&vm, &module, args)
}

/// A script's first line may name its interpreter (`#!/usr/bin/env purlin`): it becomes a comment of the same length.
fn without_interpreter_line(mut source: Vec<u8>) -> Vec<u8> {
    if source.starts_with(b"#!") {
        source[..2].copy_from_slice(b"%%");
    }
    source
}

/// The program's text.
fn read(file: &Path) -> Result<Vec<u8>, ExitCode> {
    let outcome = if file == Path::new("-") {
        let mut text = Vec::new();
        std::io::stdin().read_to_end(&mut text).map(|_| text)
    } else {
        std::fs::read(file)
    };
    outcome.map_err(|error| {
        let hint = match error.kind() {
            std::io::ErrorKind::NotFound => {
                Some("give the path of an Erlang source file: purlin run hello.erl")
            }
            _ => None,
        };
        tell::error(
            format_args!("cannot read {}: {error}", file.display()),
            hint,
        );
        ExitCode::from(status::USAGE)
    })
}

fn machine(args: &Run) -> Result<Vm, purlin::Error> {
    let mut builder = super::machine::builder(&args.machine).standard_streams();
    let beside = args
        .file
        .parent()
        .map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    for folder in std::iter::once(&beside).chain(&args.paths) {
        builder = builder.module_path(folder);
    }
    for folder in &args.include {
        builder = builder.include_path(folder);
    }
    builder.build()
}

/// `main/1` with the arguments if the program exports it, else `main/0`.
fn start(vm: &Vm, module: &str, args: &Run) -> ExitCode {
    let (function, takes_args) = match &args.entry {
        Some(entry) => (entry.as_str(), false),
        None => ("main", vm.is_exported(module, "main", 1)),
    };
    if !takes_args && !vm.is_exported(module, function, 0) {
        let hint = format!(
            "add `-export([{function}/0]).` and define {function}/0, or give another function with --entry"
        );
        tell::error(
            format_args!("module {module} exports neither main/1 nor {function}/0"),
            Some(&hint),
        );
        return ExitCode::from(status::USAGE);
    }
    let texts: Vec<String> = args
        .args
        .iter()
        .map(|arg| arg.to_string_lossy().into_owned())
        .collect();
    let status = match takes_args {
        true => vm.run_program(module, function, Some(&texts), !args.no_halt),
        false => vm.run_program(module, function, None, !args.no_halt),
    };
    match status {
        Ok(status) => ExitCode::from((status & 0xff) as u8),
        Err(error) => {
            tell::error(error, None);
            ExitCode::from(status::FAILED)
        }
    }
}
