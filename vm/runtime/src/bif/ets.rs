//! Tables: access by key, iteration, information. Searching by pattern is in ets_select.rs.

use std::sync::Arc;

use smallvec::SmallVec;

use super::build::{self, Out, done, done_atom, done_bool, no_memory};
use super::context::{Ctx, Outcome, Root};
use super::steps::{self, Step, StepResult, Steps};
use crate::atom::{Atom, atoms};
use crate::exception::raise::{Info, Raise};
use crate::heap::{Fragment, OutOfMemory, copy};
use crate::message::send;
use crate::table::epoch::Pin;
use crate::table::row::{InPlace, NewRow, RowRef, Scratch, Use};
use crate::table::tree::{Direction, Rows, chain};
use crate::table::{
    Access, Changed, Counted, Existing, Heir, Kind, NewObject, NotMade, Options, Protection, Table,
    Wanted, WriteConcurrency, transfer_message,
};
use crate::term::arith::{self, Operator};
use crate::term::compare::compare;
use crate::term::reference::REFERENCE_WORDS;
use crate::term::{Term, View};

pub use super::ets_select::{
    is_compiled_ms, match_1, match_2, match_3, match_delete, match_object_1, match_object_2,
    match_object_3, match_spec_compile, match_spec_run, select_1, select_2, select_3, select_count,
    select_delete, select_replace, select_reverse_1, select_reverse_2, select_reverse_3, tab2list,
};

/// What a native is going to do with a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    Read,
    Write,
}

/// Runs a native while what it reads of tables stays: until the slice is over.
#[inline]
pub(super) fn pinned<R>(
    ctx: &mut Ctx<'_>,
    native: impl for<'p> FnOnce(&mut Ctx<'_>, Pin<'p>) -> R,
) -> R {
    let participant: *const _ = &*ctx.machine.participant;
    // SAFETY: the machine keeps its participant for good, and it is not dropped while its machine runs a native.
    unsafe { &*participant }.pinned(|pin| native(ctx, pin))
}

pub(super) fn access<'p, 'c>(ctx: &'c Ctx<'_>, pin: Pin<'p>) -> Access<'p, 'c> {
    Access {
        pin,
        shared: ctx.vm().heap_shared(),
    }
}

/// The table that an argument names, if there is one.
#[inline]
fn find_table<'p>(
    ctx: &Ctx<'_>,
    term: Term<'_>,
    pin: Pin<'p>,
) -> Result<Option<&'p Arc<Table>>, Raise> {
    let tables = &ctx.vm().stores().tables;
    if let Some(name) = term.as_atom() {
        return Ok(tables.by_name(name, pin));
    }
    match term.as_reference() {
        Some(reference) => Ok(reference.id().and_then(|id| tables.by_id(id, pin))),
        None => Err(Raise::BADARG.with_info(Info::CauseType)),
    }
}

#[inline]
pub(super) fn table_arg<'p>(
    ctx: &Ctx<'_>,
    i: usize,
    purpose: For,
    pin: Pin<'p>,
) -> Result<&'p Arc<Table>, Raise> {
    let table = find_table(ctx, ctx.arg(i), pin)?.ok_or(Raise::BADARG.with_info(Info::CauseId))?;
    let own = ctx.process().pid;
    let allowed = match purpose {
        For::Read => table.may_read(own),
        For::Write => table.may_write(own),
    };
    if allowed {
        Ok(table)
    } else {
        Err(Raise::BADARG.with_info(Info::CauseAccess))
    }
}

/// A table that must be the caller's own; else `info` says why not.
fn owned_arg<'p>(
    ctx: &Ctx<'_>,
    i: usize,
    info: Info,
    pin: Pin<'p>,
) -> Result<&'p Arc<Table>, Raise> {
    let table = table_arg(ctx, i, For::Write, pin)?;
    if table.owner() == ctx.process().pid {
        Ok(table)
    } else {
        Err(Raise::BADARG.with_info(info))
    }
}

// Making and changing tables.

pub fn new(ctx: &mut Ctx<'_>) -> Outcome {
    let name = ctx.arg(0).as_atom().ok_or(Raise::BADARG)?;
    let mut wanted = Wanted {
        name,
        kind: Kind::Set,
        position: 0,
        named: false,
        protection: Protection::Protected,
        heir: None,
        options: Options::default(),
    };
    let mut walk = ctx.arg(1).list();
    for option in walk.by_ref() {
        option_arg(ctx, option, &mut wanted)?;
    }
    if !walk.tail().is_nil() {
        return Err(Raise::BADARG);
    }
    // A table that one process alone uses has no concurrency to speak of.
    if wanted.protection == Protection::Private {
        wanted.options.read_concurrency = false;
        wanted.options.write_concurrency = WriteConcurrency::Off;
    }
    // What OTP chooses where nothing is said, and where it makes no difference.
    let decentralized = wanted.options.decentralized_counters;
    wanted.options.decentralized_counters = Some(match wanted.options.write_concurrency {
        WriteConcurrency::Off => false,
        WriteConcurrency::On => decentralized.unwrap_or(wanted.kind == Kind::OrderedSet),
        WriteConcurrency::Auto => decentralized.unwrap_or(true),
    });
    let (id, own) = (ctx.new_ref_id(), ctx.process().pid);
    let vm = ctx.vm();
    let n_workers = vm.config().n_workers.max(1);
    let account = &vm.heap_shared().account;
    let made = vm
        .stores()
        .tables
        .create(id, own, wanted, n_workers, account);
    let table = made.map_err(|why| match why {
        NotMade::NameTaken => Raise::BADARG.with_info(Info::CauseAlreadyExists),
        NotMade::Memory => Raise::SYSTEM_LIMIT,
    })?;
    done_id(ctx, &table)
}

fn done_id(ctx: &mut Ctx<'_>, table: &Table) -> Outcome {
    let w = ctx.reserve(REFERENCE_WORDS)?;
    let term = table.build_id(&w);
    w.done(term)
}

