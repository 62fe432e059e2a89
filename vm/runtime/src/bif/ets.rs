//! Tables: access by key, iteration, information. Searching by pattern is in ets_select.rs.

use std::sync::Arc;

use super::build::{self, Out, done, done_atom, done_bool, no_memory};
use super::context::{Ctx, Outcome};
use crate::atom::{Atom, AtomTable, atoms};
use crate::exception::raise::{Info, Raise};
use crate::heap::{Fragment, Frozen, OutOfMemory, copy};
use crate::message::send;
use crate::table::store::Row;
use crate::table::{Contents, Kind, Options, Protection, Table, Wanted, transfer_message};
use crate::term::arith::{self, Operator};
use crate::term::compare::compare;
use crate::term::reference::REFERENCE_WORDS;
use crate::term::{LocalPid, Term, View};

pub use super::ets_select::{
    is_compiled_ms, match_1, match_2, match_3, match_delete, match_object_1, match_object_2,
    match_object_3, match_spec_compile, match_spec_run, select_1, select_2, select_3, select_count,
    select_delete, select_replace, select_reverse_1, select_reverse_2, select_reverse_3, tab2list,
};

/// What a native is going to do with a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
    /// Asks about it only.
    Look,
}

/// The table that an argument names, if there is one.
fn find_table(ctx: &Ctx<'_>, term: Term<'_>) -> Result<Option<Arc<Table>>, Raise> {
    let tables = &ctx.vm().stores().tables;
    match term.view() {
        View::Atom(name) => Ok(tables.by_name(name)),
        View::Ref(reference) => Ok(reference.id().and_then(|id| tables.by_id(id))),
        _ => Err(Raise::BADARG),
    }
}

pub(super) fn table_arg(ctx: &Ctx<'_>, i: usize, access: Access) -> Result<Arc<Table>, Raise> {
    let table = find_table(ctx, ctx.arg(i))?.ok_or(Raise::BADARG.with_info(Info::CauseId))?;
    let own = ctx.process().pid;
    let allowed = match access {
        Access::Read => table.may_read(own),
        Access::Write => table.may_write(own),
        Access::Look => true,
    };
    if allowed {
        Ok(table)
    } else {
        Err(Raise::BADARG.with_info(Info::CauseAccess))
    }
}

fn owned_arg(ctx: &Ctx<'_>, i: usize) -> Result<Arc<Table>, Raise> {
    let table = table_arg(ctx, i, Access::Look)?;
    if table.owner() == ctx.process().pid {
        Ok(table)
    } else {
        Err(Raise::BADARG.with_info(Info::CauseNotOwner))
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
        wanted.options.write_concurrency = false;
    }
    let (id, own) = (ctx.new_ref_id(), ctx.process().pid);
    let table = ctx
        .vm()
        .stores()
        .tables
        .create(id, own, wanted)
        .map_err(|_| Raise::BADARG)?;
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
            atoms::SET => wanted.kind = Kind::Set,
            atoms::ORDERED_SET => wanted.kind = Kind::OrderedSet,
            atoms::BAG => wanted.kind = Kind::Bag,
            atoms::DUPLICATE_BAG => wanted.kind = Kind::DuplicateBag,
            atoms::NAMED_TABLE => wanted.named = true,
            atoms::COMPRESSED => wanted.options.compressed = true,
            _ => wanted.protection = protection_of(atom).ok_or(Raise::BADARG)?,
        }
        return Ok(());
    }
    if let Some([name, heir, data]) = option.as_tuple_of()
        && name.is_atom_value(atoms::HEIR)
    {
        wanted.heir = Some(heir_of(ctx, heir, data)?);
        return Ok(());
    }
    let [name, value] = option.as_tuple_of().ok_or(Raise::BADARG)?;
    match name.as_atom() {
        Some(atoms::KEYPOS) => match value.as_small() {
            Some(position @ 1..) => wanted.position = position as usize - 1,
            _ => return Err(Raise::BADARG),
        },
        Some(atoms::HEIR) if value.is_atom_value(atoms::NONE) => wanted.heir = None,
        Some(atoms::READ_CONCURRENCY) => {
            wanted.options.read_concurrency = value.as_boolean().ok_or(Raise::BADARG)?
        }
        Some(atoms::WRITE_CONCURRENCY) => {
            wanted.options.write_concurrency =
                value.is_atom_value(atoms::AUTO) || value.as_boolean().ok_or(Raise::BADARG)?;
        }
        Some(atoms::DECENTRALIZED_COUNTERS) => {
            wanted.options.decentralized_counters = value.as_boolean().ok_or(Raise::BADARG)?;
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

fn heir_of(ctx: &Ctx<'_>, heir: Term<'_>, data: Term<'_>) -> Result<(LocalPid, Fragment), Raise> {
    let heir = heir.as_local_pid().ok_or(Raise::BADARG)?;
    let data = copy::to_fragment(data, ctx.vm().heap_shared()).map_err(no_memory)?;
    Ok((heir, data))
}

pub fn delete_1(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Write)?;
    ctx.charge((table.read().len() / 32) as u32);
    ctx.vm().stores().tables.delete(&table);
    done_bool(ctx, true)
}

pub fn rename(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Write)?;
    let name = ctx.arg(1).as_atom().ok_or(Raise::BADARG)?;
    ctx.vm()
        .stores()
        .tables
        .rename(&table, name)
        .map_err(|_| Raise::BADARG)?;
    done_id(ctx, &table)
}

