//! Calls, frames, funs, apply.

use super::collect::pause_or_collect;
use super::dispatch::{
    M, Regs, a, away, b, c, enter, get, has_room, packed, put, set_x, spill, term, wide, x,
};
use super::natives;
use super::quick::{QuickCall, Quickly};
use super::raise;
use crate::atom::atoms;
use crate::code::export::{EntryRef, ExportCell};
use crate::code::fun_entry::FunRef;
use crate::code::module::{NO_FRAME, Rec};
use crate::exception::raise::{Class, Raise};
use crate::term::{Fun, Kind, Term, Word};

#[inline(always)]
pub(super) unsafe fn allocate(m: M, r: Regs, w: u64) -> Regs {
    let slots = a(w) as usize;
    let heap = wide(w) as u32 as usize;
    // SAFETY: D1, D2; word 1 is the record.
    unsafe {
        if has_room(r, slots + heap) && !(*m).stress {
            return Regs {
                sp: r.sp.sub(slots),
                ..r.skip(2)
            };
        }
        away(m, r, w, |m, r, w| {
            let slots = a(w) as usize;
            let heap = wide(w) as u32 as usize;
            match pause_or_collect(m, r, r.rec(1), slots + heap) {
                Ok(r) => Regs {
                    sp: r.sp.sub(slots),
                    ..r.skip(2)
                },
                Err(r) => r,
            }
        })
    }
}

#[inline(always)]
pub(super) unsafe fn deallocate(_: M, r: Regs, w: u64) -> Regs {
    r.drop_frame(a(w)).skip(1)
}

/// Writes the record of a call to the frame.
///
/// # Safety
/// There is a frame.
#[inline(always)]
unsafe fn set_record(r: Regs, rec: *const Rec) {
    // SAFETY: `[sp]` of a frame is kept for it.
    unsafe { *r.sp = Word::from_bits(rec as u64) };
}

#[inline(always)]
pub(super) unsafe fn call(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1; calls are made from functions with a frame.
    unsafe {
        set_record(r, r.rec(1));
        enter(m, r, r.jump(wide(w)).pc)
    }
}

#[inline(always)]
pub(super) unsafe fn call_tail(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1.
    unsafe { enter(m, r.drop_frame(a(w)), r.jump(wide(w)).pc) }
}

#[inline(always)]
pub(super) unsafe fn call_ext(m: M, r: Regs, _: u64) -> Regs {
    // SAFETY: D1; word 1 is a cell.
    unsafe {
        set_record(r, r.rec(2));
        let cell = &*(r.word(1) as *const ExportCell);
        enter(m, r, cell.entry())
    }
}

#[inline(always)]
pub(super) unsafe fn call_ext_tail(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1; word 1 is a cell.
    unsafe {
        let cell = &*(r.word(1) as *const ExportCell);
        enter(m, r.drop_frame(a(w)), cell.entry())
    }
}

#[inline(always)]
pub(super) unsafe fn call_native(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1; word 1 is a cell of a native.
    unsafe {
        let rec = r.rec(2);
        if b(w) != 0 {
            set_record(r, rec);
        }
        natives::call(m, r, w, r.word(1) as *const ExportCell, rec)
    }
}

#[inline(always)]
pub(super) unsafe fn call_quick(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1; word 3 is a `QuickCall`.
    unsafe {
        let call = std::mem::transmute::<u64, QuickCall>(r.word(3));
        let Quickly(result, hp) = call(m, r.hp, r.sp);
        if !result.is_none() {
            set_x(m, 0, result);
            return Regs {
                hp,
                reds: r.reds - 1,
                ..r.skip(4)
            };
        }
        away(m, r, w, |m, r, w| call_native(m, r, w))
    }
}

pub(super) unsafe fn bif(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1; word 1 is a cell of a native.
    unsafe { natives::guard(m, r, w) }
}

/// The only argument of a `bif`.
///
/// # Safety
/// D1, D3.
#[inline(always)]
unsafe fn argument(m: M, r: Regs, i: usize) -> Word {
    // SAFETY: operands are packed from word 4 on.
    unsafe { get(m, r, packed(r, 4, i)) }
}

