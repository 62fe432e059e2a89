//! `purlin repl`: on a terminal with a line editor; else commands come from standard input, answers go to standard output and
//! what goes wrong to standard error, with status 1 if anything did.

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use super::{machine, status};
use crate::args::Repl;
use crate::project::Project;
use crate::repl::{FromScreen, Screen, ToScreen, on_terminal};
use crate::tell;

pub fn repl(args: &Repl) -> ExitCode {
    let interactive = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let screen = Arc::new(Screen::default());
    let project = match Project::around(Path::new(".")) {
        Ok(project) => project,
        Err(error) => {
            tell::error(error.message, error.hint.as_deref());
            return ExitCode::from(status::USAGE);
        }
    };
    let builder = machine::searching(
        machine::builder(&args.machine),
        &args.search,
        Some(&project),
    );
    let vm = match interactive {
        true => builder
            .output(ToScreen(screen.clone()))
            .input(FromScreen(screen.clone()))
            .build(),
        false => builder.standard_streams().build(),
    };
    let vm = match vm {
        Ok(vm) => vm,
        Err(error) => {
            tell::error(error, None);
            return ExitCode::from(status::FAILED);
        }
    };
    if interactive {
        return on_terminal(vm, &screen, &args.files);
    }
    let files: Vec<String> = args
        .files
        .iter()
        .map(|file| file.to_string_lossy().into_owned())
        .collect();
    match vm.run_program("shell", "script", Some(&files), true) {
        Ok(status) => ExitCode::from((status & 0xff) as u8),
        Err(error) => {
            tell::error(error, None);
            ExitCode::from(status::FAILED)
        }
    }
}
