//! Tables searched by pattern: `select`, `match`, and their kin; part of the family `ets`.
//!
//! A search takes some rows at a time from the table, runs the specification on them where they lie, and copies results into the
//! process's heap only after the table has been let go. It pauses between.

use std::sync::Arc;

use super::build::{Out, done, done_atom, done_bool, done_unsigned, no_memory};
use super::context::{Ctx, Outcome, Root};
use super::ets::{Access, done_objects, row_of, table_arg};
use super::steps::{self, Step, StepResult, Steps};
use crate::atom::{Atom, atoms};
use crate::exception::raise::{Class, Raise};
use crate::heap::copy;
use crate::heap::offheap::ResourceRef;
use crate::heap::writer::RESOURCE_WORDS;
use crate::table::spec::{Arena, MatchSpec, Place, SpecError};
use crate::table::store::{Cursor, Row};
use crate::table::{Kind, Table};
use crate::term::Term;

/// Rows looked at between two looks at the clock.
const CHUNK: usize = 512;

fn spec_error(error: SpecError) -> Raise {
    match error {
        SpecError::Bad => Raise::BADARG,
        SpecError::Memory => Raise::SYSTEM_LIMIT,
    }
}

fn spec_arg(ctx: &Ctx<'_>, i: usize) -> Result<MatchSpec, Raise> {
    MatchSpec::compile(ctx.arg(i), ctx.vm().heap_shared()).map_err(spec_error)
}

/// What `match/2` and `match_object/2` search for.
fn pattern_arg(ctx: &Ctx<'_>, i: usize, result: Atom) -> Result<MatchSpec, Raise> {
    MatchSpec::of_pattern(ctx.arg(i), result, ctx.vm().heap_shared()).map_err(spec_error)
}

/// What is to be done with the rows that match.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Action {
    /// A list of the results.
    List,
    /// That many results, and a continuation.
    Some(usize),
    /// The number of rows whose result is `true`.
    Count,
    /// The same rows are deleted.
    Delete,
    /// The rows become the results.
    Replace,
}

/// A search: what an own resource keeps for continuations.
#[derive(Clone)]
struct Search {
    table: Arc<Table>,
    spec: Arc<MatchSpec>,
    action: Action,
    reverse: bool,
    cursor: Cursor,
    /// The rows that are still to be looked at: of one key, or left from a step before.
    pending: Vec<Arc<Row>>,
    /// There is nothing behind the cursor.
    at_end: bool,
}

/// What a continuation's reference keeps.
struct Continuation(Search);

impl Search {
    fn new(
        ctx: &Ctx<'_>,
        table: Arc<Table>,
        spec: MatchSpec,
        action: Action,
        reverse: bool,
    ) -> Search {
        let mut search = Search {
            table,
            spec: Arc::new(spec),
            action,
            reverse,
            cursor: Cursor::Start,
            pending: Vec::new(),
            at_end: false,
        };
        let bound = search.spec.bound_element(search.table.position);
        if let Some(key) = bound {
            search.pending = search.table.read().find(key, ctx.atoms());
            search.at_end = true;
        }
        search
    }

    /// The next rows to look at; none: the search is at its end.
    fn next_rows(&mut self, ctx: &Ctx<'_>) -> Vec<Arc<Row>> {
        if !self.pending.is_empty() || self.at_end {
            let n = self.pending.len().min(CHUNK);
            return self.pending.drain(..n).collect();
        }
        let (rows, next) = self
            .table
            .read()
            .scan(&self.cursor, CHUNK, self.reverse, ctx.atoms());
        match next {
            Some(cursor) => self.cursor = cursor,
            None => self.at_end = true,
        }
        rows
    }

    fn is_over(&self) -> bool {
        self.at_end && self.pending.is_empty()
    }
}

/// First step: nothing. Later: the list of results so far, the last first.
struct Run {
    search: Search,
    n_results: usize,
    started: bool,
}

fn run(ctx: &mut Ctx<'_>, search: Search) -> Outcome {
    steps::run(
        ctx,
        Run {
            search,
            n_results: 0,
            started: false,
        },
    )
}

