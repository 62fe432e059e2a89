//! Tables searched by pattern: `select`, `match`, and their kin; part of the family `ets`.
//!
//! A search takes some rows at a time from the table, runs the specification on them where they lie, and copies results into the
//! process's heap only after the table has been let go. It pauses between.

use std::cell::OnceCell;
use std::sync::Arc;

use smallvec::SmallVec;

use super::build::{Out, done, done_atom, done_bool, done_unsigned, no_memory};
use super::context::{Ctx, Outcome, Root};
use super::ets::{For, access, direction_of, new_object, pinned, table_arg};
use super::steps::{self, Step, StepResult, Steps};
use crate::atom::{Atom, atoms};
use crate::exception::raise::{Class, Info, Raise};
use crate::heap::offheap::ResourceRef;
use crate::heap::writer::RESOURCE_WORDS;
use crate::heap::{Frozen, HeapShared, copy};
use crate::table::epoch::Pin;
use crate::table::row::{RowRef, Scratch};
use crate::table::spec::{Arena, MatchSpec, Place, SpecError};
use crate::table::tree::{Cursor, Direction, Range, Rows, chain};
use crate::table::{Changed, Kind, Table};
use crate::term::Term;

/// Rows looked at, about, between two looks at the clock.
const CHUNK: usize = 512;

fn spec_error(error: SpecError) -> Raise {
    match error {
        SpecError::Bad => Raise::BADARG,
        SpecError::Memory => Raise::SYSTEM_LIMIT,
    }
}

/// A specification, compiled. One that is a literal is compiled once: literals stay what and where they are until their area's generation ends.
fn compiled(ctx: &mut Ctx<'_>, i: usize, result: Option<Atom>) -> Result<Arc<MatchSpec>, Raise> {
    let word = ctx.arg(i).word();
    let is_literal = word.is_pointer() && ctx.vm().heap_shared().literals.contains(word.pointer());
    let generation = ctx.vm().heap_shared().literals.generation();
    if is_literal && let Some(spec) = ctx.machine.specs.get(word, result, generation) {
        return Ok(spec);
    }
    let shared = ctx.vm().heap_shared();
    let spec = match result {
        None => MatchSpec::compile(ctx.arg(i), shared),
        Some(result) => MatchSpec::of_pattern(ctx.arg(i), result, shared),
    };
    let spec = Arc::new(spec.map_err(spec_error)?);
    if is_literal {
        ctx.machine.specs.put(word, result, spec.clone());
    }
    Ok(spec)
}

fn spec_arg(ctx: &mut Ctx<'_>, i: usize) -> Result<Arc<MatchSpec>, Raise> {
    compiled(ctx, i, None)
}

/// What `match/2` and `match_object/2` search for.
fn pattern_arg(ctx: &mut Ctx<'_>, i: usize, result: Atom) -> Result<Arc<MatchSpec>, Raise> {
    compiled(ctx, i, Some(result))
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

/// Does a look at rows go on?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    More,
    Enough,
}

/// A search: what an own resource keeps for continuations.
#[derive(Clone)]
struct Search {
    table: Arc<Table>,
    spec: Arc<MatchSpec>,
    action: Action,
    direction: Direction,
    /// Nothing: the search is at its end.
    cursor: Option<Cursor>,
    /// Only the rows of one key can match.
    bound: bool,
    /// Only keys in there can match.
    range: Option<Range>,
    /// Results beyond a limit, the next one last.
    surplus: Vec<Arc<Frozen>>,
}

/// What a continuation's reference keeps.
struct Continuation(Search);

impl Search {
    fn new(
        table: Arc<Table>,
        spec: Arc<MatchSpec>,
        action: Action,
        direction: Direction,
        shared: &HeapShared,
    ) -> Search {
        let bound = spec.bound_element(table.position).is_some();
        let range = match table.kind {
            Kind::OrderedSet => spec.bound_part(table.position),
            Kind::Set | Kind::Bag | Kind::DuplicateBag => None,
        };
        // Without memory all keys are looked at.
        let range = range.and_then(|(first, size)| Range::new(&first, size, shared).ok());
        let start = range.as_ref().map(|range| range.start(direction));
        Search {
            table,
            spec,
            action,
            direction,
            cursor: Some(start.unwrap_or(Cursor::Start)),
            bound,
            range,
            surplus: Vec::new(),
        }
    }