/// Options `{heir, Pid, Data}`, `{heir, none}`, `{protection, P}`; one or a list of them.
pub fn setopts(ctx: &mut Ctx<'_>) -> Outcome {
    let table = owned_arg(ctx, 0)?;
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
        if let Some([name, pid, data]) = option.as_tuple_of()
            && name.is_atom_value(atoms::HEIR)
        {
            heir = Some(Some(heir_of(ctx, pid, data)?));
            continue;
        }
        let [name, value] = option.as_tuple_of().ok_or(Raise::BADARG)?;
        match (name.as_atom(), value.as_atom()) {
            (Some(atoms::HEIR), Some(atoms::NONE)) => heir = Some(None),
            (Some(atoms::PROTECTION), Some(value)) => {
                protection = Some(protection_of(value).ok_or(Raise::BADARG)?)
            }
            _ => return Err(Raise::BADARG),
        }
    }
    let mut meta = table.meta();
    if let Some(heir) = heir {
        meta.heir = heir;
    }
    if let Some(protection) = protection {
        meta.protection = protection;
    }
    drop(meta);
    done_bool(ctx, true)
}

pub fn give_away(ctx: &mut Ctx<'_>) -> Outcome {
    let table = owned_arg(ctx, 0)?;
    let to = ctx.arg(1).as_local_pid().ok_or(Raise::BADARG)?;
    let own = ctx.process().pid;
    if to == own || ctx.vm().processes().find(to).is_none() {
        return Err(Raise::BADARG);
    }
    let message = transfer_message(ctx.vm(), &table, own, ctx.arg(2)).map_err(no_memory)?;
    ctx.vm().stores().tables.give(&table, to);
    send::message(ctx.machine, to, message);
    done_bool(ctx, true)
}

pub fn safe_fixtable(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Read)?;
    let fix = ctx.arg(1).as_boolean().ok_or(Raise::BADARG)?;
    let own = ctx.process().pid;
    let mut meta = table.meta();
    let at = meta.fixed.iter().position(|(pid, _)| *pid == own);
    match (fix, at) {
        (true, Some(at)) => meta.fixed[at].1 += 1,
        (true, None) => meta.fixed.push((own, 1)),
        (false, Some(at)) if meta.fixed[at].1 > 1 => meta.fixed[at].1 -= 1,
        (false, Some(at)) => drop(meta.fixed.remove(at)),
        (false, None) => {}
    }
    drop(meta);
    done_bool(ctx, true)
}

fn is_fixed(ctx: &Ctx<'_>, table: &Table) -> bool {
    let mut meta = table.meta();
    meta.fixed
        .retain(|(pid, _)| ctx.vm().processes().find(*pid).is_some());
    !meta.fixed.is_empty()
}

// Inserting.

/// A copy of an object, which must be a tuple with a key.
pub(super) fn row_of(ctx: &Ctx<'_>, table: &Table, object: Term<'_>) -> Result<Arc<Row>, Raise> {
    let has_key = object
        .as_tuple()
        .is_some_and(|tuple| tuple.len() > table.position);
    if !has_key {
        return Err(Raise::BADARG);
    }
    let fragment = copy::to_fragment(object, ctx.vm().heap_shared()).map_err(no_memory)?;
    Ok(Row::new(Frozen::new(fragment)))
}

