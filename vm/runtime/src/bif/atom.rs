//! Atoms to text and back.

use super::build::{done_atom, done_bytes, done_text};
use super::context::{Ctx, Outcome};
use super::iodata;
use crate::atom::{AtomError, atoms, table::MAX_ATOM_CHARACTERS};
use crate::exception::raise::Raise;
use crate::term::Term;
use crate::text::unicode::Encoding;

/// Whether a text may become an atom that is not there yet.
#[derive(Clone, Copy)]
enum Make {
    New,
    ExistingOnly,
}

/// `latin1`, `utf8` or `unicode`.
fn encoding_arg(term: Term<'_>) -> Result<Encoding, Raise> {
    match term.as_atom() {
        Some(atoms::LATIN1) => Ok(Encoding::Latin1),
        Some(atoms::UTF8 | atoms::UNICODE) => Ok(Encoding::Utf8),
        _ => Err(Raise::BADARG),
    }
}

pub fn atom_to_list(ctx: &mut Ctx<'_>) -> Outcome {
    let atom = ctx.arg(0).as_atom().ok_or(Raise::BADARG)?;
    let text = ctx.atoms().text(atom).to_owned();
    done_text(ctx, &text)
}

pub fn atom_to_binary_1(ctx: &mut Ctx<'_>) -> Outcome {
    atom_to_binary(ctx, Encoding::Utf8)
}

pub fn atom_to_binary_2(ctx: &mut Ctx<'_>) -> Outcome {
    let encoding = encoding_arg(ctx.arg(1))?;
    atom_to_binary(ctx, encoding)
}

fn atom_to_binary(ctx: &mut Ctx<'_>, encoding: Encoding) -> Outcome {
    let atom = ctx.arg(0).as_atom().ok_or(Raise::BADARG)?;
    let text = ctx.atoms().text(atom).to_owned();
    if encoding == Encoding::Utf8 {
        return done_bytes(ctx, text.as_bytes());
    }
    let bytes: Option<Vec<u8>> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect();
    done_bytes(ctx, &bytes.ok_or(Raise::BADARG)?)
}

pub fn list_to_atom(ctx: &mut Ctx<'_>) -> Outcome {
    from_list(ctx, Make::New)
}

pub fn list_to_existing_atom(ctx: &mut Ctx<'_>) -> Outcome {
    from_list(ctx, Make::ExistingOnly)
}

fn from_list(ctx: &mut Ctx<'_>, make: Make) -> Outcome {
    let text = iodata::flat_text(ctx.arg(0)).ok_or(Raise::BADARG)?;
    from_text(ctx, &text, make)
}

pub fn binary_to_atom_1(ctx: &mut Ctx<'_>) -> Outcome {
    from_binary(ctx, Encoding::Utf8, Make::New)
}

pub fn binary_to_atom_2(ctx: &mut Ctx<'_>) -> Outcome {
    let encoding = encoding_arg(ctx.arg(1))?;
    from_binary(ctx, encoding, Make::New)
}

pub fn binary_to_existing_atom_1(ctx: &mut Ctx<'_>) -> Outcome {
    from_binary(ctx, Encoding::Utf8, Make::ExistingOnly)
}

pub fn binary_to_existing_atom_2(ctx: &mut Ctx<'_>) -> Outcome {
    let encoding = encoding_arg(ctx.arg(1))?;
    from_binary(ctx, encoding, Make::ExistingOnly)
}

fn from_binary(ctx: &mut Ctx<'_>, encoding: Encoding, make: Make) -> Outcome {
    let bytes = ctx.arg(0).as_binary().ok_or(Raise::BADARG)?.to_vec();
    let text = match encoding {
        Encoding::Latin1 => bytes.into_iter().map(char::from).collect(),
        _ => String::from_utf8(bytes).map_err(|_| Raise::BADARG)?,
    };
    from_text(ctx, &text, make)
}

/// Too long a text is a `system_limit`, or for atoms that must exist a `badarg`.
fn from_text(ctx: &mut Ctx<'_>, text: &str, make: Make) -> Outcome {
    let too_long = text.len() > MAX_ATOM_CHARACTERS && text.chars().count() > MAX_ATOM_CHARACTERS;
    let atom = match make {
        Make::ExistingOnly if too_long => return Err(Raise::BADARG),
        Make::ExistingOnly => ctx.atoms().find(text).ok_or(Raise::BADARG)?,
        Make::New => ctx.atoms().intern(text).map_err(|error| match error {
            AtomError::TooLong | AtomError::TableFull => Raise::SYSTEM_LIMIT,
        })?,
    };
    done_atom(ctx, atom)
}