fn option_arg(ctx: &Ctx<'_>, option: Term<'_>, wanted: &mut Wanted) -> Result<(), Raise> {
    if let Some(atom) = option.as_atom() {
        match atom {
            // What is so anyway: they take back no other option.
            atoms::SET | atoms::PROTECTED => {}
            atoms::ORDERED_SET => wanted.kind = Kind::OrderedSet,
            atoms::BAG => wanted.kind = Kind::Bag,
            atoms::DUPLICATE_BAG => wanted.kind = Kind::DuplicateBag,
            atoms::NAMED_TABLE => wanted.named = true,
            atoms::COMPRESSED => wanted.options.compressed = true,
            _ => wanted.protection = protection_of(atom).ok_or(Raise::BADARG)?,
        }
        return Ok(());
    }
    if let Some(heir) = heir_option(ctx, option)? {
        wanted.heir = heir;
        return Ok(());
    }
    let [name, value] = option.as_tuple_of().ok_or(Raise::BADARG)?;
    match name.as_atom() {
        Some(atoms::KEYPOS) => match value.as_small() {
            Some(position @ 1..) => wanted.position = position as usize - 1,
            _ => return Err(Raise::BADARG),
        },
        Some(atoms::READ_CONCURRENCY) => {
            wanted.options.read_concurrency = value.as_boolean().ok_or(Raise::BADARG)?
        }
        Some(atoms::WRITE_CONCURRENCY) => {
            wanted.options.write_concurrency = match value.as_boolean() {
                Some(true) => WriteConcurrency::On,
                Some(false) => WriteConcurrency::Off,
                None if value.is_atom_value(atoms::AUTO) => WriteConcurrency::Auto,
                None => return Err(Raise::BADARG),
            };
        }
        Some(atoms::DECENTRALIZED_COUNTERS) => {
            wanted.options.decentralized_counters = Some(value.as_boolean().ok_or(Raise::BADARG)?);
        }
        _ => return Err(Raise::BADARG),
    }
    Ok(())
}

fn protection_of(atom: Atom) -> Option<Protection> {
    match atom {
        atoms::PUBLIC => Some(Protection::Public),
        atoms::PROTECTED => Some(Protection::Protected),
        atoms::PRIVATE => Some(Protection::Private),
        _ => None,
    }
}

/// `{heir, none}`, `{heir, Pid}` (which is told nothing) or `{heir, Pid, Data}`; nothing: another option.
fn heir_option(ctx: &Ctx<'_>, option: Term<'_>) -> Result<Option<Option<Heir>>, Raise> {
    if let Some([name, heir, data]) = option.as_tuple_of()
        && name.is_atom_value(atoms::HEIR)
    {
        let pid = heir.as_local_pid().ok_or(Raise::BADARG)?;
        let data = copy::to_fragment(data, ctx.vm().heap_shared()).map_err(no_memory)?;
        let data = Some(data);
        return Ok(Some(Some(Heir { pid, data })));
    }
    match option.as_tuple_of() {
        Some([name, none])
            if name.is_atom_value(atoms::HEIR) && none.is_atom_value(atoms::NONE) =>
        {
            Ok(Some(None))
        }
        Some([name, heir]) if name.is_atom_value(atoms::HEIR) => {
            let pid = heir.as_local_pid().ok_or(Raise::BADARG)?;
            Ok(Some(Some(Heir { pid, data: None })))
        }
        _ => Ok(None),
    }
}

pub fn delete_1(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let table = table_arg(ctx, 0, For::Write, pin)?;
        ctx.vm().stores().tables.delete(ctx.vm(), table);
        done_bool(ctx, true)
    })
}

pub fn rename(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let table = table_arg(ctx, 0, For::Write, pin)?;
        let name = ctx.arg(1).as_atom().ok_or(Raise::BADARG)?;
        let tables = &ctx.vm().stores().tables;
        tables
            .rename(ctx.vm(), table, name)
            .map_err(|_| Raise::BADARG)?;
        done_id(ctx, table)
    })
}

/// Options `{heir, Pid}`, `{heir, Pid, Data}`, `{heir, none}`, `{protection, P}`; one or a list of them.
pub fn setopts(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, set_options)
}

fn set_options(ctx: &mut Ctx<'_>, pin: Pin<'_>) -> Outcome {
    let table = owned_arg(ctx, 0, Info::Default, pin)?;
    let options: Vec<Term<'_>> = if ctx.arg(1).is_list() {
        let mut walk = ctx.arg(1).list();
        let all = walk.by_ref().collect();
        if !walk.tail().is_nil() {
            return Err(Raise::BADARG);
        }
        all
    } else {
        vec![ctx.arg(1)]
    };
    let (mut heir, mut protection) = (None, None);
    for option in options {
        // Each at most once.
        let earlier = match heir_option(ctx, option)? {
            Some(wanted) => heir.replace(wanted).is_some(),
            None => {
                let [name, value] = option.as_tuple_of().ok_or(Raise::BADARG)?;
                let wanted = value.as_atom().and_then(protection_of);
                match (name.as_atom(), wanted) {
                    (Some(atoms::PROTECTION), Some(wanted)) => protection.replace(wanted).is_some(),
                    _ => return Err(Raise::BADARG),
                }
            }
        };
        if earlier {
            return Err(Raise::BADARG);
        }
    }
    if let Some(heir) = heir {
        table.meta().heir = heir;
    }
    if let Some(protection) = protection {
        table.set_protection(protection);
    }
    done_bool(ctx, true)
}

pub fn give_away(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let table = owned_arg(ctx, 0, Info::CauseNotOwner, pin)?;
        let to = ctx.arg(1).as_local_pid().ok_or(Raise::BADARG)?;
        let own = ctx.process().pid;
        if to == own {
            return Err(Raise::BADARG.with_info(Info::CauseNotOwnerGive));
        }
        if !ctx.vm().processes().is_alive(to) {
            return Err(Raise::BADARG);
        }
        let message = transfer_message(ctx.vm(), table, own, ctx.arg(2)).map_err(no_memory)?;
        ctx.vm().stores().tables.give(table, to);
        send::message(ctx.machine, to, message);
        done_bool(ctx, true)
    })
}