    /// The next entries to look at, and where to go on.
    fn next_rows<'p>(&self, ctx: &Ctx<'_>, pin: Pin<'p>, rows: &mut Rows<'p>) -> Option<Cursor> {
        rows.clear();
        let cursor = self.cursor.as_ref()?;
        if self.bound {
            let key = self.spec.bound_element(self.table.position);
            let found = key.and_then(|key| self.table.find(key, access(ctx, pin)));
            rows.extend(found.map(|row| (0, row)));
            return None;
        }
        self.table.enter();
        let tree = self.table.tree(pin);
        let next = tree.scan(cursor, self.direction, rows, pin, ctx.atoms());
        if let Some(range) = &self.range {
            let holds = |row: RowRef<'_>| range.holds(row.key(self.table.position), ctx.atoms());
            let n = rows.partition_point(|(_, row)| holds(*row));
            if n < rows.len() {
                rows.truncate(n);
                return None;
            }
        }
        next
    }

    fn is_over(&self) -> bool {
        self.cursor.is_none() && self.surplus.is_empty()
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
        if self.search.table.is_deleted() {
            return Err(Raise::BADARG.with_info(Info::CauseId));
        }
        self.take_surplus(ctx, results)?;
        loop {
            let n = pinned(ctx, |ctx, pin| match self.search.action {
                Action::List | Action::Some(_) => self.add_results(ctx, pin, results),
                Action::Count => self.count(ctx, pin),
                Action::Delete => self.delete(ctx, pin),
                Action::Replace => self.replace(ctx, pin),
            })?;
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

/// The object of a row, unchanging: what counts is read once. Nothing: no memory.
fn object_of<'a>(row: RowRef<'a>, arena: &'a Arena<'a>) -> Option<Term<'a>> {
    if let Some(object) = row.object_in_place() {
        return Some(object);
    }
    if !row.is_counter() {
        return arena.unpack(row);
    }
    let mut scratch = Scratch::new();
    row.object(&mut scratch);
    arena.keep_tuple(&scratch)
}

/// The result of a specification for a row, with as much of its object as was looked at: if it is a counter row, all.
fn run_on_row<'a>(
    spec: &'a MatchSpec,
    row: RowRef<'a>,
    table: &Table,
    place: Place<'a>,
) -> Result<Option<(Term<'a>, Term<'a>)>, Raise> {
    let whole = OnceCell::new();
    let get_whole = || *whole.get_or_init(|| object_of(row, place.arena));
    let object = match row.object_showing(spec.looks_at(), table.position) {
        Some(object) => object,
        None => get_whole().ok_or(Raise::SYSTEM_LIMIT)?,
    };
    let result = spec.run_on(object, &get_whole, place);
    match whole.get() {
        Some(None) => Err(Raise::SYSTEM_LIMIT),
        _ => Ok(result.map(|result| (object, result))),
    }
}

impl Run {
    /// Runs the specification on some rows; `f` gets each row with its object and the result, and says whether to go on. How many rows
    /// were looked at.
    fn look<'a, 'p: 'a>(
        &mut self,
        ctx: &Ctx<'_>,
        pin: Pin<'p>,
        place: Place<'a>,
        spec: &'a MatchSpec,
        mut f: impl FnMut(RowRef<'p>, Term<'a>, Term<'a>) -> Result<Next, Raise>,
    ) -> Result<usize, Raise> {
        let mut rows = Rows::new();
        let mut n = 0;
        while n < CHUNK && self.search.cursor.is_some() {
            let next = self.search.next_rows(ctx, pin, &mut rows);
            for (i, (_, entry)) in rows.iter().enumerate() {
                let mut stop = false;
                for row in self.search.table.rows_of(*entry).into_iter().rev() {
                    n += 1;
                    if let Some((object, result)) =
                        run_on_row(spec, row, &self.search.table, place)?
                    {
                        stop |= f(row, object, result)? == Next::Enough;
                    }
                }
                // The rows of one key are looked at together.
                if stop {
                    // In an ordered table the end is found by the search that goes on, unless it looks at one key only.
                    let is_last = i + 1 == rows.len()
                        && next.is_none()
                        && (self.search.bound || self.search.table.kind != Kind::OrderedSet);
                    self.search.cursor = match is_last {
                        true => None,
                        false => {
                            let tree = self.search.table.tree(pin);
                            let shared = ctx.vm().heap_shared();
                            Some(tree.beyond_row(*entry, shared).map_err(no_memory)?)
                        }
                    };
                    return Ok(n);
                }
            }
            self.search.cursor = next;
        }
        Ok(n)
    }