/// One object or a list of them.
fn rows_arg(ctx: &Ctx<'_>, table: &Table) -> Result<Vec<Arc<Row>>, Raise> {
    let objects = ctx.arg(1);
    if !objects.is_list() {
        return Ok(vec![row_of(ctx, table, objects)?]);
    }
    let mut walk = objects.list();
    let rows: Result<Vec<_>, Raise> = walk
        .by_ref()
        .map(|object| row_of(ctx, table, object))
        .collect();
    if walk.tail().is_nil() {
        rows
    } else {
        Err(Raise::BADARG)
    }
}

pub fn insert(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Write)?;
    let rows = rows_arg(ctx, &table)?;
    ctx.charge(rows.len() as u32);
    let mut contents = table.write();
    for row in rows {
        contents.insert(&table, row, ctx.atoms());
    }
    drop(contents);
    done_bool(ctx, true)
}

/// All or nothing; keys that occur twice in the list count as one for the test.
pub fn insert_new(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Write)?;
    let rows = rows_arg(ctx, &table)?;
    ctx.charge(rows.len() as u32);
    let mut contents = table.write();
    let is_new = rows
        .iter()
        .all(|row| !contents.contains(row.key(table.position), ctx.atoms()));
    if is_new {
        for row in rows {
            contents.insert(&table, row, ctx.atoms());
        }
    }
    drop(contents);
    done_bool(ctx, is_new)
}

// Looking up.

/// A list of copies of the rows' objects.
pub(super) fn done_objects(ctx: &mut Ctx<'_>, rows: &[Arc<Row>]) -> Outcome {
    let literals = &ctx.vm().heap_shared().literals;
    let words: usize = rows
        .iter()
        .map(|row| copy::words(row.object(), literals) + 2)
        .sum();
    ctx.charge((words / 16) as u32);
    let w = ctx.reserve(words)?;
    let mut list = Term::NIL;
    for row in rows.iter().rev() {
        list = w.cons(copy::copy_into(row.object(), &w).map_err(no_memory)?, list);
    }
    w.done(list)
}

/// A copy of a term of a row.
fn done_copy(ctx: &mut Ctx<'_>, term: Term<'_>) -> Outcome {
    let words = copy::words(term, &ctx.vm().heap_shared().literals);
    let w = ctx.reserve(words)?;
    let term = copy::copy_into(term, &w).map_err(no_memory)?;
    w.done(term)
}

fn find(ctx: &Ctx<'_>, table: &Table, key: usize) -> Vec<Arc<Row>> {
    table.read().find(ctx.arg(key), ctx.atoms())
}

pub fn lookup(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Read)?;
    let rows = find(ctx, &table, 1);
    done_objects(ctx, &rows)
}

pub fn member(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Read)?;
    let is = table.read().contains(ctx.arg(1), ctx.atoms());
    done_bool(ctx, is)
}

pub fn lookup_element_3(ctx: &mut Ctx<'_>) -> Outcome {
    lookup_element(ctx, None)
}

pub fn lookup_element_4(ctx: &mut Ctx<'_>) -> Outcome {
    lookup_element(ctx, Some(3))
}

/// Of a bag a list of elements; nothing there: the default, or `badarg`.
fn lookup_element(ctx: &mut Ctx<'_>, default: Option<usize>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Read)?;
    let position = match ctx.arg(2).as_small() {
        Some(position @ 1..) => position as usize - 1,
        _ => return Err(Raise::BADARG),
    };
    let rows = find(ctx, &table, 1);
    if rows.is_empty() {
        return match default {
            Some(i) => ctx.done(ctx.arg(i)),
            None => Err(Raise::BADARG.with_info(Info::CauseBadKey)),
        };
    }
    let elements: Option<Vec<Term<'_>>> = rows
        .iter()
        .map(|row| row.object().as_tuple()?.get(position))
        .collect();
    let elements = elements.ok_or(Raise::BADARG.with_info(Info::CausePosition))?;
    if !table.is_bag() {
        return done_copy(ctx, elements[0]);
    }
    let literals = &ctx.vm().heap_shared().literals;
    let words: usize = elements
        .iter()
        .map(|element| copy::words(*element, literals) + 2)
        .sum();
    let w = ctx.reserve(words)?;
    let mut list = Term::NIL;
    for element in elements.iter().rev() {
        list = w.cons(copy::copy_into(*element, &w).map_err(no_memory)?, list);
    }
    w.done(list)
}

pub fn take(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Write)?;
    let rows = table.write().remove(ctx.arg(1), ctx.atoms());
    done_objects(ctx, &rows)
}

// Deleting.

pub fn delete_2(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Write)?;
    let removed = table.write().remove(ctx.arg(1), ctx.atoms());
    drop(removed);
    done_bool(ctx, true)
}