pub fn safe_fixtable(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let table = table_arg(ctx, 0, For::Read, pin)?;
        let fix = ctx.arg(1).as_boolean().ok_or(Raise::BADARG)?;
        let own = ctx.process().pid;
        if fix {
            let now = ctx.vm().world().monotonic_ns();
            table.fix(own, (now, super::time::system_ns(ctx) as u64));
        } else {
            table.unfix(own);
        }
        done_bool(ctx, true)
    })
}

fn is_fixed(ctx: &Ctx<'_>, table: &Table) -> bool {
    table.is_fixed(|pid| ctx.vm().processes().is_alive(pid))
}

// Inserting.

/// The key of an object, which must be a tuple that has one.
#[inline]
fn key_of<'s>(table: &Table, object: Term<'s>) -> Result<Term<'s>, Raise> {
    object
        .as_tuple()
        .and_then(|tuple| tuple.get(table.position))
        .ok_or(Raise::BADARG)
}

/// The key of an object that was in the table.
#[inline]
pub(super) fn object_key<'s>(object: Term<'s>, table: &Table) -> Term<'s> {
    let tuple = object.as_tuple();
    tuple.map_or(Term::NIL, |tuple| tuple.at(table.position))
}

/// A copy of an object, which must be a tuple with a key.
#[inline]
pub(super) fn new_object<'s>(
    ctx: &Ctx<'_>,
    table: &Table,
    object: Term<'s>,
) -> Result<NewObject<'s>, Raise> {
    let key = key_of(table, object)?;
    let kind = table.kind.row_use();
    let row = NewRow::copy_of(object, table.position, ctx.vm().heap_shared(), kind);
    Ok(NewObject {
        key,
        row: row.map_err(no_memory)?,
    })
}

/// Copying counts: about a reduction for ten words.
fn copy_cost(bytes: usize) -> u32 {
    (bytes / 80) as u32
}

pub fn insert(ctx: &mut Ctx<'_>) -> Outcome {
    if !ctx.arg(1).is_tuple() {
        return insert_list(ctx, Existing::Replace);
    }
    pinned(ctx, |ctx, pin| {
        let table = table_arg(ctx, 0, For::Write, pin)?;
        let object = new_object(ctx, table, ctx.arg(1))?;
        let cost = copy_cost(object.row.as_ref().bytes());
        table
            .insert(object, access(ctx, pin), Existing::Replace)
            .map_err(no_memory)?;
        ctx.charge(cost);
        done_bool(ctx, true)
    })
}

pub fn insert_new(ctx: &mut Ctx<'_>) -> Outcome {
    if !ctx.arg(1).is_tuple() {
        return insert_list(ctx, Existing::Keep);
    }
    pinned(ctx, |ctx, pin| {
        let table = table_arg(ctx, 0, For::Write, pin)?;
        let key = key_of(table, ctx.arg(1))?;
        if table.find(key, access(ctx, pin)).is_some() {
            return done_bool(ctx, false);
        }
        let object = new_object(ctx, table, ctx.arg(1))?;
        let is_new = table.insert(object, access(ctx, pin), Existing::Keep);
        done_bool(ctx, is_new.map_err(no_memory)?)
    })
}

/// A list of objects: all are looked at, then copied in slices, then put in at once.
fn insert_list(ctx: &mut Ctx<'_>, existing: Existing) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let table = table_arg(ctx, 0, For::Write, pin)?;
        let mut walk = ctx.arg(1).list();
        for object in walk.by_ref() {
            key_of(table, object)?;
        }
        match walk.tail().is_nil() {
            true => Ok(()),
            false => Err(Raise::BADARG),
        }
    })?;
    let rows = Vec::new();
    steps::run(ctx, InsertList { rows, existing })
}

/// The first step's arguments are those of the native; later ones have the objects that are not copied yet as their third.
struct InsertList {
    rows: Vec<NewRow>,
    existing: Existing,
}

impl Steps for InsertList {
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult {
        let (table, list) = (args[0], args[1]);
        let mut rest = args.get(2).copied().unwrap_or(list);
        while !ctx.get(rest).is_nil() {
            let cost = pinned(ctx, |ctx, pin| self.copy_some(ctx, pin, &mut rest))?;
            if ctx.charge(cost) && !ctx.get(rest).is_nil() {
                return Ok(Step::Pause(vec![table, list, rest]));
            }
        }
        let is_new = pinned(ctx, |ctx, pin| self.put_in(ctx, pin, list))?;
        done_bool(ctx, is_new).map(Step::End)
    }
}

impl InsertList {
    /// Copies some objects; `rest` are the others.
    fn copy_some(
        &mut self,
        ctx: &mut Ctx<'_>,
        pin: Pin<'_>,
        rest: &mut Root,
    ) -> Result<u32, Raise> {
        const SOME: usize = 256;
        let mut cost = 0;
        let left = {
            let ctx = &*ctx;
            let table = table_arg(ctx, 0, For::Write, pin)?;
            let mut left = ctx.get(*rest);
            for _ in 0..SOME {
                let Some(cell) = left.as_cons() else { break };
                let row = new_object(ctx, table, cell.head())?.row;
                cost += 1 + copy_cost(row.as_ref().bytes());
                self.rows.push(row);
                left = cell.tail();
            }
            left.word()
        };
        *rest = ctx.root(Term::inside(left));
        Ok(cost)
    }

