//! Moving, building and taking apart.

use super::collect::collect_or_die;
use super::dispatch::{M, Regs, a, b, c, get, has_room, packed, put, return_, set_x, wide, x};
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
        match collect_or_die(m, r, r.rec(1), words) {
            Ok(r) => r.skip(2),
            Err(r) => r,
        }
    }
}

#[inline(always)]
pub(super) unsafe fn put_list(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D2, D3; the heap was reserved.
    unsafe {
        *r.hp = get(m, r, a(w));
        *r.hp.add(1) = get(m, r, b(w));
        put(m, r, c(w), Word::cons(r.hp));
        Regs {
            hp: r.hp.add(2),
            ..r.next(w)
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

pub(super) unsafe fn set_tuple(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1 to D3; the source is a tuple of at least that arity (the verifier says so, and it is checked here).
    unsafe {
        let arity = wide(w) as u32 as usize;
        let n_changes = (r.word(1) >> 32) as usize;
        let mut r = r;
        if !has_room(r, 1 + arity) || (*m).stress {
            let rec = r.rec(3);
            // Sources survive in the root area: they need not be live at the site.
            let mut words = vec![get(m, r, a(w))];
            words.extend((0..n_changes).map(|i| get(m, r, packed(r, 4, 2 * i + 1))));
            (*m).roots.start(&words);
            r = match collect_or_die(m, r, rec, 1 + arity) {
                Ok(r) => r,
                Err(r) => return r,
            };
            let roots = (*m).roots.words_mut();
            return copy_tuple(m, r, arity, roots[0], n_changes, |i| {
                (*m).roots.words_mut()[1 + i]
            });
        }
        let source = get(m, r, a(w));
        copy_tuple(m, r, arity, source, n_changes, |i| {
            get(m, r, packed(r, 4, 2 * i + 1))
        })
    }
}

/// # Safety
/// As `set_tuple`; there is room for the copy.
unsafe fn copy_tuple(
    m: M,
    r: Regs,
    arity: usize,
    source: Word,
    n_changes: usize,
    value: impl Fn(usize) -> Word,
) -> Regs {
    // SAFETY: passed on.
    unsafe {
        let from = source.pointer();
        let arity = arity.min(source.object_header().header_size());
        *r.hp = Word::tuple_header(arity);
        std::ptr::copy_nonoverlapping(from.add(1), r.hp.add(1), arity);
        for i in 0..n_changes {
            let index = packed(r, 4, 2 * i) as usize;
            if index < arity {
                *r.hp.add(1 + index) = value(i);
            }
        }
        put(m, r, r.word(2) as u16, Word::tuple(r.hp));
        let next = r.skip(r.word(1) as u32 as usize);
        Regs {
            hp: r.hp.add(1 + arity),
            ..next
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
            match collect_or_die(m, r, r.rec(3), words) {
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
pub(super) unsafe fn get_list(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3; the source is a cons cell.
    unsafe {
        let cell = get(m, r, a(w));
        let (head, tail) = (cell.head(), cell.tail());
        put(m, r, b(w), head);
        put(m, r, c(w), tail);
    }
    r.next(w)
}

#[inline(always)]
pub(super) unsafe fn get_head(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3; the source is a cons cell.
    unsafe { put(m, r, c(w), get(m, r, a(w)).head()) };
    r.next(w)
}

#[inline(always)]
pub(super) unsafe fn get_tail(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3; the source is a cons cell.
    unsafe { put(m, r, c(w), get(m, r, a(w)).tail()) };
    r.next(w)
}

#[inline(always)]
pub(super) unsafe fn get_element(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3; the source is a tuple of more elements than b - 1.
    unsafe {
        let tuple = get(m, r, a(w));
        put(m, r, c(w), *tuple.pointer().add(b(w) as usize));
    }
    r.next(w)
}

#[inline(always)]
pub(super) unsafe fn get_element_xx(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3; the source is a tuple of more elements than b - 1.
    unsafe {
        let tuple = x(m, a(w));
        set_x(m, c(w), *tuple.pointer().add(b(w) as usize));
    }
    r.skip(1)
}

#[inline(always)]
pub(super) unsafe fn get_list_xxx(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3; the source is a cons cell.
    unsafe {
        let cell = x(m, a(w));
        let (head, tail) = (cell.head(), cell.tail());
        set_x(m, b(w), head);
        set_x(m, c(w), tail);
    }
    r.skip(1)
}

#[inline(always)]
pub(super) unsafe fn put_list_xxx(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D2, D3; the heap was reserved.
    unsafe {
        *r.hp = x(m, a(w));
        *r.hp.add(1) = x(m, b(w));
        set_x(m, c(w), Word::cons(r.hp));
        Regs {
            hp: r.hp.add(2),
            ..r.skip(1)
        }
    }
}

#[inline(always)]
pub(super) unsafe fn is_cons_get_list(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let cell = x(m, a(w));
        if !cell.is_cons() {
            return r.jump(wide(w));
        }
        let (head, tail) = (cell.head(), cell.tail());
        let second = r.word(1);
        set_x(m, a(second), head);
        set_x(m, b(second), tail);
    }
    r.skip(2)
}

#[inline(always)]
pub(super) unsafe fn move_xx2(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        set_x(m, b(w), x(m, a(w)));
        let second = r.word(1);
        set_x(m, b(second), x(m, a(second)));
    }
    r.skip(2)
}

#[inline(always)]
pub(super) unsafe fn move_xy2(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        *r.sp.add(b(w) as usize) = x(m, a(w));
        let second = r.word(1);
        *r.sp.add(b(second) as usize) = x(m, a(second));
    }
    r.skip(2)
}

#[inline(always)]
pub(super) unsafe fn move_yx2(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        set_x(m, b(w), *r.sp.add(a(w) as usize));
        let second = r.word(1);
        set_x(m, b(second), *r.sp.add(a(second) as usize));
    }
    r.skip(2)
}

#[inline(always)]
pub(super) unsafe fn move_xx_ret(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3; a function without frame returns to the record on top.
    unsafe {
        set_x(m, b(w), x(m, a(w)));
        return_(r)
    }
}

#[inline(always)]
pub(super) unsafe fn move_cx_ret(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3; a function without frame returns to the record on top.
    unsafe {
        set_x(m, b(w), Word::from_bits(r.word(1)));
        return_(r)
    }
}

const _: () = assert!(INDEX_MASK == 0x3fff && Kind::Tuple as u8 == 0);