impl Steps for Run {
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult {
        let results = match args {
            [results] if self.started => *results,
            _ => ctx.root(Term::NIL),
        };
        self.started = true;
        loop {
            let rows = self.search.next_rows(ctx);
            let n = rows.len();
            match self.search.action {
                Action::List | Action::Some(_) => self.add_results(ctx, rows, results)?,
                Action::Count | Action::Delete => self.count(ctx, &rows),
                Action::Replace => self.replace(ctx, &rows)?,
            }
            let enough =
                matches!(self.search.action, Action::Some(limit) if self.n_results >= limit);
            if enough || self.search.is_over() {
                return self.finish(ctx, results).map(Step::End);
            }
            if ctx.charge((n / 4 + 1) as u32) {
                return Ok(Step::Pause(vec![results]));
            }
        }
    }
}

impl Run {
    /// Puts the results of the rows in front of the list; rows beyond a limit stay pending.
    fn add_results(
        &mut self,
        ctx: &mut Ctx<'_>,
        rows: Vec<Arc<Row>>,
        results: Root,
    ) -> Result<(), Raise> {
        let own = ctx.process().pid;
        let vm = ctx.machine.vm_arc().clone();
        let shared = vm.heap_shared();
        let arena = Arena::new(shared);
        let place = Place { arena: &arena, own };
        let limit = match self.search.action {
            Action::Some(limit) => limit - self.n_results,
            _ => usize::MAX,
        };
        let spec = self.search.spec.clone();
        let mut found: Vec<Term<'_>> = Vec::new();
        let mut words = 0;
        let mut looked_at = 0;
        for row in &rows {
            if found.len() >= limit {
                break;
            }
            looked_at += 1;
            if let Some(result) = spec.run(row.object(), place) {
                words += copy::words(result, &shared.literals) + 2;
                found.push(result);
            }
        }
        let w = ctx.reserve(words)?;
        let mut list = w.get(results);
        for result in &found {
            list = w.cons(copy::copy_into(*result, &w).map_err(no_memory)?, list);
        }
        w.set(results, list);
        self.n_results += found.len();
        let left = rows[looked_at..].to_vec();
        self.search.pending.splice(0..0, left);
        Ok(())
    }

    fn count(&mut self, ctx: &Ctx<'_>, rows: &[Arc<Row>]) {
        let arena = Arena::new(ctx.vm().heap_shared());
        let place = Place {
            arena: &arena,
            own: ctx.process().pid,
        };
        for row in rows {
            let is_true = self
                .search
                .spec
                .run(row.object(), place)
                .is_some_and(|result| result.is_atom_value(atoms::TRUE));
            if !is_true {
                continue;
            }
            let counts = self.search.action == Action::Count
                || self
                    .search
                    .table
                    .write()
                    .remove_row(&self.search.table, row, ctx.atoms());
            self.n_results += usize::from(counts);
        }
    }

    /// A row that somebody else replaced meanwhile is left as it is.
    fn replace(&mut self, ctx: &Ctx<'_>, rows: &[Arc<Row>]) -> Result<(), Raise> {
        let arena = Arena::new(ctx.vm().heap_shared());
        let place = Place {
            arena: &arena,
            own: ctx.process().pid,
        };
        let table = &self.search.table;
        for row in rows {
            let Some(result) = self.search.spec.run(row.object(), place) else {
                continue;
            };
            let new = row_of(ctx, table, result)?;
            let mut contents = table.write();
            if contents.remove_row(table, row, ctx.atoms()) {
                contents.insert(table, new, ctx.atoms());
                self.n_results += 1;
            }
        }
        Ok(())
    }

    fn finish(&self, ctx: &mut Ctx<'_>, results: Root) -> Outcome {
        match self.search.action {
            Action::Count | Action::Delete | Action::Replace => {
                done_unsigned(ctx, self.n_results as u64)
            }
            Action::List => {
                let list = in_order(ctx, results)?;
                ctx.done(ctx.get(list))
            }
            Action::Some(_) => self.finish_some(ctx, results),
        }
    }

