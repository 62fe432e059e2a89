//! Numbers and identifiers to text and back.

use super::build::{done_bigint, done_byte_list, done_bytes, done_float, done_int, done_text};
use super::context::{Ctx, Outcome};
use super::iodata;
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::interp::quick::Quick;
use crate::term::binary::binary_words;
use crate::term::print::{Printer, Style};
use crate::term::reference::ALIAS_WORDS;
use crate::term::{LocalPid, LocalPort, Port, RefId, Term, View};
use crate::text::float::{self, FloatForm, MAX_DECIMALS, MAX_SCIENTIFIC};
use crate::text::integer::{self, Parsed, SmallText};

/// Whether a text becomes a list or a binary.
#[derive(Clone, Copy)]
enum As {
    List,
    Binary,
}

fn done_as(ctx: &mut Ctx<'_>, bytes: &[u8], form: As) -> Outcome {
    match form {
        As::List => done_byte_list(ctx, bytes),
        As::Binary => done_bytes(ctx, bytes),
    }
}

// Integers.

fn base_arg(term: Term<'_>) -> Result<u32, Raise> {
    match term.as_small() {
        Some(base @ 2..=36) => Ok(base as u32),
        _ => Err(Raise::BADARG),
    }
}

fn integer_text(ctx: &mut Ctx<'_>, base: u32, form: As) -> Outcome {
    let mut out = Vec::new();
    match ctx.arg(0).view() {
        View::Small(n) => integer::push_small(&mut out, n, base),
        View::Big(big) => integer::push_big(&mut out, &big.to_bigint(), base),
        _ => return Err(Raise::BADARG),
    }
    ctx.charge((out.len() / 16) as u32);
    done_as(ctx, &out, form)
}

/// The text of a small integer, in the quick forms.
#[inline(always)]
fn small_text(q: &Quick<'_>) -> Option<SmallText> {
    Some(SmallText::new(q.arg(0).as_small()?, 10))
}

pub fn quick_integer_to_binary<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    let text = small_text(q)?;
    let w = q.writer(binary_words(text.bytes().len()))?;
    w.binary(text.bytes()).ok()
}

pub fn quick_integer_to_list<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    let text = small_text(q)?;
    let w = q.writer(2 * text.bytes().len())?;
    Some(w.byte_list(text.bytes(), Term::NIL))
}

pub fn integer_to_list_1(ctx: &mut Ctx<'_>) -> Outcome {
    integer_text(ctx, 10, As::List)
}

pub fn integer_to_list_2(ctx: &mut Ctx<'_>) -> Outcome {
    let base = base_arg(ctx.arg(1))?;
    integer_text(ctx, base, As::List)
}

pub fn integer_to_binary_1(ctx: &mut Ctx<'_>) -> Outcome {
    integer_text(ctx, 10, As::Binary)
}

pub fn integer_to_binary_2(ctx: &mut Ctx<'_>) -> Outcome {
    let base = base_arg(ctx.arg(1))?;
    integer_text(ctx, base, As::Binary)
}

fn text_integer(ctx: &mut Ctx<'_>, text: &[u8], base: u32) -> Outcome {
    ctx.charge((text.len() / 16) as u32);
    match integer::read(text, base).ok_or(Raise::BADARG)? {
        Parsed::Small(n) => done_int(ctx, n),
        Parsed::Big(n) if n.bits() > crate::term::integer::MAX_BITS => Err(Raise::SYSTEM_LIMIT),
        Parsed::Big(n) => done_bigint(ctx, &n),
    }
}

pub fn list_to_integer_1(ctx: &mut Ctx<'_>) -> Outcome {
    let text = iodata::flat_bytes(ctx.arg(0)).ok_or(Raise::BADARG)?;
    text_integer(ctx, &text, 10)
}

pub fn list_to_integer_2(ctx: &mut Ctx<'_>) -> Outcome {
    let base = base_arg(ctx.arg(1))?;
    let text = iodata::flat_bytes(ctx.arg(0)).ok_or(Raise::BADARG)?;
    text_integer(ctx, &text, base)
}

pub fn binary_to_integer_1(ctx: &mut Ctx<'_>) -> Outcome {
    let text = ctx.arg(0).as_binary().ok_or(Raise::BADARG)?.to_vec();
    text_integer(ctx, &text, 10)
}

pub fn binary_to_integer_2(ctx: &mut Ctx<'_>) -> Outcome {
    let base = base_arg(ctx.arg(1))?;
    let text = ctx.arg(0).as_binary().ok_or(Raise::BADARG)?.to_vec();
    text_integer(ctx, &text, base)
}

// Floats.

/// What OTP gives where nothing else is asked for.
const DEFAULT_FORM: FloatForm = FloatForm::Scientific { digits: 20 };

/// Later options win; `compact` concerns decimals alone.
fn float_form(options: Term<'_>) -> Result<FloatForm, Raise> {
    let mut form = DEFAULT_FORM;
    let mut is_compact = false;
    let mut list = options.list();
    for option in list.by_ref() {
        match option.view() {
            View::Atom(atoms::COMPACT) => is_compact = true,
            View::Atom(atoms::SHORT) => form = FloatForm::Short,
            _ => form = digits_option(option)?,
        }
    }
    if !list.tail().is_nil() {
        return Err(Raise::BADARG);
    }
    Ok(match form {
        FloatForm::Decimals { digits, .. } => FloatForm::Decimals {
            digits,
            compact: is_compact,
        },
        other => other,
    })
}

