//! Moving, building and taking apart.

use super::collect::{collect_or_die, pause_or_collect};
use super::dispatch::{M, Regs, a, away, b, c, get, has_room, packed, put, set_x, wide, x};
use super::operand::{Place, Source, after};
use super::table::INDEX_MASK;
use crate::term::fun_::fun_words;
use crate::term::{Kind, Term, Word};

#[inline(always)]
pub(super) unsafe fn move_xx(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3.
    unsafe { set_x(m, b(w), x(m, a(w))) };
    r.skip(1)
}

#[inline(always)]
pub(super) unsafe fn move_xy(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3.
    unsafe { *r.sp.add(b(w) as usize) = x(m, a(w)) };
    r.skip(1)
}

#[inline(always)]
pub(super) unsafe fn move_yx(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3.
    unsafe { set_x(m, b(w), *r.sp.add(a(w) as usize)) };
    r.skip(1)
}

#[inline(always)]
pub(super) unsafe fn move_yy(_: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3.
    unsafe { *r.sp.add(b(w) as usize) = *r.sp.add(a(w) as usize) };
    r.skip(1)
}

#[inline(always)]
pub(super) unsafe fn move_cx(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe { set_x(m, b(w), Word::from_bits(r.word(1))) };
    r.skip(2)
}

#[inline(always)]
pub(super) unsafe fn move_cy(_: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe { *r.sp.add(b(w) as usize) = Word::from_bits(r.word(1)) };
    r.skip(2)
}

#[inline(always)]
pub(super) unsafe fn swap(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3.
    unsafe {
        let (first, second) = (get(m, r, a(w)), get(m, r, b(w)));
        put(m, r, a(w), second);
        put(m, r, b(w), first);
    }
    r.skip(1)
}

#[inline(always)]
pub(super) unsafe fn need_heap(m: M, r: Regs, w: u64) -> Regs {
    let words = wide(w) as u32 as usize;
    // SAFETY: D1, D2; word 1 is the record.
    unsafe {
        if has_room(r, words) && !(*m).stress {
            return r.skip(2);
        }
        away(m, r, w, |m, r, w| {
            match pause_or_collect(m, r, r.rec(1), wide(w) as u32 as usize) {
                Ok(r) => r.skip(2),
                Err(r) => r,
            }
        })
    }
}

#[inline(always)]
pub(super) unsafe fn put_list<A: Source, B: Source, D: Place>(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D2, D3; the heap was reserved.
    unsafe {
        *r.hp = A::get(m, r, a(w), 1);
        *r.hp.add(1) = B::get(m, r, b(w), after::<A>(1));
        D::put(m, r, c(w), Word::cons(r.hp));
        Regs {
            hp: r.hp.add(2),
            ..r.behind::<A, B>(w, 1)
        }
    }
}

#[inline(always)]
pub(super) unsafe fn put_tuple(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1 to D3; the heap was reserved.
    unsafe {
        let arity = wide(w) as u32 as usize;
        *r.hp = Word::tuple_header(arity);
        for i in 0..arity {
            *r.hp.add(1 + i) = get(m, r, packed(r, 2, i));
        }
        put(m, r, a(w), Word::tuple(r.hp));
        let next = r.skip(r.word(1) as usize);
        Regs {
            hp: r.hp.add(1 + arity),
            ..next
        }
    }
}

#[inline(always)]
pub(super) unsafe fn put_record(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1 to D3; the heap was reserved. The verifier saw that the definition is one, with as many fields as there are values.
    unsafe {
        let size = wide(w) as u32 as usize;
        *r.hp = Word::header(Kind::Record, size);
        for i in 0..size {
            *r.hp.add(1 + i) = get(m, r, packed(r, 2, i));
        }
        put(m, r, a(w), Word::boxed(r.hp));
        let next = r.skip(r.word(1) as usize);
        Regs {
            hp: r.hp.add(1 + size),
            ..next
        }
    }
}

#[inline(always)]
pub(super) unsafe fn set_tuple(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1 to D3; the verifier saw that the source is a tuple of exactly that arity, all indices below it.
    unsafe {
        let arity = wide(w) as u32 as usize;
        let n_changes = (r.word(1) >> 32) as usize;
        let dst = r.word(2);
        let source = get(m, r, a(w));
        let from = source.pointer();
        // What is known to be unshared is changed where it is: not literals, nor what has survived a collection, which must not point
        // to what has not.
        let unshared = dst >> 16 & 1 != 0;
        let to = if unshared && from < r.hp && from >= (*(*m).process).heap.high_water {
            from
        } else if has_room(r, 1 + arity) && !(*m).stress {
            for i in 0..=arity {
                // Volatile, so that it does not become a call.
                r.hp.add(i).write_volatile(*from.add(i));
            }
            r.hp
        } else {
            return away(m, r, w, |m, r, w| set_tuple_slow(m, r, w));
        };
        for i in 0..n_changes {
            let index = packed(r, 4, 2 * i) as usize;
            *to.add(1 + index) = get(m, r, packed(r, 4, 2 * i + 1));
        }
        put(m, r, dst as u16, Word::tuple(to));
        let hp = if to == r.hp {
            r.hp.add(1 + arity)
        } else {
            r.hp
        };
        Regs {
            hp,
            ..r.skip(r.word(1) as u32 as usize)
        }
    }
}

