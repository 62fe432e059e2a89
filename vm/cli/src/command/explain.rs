//! `purlin explain`: the page of a diagnostic.

use std::process::ExitCode;

use super::status;
use crate::args::Explain;
use crate::tell;

pub fn explain(args: &Explain) -> ExitCode {
    match purlin::explain(&args.id) {
        Some(page) => {
            println!("{page}");
            ExitCode::SUCCESS
        }
        None => {
            tell::error(
                format_args!("there is no diagnostic `{}`", args.id),
                Some("ids look like P0301; they stand in brackets in each message"),
            );
            ExitCode::from(status::USAGE)
        }
    }
}