    /// Puts the rows of the list's objects into the table, all for whoever looks at once.
    fn put_in(&mut self, ctx: &mut Ctx<'_>, pin: Pin<'_>, list: Root) -> Result<bool, Raise> {
        let table = table_arg(ctx, 0, For::Write, pin)?;
        let rows = std::mem::take(&mut self.rows);
        ctx.charge(rows.len() as u32);
        let access = access(ctx, pin);
        let with_key = |(object, row)| NewObject {
            key: object_key(object, table),
            row,
        };
        let mut objects: Vec<_> = ctx.get(list).list().zip(rows).map(with_key).collect();
        let done = match (objects.len(), objects.pop()) {
            (1, Some(object)) => table.insert(object, access, self.existing),
            (_, Some(last)) => {
                objects.push(last);
                table.insert_many(objects, access, self.existing)
            }
            (_, None) => Ok(true),
        };
        done.map_err(no_memory)
    }
}

// Looking up.

/// The words of an object's copy.
pub(super) fn object_words(ctx: &Ctx<'_>, object: Term<'_>) -> usize {
    copy::words(object, &ctx.vm().heap_shared().literals)
}

/// The object of one row, in a list.
#[inline]
fn done_one(ctx: &mut Ctx<'_>, row: RowRef<'_>) -> Outcome {
    if !row.owns() {
        let words = row.copy_words();
        ctx.charge((words / 16) as u32);
        let w = ctx.reserve(words + 2)?;
        return w.done(w.cons(row.copy_to(&w), Term::NIL));
    }
    let mut scratch = Scratch::new();
    let object = row.object(&mut scratch);
    let words = object_words(ctx, object);
    ctx.charge((words / 16) as u32);
    let w = ctx.reserve(words + 2)?;
    let copy = copy::copy_into(object, &w).map_err(no_memory)?;
    w.done(w.cons(copy, Term::NIL))
}

/// A list of copies of rows' objects, the first row's last. None of them counts.
pub(super) fn done_objects(ctx: &mut Ctx<'_>, rows: &[RowRef<'_>]) -> Outcome {
    if rows.iter().all(|row| !row.owns()) {
        let words: usize = rows.iter().map(|row| row.copy_words() + 2).sum();
        ctx.charge((words / 16) as u32);
        let w = ctx.reserve(words)?;
        let put = |list, row: &RowRef<'_>| w.cons(row.copy_to(&w), list);
        return w.done(rows.iter().fold(Term::NIL, put));
    }
    let mut scratches: Vec<Scratch> = rows.iter().map(|_| Scratch::new()).collect();
    let objects: Vec<Term<'_>> = rows
        .iter()
        .zip(&mut scratches)
        .map(|(row, scratch)| row.object(scratch))
        .collect();
    done_list(ctx, &objects)
}

/// A list of copies of terms outside the heap, the first of them last.
fn done_list(ctx: &mut Ctx<'_>, terms: &[Term<'_>]) -> Outcome {
    let words: usize = terms.iter().map(|term| object_words(ctx, *term) + 2).sum();
    ctx.charge((words / 16) as u32);
    let w = ctx.reserve(words)?;
    let mut list = Term::NIL;
    for term in terms {
        list = w.cons(copy::copy_into(*term, &w).map_err(no_memory)?, list);
    }
    w.done(list)
}

/// A copy of a term of a row.
fn done_copy(ctx: &mut Ctx<'_>, term: Term<'_>) -> Outcome {
    if let Some(term) = term.as_immediate() {
        return ctx.done(term);
    }
    let words = object_words(ctx, term);
    let w = ctx.reserve(words)?;
    let term = copy::copy_into(term, &w).map_err(no_memory)?;
    w.done(term)
}

/// The rows of a key in a list.
fn done_found(ctx: &mut Ctx<'_>, table: &Table, found: Option<RowRef<'_>>) -> Outcome {
    match found {
        None => ctx.done(Term::NIL),
        Some(row) if !table.is_bag() => done_one(ctx, row),
        Some(row) => done_objects(ctx, &chain(Some(row))),
    }
}

pub fn lookup(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let table = table_arg(ctx, 0, For::Read, pin)?;
        let found = table.find(ctx.arg(1), access(ctx, pin));
        done_found(ctx, table, found)
    })
}

pub fn member(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let table = table_arg(ctx, 0, For::Read, pin)?;
        let is = table.find(ctx.arg(1), access(ctx, pin)).is_some();
        done_bool(ctx, is)
    })
}

pub fn lookup_element_3(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| lookup_element(ctx, pin, None))
}

pub fn lookup_element_4(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| lookup_element(ctx, pin, Some(3)))
}

/// Of a bag a list of elements; nothing there: the default, or `badarg`.
fn lookup_element(ctx: &mut Ctx<'_>, pin: Pin<'_>, default: Option<usize>) -> Outcome {
    let table = table_arg(ctx, 0, For::Read, pin)?;
    let position = match ctx.arg(2).as_small() {
        Some(position @ 1..) => position as usize - 1,
        _ => return Err(Raise::BADARG),
    };
    let Some(row) = table.find(ctx.arg(1), access(ctx, pin)) else {
        return match default {
            Some(i) => ctx.done(ctx.arg(i)),
            None => Err(Raise::BADARG.with_info(Info::CauseBadKey)),
        };
    };
    if !table.is_bag() {
        let mut scratch = Scratch::new();
        let object = row.object(&mut scratch);
        return match object.as_tuple().and_then(|tuple| tuple.get(position)) {
            Some(element) => done_copy(ctx, element),
            None => Err(Raise::BADARG),
        };
    }
    let rows = chain(Some(row));
    let mut scratches: Vec<Scratch> = rows.iter().map(|_| Scratch::new()).collect();
    let mut elements = Vec::new();
    for (row, scratch) in rows.iter().zip(&mut scratches) {
        let element = row.object(scratch).as_tuple().and_then(|t| t.get(position));
        elements.push(element.ok_or(Raise::BADARG)?);
    }
    done_list(ctx, &elements)
}

pub fn take(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let table = table_arg(ctx, 0, For::Write, pin)?;
        let removed = table.remove(ctx.arg(1), access(ctx, pin));
        done_found(ctx, table, removed)
    })
}

// Deleting.

pub fn delete_2(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let table = table_arg(ctx, 0, For::Write, pin)?;
        table.remove(ctx.arg(1), access(ctx, pin));
        done_bool(ctx, true)
    })
}

