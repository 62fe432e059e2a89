//! `purlin check`: errors and warnings, without running anything.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::run::bad_project;
use super::status;
use crate::args::Check;
use crate::project::Project;
use crate::sources::{self, Failure};
use crate::tell;

pub fn check(args: &Check) -> ExitCode {
    match try_check(args) {
        Ok(code) | Err(code) => code,
    }
}

fn try_check(args: &Check) -> Result<ExitCode, ExitCode> {
    let paths = match args.paths.is_empty() {
        true => vec![PathBuf::from(".")],
        false => args.paths.clone(),
    };
    let mut files = Vec::new();
    let mut include = args.include.clone();
    for path in &paths {
        collect(path, &mut files).map_err(|error| {
            let hint = (error.kind() == std::io::ErrorKind::NotFound)
                .then_some("give files or folders: purlin check src");
            tell::error(
                format_args!("cannot read {}: {error}", path.display()),
                hint,
            );
            ExitCode::from(status::USAGE)
        })?;
        let folder = match path.is_dir() {
            true => path.as_path(),
            false => path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty())
                .unwrap_or(Path::new(".")),
        };
        include.extend(Project::around(folder).map_err(bad_project)?.all_includes());
    }
    let (mut errors, mut warnings) = (0, 0);
    for compiled in sources::compile(&files, &include, &[]) {
        let problems = match compiled.outcome {
            Ok(module) => module.warnings,
            Err(Failure::Problems(problems)) => problems,
            Err(Failure::Read(error)) => {
                tell::error(
                    format_args!("cannot read {}: {error}", compiled.file.display()),
                    None,
                );
                errors += 1;
                continue;
            }
        };
        errors += problems.error_count();
        warnings += problems.warning_count();
        match args.json {
            true => print!("{}", problems.json()),
            false => tell::raw(&problems.render(tell::colour())),
        }
    }
    if !args.json {
        tell::raw(&format!(
            "checked {}: {}, {}\n",
            tell::count(files.len(), "file"),
            tell::count(errors, "error"),
            tell::count(warnings, "warning")
        ));
    }
    Ok(match errors > 0 || (args.deny_warnings && warnings > 0) {
        true => ExitCode::from(status::COMPILE),
        false => ExitCode::SUCCESS,
    })
}

/// A file, or all `.erl` files below a folder, in order.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !path.is_dir() {
        std::fs::metadata(path)?;
        files.push(path.to_path_buf());
        return Ok(());
    }
    let mut entries: Vec<PathBuf> = std::fs::read_dir(path)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    entries.sort();
    for entry in entries {
        let hidden = entry
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(['.', '_']));
        if entry.is_dir() && !hidden && !entry.is_symlink() {
            collect(&entry, files)?;
        } else if entry
            .extension()
            .is_some_and(|extension| extension == "erl")
        {
            files.push(entry);
        }
    }
    Ok(())
}