#[inline(always)]
pub(super) unsafe fn bif_head(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let list = argument(m, r, 0);
        if list.is_cons() {
            put(m, r, a(w), list.head());
            return r.next(w);
        }
        away(m, r, w, |m, r, w| natives::guard(m, r, w))
    }
}

#[inline(always)]
pub(super) unsafe fn bif_tail(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let list = argument(m, r, 0);
        if list.is_cons() {
            put(m, r, a(w), list.tail());
            return r.next(w);
        }
        away(m, r, w, |m, r, w| natives::guard(m, r, w))
    }
}

#[inline(always)]
pub(super) unsafe fn bif_tuple_size(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let tuple = argument(m, r, 0);
        if tuple.is_tuple() {
            put(m, r, a(w), Word::small(tuple.arity() as i64));
            return r.next(w);
        }
        away(m, r, w, |m, r, w| natives::guard(m, r, w))
    }
}

#[inline(always)]
pub(super) unsafe fn bif_element(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3; the index is below the arity.
    unsafe {
        let (position, tuple) = (argument(m, r, 0), argument(m, r, 1));
        if position.is_small() && tuple.is_tuple() {
            let index = position.small_value().wrapping_sub(1) as usize;
            if index < tuple.arity() {
                put(m, r, a(w), tuple.element(index));
                return r.next(w);
            }
        }
        away(m, r, w, |m, r, w| natives::guard(m, r, w))
    }
}

#[inline(always)]
pub(super) unsafe fn bif_min(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let (first, second) = (argument(m, r, 0), argument(m, r, 1));
        if Word::both_small(first, second) {
            let second_is_less = Word::small_lt(second, first);
            put(m, r, a(w), if second_is_less { second } else { first });
            return r.next(w);
        }
        away(m, r, w, |m, r, w| natives::guard(m, r, w))
    }
}

#[inline(always)]
pub(super) unsafe fn bif_max(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let (first, second) = (argument(m, r, 0), argument(m, r, 1));
        if Word::both_small(first, second) {
            let first_is_less = Word::small_lt(first, second);
            put(m, r, a(w), if first_is_less { second } else { first });
            return r.next(w);
        }
        away(m, r, w, |m, r, w| natives::guard(m, r, w))
    }
}

#[inline(always)]
pub(super) unsafe fn bif_self(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: the process is ours.
    unsafe {
        put(m, r, a(w), Term::pid((*(*m).process).pid).word());
    }
    r.next(w)
}

#[inline(always)]
pub(super) unsafe fn call_fun(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let rec = r.rec(1);
        let fun = get(m, r, a(w));
        if (*rec).frame != NO_FRAME {
            set_record(r, rec);
        }
        match enter_local(m, r, fun, b(w) as usize, 0) {
            Some(r) => r,
            None => away(m, r, w, |m, r, w| {
                enter_other(m, r, get(m, r, a(w)), b(w) as usize, r.rec(1), 0)
            }),
        }
    }
}

#[inline(always)]
pub(super) unsafe fn call_fun_tail(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let fun = get(m, r, a(w));
        match enter_local(m, r, fun, b(w) as usize, c(w)) {
            Some(r) => r,
            None => away(m, r, w, |m, r, w| {
                enter_other(m, r, get(m, r, a(w)), b(w) as usize, r.rec(1), c(w))
            }),
        }
    }
}

/// Enters a fun's code after dropping `words` words of frame.
///
/// # Safety
/// D1 to D3; not in the loop.
pub(super) unsafe fn enter_fun(
    m: M,
    r: Regs,
    fun: Word,
    arity: usize,
    rec: *const Rec,
    words: u16,
) -> Regs {
    // SAFETY: passed on.
    unsafe {
        match enter_local(m, r, fun, arity, words) {
            Some(r) => r,
            None => enter_other(m, r, fun, arity, rec, words),
        }
    }
}

/// Enters the code of a local fun of that arity, its free variables behind the arguments; none: it is something else.
///
/// # Safety
/// D1 to D3.
#[inline(always)]
unsafe fn enter_local(m: M, r: Regs, fun: Word, arity: usize, words: u16) -> Option<Regs> {
    // SAFETY: D3: a boxed word is a live object; a fun's layout is layout.rs's.
    unsafe {
        if fun.is_boxed() {
            let header = fun.object_header();
            if header.kind_number() == Kind::Fun as usize && header.header_aux() as usize == arity {
                let entry = FunRef::from_address(fun.field(0).bits() as usize)
                    .entry()
                    .entry();
                if !entry.is_null() {
                    for i in 0..header.header_size() - 2 {
                        set_x(m, (arity + i) as u16, fun.field(2 + i));
                    }
                    return Some(enter(m, r.drop_frame(words), entry));
                }
            }
        }
    }
    None
}

