//! Maps.

use super::collect::room_or_die;
use super::dispatch::{
    M, Regs, a, away, b, c, get, has_room, packed, process, put, reload, spill, term,
};
use super::raise;
use crate::atom::atoms;
use crate::exception::raise::{Class, Info, Raise};
use crate::term::{Kind, Word, map};

/// The length of an instruction that keeps it in the high half of word 1.
unsafe fn long_next(r: Regs) -> Regs {
    // SAFETY: D1.
    r.skip(unsafe { r.word(1) >> 32 } as usize)
}

#[inline(always)]
pub(super) unsafe fn map_get(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3; the layout of small maps is layout.rs's: a tuple of keys, then the values.
    unsafe {
        let (map, key) = (get(m, r, a(w)), get(m, r, b(w)));
        if key.is_immediate() && map.is_kind(Kind::FlatMap) {
            let n_fields = map.object_header().header_size();
            for i in 1..n_fields {
                if *map.field(0).pointer().add(i) == key {
                    put(m, r, c(w), map.field(i));
                    return r.next(w);
                }
            }
            return r.jump(r.fail(1));
        }
        away(m, r, w, |m, r, w| map_get_any(m, r, w))
    }
}

unsafe fn map_get_any(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let key = get(m, r, b(w));
        let value = term(get(m, r, a(w)))
            .as_map()
            .and_then(|map| map.get(term(key), (*m).atoms()));
        match value {
            Some(value) => {
                put(m, r, c(w), value.word());
                r.next(w)
            }
            None => r.jump(r.fail(1)),
        }
    }
}

pub(super) unsafe fn map_get_many(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3; pairs of operands follow from word 2 on.
    unsafe {
        let source = get(m, r, a(w));
        let Some(map) = term(source).as_map() else {
            return r.jump(r.fail(1));
        };
        for i in 0..b(w) as usize {
            let key = get(m, r, packed(r, 2, 2 * i));
            match map.get(term(key), (*m).atoms()) {
                Some(value) => put(m, r, packed(r, 2, 2 * i + 1), value.word()),
                None => return r.jump(r.fail(1)),
            }
        }
        long_next(r)
    }
}

pub(super) unsafe fn map_has(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3; operands follow from word 2 on.
    unsafe {
        let Some(map) = term(get(m, r, a(w))).as_map() else {
            return r.jump(r.fail(1));
        };
        for i in 0..b(w) as usize {
            if map
                .get(term(get(m, r, packed(r, 2, i))), (*m).atoms())
                .is_none()
            {
                return r.jump(r.fail(1));
            }
        }
        long_next(r)
    }
}

pub(super) unsafe fn map_put(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: passed on.
    unsafe { change(m, r, w, false) }
}

pub(super) unsafe fn map_update(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: passed on.
    unsafe { change(m, r, w, true) }
}

/// Keys that are immediate, and there already, of a small map: a copy with other values that shares the keys. None: do it another way.
unsafe fn replace_values(m: M, r: Regs, w: u64) -> Option<Regs> {
    // SAFETY: as `change`; the layout of small maps is layout.rs's: a tuple of keys, then the values.
    unsafe {
        let map = get(m, r, a(w));
        if !map.is_kind(Kind::FlatMap) {
            return None;
        }
        let n_fields = map.object_header().header_size();
        if !has_room(r, 1 + n_fields) || (*m).stress {
            return None;
        }
        let from = map.pointer();
        std::ptr::copy_nonoverlapping(from, r.hp, 1 + n_fields);
        for pair in 0..b(w) as usize {
            let key = get(m, r, packed(r, 4, 2 * pair));
            if !key.is_immediate() {
                return None;
            }
            let place = (1..n_fields).find(|&i| *map.field(0).pointer().add(i) == key)?;
            *r.hp.add(1 + place) = get(m, r, packed(r, 4, 2 * pair + 1));
        }
        put(m, r, r.word(3) as u16, Word::boxed(r.hp));
        Some(Regs {
            hp: r.hp.add(1 + n_fields),
            ..long_next(r)
        })
    }
}

/// Puts or updates pair after pair: the map in root 0, keys and values behind it.
unsafe fn change(m: M, r: Regs, w: u64, update: bool) -> Regs {
    // SAFETY: D1 to D3; word 2 is the record, word 3 the destination, pairs of operands follow from word 4 on.
    unsafe {
        if let Some(r) = replace_values(m, r, w) {
            return r;
        }
        let n = b(w) as usize;
        let mut words = Vec::with_capacity(1 + 2 * n);
        words.push(get(m, r, a(w)));
        words.extend((0..2 * n).map(|i| get(m, r, packed(r, 4, i))));
        (*m).roots.start(&words);
        let mut r = r;
        spill(m, r);
        for i in 0..n {
            let roots = (*m).roots.words_mut();
            let Some(map) = term(roots[0]).as_map() else {
                (*m).reason.set(roots[0]);
                return failed(m, r, atoms::BADMAP);
            };
            let need = map::put_words(map, term(roots[1 + 2 * i]), (*m).atoms());
            if !process(m).heap.has_room(need) || (*m).stress {
                r = match room_or_die(m, r, r.rec(2), need) {
                    Ok(r) => r,
                    Err(r) => return r,
                };
            }
            let roots = (*m).roots.words_mut();
            let (key, value) = (term(roots[1 + 2 * i]), term(roots[2 + 2 * i]));
            let Some(map) = term(roots[0]).as_map() else {
                return failed(m, r, atoms::BADMAP);
            };
            let writer = process(m).heap.writer(need, (*m).vm().heap_shared());
            let changed = if update {
                map::update(map, key, value, &writer)
            } else {
                Some(map::put(map, key, value, &writer))
            };
            let changed: Option<Word> = changed.map(|t| t.word());
            r = reload(m, r.pc);
            match changed {
                Some(word) => (*m).roots.words_mut()[0] = word,
                None => {
                    (*m).reason.set((*m).roots.words_mut()[1 + 2 * i]);
                    return failed(m, r, atoms::BADKEY);
                }
            }
        }
        if n == 0 && term((*m).roots.words_mut()[0]).as_map().is_none() {
            (*m).reason.set((*m).roots.words_mut()[0]);
            return failed(m, r, atoms::BADMAP);
        }
        put(m, r, r.word(3) as u16, (*m).roots.words_mut()[0]);
        long_next(r)
    }
}

/// `{badmap, M}` or `{badkey, K}`, the value in the reason slot; or to `fail`.
unsafe fn failed(m: M, r: Regs, tag: crate::atom::Atom) -> Regs {
    // SAFETY: word 1 is the fail distance, word 2 the record.
    unsafe {
        let fail = r.fail(1);
        if fail != 0 {
            return r.jump(fail);
        }
        raise::raise_tagged(m, r, r.rec(2), tag)
    }
}

const _: () = assert!(
    Raise::reason(Class::Error)
        .with_info(Info::None)
        .is_exception()
);