pub fn delete_object(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let table = table_arg(ctx, 0, For::Write, pin)?;
        let key = key_of(table, ctx.arg(1))?;
        table.remove_object(key, ctx.arg(1), access(ctx, pin));
        done_bool(ctx, true)
    })
}

pub fn delete_all_objects(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let table = table_arg(ctx, 0, For::Write, pin)?;
        table.clear(ctx.vm(), access(ctx, pin)).map_err(no_memory)?;
        done_bool(ctx, true)
    })
}

// Changing elements.

/// A row with some elements in place of others; elements are counted from 0.
fn changed_row(
    ctx: &Ctx<'_>,
    table: &Table,
    object: Term<'_>,
    changes: &[(usize, Term<'_>)],
    kind: Use,
) -> Result<NewRow, Raise> {
    let shared = ctx.vm().heap_shared();
    let tuple = object.as_tuple().ok_or(Raise::BADARG)?;
    // Later changes of the same element count.
    let element = |i: usize| {
        let change = changes.iter().rev().find(|(at, _)| *at == i);
        Term::inside(change.map_or(tuple.at(i).word(), |(_, new)| new.word()))
    };
    NewRow::of_elements(tuple.len(), table.position, shared, kind, element).map_err(no_memory)
}

/// The default object of an update.
fn default_arg<'s>(
    ctx: &'s Ctx<'_>,
    table: &Table,
    default: Option<usize>,
) -> Result<Option<Term<'s>>, Raise> {
    let Some(default) = default else {
        return Ok(None);
    };
    let object = ctx.arg(default);
    key_of(table, object)?;
    Ok(Some(object))
}

/// The table of an update; in bags there is nothing to update.
fn keyed_table<'p>(ctx: &Ctx<'_>, pin: Pin<'p>) -> Result<&'p Arc<Table>, Raise> {
    let table = table_arg(ctx, 0, For::Write, pin)?;
    if table.is_bag() {
        Err(Raise::BADARG)
    } else {
        Ok(table)
    }
}

pub fn update_element_3(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| update_element(ctx, pin, None))
}

pub fn update_element_4(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| update_element(ctx, pin, Some(3)))
}

/// `{Position, Value}` or a list of such.
fn update_element(ctx: &mut Ctx<'_>, pin: Pin<'_>, default: Option<usize>) -> Outcome {
    let table = keyed_table(ctx, pin)?;
    let changed = {
        let ctx = &*ctx;
        let key = ctx.arg(1);
        let default = default_arg(ctx, table, default)?;
        let changes = match element_changes(ctx.arg(2)) {
            // Nobody asks what is to be done with an object that is not there.
            Err(_) if default.is_none() && table.find(key, access(ctx, pin)).is_none() => {
                ElementChanges::new()
            }
            changes => changes?,
        };
        // A default has the key that was asked for.
        table.update(key, access(ctx, pin), |object| {
            let (object, key) = match (object, default) {
                (Some(object), _) => (object, None),
                (None, Some(default)) => (default, Some((table.position, key))),
                (None, None) => return Ok(None),
            };
            let size = object.as_tuple().map_or(0, |tuple| tuple.len());
            let mut from_zero: SmallVec<[(usize, Term<'_>); 4]> = key.into_iter().collect();
            for (position, value) in &changes {
                let problem = match *position {
                    position if position == table.position + 1 => Info::CauseKeypos,
                    position if position == 0 || position > size => Info::CausePosition,
                    position => {
                        from_zero.push((position - 1, *value));
                        continue;
                    }
                };
                return Err(Problem(Raise::BADARG.with_info(problem)));
            }
            Ok(Some(changed_row(
                ctx,
                table,
                object,
                &from_zero,
                Use::Plain,
            )?))
        })
    };
    match changed {
        Ok(changed) => done_bool(ctx, changed == Changed::Yes),
        Err(Problem(raise)) => Err(raise),
    }
}

/// What goes wrong under way.
struct Problem(Raise);

impl From<OutOfMemory> for Problem {
    fn from(error: OutOfMemory) -> Problem {
        Problem(no_memory(error))
    }
}

impl From<Raise> for Problem {
    fn from(raise: Raise) -> Problem {
        Problem(raise)
    }
}

/// Positions, from 1, and values.
type ElementChanges<'s> = SmallVec<[(usize, Term<'s>); 4]>;

fn element_changes(spec: Term<'_>) -> Result<ElementChanges<'_>, Raise> {
    let mut changes = ElementChanges::new();
    if spec.is_tuple() {
        changes.push(element_change(spec)?);
        return Ok(changes);
    }
    let mut walk = spec.list();
    for change in walk.by_ref() {
        changes.push(element_change(change)?);
    }
    match walk.tail().is_nil() {
        true => Ok(changes),
        false => Err(Raise::BADARG),
    }
}

/// Position, from 1, and value.
fn element_change(change: Term<'_>) -> Result<(usize, Term<'_>), Raise> {
    let [position, value] = change.as_tuple_of().ok_or(Raise::BADARG)?;
    let position = position.as_small().ok_or(Raise::BADARG)?;
    Ok((usize::try_from(position).unwrap_or(0), value))
}

/// One operation on a counter.
struct Count<'s> {
    position: usize,
    increment: Term<'s>,
    /// Beyond the first the counter becomes the second.
    limit: Option<(Term<'s>, Term<'s>)>,
}

fn count_arg<'s>(operation: Term<'s>, table: &Table) -> Result<Count<'s>, Raise> {
    if operation.is_integer() {
        return Ok(Count {
            position: table.position + 1,
            increment: operation,
            limit: None,
        });
    }
    let tuple = operation.as_tuple().ok_or(Raise::BADARG)?;
    let count = match tuple.len() {
        2 => Count {
            position: counter_position(tuple.at(0), table)?,
            increment: tuple.at(1),
            limit: None,
        },
        4 => Count {
            position: counter_position(tuple.at(0), table)?,
            increment: tuple.at(1),
            limit: Some((tuple.at(2), tuple.at(3))),
        },
        _ => return Err(Raise::BADARG),
    };
    let integers = count.increment.is_integer()
        && count
            .limit
            .is_none_or(|(limit, reset)| limit.is_integer() && reset.is_integer());
    if integers {
        Ok(count)
    } else {
        Err(Raise::BADARG)
    }
}