/// External funs, and what cannot be called.
#[cold]
#[inline(never)]
unsafe fn enter_other(m: M, r: Regs, fun: Word, arity: usize, rec: *const Rec, words: u16) -> Regs {
    // SAFETY: as `enter_fun`.
    unsafe {
        match term(fun).as_fun() {
            Some(Fun::External(external)) if external.arity() as usize == arity => {
                let entry = (*m).find_export(external.module(), external.name(), arity as u8);
                enter(m, r.drop_frame(words), entry.cell().entry())
            }
            Some(Fun::Local(local)) if local.arity() as usize == arity => {
                natives::undefined_fun(m, r, fun, arity, rec, words)
            }
            Some(_) => bad_arity(m, r, fun, arity, rec),
            None => {
                (*m).reason.set(fun);
                raise::raise_tagged(m, r, rec, atoms::BADFUN)
            }
        }
    }
}

/// `{badarity, {Fun, Args}}`.
unsafe fn bad_arity(m: M, r: Regs, fun: Word, arity: usize, rec: *const Rec) -> Regs {
    // SAFETY: D3; the arguments are in x0...
    unsafe {
        spill(m, r);
        let mut roots = vec![fun];
        roots.extend((0..arity).map(|i| x(m, i as u16)));
        (*m).roots.start(&roots);
        let Ok(w) = natives::room(m, rec, 2 * arity + 6) else {
            return raise::raise(m, rec, Raise::SYSTEM_LIMIT, None);
        };
        let terms: Vec<_> = (*m).roots.words_mut().iter().map(|&w| term(w)).collect();
        let args = w.list(&terms[1..]);
        let pair = w.tuple(&[terms[0], args]);
        let reason = w.tuple(&[crate::term::Term::atom(atoms::BADARITY), pair]);
        (*m).reason.set(reason.word());
        raise::raise(
            m,
            rec,
            Raise::reason(Class::Error).with_info(crate::exception::raise::Info::None),
            None,
        )
    }
}

#[inline(always)]
pub(super) unsafe fn apply(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let rec = r.rec(1);
        if (*rec).frame != NO_FRAME {
            set_record(r, rec);
        }
        match found(m, r, w) {
            Some(entry) => enter(m, r, entry.cell().entry()),
            None => away(m, r, w, |m, r, w| apply_to(m, r, w, r.rec(1), 0)),
        }
    }
}

#[inline(always)]
pub(super) unsafe fn apply_tail(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let words = r.word(2) as u16;
        match found(m, r, w) {
            Some(entry) => enter(m, r.drop_frame(words), entry.cell().entry()),
            None => away(m, r, w, |m, r, w| {
                apply_to(m, r, w, r.rec(1), r.word(2) as u16)
            }),
        }
    }
}

/// The entry of a function that `apply` found lately.
///
/// # Safety
/// D1 to D3.
#[inline(always)]
unsafe fn found(m: M, r: Regs, w: u64) -> Option<EntryRef> {
    // SAFETY: passed on.
    unsafe {
        let (module, name) = (term(get(m, r, a(w))), term(get(m, r, b(w))));
        (*m).found_export(module.as_atom()?, name.as_atom()?, c(w) as u8)
    }
}

/// # Safety
/// D1 to D3.
#[inline(always)]
unsafe fn apply_to(m: M, r: Regs, w: u64, rec: *const Rec, words: u16) -> Regs {
    // SAFETY: passed on.
    unsafe {
        let (module, name) = (term(get(m, r, a(w))), term(get(m, r, b(w))));
        match (module.as_atom(), name.as_atom()) {
            (Some(module), Some(name)) => {
                let entry: EntryRef = (*m).find_export(module, name, c(w) as u8);
                enter(m, r.drop_frame(words), entry.cell().entry())
            }
            _ => natives::bad_apply(m, r, rec, [module.word(), name.word()], c(w) as usize),
        }
    }
}