    /// Puts the results of some rows in front of the list.
    fn add_results(
        &mut self,
        ctx: &mut Ctx<'_>,
        pin: Pin<'_>,
        results: Root,
    ) -> Result<usize, Raise> {
        let vm = ctx.machine.vm_arc().clone();
        let shared = vm.heap_shared();
        let arena = Arena::new(shared);
        let own = ctx.process().pid;
        let place = Place { arena: &arena, own };
        let limit = match self.search.action {
            Action::Some(limit) => limit - self.n_results,
            _ => usize::MAX,
        };
        let spec = self.search.spec.clone();
        let mut found: Vec<Term<'_>> = Vec::new();
        let mut words = 0;
        let n = self.look(ctx, pin, place, &spec, |_, _, result| {
            words += copy::words(result, &shared.literals) + 2;
            found.push(result);
            Ok(match found.len() >= limit {
                true => Next::Enough,
                false => Next::More,
            })
        })?;
        for result in found.drain(limit.min(found.len())..).rev() {
            let copy = copy::to_fragment(result, shared).map_err(no_memory)?;
            self.search.surplus.push(Arc::new(Frozen::new(copy)));
        }
        let w = ctx.reserve(words)?;
        let mut list = w.get(results);
        for result in &found {
            list = w.cons(copy::copy_into(*result, &w).map_err(no_memory)?, list);
        }
        w.set(results, list);
        self.n_results += found.len();
        Ok(n + words / 16)
    }

    /// What was found beyond the limit before.
    fn take_surplus(&mut self, ctx: &mut Ctx<'_>, results: Root) -> Result<(), Raise> {
        let Action::Some(limit) = self.search.action else {
            return Ok(());
        };
        while self.n_results < limit
            && let Some(result) = self.search.surplus.pop()
        {
            let words = copy::words(result.root(), &ctx.vm().heap_shared().literals);
            let w = ctx.reserve(words + 2)?;
            let copy = copy::copy_into(result.root(), &w).map_err(no_memory)?;
            w.set(results, w.cons(copy, w.get(results)));
            self.n_results += 1;
        }
        Ok(())
    }

    fn count(&mut self, ctx: &Ctx<'_>, pin: Pin<'_>) -> Result<usize, Raise> {
        let arena = Arena::new(ctx.vm().heap_shared());
        let own = ctx.process().pid;
        let place = Place { arena: &arena, own };
        let spec = self.search.spec.clone();
        let mut count = 0;
        let n = self.look(ctx, pin, place, &spec, |_, _, result| {
            count += usize::from(result.is_atom_value(atoms::TRUE));
            Ok(Next::More)
        })?;
        self.n_results += count;
        Ok(n)
    }

    fn delete(&mut self, ctx: &Ctx<'_>, pin: Pin<'_>) -> Result<usize, Raise> {
        let arena = Arena::new(ctx.vm().heap_shared());
        let own = ctx.process().pid;
        let place = Place { arena: &arena, own };
        let (spec, table) = (self.search.spec.clone(), self.search.table.clone());
        let mut deleted = 0;
        let n = self.look(ctx, pin, place, &spec, |row, object, result| {
            if result.is_atom_value(atoms::TRUE)
                && table.remove_row(row, object, access(ctx, pin)) == Changed::Yes
            {
                deleted += 1;
            }
            Ok(Next::More)
        })?;
        self.n_results += deleted;
        Ok(n)
    }