fn counter_position(position: Term<'_>, table: &Table) -> Result<usize, Raise> {
    match position.as_small() {
        Some(position @ 1..) if position as usize - 1 != table.position => {
            Ok(position as usize - 1)
        }
        Some(1..) => Err(Raise::BADARG.with_info(Info::CauseKeypos)),
        Some(_) => Err(Raise::BADARG.with_info(Info::CausePosition)),
        None => Err(Raise::BADARG),
    }
}

pub fn update_counter_3(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| update_counter(ctx, pin, None))
}

pub fn update_counter_4(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| update_counter(ctx, pin, Some(3)))
}

type Counts<'s> = SmallVec<[Count<'s>; 2]>;

fn counts_arg<'s>(operations: Term<'s>, table: &Table) -> Result<Counts<'s>, Raise> {
    let mut counts = Counts::new();
    if !operations.is_list() {
        counts.push(count_arg(operations, table)?);
        return Ok(counts);
    }
    let mut walk = operations.list();
    for operation in walk.by_ref() {
        // In a list each operation names its position.
        if !operation.is_tuple() {
            return Err(Raise::BADARG);
        }
        counts.push(count_arg(operation, table)?);
    }
    match walk.tail().is_nil() {
        true => Ok(counts),
        false => Err(Raise::BADARG),
    }
}

fn update_counter(ctx: &mut Ctx<'_>, pin: Pin<'_>, default: Option<usize>) -> Outcome {
    let table = table_arg(ctx, 0, For::Write, pin)?;
    default_arg(ctx, table, default)?;
    if table.is_bag() {
        return Err(Raise::BADARG.with_info(Info::CauseTableType));
    }
    let is_list = ctx.arg(2).is_list();
    let values: Counted = {
        let ctx = &*ctx;
        let counts = match counts_arg(ctx.arg(2), table) {
            Err(_) if default.is_none() && table.find(ctx.arg(1), access(ctx, pin)).is_none() => {
                return Err(Raise::BADARG.with_info(Info::CauseBadKey));
            }
            counts => counts?,
        };
        let in_place: Option<SmallVec<[InPlace; 2]>> = counts.iter().map(Count::in_place).collect();
        match in_place {
            Some(changes) if !changes.is_empty() => {
                table.count(ctx.arg(1), &changes, access(ctx, pin))
            }
            _ => Counted::Elsewhere,
        }
    };
    match values {
        Counted::Values(values) => match (is_list, values.as_slice()) {
            (false, [value]) => build::done_int(ctx, *value),
            (_, values) => {
                let all = values.iter().map(|value| Out::Int(*value)).collect();
                done(ctx, &Out::List(all))
            }
        },
        Counted::Missing if default.is_none() => Err(Raise::BADARG.with_info(Info::CauseBadKey)),
        Counted::Missing | Counted::Elsewhere => count_anew(ctx, pin, table, default, is_list),
    }
}

/// In another row, which counts in place from then on.
fn count_anew(
    ctx: &mut Ctx<'_>,
    pin: Pin<'_>,
    table: &Table,
    default: Option<usize>,
    is_list: bool,
) -> Outcome {
    let mut results: Vec<Out> = Vec::new();
    let changed = {
        let ctx = &*ctx;
        let key = ctx.arg(1);
        let counts = counts_arg(ctx.arg(2), table)?;
        let default = default_arg(ctx, table, default)?;
        table.update(key, access(ctx, pin), |object| {
            let (object, is_default) = match (object, default) {
                (Some(object), _) => (object, false),
                (None, Some(default)) => (default, true),
                (None, None) => return Ok(None),
            };
            let made: Vec<(usize, Fragment)> = count_all(ctx, object, &counts)?;
            let mut changes: Vec<(usize, Term<'_>)> =
                made.iter().map(|(at, value)| (*at, value.root())).collect();
            results = changes
                .iter()
                .map(|(_, value)| integer_out(*value))
                .collect();
            if is_default {
                changes.push((table.position, key));
            }
            Ok::<_, Problem>(Some(changed_row(
                ctx,
                table,
                object,
                &changes,
                Use::Counter,
            )?))
        })
    };
    match changed {
        Ok(Changed::Yes) => {}
        Ok(Changed::Missing) => return Err(Raise::BADARG.with_info(Info::CauseBadKey)),
        Err(Problem(raise)) => return Err(raise),
    }
    match results.first() {
        Some(one) if !is_list => done(ctx, one),
        _ => done(ctx, &Out::List(results)),
    }
}

impl Count<'_> {
    /// If all numbers in it are small.
    fn in_place(&self) -> Option<InPlace> {
        let limit = match self.limit {
            Some((limit, reset)) => Some((limit.as_small()?, reset.as_small()?)),
            None => None,
        };
        Some(InPlace {
            element: self.position,
            increment: self.increment.as_small()?,
            limit,
        })
    }
}

fn integer_out(value: Term<'_>) -> Out {
    match value.view() {
        View::Big(big) => Out::Big(big.to_bigint()),
        _ => Out::Int(value.as_small().unwrap_or(0)),
    }
}

