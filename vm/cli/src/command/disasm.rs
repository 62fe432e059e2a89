//! `purlin disasm`: the bytecode of a source file.

use std::process::ExitCode;

use super::status;
use crate::args::Disasm;
use crate::tell;

pub fn disasm(args: &Disasm) -> ExitCode {
    let text = match std::fs::read(&args.file) {
        Ok(text) => text,
        Err(error) => {
            tell::error(
                format_args!("cannot read {}: {error}", args.file.display()),
                None,
            );
            return ExitCode::from(status::USAGE);
        }
    };
    let include: Vec<_> = args.include.clone();
    match purlin::compile_to_text(&args.file.to_string_lossy(), text, &include) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(problems) => {
            tell::raw(&problems.render(tell::colour()));
            ExitCode::from(status::COMPILE)
        }
    }
}