fn digits_option(option: Term<'_>) -> Result<FloatForm, Raise> {
    let [name, digits] = option.as_tuple_of().ok_or(Raise::BADARG)?;
    let digits = digits
        .as_small()
        .and_then(|n| u32::try_from(n).ok())
        .ok_or(Raise::BADARG)?;
    match name.as_atom() {
        Some(atoms::DECIMALS) if digits <= MAX_DECIMALS => Ok(FloatForm::Decimals {
            digits,
            compact: false,
        }),
        Some(atoms::SCIENTIFIC) if digits <= MAX_SCIENTIFIC => Ok(FloatForm::Scientific { digits }),
        _ => Err(Raise::BADARG),
    }
}

fn float_text(ctx: &mut Ctx<'_>, form: FloatForm, list: As) -> Outcome {
    let x = ctx.arg(0).as_float().ok_or(Raise::BADARG)?;
    let text = float::format(x, form).ok_or(Raise::BADARG)?;
    done_as(ctx, text.as_bytes(), list)
}

pub fn float_to_list_1(ctx: &mut Ctx<'_>) -> Outcome {
    float_text(ctx, DEFAULT_FORM, As::List)
}

pub fn float_to_list_2(ctx: &mut Ctx<'_>) -> Outcome {
    let form = float_form(ctx.arg(1))?;
    float_text(ctx, form, As::List)
}

pub fn float_to_binary_1(ctx: &mut Ctx<'_>) -> Outcome {
    float_text(ctx, DEFAULT_FORM, As::Binary)
}

pub fn float_to_binary_2(ctx: &mut Ctx<'_>) -> Outcome {
    let form = float_form(ctx.arg(1))?;
    float_text(ctx, form, As::Binary)
}

pub fn list_to_float(ctx: &mut Ctx<'_>) -> Outcome {
    let text = iodata::flat_bytes(ctx.arg(0)).ok_or(Raise::BADARG)?;
    let x = float::read(&text).ok_or(Raise::BADARG)?;
    done_float(ctx, x)
}

pub fn binary_to_float(ctx: &mut Ctx<'_>) -> Outcome {
    let text = ctx.arg(0).as_binary().ok_or(Raise::BADARG)?.to_vec();
    let x = float::read(&text).ok_or(Raise::BADARG)?;
    done_float(ctx, x)
}

// Pids, ports, references, funs: as they are printed.

fn printed(ctx: &mut Ctx<'_>, is: fn(Term<'_>) -> bool) -> Outcome {
    if !is(ctx.arg(0)) {
        return Err(Raise::BADARG);
    }
    let text = Printer::print(ctx.arg(0), Style::Unicode, ctx.vm());
    done_text(ctx, &text)
}

pub fn pid_to_list(ctx: &mut Ctx<'_>) -> Outcome {
    printed(ctx, |t| t.is_pid())
}

pub fn port_to_list(ctx: &mut Ctx<'_>) -> Outcome {
    printed(ctx, |t| t.is_port())
}

pub fn ref_to_list(ctx: &mut Ctx<'_>) -> Outcome {
    printed(ctx, |t| t.is_reference())
}

pub fn fun_to_list(ctx: &mut Ctx<'_>) -> Outcome {
    printed(ctx, |t| t.is_fun())
}

/// The numbers of `<prefix>a.b.c>`, each digits alone.
fn dotted(text: &[u8], prefix: &str) -> Option<Vec<u64>> {
    let inner = text.strip_prefix(prefix.as_bytes())?.strip_suffix(b">")?;
    inner
        .split(|b| *b == b'.')
        .map(|part| {
            let digits = !part.is_empty() && part.iter().all(u8::is_ascii_digit);
            digits.then(|| std::str::from_utf8(part).ok()?.parse().ok())?
        })
        .collect()
}

pub fn list_to_pid(ctx: &mut Ctx<'_>) -> Outcome {
    let text = iodata::flat_bytes(ctx.arg(0)).ok_or(Raise::BADARG)?;
    match dotted(&text, "<").as_deref() {
        Some([0, number, serial]) if *number < 1 << 28 && *serial < 1 << 28 => {
            ctx.done(Term::pid(LocalPid::new(serial << 28 | number)))
        }
        _ => Err(Raise::BADARG),
    }
}

pub fn list_to_port(ctx: &mut Ctx<'_>) -> Outcome {
    let text = iodata::flat_bytes(ctx.arg(0)).ok_or(Raise::BADARG)?;
    match dotted(&text, "#Port<").as_deref() {
        Some([0, number]) if *number < 1 << 56 => {
            let port = Port::Local(LocalPort::new(*number));
            match port {
                Port::Local(port) => ctx.done(Term::port(port)),
                Port::External(_) => Err(Raise::BADARG),
            }
        }
        _ => Err(Raise::BADARG),
    }
}

pub fn list_to_ref(ctx: &mut Ctx<'_>) -> Outcome {
    let text = iodata::flat_bytes(ctx.arg(0)).ok_or(Raise::BADARG)?;
    let Some([0, high, middle, low]) = dotted(&text, "#Ref<")
        .as_deref()
        .and_then(|v| <[u64; 4]>::try_from(v).ok())
    else {
        return Err(Raise::BADARG);
    };
    let high = u32::try_from(high).map_err(|_| Raise::BADARG)?;
    if middle > u64::from(u32::MAX) || low > u64::from(u32::MAX) {
        return Err(Raise::BADARG);
    }
    let id = RefId {
        high,
        low: middle << 32 | low,
    };
    // The text of an alias does not say whose it is: the caller's own are known.
    let own = ctx.process().pid;
    let ext = ctx.process().ext();
    let is_alias = ext.is_some_and(|ext| ext.relations.aliases.get(&id).is_some());
    let w = ctx.reserve(ALIAS_WORDS)?;
    let term = match is_alias {
        true => w.alias(id, own),
        false => w.reference(id),
    };
    w.done(term)
}