pub fn delete_object(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Write)?;
    if !ctx.arg(1).is_tuple() {
        return Err(Raise::BADARG);
    }
    table.write().remove_object(&table, ctx.arg(1), ctx.atoms());
    done_bool(ctx, true)
}

pub fn delete_all_objects(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Write)?;
    table.write().clear();
    done_bool(ctx, true)
}

// Changing elements.

/// A row with some elements in place of others; elements are counted from 0.
fn changed_row(
    ctx: &Ctx<'_>,
    object: Term<'_>,
    changes: &[(usize, Term<'_>)],
) -> Result<Arc<Row>, Raise> {
    let shared = ctx.vm().heap_shared();
    let tuple = object.as_tuple().ok_or(Raise::BADARG)?;
    // Later changes of the same element count.
    let element = |i: usize| {
        changes
            .iter()
            .rev()
            .find(|(at, _)| *at == i)
            .map_or(tuple.at(i), |(_, new)| *new)
    };
    let words: usize = 1
        + tuple.len()
        + (0..tuple.len())
            .map(|i| copy::words(element(i), &shared.literals))
            .sum::<usize>();
    let made = Fragment::allocate(shared, words).and_then(|fragment| {
        fragment.build(shared, |w| {
            let mut failed = false;
            let tuple = w.tuple_with(tuple.len(), |i| {
                copy::copy_into(element(i), w).unwrap_or_else(|_| {
                    failed = true;
                    Term::NIL
                })
            });
            if failed { Err(OutOfMemory) } else { Ok(tuple) }
        })
    });
    Ok(Row::new(Frozen::new(made.map_err(no_memory)?)))
}

/// The row of a key in a table where keys occur once; with a default object, that one under this key if there is none.
fn row_to_change(
    ctx: &Ctx<'_>,
    table: &Table,
    contents: &Contents,
    default: Option<usize>,
) -> Result<Option<Arc<Row>>, Raise> {
    if let Some(row) = contents.find(ctx.arg(1), ctx.atoms()).pop() {
        return Ok(Some(row));
    }
    let Some(default) = default else {
        return Ok(None);
    };
    let object = ctx.arg(default);
    let tuple = object
        .as_tuple()
        .filter(|tuple| tuple.len() > table.position)
        .ok_or(Raise::BADARG)?;
    changed_row(ctx, tuple.term(), &[(table.position, ctx.arg(1))]).map(Some)
}

fn keyed_table(ctx: &Ctx<'_>) -> Result<Arc<Table>, Raise> {
    let table = table_arg(ctx, 0, Access::Write)?;
    if table.is_bag() {
        Err(Raise::BADARG)
    } else {
        Ok(table)
    }
}

pub fn update_element_3(ctx: &mut Ctx<'_>) -> Outcome {
    update_element(ctx, None)
}

pub fn update_element_4(ctx: &mut Ctx<'_>) -> Outcome {
    update_element(ctx, Some(3))
}

/// `{Position, Value}` or a list of such.
fn update_element(ctx: &mut Ctx<'_>, default: Option<usize>) -> Outcome {
    let table = keyed_table(ctx)?;
    let spec = ctx.arg(2);
    let mut changes = Vec::new();
    if spec.is_tuple() {
        changes.push(element_change(spec, &table)?);
    } else {
        let mut walk = spec.list();
        for change in walk.by_ref() {
            changes.push(element_change(change, &table)?);
        }
        if !walk.tail().is_nil() {
            return Err(Raise::BADARG);
        }
    }
    let mut contents = table.write();
    let Some(row) = row_to_change(ctx, &table, &contents, default)? else {
        drop(contents);
        return done_bool(ctx, false);
    };
    let size = row.object().as_tuple().map_or(0, |tuple| tuple.len());
    if changes.iter().any(|(at, _)| *at >= size) {
        return Err(Raise::BADARG.with_info(Info::CausePosition));
    }
    let row = changed_row(ctx, row.object(), &changes)?;
    contents.insert(&table, row, ctx.atoms());
    drop(contents);
    done_bool(ctx, true)
}

fn element_change<'s>(change: Term<'s>, table: &Table) -> Result<(usize, Term<'s>), Raise> {
    let [position, value] = change.as_tuple_of().ok_or(Raise::BADARG)?;
    match position.as_small() {
        Some(position @ 1..) if position as usize - 1 != table.position => {
            Ok((position as usize - 1, value))
        }
        Some(1..) => Err(Raise::BADARG.with_info(Info::CauseKeypos)),
        _ => Err(Raise::BADARG),
    }
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
        _ => Err(Raise::BADARG),
    }
}