    /// `{Results, Continuation}`, or `$end_of_table`.
    fn finish_some(&self, ctx: &mut Ctx<'_>, results: Root) -> Outcome {
        if self.n_results == 0 {
            return done_atom(ctx, atoms::END_OF_TABLE);
        }
        let list = in_order(ctx, results)?;
        if self.search.is_over() {
            return done(
                ctx,
                &Out::pair(Out::Root(list), Out::Atom(atoms::END_OF_TABLE)),
            );
        }
        let id = ctx.new_ref_id();
        let resource = ResourceRef::new(Box::new(Continuation(self.search.clone())), 256);
        let w = ctx.reserve(3 + RESOURCE_WORDS)?;
        let term = w.tuple(&[w.get(list), w.resource(resource, id)]);
        w.done(term)
    }
}

/// The list turned round.
fn in_order(ctx: &mut Ctx<'_>, results: Root) -> Result<Root, Raise> {
    let n = ctx.get(results).list().count();
    ctx.charge((n / 8) as u32);
    let w = ctx.reserve(2 * n)?;
    let list = w
        .get(results)
        .list()
        .fold(Term::NIL, |tail, head| w.cons(head, tail));
    Ok(w.root(list))
}

fn limit_arg(term: Term<'_>) -> Result<usize, Raise> {
    match term.as_small() {
        Some(limit @ 1..) => Ok(limit as usize),
        _ => Err(Raise::BADARG),
    }
}

// select

fn select(ctx: &mut Ctx<'_>, limit: Option<usize>, reverse: bool) -> Outcome {
    let table = table_arg(ctx, 0, Access::Read)?;
    let spec = spec_arg(ctx, 1)?;
    let action = match limit {
        Some(i) => Action::Some(limit_arg(ctx.arg(i))?),
        None => Action::List,
    };
    // Without an order there is no reverse one.
    let reverse = reverse && table.kind == Kind::OrderedSet;
    let search = Search::new(ctx, table, spec, action, reverse);
    run(ctx, search)
}

pub fn select_2(ctx: &mut Ctx<'_>) -> Outcome {
    select(ctx, None, false)
}

pub fn select_3(ctx: &mut Ctx<'_>) -> Outcome {
    select(ctx, Some(2), false)
}

pub fn select_reverse_2(ctx: &mut Ctx<'_>) -> Outcome {
    select(ctx, None, true)
}

pub fn select_reverse_3(ctx: &mut Ctx<'_>) -> Outcome {
    select(ctx, Some(2), true)
}

/// Goes on where a search with a limit stopped.
fn go_on(ctx: &mut Ctx<'_>) -> Outcome {
    if ctx.arg(0).is_atom_value(atoms::END_OF_TABLE) {
        return done_atom(ctx, atoms::END_OF_TABLE);
    }
    let resource = ctx
        .arg(0)
        .as_reference()
        .and_then(|reference| reference.resource())
        .ok_or(Raise::BADARG)?;
    let search = resource
        .value
        .downcast_ref::<Continuation>()
        .ok_or(Raise::BADARG)?
        .0
        .clone();
    if search.table.is_deleted() || !search.table.may_read(ctx.process().pid) {
        return Err(Raise::BADARG);
    }
    run(ctx, search)
}

pub fn select_1(ctx: &mut Ctx<'_>) -> Outcome {
    go_on(ctx)
}

pub fn select_reverse_1(ctx: &mut Ctx<'_>) -> Outcome {
    go_on(ctx)
}

pub fn match_1(ctx: &mut Ctx<'_>) -> Outcome {
    go_on(ctx)
}

pub fn match_object_1(ctx: &mut Ctx<'_>) -> Outcome {
    go_on(ctx)
}

// match

fn match_pattern(ctx: &mut Ctx<'_>, result: Atom, limit: Option<usize>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Read)?;
    let spec = pattern_arg(ctx, 1, result)?;
    let action = match limit {
        Some(i) => Action::Some(limit_arg(ctx.arg(i))?),
        None => Action::List,
    };
    let search = Search::new(ctx, table, spec, action, false);
    run(ctx, search)
}

pub fn match_2(ctx: &mut Ctx<'_>) -> Outcome {
    match_pattern(ctx, atoms::ALL_VARIABLES, None)
}

pub fn match_3(ctx: &mut Ctx<'_>) -> Outcome {
    match_pattern(ctx, atoms::ALL_VARIABLES, Some(2))
}

pub fn match_object_2(ctx: &mut Ctx<'_>) -> Outcome {
    match_pattern(ctx, atoms::WHOLE_OBJECT, None)
}

