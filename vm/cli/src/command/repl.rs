//! `purlin repl`: on a terminal with a line editor; else commands come from standard input, answers go to standard output and
//! what goes wrong to standard error, with status 1 if anything did.

use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;

use super::{machine, status};
use crate::args::Repl;
use crate::repl::{Screen, ToScreen, on_terminal};
use crate::tell;

pub fn repl(args: &Repl) -> ExitCode {
    let interactive = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let screen = Arc::new(Screen::default());
    let mut builder = machine::builder(&args.machine);
    for folder in ["src", "test"].iter().map(std::path::Path::new) {
        if folder.is_dir() {
            builder = builder.module_path(folder);
        }
    }
    builder = args
        .paths
        .iter()
        .fold(builder.module_path("."), |builder, folder| {
            builder.module_path(folder)
        });
    builder = args
        .include
        .iter()
        .fold(builder, |builder, folder| builder.include_path(folder));
    let vm = match interactive {
        true => builder.output(ToScreen(screen.clone())).build(),
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