pub fn update_counter_3(ctx: &mut Ctx<'_>) -> Outcome {
    update_counter(ctx, None)
}

pub fn update_counter_4(ctx: &mut Ctx<'_>) -> Outcome {
    update_counter(ctx, Some(3))
}

fn update_counter(ctx: &mut Ctx<'_>, default: Option<usize>) -> Outcome {
    let table = keyed_table(ctx)?;
    let operations = ctx.arg(2);
    let is_list = operations.is_list();
    let mut counts = Vec::new();
    if is_list {
        let mut walk = operations.list();
        for operation in walk.by_ref() {
            // In a list each operation names its position.
            if !operation.is_tuple() {
                return Err(Raise::BADARG);
            }
            counts.push(count_arg(operation, &table)?);
        }
        if !walk.tail().is_nil() {
            return Err(Raise::BADARG);
        }
    } else {
        counts.push(count_arg(operations, &table)?);
    }
    let mut contents = table.write();
    let row = row_to_change(ctx, &table, &contents, default)?
        .ok_or(Raise::BADARG.with_info(Info::CauseBadKey))?;
    let made: Vec<(usize, Fragment)> = count_all(ctx, row.object(), &counts)?;
    let changes: Vec<(usize, Term<'_>)> =
        made.iter().map(|(at, value)| (*at, value.root())).collect();
    if !changes.is_empty() || default.is_some() {
        let row = changed_row(ctx, row.object(), &changes)?;
        contents.insert(&table, row, ctx.atoms());
    }
    drop(contents);
    let results: Vec<Out> = changes
        .iter()
        .map(|(_, value)| integer_out(*value))
        .collect();
    match results.into_iter().next() {
        Some(one) if !is_list => done(ctx, &one),
        _ => {
            let all = changes
                .iter()
                .map(|(_, value)| integer_out(*value))
                .collect();
            done(ctx, &Out::List(all))
        }
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

fn done_row(ctx: &mut Ctx<'_>, table: &Table, row: Option<Arc<Row>>, give: Give) -> Outcome {
    let Some(row) = row else {
        return done_atom(ctx, atoms::END_OF_TABLE);
    };
    let key = row.key(table.position);
    if let Give::Key = give {
        return done_copy(ctx, key);
    }
    let rows = table.read().find(key, ctx.atoms());
    let literals = &ctx.vm().heap_shared().literals;
    let words: usize = rows
        .iter()
        .map(|row| copy::words(row.object(), literals) + 2)
        .sum();
    let words = words + copy::words(key, literals) + 3;
    let w = ctx.reserve(words)?;
    let mut list = Term::NIL;
    for row in rows.iter().rev() {
        list = w.cons(copy::copy_into(row.object(), &w).map_err(no_memory)?, list);
    }
    let key = copy::copy_into(key, &w).map_err(no_memory)?;
    let term = w.tuple(&[key, list]);
    w.done(term)
}

pub fn first(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Read)?;
    let row = table.read().first();
    done_row(ctx, &table, row, Give::Key)
}

pub fn first_lookup(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Read)?;
    let row = table.read().first();
    done_row(ctx, &table, row, Give::KeyAndObjects)
}

pub fn last(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Read)?;
    let row = table.read().last();
    done_row(ctx, &table, row, Give::Key)
}

pub fn last_lookup(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Read)?;
    let row = table.read().last();
    done_row(ctx, &table, row, Give::KeyAndObjects)
}