pub fn match_object_3(ctx: &mut Ctx<'_>) -> Outcome {
    match_pattern(ctx, atoms::WHOLE_OBJECT, Some(2))
}

pub fn match_delete(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Write)?;
    let spec = pattern_arg(ctx, 1, atoms::TRUE)?;
    let search = Search::new(ctx, table, spec, Action::Delete, false);
    steps::run(
        ctx,
        DeleteMatches(Run {
            search,
            n_results: 0,
            started: false,
        }),
    )
}

/// As `Run`, but the answer is `true`.
struct DeleteMatches(Run);

impl Steps for DeleteMatches {
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult {
        match self.0.step(ctx, args)? {
            Step::End(_) => done_bool(ctx, true).map(Step::End),
            pause => Ok(pause),
        }
    }
}

// Counting, deleting, replacing.

fn select_for(ctx: &mut Ctx<'_>, action: Action, access: Access) -> Outcome {
    let table = table_arg(ctx, 0, access)?;
    let spec = spec_arg(ctx, 1)?;
    if action == Action::Replace
        && (table.is_bag() && table.kind == Kind::Bag || !spec.keeps_element(table.position))
    {
        return Err(Raise::BADARG);
    }
    let search = Search::new(ctx, table, spec, action, false);
    run(ctx, search)
}

pub fn select_count(ctx: &mut Ctx<'_>) -> Outcome {
    select_for(ctx, Action::Count, Access::Read)
}

pub fn select_delete(ctx: &mut Ctx<'_>) -> Outcome {
    select_for(ctx, Action::Delete, Access::Write)
}

pub fn select_replace(ctx: &mut Ctx<'_>) -> Outcome {
    select_for(ctx, Action::Replace, Access::Write)
}

// Whole tables.

pub fn tab2list(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_arg(ctx, 0, Access::Read)?;
    let (rows, _) = table
        .read()
        .scan(&Cursor::Start, usize::MAX, false, ctx.atoms());
    done_objects(ctx, &rows)
}

// Specifications by themselves.

/// What a compiled specification's reference keeps.
struct Compiled(MatchSpec);

pub fn match_spec_compile(ctx: &mut Ctx<'_>) -> Outcome {
    let spec = spec_arg(ctx, 0)?;
    let id = ctx.new_ref_id();
    let resource = ResourceRef::new(Box::new(Compiled(spec)), 256);
    let w = ctx.reserve(RESOURCE_WORDS)?;
    let term = w.resource(resource, id);
    w.done(term)
}

pub fn is_compiled_ms(ctx: &mut Ctx<'_>) -> Outcome {
    let resource = ctx
        .arg(0)
        .as_reference()
        .and_then(|reference| reference.resource());
    let is = resource.is_some_and(|resource| resource.value.is::<Compiled>());
    done_bool(ctx, is)
}

/// `match_spec_run(List, Compiled)`: the results of the elements that match.
pub fn match_spec_run(ctx: &mut Ctx<'_>) -> Outcome {
    let resource = ctx
        .arg(1)
        .as_reference()
        .and_then(|reference| reference.resource())
        .ok_or(Raise::BADARG)?;
    let spec = &resource
        .value
        .downcast_ref::<Compiled>()
        .ok_or(Raise::BADARG)?
        .0;
    if ctx.arg(0).list().proper_length().is_none() {
        return Err(ctx.raise_reason(Class::Error, Term::atom(atoms::BADARG)));
    }
    let own = ctx.process().pid;
    let vm = ctx.machine.vm_arc().clone();
    let shared = vm.heap_shared();
    let arena = Arena::new(shared);
    let place = Place { arena: &arena, own };
    // Results may point into the elements: they are copied apart from the heap before anything is reserved.
    let mut found = Vec::new();
    for element in ctx.arg(0).list() {
        if let Some(result) = spec.run(element, place) {
            found.push(copy::to_fragment(result, shared).map_err(no_memory)?);
        }
    }
    let words: usize = found
        .iter()
        .map(|result| copy::words(result.root(), &shared.literals) + 2)
        .sum();
    ctx.charge((words / 8) as u32);
    let w = ctx.reserve(words)?;
    let mut list = Term::NIL;
    for result in found.iter().rev() {
        list = w.cons(copy::copy_into(result.root(), &w).map_err(no_memory)?, list);
    }
    w.done(list)
}