/// The new values, each with its position: later operations see what earlier ones made.
fn count_all(
    ctx: &Ctx<'_>,
    object: Term<'_>,
    counts: &[Count<'_>],
) -> Result<Vec<(usize, Fragment)>, Raise> {
    let tuple = object.as_tuple().ok_or(Raise::BADARG)?;
    let mut made: Vec<(usize, Fragment)> = Vec::new();
    for count in counts {
        let earlier = made
            .iter()
            .rev()
            .find(|(at, _)| *at == count.position)
            .map(|(_, value)| value.root());
        let old = earlier
            .or_else(|| tuple.get(count.position))
            .ok_or(Raise::BADARG.with_info(Info::CausePosition))?;
        if !old.is_integer() {
            return Err(Raise::BADARG);
        }
        let value = counted(ctx, old, count)?;
        made.push((count.position, value));
    }
    Ok(made)
}

fn counted(ctx: &Ctx<'_>, old: Term<'_>, count: &Count<'_>) -> Result<Fragment, Raise> {
    let shared = ctx.vm().heap_shared();
    let words =
        arith::words(Operator::Add, old, count.increment).map_err(|_| Raise::SYSTEM_LIMIT)?;
    let (a, b) = (old.word(), count.increment.word());
    let fragment = Fragment::allocate(shared, words).map_err(no_memory)?;
    let sum = fragment
        .build(shared, |w| {
            arith::evaluate(Operator::Add, Term::inside(a), Term::inside(b), w)
        })
        .map_err(|_| Raise::SYSTEM_LIMIT)?;
    if let Some((limit, reset)) = count.limit {
        let order = compare(sum.root(), limit, &shared.atoms);
        let grows = compare(count.increment, Term::small(0), &shared.atoms).is_ge();
        let beyond = if grows { order.is_gt() } else { order.is_lt() };
        if beyond {
            return copy::to_fragment(reset, shared).map_err(no_memory);
        }
    }
    Ok(sum)
}

// Iterating.

/// What an iteration gives.
#[derive(Clone, Copy)]
enum Give {
    Key,
    /// `{Key, [Object]}`
    KeyAndObjects,
}

fn done_row(ctx: &mut Ctx<'_>, table: &Table, row: Option<RowRef<'_>>, give: Give) -> Outcome {
    let Some(row) = row else {
        return done_atom(ctx, atoms::END_OF_TABLE);
    };
    let key = row.key(table.position);
    if let Give::Key = give {
        return done_copy(ctx, key);
    }
    let rows: SmallVec<[RowRef<'_>; 8]> = match table.is_bag() {
        true => chain(Some(row)),
        false => SmallVec::from_slice(&[row]),
    };
    if rows.iter().all(|row| !row.owns()) {
        let words: usize = rows.iter().map(|row| row.copy_words() + 2).sum();
        let w = ctx.reserve(words + 3)?;
        let (mut list, mut key) = (Term::NIL, Term::NIL);
        for row in &rows {
            let object = row.copy_to(&w);
            key = object_key(object, table);
            list = w.cons(object, list);
        }
        return w.done(w.tuple(&[key, list]));
    }
    let mut scratches: SmallVec<[Scratch; 1]> = rows.iter().map(|_| Scratch::new()).collect();
    let objects: SmallVec<[Term<'_>; 8]> = rows
        .iter()
        .zip(&mut scratches)
        .map(|(row, scratch)| row.object(scratch))
        .collect();
    let words: usize = objects
        .iter()
        .map(|object| object_words(ctx, *object) + 2)
        .sum();
    let words = words + object_words(ctx, key) + 3;
    let w = ctx.reserve(words)?;
    let mut list = Term::NIL;
    for object in &objects {
        list = w.cons(copy::copy_into(*object, &w).map_err(no_memory)?, list);
    }
    let key = copy::copy_into(key, &w).map_err(no_memory)?;
    let term = w.tuple(&[key, list]);
    w.done(term)
}

/// The first or the last. Tables without order have one end only.
fn end(ctx: &mut Ctx<'_>, direction: Direction, give: Give) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let table = table_arg(ctx, 0, For::Read, pin)?;
        let direction = direction_of(table, direction);
        let row = table.first(direction, access(ctx, pin));
        done_row(ctx, table, row, give)
    })
}

/// Without an order there is no reverse one.
pub(super) fn direction_of(table: &Table, wanted: Direction) -> Direction {
    match table.kind {
        Kind::OrderedSet => wanted,
        Kind::Set | Kind::Bag | Kind::DuplicateBag => Direction::Forward,
    }
}

pub fn first(ctx: &mut Ctx<'_>) -> Outcome {
    end(ctx, Direction::Forward, Give::Key)
}

pub fn first_lookup(ctx: &mut Ctx<'_>) -> Outcome {
    end(ctx, Direction::Forward, Give::KeyAndObjects)
}

pub fn last(ctx: &mut Ctx<'_>) -> Outcome {
    end(ctx, Direction::Back, Give::Key)
}

pub fn last_lookup(ctx: &mut Ctx<'_>) -> Outcome {
    end(ctx, Direction::Back, Give::KeyAndObjects)
}

/// In a table without order the key must be there, unless the table is fixed: it may have been deleted since.
fn step(ctx: &mut Ctx<'_>, direction: Direction, give: Give) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let table = table_arg(ctx, 0, For::Read, pin)?;
        let direction = direction_of(table, direction);
        let key = ctx.arg(1);
        if direction == Direction::Forward
            && let Some(row) = table.next_by_hint(key, pin)
        {
            return done_row(ctx, table, Some(row), give);
        }
        let is_there = table.kind == Kind::OrderedSet
            || is_fixed(ctx, table)
            || table.find(key, access(ctx, pin)).is_some();
        if !is_there {
            return Err(Raise::BADARG);
        }
        let row = table.next(key, direction, access(ctx, pin));
        done_row(ctx, table, row, give)
    })
}

pub fn next(ctx: &mut Ctx<'_>) -> Outcome {
    step(ctx, Direction::Forward, Give::Key)
}

pub fn next_lookup(ctx: &mut Ctx<'_>) -> Outcome {
    step(ctx, Direction::Forward, Give::KeyAndObjects)
}

pub fn prev(ctx: &mut Ctx<'_>) -> Outcome {
    step(ctx, Direction::Back, Give::Key)
}

pub fn prev_lookup(ctx: &mut Ctx<'_>) -> Outcome {
    step(ctx, Direction::Back, Give::KeyAndObjects)
}

