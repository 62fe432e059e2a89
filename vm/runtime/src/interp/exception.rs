//! Ops that raise, and what handlers do with what they get.

use super::dispatch::{M, Regs, a, b, c, get, put, reload, spill, term};
use super::natives::room;
use super::raise;
use super::trace;
use crate::atom::atoms;
use crate::code::export::Mfa;
use crate::code::translate::fail_kind;
use crate::exception::raise::{Class, Info, Raise};
use crate::term::Term;
use purlin_isa::operand::FailKind;

#[cold]
#[inline(never)]
pub(super) unsafe fn fail_with(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let rec = r.rec(1);
        let value = get(m, r, a(w));
        (*m).reason.set(value);
        let tag = match fail_kind(b(w)) {
            FailKind::BadMatch => atoms::BADMATCH,
            FailKind::CaseClause => atoms::CASE_CLAUSE,
            FailKind::TryClause => atoms::TRY_CLAUSE,
            FailKind::ElseClause => atoms::ELSE_CLAUSE,
            FailKind::BadRecord => atoms::BADRECORD,
            FailKind::BadGenerator => atoms::BAD_GENERATOR,
            FailKind::BadFilter => atoms::BAD_FILTER,
            FailKind::BadFun => atoms::BADFUN,
            FailKind::BadKey => atoms::BADKEY,
            FailKind::BadMap => atoms::BADMAP,
            FailKind::BadGenerators => atoms::BAD_GENERATORS,
            FailKind::BadArgValue => atoms::BADARG,
            FailKind::IfClause => return plain(m, r, Some(atoms::IF_CLAUSE)),
            FailKind::BadArg => return plain(m, r, Some(atoms::BADARG)),
            FailKind::Reason => return plain(m, r, None),
        };
        raise::raise_tagged(m, r, rec, tag)
    }
}

/// The reason is an atom, or what the reason slot holds already.
unsafe fn plain(m: M, r: Regs, atom: Option<crate::atom::Atom>) -> Regs {
    // SAFETY: word 1 is the record.
    unsafe {
        if let Some(atom) = atom {
            (*m).reason.set(Term::atom(atom).word());
        }
        spill(m, r);
        let raise = Raise::reason(Class::Error).with_info(Info::None);
        raise::raise(m, r.rec(1), raise, None)
    }
}

#[cold]
#[inline(never)]
pub(super) unsafe fn function_clause(m: M, r: Regs, _: u64) -> Regs {
    // SAFETY: D1; the arguments are in x0...
    unsafe {
        let rec = r.rec(1);
        spill(m, r);
        let mfa: Option<Mfa> = (*rec).module().map(|module| module.mfa_of((*rec).function));
        let arity = mfa.map_or(0, |mfa| mfa.arity as usize);
        (*m).roots.start(&(&(*m).x)[..arity]);
        raise::raise_function_clause(m, rec, mfa)
    }
}

#[cold]
#[inline(never)]
pub(super) unsafe fn reraise(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let class = match term(get(m, r, a(w))).as_atom() {
            Some(atoms::EXIT) => Class::Exit,
            Some(atoms::THROW) => Class::Throw,
            _ => Class::Error,
        };
        let (reason, trace) = (get(m, r, b(w)), get(m, r, c(w)));
        spill(m, r);
        raise::deliver(m, r.rec(1), class, reason, trace)
    }
}

#[cold]
#[inline(never)]
pub(super) unsafe fn build_trace(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let raw = get(m, r, a(w));
        (*m).roots.start(&[raw]);
        spill(m, r);
        match trace::build(m, r.rec(1)) {
            Ok(list) => {
                let r = reload(m, r.pc);
                put(m, r, b(w), list);
                r.next(w)
            }
            Err(raise) => raise::raise(m, r.rec(1), raise, None),
        }
    }
}

#[cold]
#[inline(never)]
pub(super) unsafe fn catch_value(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3; word 2 is the destination.
    unsafe {
        let rec = r.rec(1);
        let (class, reason, raw) = (get(m, r, a(w)), get(m, r, b(w)), get(m, r, c(w)));
        let class = term(class).as_atom();
        if class == Some(atoms::THROW) {
            put(m, r, r.word(2) as u16, reason);
            return r.next(w);
        }
        (*m).roots.start(&[raw, reason]);
        spill(m, r);
        let made = if class == Some(atoms::EXIT) {
            exit_value(m, rec)
        } else {
            error_value(m, rec)
        };
        match made {
            Ok(value) => {
                let r = reload(m, r.pc);
                put(m, r, r.word(2) as u16, value);
                r.next(w)
            }
            Err(raise) => raise::raise(m, rec, raise, None),
        }
    }
}

/// `{'EXIT', Reason}`.
unsafe fn exit_value(
    m: M,
    rec: *const crate::code::module::Rec,
) -> Result<crate::term::Word, Raise> {
    // SAFETY: spilled by the caller.
    unsafe {
        let w = room(m, rec, 3)?;
        let reason = term((*m).roots.words_mut()[1]);
        Ok(w.tuple(&[Term::atom(atoms::EXIT_TAG), reason]).word())
    }
}

/// `{'EXIT', {Reason, Trace}}`.
unsafe fn error_value(
    m: M,
    rec: *const crate::code::module::Rec,
) -> Result<crate::term::Word, Raise> {
    // SAFETY: spilled by the caller.
    unsafe {
        let built = trace::build(m, rec)?;
        (*m).roots.words_mut()[0] = built;
        let w = room(m, rec, 6)?;
        let roots = (*m).roots.words_mut();
        let (trace, reason) = (term(roots[0]), term(roots[1]));
        let pair = w.tuple(&[reason, trace]);
        Ok(w.tuple(&[Term::atom(atoms::EXIT_TAG), pair]).word())
    }
}