    /// A row that somebody else replaced meanwhile is looked at again.
    fn replace(&mut self, ctx: &Ctx<'_>, pin: Pin<'_>) -> Result<usize, Raise> {
        let arena = Arena::new(ctx.vm().heap_shared());
        let own = ctx.process().pid;
        let place = Place { arena: &arena, own };
        let (spec, table) = (self.search.spec.clone(), self.search.table.clone());
        let mut replaced = 0;
        let n = self.look(ctx, pin, place, &spec, |row, object, result| {
            let (mut row, mut object, mut result) = (row, object, result);
            loop {
                let new = new_object(ctx, &table, result)?;
                let changed = table
                    .replace_row(row, object, new.row, access(ctx, pin))
                    .map_err(no_memory)?;
                if changed == Changed::Yes {
                    replaced += 1;
                    return Ok(Next::More);
                }
                // Of a bag that very object is gone.
                let now = match table.is_bag() {
                    true => None,
                    false => table.find(row.key(table.position), access(ctx, pin)),
                };
                let Some(now) = now else {
                    return Ok(Next::More);
                };
                let Some((again, once_more)) = run_on_row(&spec, now, &table, place)? else {
                    return Ok(Next::More);
                };
                (row, object, result) = (now, again, once_more);
            }
        })?;
        self.n_results += replaced;
        Ok(n * 2)
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

fn select(ctx: &mut Ctx<'_>, limit: Option<usize>, direction: Direction) -> Outcome {
    let table = table_to_search(ctx, For::Read)?;
    let spec = spec_arg(ctx, 1)?;
    let action = match limit {
        Some(i) => Action::Some(limit_arg(ctx.arg(i))?),
        None => Action::List,
    };
    let direction = direction_of(&table, direction);
    let search = Search::new(table, spec, action, direction, ctx.vm().heap_shared());
    run(ctx, search)
}

/// The table, held beyond this slice.
fn table_to_search(ctx: &mut Ctx<'_>, purpose: For) -> Result<Arc<Table>, Raise> {
    pinned(ctx, |ctx, pin| table_arg(ctx, 0, purpose, pin).cloned())
}

pub fn select_2(ctx: &mut Ctx<'_>) -> Outcome {
    select(ctx, None, Direction::Forward)
}

pub fn select_3(ctx: &mut Ctx<'_>) -> Outcome {
    select(ctx, Some(2), Direction::Forward)
}

pub fn select_reverse_2(ctx: &mut Ctx<'_>) -> Outcome {
    select(ctx, None, Direction::Back)
}

pub fn select_reverse_3(ctx: &mut Ctx<'_>) -> Outcome {
    select(ctx, Some(2), Direction::Back)
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
    if search.table.is_deleted() {
        return Err(Raise::BADARG.with_info(Info::CauseId));
    }
    if !search.table.may_read(ctx.process().pid) {
        return Err(Raise::BADARG.with_info(Info::CauseAccess));
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
    let table = table_to_search(ctx, For::Read)?;
    let spec = pattern_arg(ctx, 1, result)?;
    let action = match limit {
        Some(i) => Action::Some(limit_arg(ctx.arg(i))?),
        None => Action::List,
    };
    let shared = ctx.vm().heap_shared();
    let search = Search::new(table, spec, action, Direction::Forward, shared);
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
    let table = table_to_search(ctx, For::Write)?;
    let spec = pattern_arg(ctx, 1, atoms::TRUE)?;
    let shared = ctx.vm().heap_shared();
    let search = Search::new(table, spec, Action::Delete, Direction::Forward, shared);
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

fn select_for(ctx: &mut Ctx<'_>, action: Action, purpose: For) -> Outcome {
    let table = table_to_search(ctx, purpose)?;
    if action == Action::Replace && table.kind == Kind::Bag {
        return Err(Raise::BADARG.with_info(Info::CauseTableType));
    }
    let spec = spec_arg(ctx, 1)?;
    if action == Action::Replace && !spec.keeps_element(table.position) {
        return Err(Raise::BADARG);
    }
    let shared = ctx.vm().heap_shared();
    let search = Search::new(table, spec, action, Direction::Forward, shared);
    run(ctx, search)
}

pub fn select_count(ctx: &mut Ctx<'_>) -> Outcome {
    select_for(ctx, Action::Count, For::Read)
}

pub fn select_delete(ctx: &mut Ctx<'_>) -> Outcome {
    select_for(ctx, Action::Delete, For::Write)
}

pub fn select_replace(ctx: &mut Ctx<'_>) -> Outcome {
    select_for(ctx, Action::Replace, For::Write)
}

// Whole tables.

pub fn tab2list(ctx: &mut Ctx<'_>) -> Outcome {
    let table = table_to_search(ctx, For::Read)?;
    steps::run(
        ctx,
        Copying {
            table,
            cursor: Some(Cursor::Start),
            started: false,
        },
    )
}

/// All objects into a list. It grows at its front, so the table is gone through from its end.
struct Copying {
    table: Arc<Table>,
    cursor: Option<Cursor>,
    started: bool,
}

impl Steps for Copying {
    fn step(&mut self, ctx: &mut Ctx<'_>, args: &[Root]) -> StepResult {
        let list = match args {
            [list] if self.started => *list,
            _ => ctx.root(Term::NIL),
        };
        self.started = true;
        while self.cursor.is_some() {
            let words = pinned(ctx, |ctx, pin| self.some(ctx, pin, list))?;
            if ctx.charge((words / 16) as u32 + 1) {
                return Ok(Step::Pause(vec![list]));
            }
        }
        ctx.done(ctx.get(list)).map(Step::End)
    }
}

impl Copying {
    /// The objects of one leaf; how many words they take.
    fn some(&mut self, ctx: &mut Ctx<'_>, pin: Pin<'_>, list: Root) -> Result<usize, Raise> {
        let Some(cursor) = &self.cursor else {
            return Ok(0);
        };
        self.table.enter();
        let mut rows = Rows::new();
        let tree = self.table.tree(pin);
        let next = tree.scan(cursor, Direction::Back, &mut rows, pin, ctx.atoms());
        let mut all: SmallVec<[RowRef<'_>; 64]> = SmallVec::new();
        for (_, entry) in &rows {
            match self.table.is_bag() {
                true => all.extend(chain(Some(*entry))),
                false => all.push(*entry),
            }
        }
        let words = put_objects(ctx, &all, list)?;
        self.cursor = next;
        Ok(words)
    }
}

/// Puts copies of rows' objects in front of a list, the first of them first; how many words they take.
fn put_objects(ctx: &mut Ctx<'_>, rows: &[RowRef<'_>], list: Root) -> Result<usize, Raise> {
    if rows.iter().all(|row| !row.owns()) {
        let words = rows.iter().map(|row| row.copy_words() + 2).sum();
        let w = ctx.reserve(words)?;
        let put = |list, row: &RowRef<'_>| w.cons(row.copy_to(&w), list);
        let all = rows.iter().fold(w.get(list), put);
        w.set(list, all);
        return Ok(words);
    }
    let vm = ctx.machine.vm_arc().clone();
    let shared = vm.heap_shared();
    let arena = Arena::new(shared);
    let mut objects: Vec<Term<'_>> = Vec::with_capacity(rows.len());
    let mut words = 0;
    for row in rows {
        let object = object_of(*row, &arena).ok_or(Raise::SYSTEM_LIMIT)?;
        words += 2 + copy::words(object, &shared.literals);
        objects.push(object);
    }
    let w = ctx.reserve(words)?;
    let mut all = w.get(list);
    for object in objects {
        all = w.cons(copy::copy_into(object, &w).map_err(no_memory)?, all);
    }
    w.set(list, all);
    Ok(words)
}

// Specifications by themselves.

/// What a compiled specification's reference keeps.
struct Compiled(Arc<MatchSpec>);

/// One without clauses may be searched with, but not compiled.
pub fn match_spec_compile(ctx: &mut Ctx<'_>) -> Outcome {
    if ctx.arg(0).is_nil() {
        return Err(Raise::BADARG);
    }
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
