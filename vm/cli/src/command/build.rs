//! `purlin build`: a program in one file.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::run::{bad_project, main_module};
use super::standalone::{Program, executable};
use super::status;
use crate::args::Build;
use crate::project::{self, Project};
use crate::{sources, tell};

pub fn build(args: &Build) -> ExitCode {
    match try_build(args) {
        Ok(code) | Err(code) => code,
    }
}

fn try_build(args: &Build) -> Result<ExitCode, ExitCode> {
    let (project, files) = parts(&args.target)?;
    let include = project.includes_after(&args.include);
    let modules = sources::modules(&files, &include, &[])?;
    let program = Program {
        main: main_module(&project, &modules, None)?,
        modules: modules
            .into_iter()
            .map(|(_, module)| (module.module, module.bytes))
            .collect(),
    };
    write(args, &project, &program)
}

/// The project and its files; of a single file, that alone.
fn parts(target: &Path) -> Result<(Project, Vec<PathBuf>), ExitCode> {
    if target.is_file() {
        let project = Project {
            name: target
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            include: target.parent().map(Path::to_path_buf).into_iter().collect(),
            ..Project::default()
        };
        return Ok((project, vec![target.to_path_buf()]));
    }
    if !target.is_dir() {
        tell::error(
            format_args!("there is no file or folder `{}`", target.display()),
            Some("give a project's folder or a source file: purlin build ."),
        );
        return Err(ExitCode::from(status::USAGE));
    }
    let project = Project::around(target).map_err(bad_project)?;
    let files = project::erlang_files(&project.all_sources());
    Ok((project, files))
}

fn write(args: &Build, project: &Project, program: &Program) -> Result<ExitCode, ExitCode> {
    let output = args
        .output
        .clone()
        .unwrap_or_else(|| usual_output(args, project));
    if output.is_dir() {
        tell::error(
            format_args!("{} is a folder", output.display()),
            Some("name the file to write: -o FILE"),
        );
        return Err(ExitCode::from(status::USAGE));
    }
    let written = match args.standalone {
        true => executable(program).and_then(|bytes| write_executable(&output, &bytes)),
        false => write_new(&output, &program.to_bytes()),
    };
    match written {
        Ok(size) => {
            tell::raw(&format!(
                "wrote {}: {}, {} KB\n",
                output.display(),
                tell::count(program.modules.len(), "module"),
                size.div_ceil(1024)
            ));
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            tell::error(
                format_args!("cannot write {}: {error}", output.display()),
                None,
            );
            Err(ExitCode::from(status::FAILED))
        }
    }
}

/// In the project's folder `build`; of a single file, here.
fn usual_output(args: &Build, project: &Project) -> PathBuf {
    let name = match args.standalone {
        true => project.name.clone(),
        false => format!("{}.purlin", project.name),
    };
    match project.root.as_os_str().is_empty() {
        true => PathBuf::from(name),
        false => project.root.join("build").join(name),
    }
}

/// Writes beside and renames: a program that runs from the old file goes on.
fn write_new(file: &Path, bytes: &[u8]) -> std::io::Result<usize> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut beside = file.as_os_str().to_owned();
    beside.push(".new");
    std::fs::write(&beside, bytes)?;
    std::fs::rename(&beside, file)?;
    Ok(bytes.len())
}

fn write_executable(file: &Path, bytes: &[u8]) -> std::io::Result<usize> {
    use std::os::unix::fs::PermissionsExt;
    let size = write_new(file, bytes)?;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o755))?;
    Ok(size)
}
