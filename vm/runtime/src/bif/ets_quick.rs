//! Quick forms of the `ets` functions that loops call most; the common case only, the rest is in ets.rs.

use super::ets::{For, object_key};
use crate::heap::copy;
use crate::interp::quick::Quick;
use crate::table::epoch::Pin;
use crate::table::row::{InPlace, NewRow, RowRef};
use crate::table::{Access, Existing, Kind, NewObject, Table};
use crate::term::{Reference, Term, Word};

/// Rows with more words than this are copied by the full native, which counts that work.
const FEW_WORDS: usize = 64;

/// The table that argument 0 names, if the caller may do that to it.
#[inline(always)]
fn table_arg<'p>(q: &Quick<'_>, purpose: For, pin: Pin<'p>) -> Option<&'p Table> {
    let tables = &q.vm().stores().tables;
    let term = q.arg(0);
    let table: &'p Table = match term.as_atom() {
        Some(name) => tables.by_name(name, pin)?,
        None => tables.by_id_again(Reference::plain_id(term)?, pin)?,
    };
    let own = q.process().pid;
    let allowed = match purpose {
        For::Read => table.may_read(own),
        For::Write => table.may_write(own),
    };
    allowed.then_some(table)
}

#[inline]
fn access<'p, 'q>(q: &'q Quick<'_>, pin: Pin<'p>) -> Access<'p, 'q> {
    let shared = q.shared();
    Access { pin, shared }
}

/// Words of a row that can be copied here.
#[inline(always)]
fn simple_words(row: RowRef<'_>) -> Option<usize> {
    row.simple_words().filter(|words| *words <= FEW_WORDS)
}

#[inline(always)]
pub fn lookup<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    q.pinned(|pin| {
        let table = table_arg(q, For::Read, pin)?;
        let Some(row) = table.find(q.arg(1), access(q, pin)) else {
            return Some(Term::NIL);
        };
        if table.is_bag() {
            return None;
        }
        let words = simple_words(row)?;
        let w = q.writer(words + 2)?;
        Some(w.cons(row.copy_words_to(words, &w), Term::NIL))
    })
}

#[inline(always)]
pub fn member<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    q.pinned(|pin| {
        let table = table_arg(q, For::Read, pin)?;
        let found = table.find(q.arg(1), access(q, pin));
        Some(Term::boolean(found.is_some()))
    })
}

pub fn lookup_element_3<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    lookup_element(q, None)
}

pub fn lookup_element_4<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    lookup_element(q, Some(3))
}

/// Elements that need no copy.
#[inline]
fn lookup_element<'q>(q: &'q Quick<'_>, default: Option<usize>) -> Option<Term<'q>> {
    q.pinned(|pin| {
        let table = table_arg(q, For::Read, pin)?;
        let position = q.arg(2).as_small().filter(|position| *position > 0)?;
        let Some(row) = table.find(q.arg(1), access(q, pin)) else {
            return default.map(|i| q.arg(i));
        };
        if table.is_bag() {
            return None;
        }
        row.immediate(position as usize - 1).map(Term::inside)
    })
}

/// A term that is nowhere but in its word.
#[inline]
fn immediate<'q>(term: Term<'_>) -> Option<Term<'q>> {
    let word: Word = term.word();
    word.is_immediate().then(|| Term::inside(word))
}

/// Objects of few words.
pub fn insert<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    q.pinned(|pin| {
        let table = table_arg(q, For::Write, pin)?;
        let object = q.arg(1);
        if table.is_bag() {
            return None;
        }
        let key = object.as_tuple()?.get(table.position)?;
        let row = NewRow::of_small(object, table.position, q.shared())?;
        let inserted = table.insert(NewObject { key, row }, access(q, pin), Existing::Replace);
        inserted.ok().map(Term::boolean)
    })
}

/// One number added to a counter, by default to the one behind the key.
#[inline(always)]
pub fn update_counter<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    q.pinned(|pin| {
        let table = table_arg(q, For::Write, pin)?;
        let (element, increment) = match q.arg(2).as_small() {
            Some(increment) => (table.position + 1, increment),
            None => {
                let [position, increment] = q.arg(2).as_tuple_of()?;
                let position = position.as_small().filter(|position| *position > 0)?;
                (position as usize - 1, increment.as_small()?)
            }
        };
        if table.is_bag() || element == table.position {
            return None;
        }
        let change = InPlace {
            element,
            increment,
            limit: None,
        };
        let value = table.count_one(q.arg(1), change, access(q, pin))?;
        Word::try_small(value).map(Term::inside)
    })
}

/// The next row of a walk that has just been at the key of argument 1.
#[inline]
fn next_row<'p>(q: &Quick<'_>, pin: Pin<'p>) -> Option<(&'p Table, RowRef<'p>)> {
    let table = table_arg(q, For::Read, pin)?;
    let row = table.next_by_hint(q.arg(1), pin)?;
    Some((table, row))
}

pub fn next<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    q.pinned(|pin| {
        let (table, row) = next_row(q, pin)?;
        let key = row.key(table.position);
        if key.word().is_immediate() {
            return immediate(key);
        }
        // No larger than the row.
        let w = q.writer(simple_words(row)?)?;
        copy::copy_into(key, &w).ok()
    })
}

pub fn next_lookup<'q>(q: &'q Quick<'_>) -> Option<Term<'q>> {
    q.pinned(|pin| {
        let (table, row) = next_row(q, pin)?;
        if table.is_bag() {
            return None;
        }
        debug_assert!(table.kind == Kind::Set || table.kind == Kind::OrderedSet);
        let words = simple_words(row)?;
        let w = q.writer(words + 5)?;
        let object = row.copy_words_to(words, &w);
        let objects = w.cons(object, Term::NIL);
        Some(w.tuple(&[object_key(object, table), objects]))
    })
}