/// Collects, copies.
#[cold]
unsafe fn set_tuple_slow(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: as `set_tuple`. Sources survive in the root area: they need not be live at the site.
    unsafe {
        let arity = wide(w) as u32 as usize;
        let n_changes = (r.word(1) >> 32) as usize;
        let mut words = vec![get(m, r, a(w))];
        words.extend((0..n_changes).map(|i| get(m, r, packed(r, 4, 2 * i + 1))));
        (*m).roots.start(&words);
        let r = match collect_or_die(m, r, r.rec(3), 1 + arity) {
            Ok(r) => r,
            Err(r) => return r,
        };
        let roots = (*m).roots.words_mut();
        std::ptr::copy_nonoverlapping(roots[0].pointer(), r.hp, 1 + arity);
        for i in 0..n_changes {
            *r.hp.add(1 + packed(r, 4, 2 * i) as usize) = roots[1 + i];
        }
        put(m, r, r.word(2) as u16, Word::tuple(r.hp));
        Regs {
            hp: r.hp.add(1 + arity),
            ..r.skip(r.word(1) as u32 as usize)
        }
    }
}

#[inline(always)]
pub(super) unsafe fn make_fun(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1 to D3; word 2 is a fun entry of so many free variables.
    unsafe {
        let n_free = b(w) as usize;
        let words = fun_words(n_free);
        let r = if has_room(r, words) && !(*m).stress {
            r
        } else {
            // The free variables are live at the site: the op starts again after the collection.
            match pause_or_collect(m, r, r.rec(3), words) {
                Ok(r) => r,
                Err(r) => return r,
            }
        };
        let address = r.word(2);
        let arity = crate::code::fun_entry::FunRef::from_address(address as usize)
            .entry()
            .arity;
        *r.hp = Word::header_with(Kind::Fun, 2 + n_free, u16::from(arity));
        *r.hp.add(1) = Word::from_bits(address);
        *r.hp.add(2) = Term::pid((*(*m).process).pid).word();
        for i in 0..n_free {
            *r.hp.add(3 + i) = get(m, r, packed(r, 4, i));
        }
        put(m, r, a(w), Word::boxed(r.hp));
        Regs {
            hp: r.hp.add(words),
            ..r.skip(r.word(1) as usize)
        }
    }
}

#[inline(always)]
pub(super) unsafe fn get_list<A: Source, D: Place, E: Place>(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3; the source is a cons cell.
    unsafe {
        let cell = A::get(m, r, a(w), 1);
        let (head, tail) = (cell.head(), cell.tail());
        D::put(m, r, b(w), head);
        E::put(m, r, c(w), tail);
    }
    r.behind::<A, A>(w, 1)
}

#[inline(always)]
#[expect(
    clippy::extra_unused_type_parameters,
    reason = "handlers of a shape name the kinds of all operands"
)]
pub(super) unsafe fn get_head<A: Source, B, D: Place>(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3; the source is a cons cell.
    unsafe { D::put(m, r, c(w), A::get(m, r, a(w), 1).head()) };
    r.behind::<A, A>(w, 1)
}

#[inline(always)]
#[expect(
    clippy::extra_unused_type_parameters,
    reason = "handlers of a shape name the kinds of all operands"
)]
pub(super) unsafe fn get_tail<A: Source, B, D: Place>(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3; the source is a cons cell.
    unsafe { D::put(m, r, c(w), A::get(m, r, a(w), 1).tail()) };
    r.behind::<A, A>(w, 1)
}

#[inline(always)]
#[expect(
    clippy::extra_unused_type_parameters,
    reason = "handlers of a shape name the kinds of all operands"
)]
pub(super) unsafe fn get_element<A: Source, B, D: Place>(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3; the source is a tuple of more elements than b - 1.
    unsafe {
        let tuple = A::get(m, r, a(w), 1);
        D::put(m, r, c(w), *tuple.pointer().add(b(w) as usize));
    }
    r.behind::<A, A>(w, 1)
}

const _: () = assert!(INDEX_MASK == 0x3fff && Kind::Tuple as u8 == 0);
