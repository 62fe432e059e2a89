//! `purlin check`: errors and warnings, without running anything.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::status;
use crate::args::Check;
use crate::tell;

pub fn check(args: &Check) -> ExitCode {
    let paths = match args.paths.is_empty() {
        true => vec![PathBuf::from(".")],
        false => args.paths.clone(),
    };
    let mut files = Vec::new();
    for path in &paths {
        if let Err(error) = collect(path, &mut files) {
            tell::error(
                format_args!("cannot read {}: {error}", path.display()),
                None,
            );
            return ExitCode::from(status::USAGE);
        }
    }
    let (mut errors, mut warnings) = (0, 0);
    for file in &files {
        match std::fs::read(file) {
            Ok(text) => {
                let problems = purlin::check_source(&file.to_string_lossy(), text, &args.include);
                errors += problems.error_count();
                warnings += problems.warning_count();
                match args.json {
                    true => print!("{}", problems.json()),
                    false => tell::raw(&problems.render(tell::colour())),
                }
            }
            Err(error) => {
                tell::error(
                    format_args!("cannot read {}: {error}", file.display()),
                    None,
                );
                errors += 1;
            }
        }
    }
    if !args.json {
        tell::raw(&format!(
            "checked {}: {}, {}\n",
            count(files.len(), "file"),
            count(errors, "error"),
            count(warnings, "warning")
        ));
    }
    match errors > 0 || (args.deny_warnings && warnings > 0) {
        true => ExitCode::from(status::COMPILE),
        false => ExitCode::SUCCESS,
    }
}

fn count(n: usize, what: &str) -> String {
    match n {
        1 => format!("1 {what}"),
        _ => format!("{n} {what}s"),
    }
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
