//! Standard input and output, for the io servers.

use std::io::Read;

use super::blocking;
use super::build::{Out, done_atom, done_bool, done_int};
use super::context::{Ctx, Outcome};
use super::iodata;
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::term::Term;
use crate::vm::Stream;

fn fd_arg(term: Term<'_>) -> Result<i64, Raise> {
    match term.as_small() {
        Some(fd @ 0..=2) => Ok(fd),
        _ => Err(Raise::BADARG),
    }
}

/// `write(Fd, Bytes)`: all of it, in order of the calls.
pub fn write(ctx: &mut Ctx<'_>) -> Outcome {
    let stream = match fd_arg(ctx.arg(0))? {
        1 => Stream::Out,
        2 => Stream::Err,
        _ => return Err(Raise::BADARG),
    };
    let bytes = iodata::to_bytes(ctx.arg(1)).ok_or(Raise::BADARG)?;
    ctx.charge((bytes.len() / 64) as u32);
    let taken = ctx.vm().output().try_write(stream, &bytes);
    if taken >= bytes.len() {
        return done_atom(ctx, atoms::OK);
    }
    // Whoever reads is slow: the process waits, not the worker.
    let output = ctx.vm().config().output.clone();
    blocking::run(ctx, move || {
        output.write(stream, &bytes[taken..]);
        Ok(Out::Atom(atoms::OK))
    })
}

/// Most bytes read at once, whatever is asked for.
const MAX_READ: usize = 1 << 16;

/// `read(Fd, Max)`: what there is, at least a byte; `eof` at the end.
pub fn read(ctx: &mut Ctx<'_>) -> Outcome {
    if fd_arg(ctx.arg(0))? != 0 {
        return Err(Raise::BADARG);
    }
    let max = ctx
        .arg(1)
        .as_usize()
        .filter(|n| *n > 0)
        .ok_or(Raise::BADARG)?
        .min(MAX_READ);
    let input = ctx.vm().config().input.clone();
    blocking::run(ctx, move || {
        let mut bytes = vec![0; max];
        let outcome = match input {
            Some(input) => input.read(&mut bytes),
            None => std::io::stdin().lock().read(&mut bytes),
        };
        Ok(match outcome {
            Ok(0) => Out::Atom(atoms::EOF),
            Ok(n) => {
                bytes.truncate(n);
                Out::tagged(atoms::OK, Out::Bytes(bytes))
            }
            Err(_) => Out::tagged(atoms::ERROR, Out::Atom(atoms::EIO)),
        })
    })
}

pub fn is_terminal(ctx: &mut Ctx<'_>) -> Outcome {
    let is = is_terminal_fd(fd_arg(ctx.arg(0))?);
    done_bool(ctx, is)
}

fn is_terminal_fd(fd: i64) -> bool {
    use std::io::IsTerminal;
    match fd {
        0 => std::io::stdin().is_terminal(),
        1 => std::io::stdout().is_terminal(),
        _ => std::io::stderr().is_terminal(),
    }
}

/// Columns and rows of a terminal, if it is one.
fn size(ctx: &mut Ctx<'_>) -> Result<Option<(u16, u16)>, Raise> {
    let stream = match fd_arg(ctx.arg(0))? {
        2 => Stream::Err,
        _ => Stream::Out,
    };
    Ok(ctx.vm().output().size(stream))
}

pub fn columns(ctx: &mut Ctx<'_>) -> Outcome {
    let columns = size(ctx)?.map_or(0, |(columns, _)| columns);
    done_int(ctx, columns.into())
}

pub fn rows(ctx: &mut Ctx<'_>) -> Outcome {
    let rows = size(ctx)?.map_or(0, |(_, rows)| rows);
    done_int(ctx, rows.into())
}

pub fn printable_range(ctx: &mut Ctx<'_>) -> Outcome {
    done_atom(ctx, atoms::LATIN1)
}