type Step = fn(&Contents, Term<'_>, &AtomTable) -> Option<Arc<Row>>;

/// In a table without order the key must be there, unless the table is fixed: it may have been deleted since.
fn step(ctx: &mut Ctx<'_>, step: Step, give: Give) -> Outcome {
    let table = table_arg(ctx, 0, Access::Read)?;
    let key = ctx.arg(1);
    let contents = table.read();
    let is_there = table.kind == Kind::OrderedSet || contents.contains(key, ctx.atoms());
    let row = step(&contents, key, ctx.atoms());
    drop(contents);
    if !is_there && !is_fixed(ctx, &table) {
        return Err(Raise::BADARG.with_info(Info::CauseBadKey));
    }
    done_row(ctx, &table, row, give)
}

fn next_of(contents: &Contents, key: Term<'_>, atoms: &AtomTable) -> Option<Arc<Row>> {
    contents.next(key, atoms)
}

fn prev_of(contents: &Contents, key: Term<'_>, atoms: &AtomTable) -> Option<Arc<Row>> {
    contents.prev(key, atoms)
}

pub fn next(ctx: &mut Ctx<'_>) -> Outcome {
    step(ctx, next_of, Give::Key)
}

pub fn next_lookup(ctx: &mut Ctx<'_>) -> Outcome {
    step(ctx, next_of, Give::KeyAndObjects)
}

pub fn prev(ctx: &mut Ctx<'_>) -> Outcome {
    step(ctx, prev_of, Give::Key)
}

pub fn prev_lookup(ctx: &mut Ctx<'_>) -> Outcome {
    step(ctx, prev_of, Give::KeyAndObjects)
}

pub fn slot(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Read)?;
    let i = ctx.arg(1).as_usize().ok_or(Raise::BADARG)?;
    let slot = table.read().slot(i);
    match slot {
        Ok(Some(rows)) => done_objects(ctx, &rows),
        Ok(None) => done_atom(ctx, atoms::END_OF_TABLE),
        Err(()) => Err(Raise::BADARG),
    }
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
    match find_table(ctx, ctx.arg(0))? {
        Some(table) => done(ctx, &Out::Ref(table.id)),
        None => done_atom(ctx, atoms::UNDEFINED),
    }
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

fn item_of(ctx: &Ctx<'_>, table: &Table, item: Atom) -> Option<Out> {
    Some(match item {
        atoms::ID => Out::Ref(table.id),
        atoms::DECENTRALIZED_COUNTERS => Out::boolean(table.options.decentralized_counters),
        atoms::READ_CONCURRENCY => Out::boolean(table.options.read_concurrency),
        atoms::WRITE_CONCURRENCY => Out::boolean(table.options.write_concurrency),
        atoms::COMPRESSED => Out::boolean(table.options.compressed),
        atoms::MEMORY => Out::size(table.read().words() + size_of::<Table>() / 8),
        atoms::OWNER => Out::Pid(table.owner()),
        atoms::HEIR => match &table.meta().heir {
            Some((heir, _)) => Out::Pid(*heir),
            None => Out::Atom(atoms::NONE),
        },
        atoms::NAME => Out::Atom(table.meta().name),
        atoms::SIZE => Out::size(table.read().len()),
        atoms::NODE => Out::Atom(atoms::NONODE_NOHOST),
        atoms::NAMED_TABLE => Out::boolean(table.named),
        atoms::TYPE => Out::Atom(match table.kind {
            Kind::Set => atoms::SET,
            Kind::OrderedSet => atoms::ORDERED_SET,
            Kind::Bag => atoms::BAG,
            Kind::DuplicateBag => atoms::DUPLICATE_BAG,
        }),
        atoms::KEYPOS => Out::size(table.position + 1),
        atoms::PROTECTION => Out::Atom(match table.meta().protection {
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
            let since = match item {
                atoms::SAFE_FIXED => super::time::timestamp_of(super::time::system_ns(ctx)),
                _ => Out::Unsigned(ctx.vm().world().monotonic_ns()),
            };
            Out::pair(since, Out::List(holders))
        }
        atoms::BINARY => Out::Nil,
        atoms::STATS => Out::boolean(false),
        _ => return None,
    })
}

pub fn info_1(ctx: &mut Ctx<'_>) -> Outcome {
    let Some(table) = find_table(ctx, ctx.arg(0))? else {
        return done_atom(ctx, atoms::UNDEFINED);
    };
    let pairs = ITEMS
        .iter()
        .filter_map(|item| Some(Out::tagged(*item, item_of(ctx, &table, *item)?)))
        .collect();
    done(ctx, &Out::List(pairs))
}

pub fn info_2(ctx: &mut Ctx<'_>) -> Outcome {
    let item = ctx.arg(1).as_atom().ok_or(Raise::BADARG)?;
    let Some(table) = find_table(ctx, ctx.arg(0))? else {
        let known = ITEMS.contains(&item)
            || matches!(
                item,
                atoms::FIXED
                    | atoms::SAFE_FIXED
                    | atoms::SAFE_FIXED_MONOTONIC_TIME
                    | atoms::STATS
                    | atoms::BINARY
            );
        return if known {
            done_atom(ctx, atoms::UNDEFINED)
        } else {
            Err(Raise::BADARG)
        };
    };
    let out = item_of(ctx, &table, item).ok_or(Raise::BADARG)?;
    build::done(ctx, &out)
}