/// In an ordered table a slot is a row, elsewhere some rows that stand together.
pub fn slot(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let table = table_arg(ctx, 0, For::Read, pin)?;
        let i = ctx.arg(1).as_usize().ok_or(Raise::BADARG)?;
        table.enter();
        let tree = table.tree(pin);
        let (n, rows): (usize, Option<Rows<'_>>) = match table.kind {
            Kind::OrderedSet => (
                tree.rows(),
                tree.nth(i, pin)
                    .map(|row| std::iter::once((0, row)).collect()),
            ),
            Kind::Set | Kind::Bag | Kind::DuplicateBag => (tree.n_leaves(), tree.nth_leaf(i, pin)),
        };
        match rows {
            Some(rows) => {
                let all: Vec<RowRef<'_>> = rows
                    .iter()
                    .rev()
                    .flat_map(|(_, row)| table.rows_of(*row))
                    .collect();
                done_objects(ctx, &all)
            }
            None if i == n => done_atom(ctx, atoms::END_OF_TABLE),
            None => Err(Raise::BADARG),
        }
    })
}

// Information.

pub fn all(ctx: &mut Ctx<'_>) -> Outcome {
    let tables = ctx.vm().stores().tables.all();
    let w = ctx.reserve(tables.len() * (2 + REFERENCE_WORDS))?;
    let ids: Vec<Term<'_>> = tables.iter().map(|table| table.build_id(&w)).collect();
    let term = w.list(&ids);
    w.done(term)
}

pub fn whereis(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        if !ctx.arg(0).is_atom() {
            return Err(Raise::BADARG);
        }
        match find_table(ctx, ctx.arg(0), pin)? {
            Some(table) => done(ctx, &Out::Ref(table.id)),
            None => done_atom(ctx, atoms::UNDEFINED),
        }
    })
}

/// The items of `info/1`, in its order.
const ITEMS: &[Atom] = &[
    atoms::ID,
    atoms::DECENTRALIZED_COUNTERS,
    atoms::READ_CONCURRENCY,
    atoms::WRITE_CONCURRENCY,
    atoms::COMPRESSED,
    atoms::MEMORY,
    atoms::OWNER,
    atoms::HEIR,
    atoms::NAME,
    atoms::SIZE,
    atoms::NODE,
    atoms::NAMED_TABLE,
    atoms::TYPE,
    atoms::KEYPOS,
    atoms::PROTECTION,
];

fn item_of(ctx: &Ctx<'_>, table: &Table, item: Atom, pin: Pin<'_>) -> Option<Out> {
    Some(match item {
        atoms::ID => Out::Ref(table.id),
        atoms::DECENTRALIZED_COUNTERS => {
            Out::boolean(table.options.decentralized_counters == Some(true))
        }
        atoms::READ_CONCURRENCY => Out::boolean(table.options.read_concurrency),
        atoms::WRITE_CONCURRENCY => Out::Atom(match table.options.write_concurrency {
            WriteConcurrency::Off => atoms::FALSE,
            WriteConcurrency::On => atoms::TRUE,
            WriteConcurrency::Auto => atoms::AUTO,
        }),
        atoms::COMPRESSED => Out::boolean(table.options.compressed),
        atoms::MEMORY => Out::size(table.bytes(pin) / 8),
        atoms::OWNER => Out::Pid(table.owner()),
        atoms::HEIR => match &table.meta().heir {
            Some(heir) => Out::Pid(heir.pid),
            None => Out::Atom(atoms::NONE),
        },
        atoms::NAME => Out::Atom(table.name()),
        atoms::SIZE => Out::size(table.len(pin)),
        atoms::NODE => Out::Atom(atoms::NONODE_NOHOST),
        atoms::NAMED_TABLE => Out::boolean(table.named),
        atoms::TYPE => Out::Atom(match table.kind {
            Kind::Set => atoms::SET,
            Kind::OrderedSet => atoms::ORDERED_SET,
            Kind::Bag => atoms::BAG,
            Kind::DuplicateBag => atoms::DUPLICATE_BAG,
        }),
        atoms::KEYPOS => Out::size(table.position + 1),
        atoms::PROTECTION => Out::Atom(match table.protection() {
            Protection::Public => atoms::PUBLIC,
            Protection::Protected => atoms::PROTECTED,
            Protection::Private => atoms::PRIVATE,
        }),
        atoms::FIXED => Out::boolean(is_fixed(ctx, table)),
        atoms::SAFE_FIXED | atoms::SAFE_FIXED_MONOTONIC_TIME => {
            if !is_fixed(ctx, table) {
                return Some(Out::boolean(false));
            }
            let holders = table
                .meta()
                .fixed
                .iter()
                .map(|(pid, n)| Out::pair(Out::Pid(*pid), Out::size(*n)))
                .collect();
            let (monotonic_ns, system_ns) = table.meta().fixed_at_ns;
            let since = match item {
                atoms::SAFE_FIXED => super::time::timestamp_of(system_ns as i64),
                _ => Out::Unsigned(monotonic_ns),
            };
            Out::pair(since, Out::List(holders))
        }
        atoms::BINARY => Out::Nil,
        atoms::STATS => Out::boolean(false),
        _ => return None,
    })
}

pub fn info_1(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let Some(table) = find_table(ctx, ctx.arg(0), pin)? else {
            return done_atom(ctx, atoms::UNDEFINED);
        };
        let pairs = ITEMS
            .iter()
            .filter_map(|item| Some(Out::tagged(*item, item_of(ctx, table, *item, pin)?)))
            .collect();
        done(ctx, &Out::List(pairs))
    })
}

pub fn info_2(ctx: &mut Ctx<'_>) -> Outcome {
    pinned(ctx, |ctx, pin| {
        let item = ctx.arg(1).as_atom().ok_or(Raise::BADARG)?;
        let Some(table) = find_table(ctx, ctx.arg(0), pin)? else {
            return done_atom(ctx, atoms::UNDEFINED);
        };
        let out = item_of(ctx, table, item, pin).ok_or(Raise::BADARG)?;
        build::done(ctx, &out)
    })
}
