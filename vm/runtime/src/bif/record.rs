//! Native records: what the compiler makes of their syntax, and the module `records`.
//!
//! The compiler's own natives (module `purlin_record`) are told by a literal whose record they may touch, and from where:
//!
//! ```text
//! {What}                          any record
//! {What, Module}                  any record, seen from Module: its own, or an exported one
//! {What, Module, Name, local}     the record Name of Module, which is the one that asks
//! {What, Module, Name, external}  the same if it was exported when the value was made
//! ```
//!
//! `What` is `{Field, Hint}` where one field is read, a tuple of fields where values are given. What reads and makes records only ever
//! stands where failing is a jump; the reason is then asked for with `record_get_error`, `record_put_error` and `record_new_error`.

use smallvec::SmallVec;

use super::build::{self, Out, badmap, done_bool};
use super::context::{Ctx, Outcome};
use crate::atom::{Atom, atoms};
use crate::code::module::{LoadedModule, RecordRow};
use crate::exception::raise::Raise;
use crate::term::record::{self, Definition};
use crate::term::{Record, Term, Tuple, map};

/// Places in the literal that asks.
const WHAT: usize = 0;
const MODULE: usize = 1;
const NAME: usize = 2;
const ACCESS: usize = 3;

/// Indices of fields.
type Indices = SmallVec<[usize; 8]>;

/// May who asks touch that record?
#[inline]
fn is_open(record: Record<'_>, ask: Tuple<'_>) -> bool {
    if ask.len() == MODULE {
        return true;
    }
    let definition = record.definition();
    let own = ask.at(MODULE).is_atom_value(definition.module());
    if ask.len() == NAME {
        return own || definition.is_exported();
    }
    own && ask.at(NAME).is_atom_value(definition.name())
        && (ask.at(ACCESS).is_atom_value(atoms::LOCAL) || definition.is_exported())
}

/// The record and the literal that asks.
#[inline]
fn asked<'s>(ctx: &'s Ctx<'_>) -> Result<(Record<'s>, Tuple<'s>), Raise> {
    let ask = ctx.arg(1).as_tuple().ok_or(Raise::BADARG)?;
    let record = ctx.arg(0).as_record().ok_or(Raise::BADARG)?;
    match is_open(record, ask) {
        true => Ok((record, ask)),
        false => Err(Raise::BADARG),
    }
}

fn what<'s>(ask: Tuple<'s>) -> Result<Tuple<'s>, Raise> {
    ask.at(WHAT).as_tuple().ok_or(Raise::BADARG)
}

/// `record_get(Record, Ask)`: the value of a field.
pub fn get(ctx: &mut Ctx<'_>) -> Outcome {
    let (record, ask) = asked(ctx)?;
    let field = what(ask)?;
    let hint = field.at(1).as_usize().unwrap_or(0);
    match record.definition().index_of(field.at(0), hint) {
        Some(index) => ctx.done(record.value(index)),
        None => Err(Raise::BADARG),
    }
}

/// Why `record_get` failed.
pub fn get_error(ctx: &mut Ctx<'_>) -> Outcome {
    let reason = match asked(ctx) {
        Ok((record, ask)) => bad_field(ctx, record.definition(), what(ask)?.at(0)),
        Err(_) => Out::tagged(atoms::BADRECORD, Out::Arg(0)),
    };
    build::done(ctx, &reason)
}

/// `{badfield, {{Module, Name}, Field}}`.
fn bad_field(ctx: &Ctx<'_>, definition: Definition<'_>, field: Term<'_>) -> Out {
    let field = Out::Root(ctx.root(field));
    about_field(
        atoms::BADFIELD,
        definition.module(),
        definition.name(),
        field,
    )
}

fn about_field(tag: Atom, module: Atom, name: Atom, field: Out) -> Out {
    let record = Out::pair(Out::Atom(module), Out::Atom(name));
    Out::tagged(tag, Out::pair(record, field))
}

/// Where the fields that change are, if all are there.
fn places(definition: Definition<'_>, fields: Tuple<'_>) -> Option<Indices> {
    fields
        .iter()
        .map(|field| definition.index_of(field, 0))
        .collect()
}

/// `record_put(Record, Ask, Value...)`: the record with the fields changed, a value for each.
pub fn put(ctx: &mut Ctx<'_>) -> Outcome {
    const FIRST_VALUE: usize = 2;
    changed(ctx, |w, i| Some(w.arg(FIRST_VALUE + i)), ctx_values(ctx))
}

fn ctx_values(ctx: &Ctx<'_>) -> usize {
    ctx.arity() - 2
}

/// The same with the values in a tuple.
pub fn put_all(ctx: &mut Ctx<'_>) -> Outcome {
    let n = ctx.arg(2).as_tuple().map_or(0, Tuple::len);
    changed(ctx, |w, i| w.arg(2).as_tuple()?.get(i), n)
}

fn changed(
    ctx: &mut Ctx<'_>,
    value: impl for<'w> Fn(&super::context::NativeWriter<'w>, usize) -> Option<Term<'w>>,
    n_values: usize,
) -> Outcome {
    let (record, ask) = asked(ctx)?;
    let places = places(record.definition(), what(ask)?).ok_or(Raise::BADARG)?;
    if places.len() != n_values {
        return Err(Raise::BADARG);
    }
    if places.is_empty() {
        return ctx.done(record.term());
    }
    let w = ctx.reserve(record::words(record.len()))?;
    let old = w.arg(0).as_record().ok_or(Raise::BADARG)?;
    let new = |i: usize| {
        let change = places.iter().position(|&place| place == i);
        change.and_then(|change| value(&w, change))
    };
    let term = record::make(
        old.definition(),
        |i| new(i).unwrap_or_else(|| old.value(i)),
        &w,
    );
    w.done(term)
}

/// Why `record_put` failed: `record_put_error(Record, Ask)`.
pub fn put_error(ctx: &mut Ctx<'_>) -> Outcome {
    let reason = match asked(ctx) {
        Ok((record, ask)) => {
            let definition = record.definition();
            let unknown = what(ask)?
                .iter()
                .find(|field| definition.index_of(*field, 0).is_none());
            bad_field(ctx, definition, unknown.unwrap_or(Term::NIL))
        }
        Err(_) => Out::tagged(atoms::BADRECORD, Out::Arg(0)),
    };
    build::done(ctx, &reason)
}

/// Why a record of another module cannot be made.
enum Refusal {
    /// No such module or record, or it is not exported.
    Unknown,
    BadField(usize),
    NoValue(Atom),
}

/// Where each field's value comes from.
enum Source<'s> {
    Given(usize),
    Default(Term<'s>),
}

/// The record that a module defines under that name.
fn defined(module: &LoadedModule, name: Atom) -> Option<RecordRow<'_>> {
    (0..module.records.len())
        .filter_map(|i| module.record(i))
        .find(|row| row.definition.name() == name)
}

fn sources<'s>(row: &RecordRow<'s>, fields: Tuple<'_>) -> Result<Vec<Source<'s>>, Refusal> {
    let definition = row.definition;
    if !definition.is_exported() {
        return Err(Refusal::Unknown);
    }
    if let Some(unknown) = fields
        .iter()
        .position(|field| definition.index_of(field, 0).is_none())
    {
        return Err(Refusal::BadField(unknown));
    }
    definition
        .fields()
        .zip(row.defaults.iter())
        .map(|(name, default)| {
            let given = fields.iter().position(|field| field.word() == name.word());
            match (given, default.as_cons()) {
                (Some(given), _) => Ok(Source::Given(given)),
                (None, Some(default)) => Ok(Source::Default(default.head())),
                (None, None) => Err(Refusal::NoValue(name.as_atom().unwrap_or(atoms::UNDEFINED))),
            }
        })
        .collect()
}

/// `{Fields, Module, Name}`, the last two as atoms.
fn named(ask: Tuple<'_>) -> Result<(Atom, Atom), Raise> {
    let atom = |i: usize| ask.at(i).as_atom().ok_or(Raise::BADARG);
    Ok((atom(MODULE)?, atom(NAME)?))
}

/// `record_new({Fields, Module, Name}, Values)`: a record as its module defines it now.
pub fn new(ctx: &mut Ctx<'_>) -> Outcome {
    let ask = ctx.arg(0).as_tuple().ok_or(Raise::BADARG)?;
    let (module, name) = named(ask)?;
    let fields = what(ask)?;
    if ctx.arg(1).as_tuple().map(Tuple::len) != Some(fields.len()) {
        return Err(Raise::BADARG);
    }
    let module = ctx.vm().code().current(module).ok_or(Raise::BADARG)?;
    let row = defined(&module, name).ok_or(Raise::BADARG)?;
    let sources = sources(&row, fields).map_err(|_| Raise::BADARG)?;
    let w = ctx.reserve(record::words(row.definition.len()))?;
    let values = w.arg(1).as_tuple().ok_or(Raise::BADARG)?;
    let value = |i: usize| match sources[i] {
        Source::Given(given) => values.at(given),
        Source::Default(default) => default,
    };
    let term = record::make(row.definition, value, &w);
    w.done(term)
}

/// Why `record_new` failed: `record_new_error({Fields, Module, Name})`.
pub fn new_error(ctx: &mut Ctx<'_>) -> Outcome {
    let ask = ctx.arg(0).as_tuple().ok_or(Raise::BADARG)?;
    let (module, name) = named(ask)?;
    let fields = what(ask)?;
    let loaded = ctx.vm().code().current(module);
    let refusal = match loaded.as_ref().and_then(|loaded| defined(loaded, name)) {
        Some(row) => sources(&row, fields).err().unwrap_or(Refusal::Unknown),
        None => Refusal::Unknown,
    };
    let reason = match refusal {
        Refusal::Unknown => Out::tagged(
            atoms::BADRECORD,
            Out::pair(Out::Atom(module), Out::Atom(name)),
        ),
        Refusal::BadField(i) => {
            let field = Out::Root(ctx.root(fields.at(i)));
            about_field(atoms::BADFIELD, module, name, field)
        }
        Refusal::NoValue(field) => about_field(atoms::NOVALUE, module, name, Out::Atom(field)),
    };
    build::done(ctx, &reason)
}

// The module `records`.

/// `records:get(Field, Record)`.
pub fn get_field(ctx: &mut Ctx<'_>) -> Outcome {
    let record = ctx.arg(1).as_record().ok_or(Raise::BADARG)?;
    match record.definition().index_of(ctx.arg(0), 0) {
        Some(index) => ctx.done(record.value(index)),
        None => Err(Raise::BADARG),
    }
}

pub fn get_module(ctx: &mut Ctx<'_>) -> Outcome {
    let record = ctx.arg(0).as_record().ok_or(Raise::BADARG)?;
    ctx.done(Term::atom(record.module()))
}

pub fn get_name(ctx: &mut Ctx<'_>) -> Outcome {
    let record = ctx.arg(0).as_record().ok_or(Raise::BADARG)?;
    ctx.done(Term::atom(record.name()))
}

/// `{badrecord, Arg}`.
#[cold]
fn badrecord(ctx: &mut Ctx<'_>, i: usize) -> Raise {
    build::error(ctx, &Out::tagged(atoms::BADRECORD, Out::Arg(i)))
}

pub fn is_exported(ctx: &mut Ctx<'_>) -> Outcome {
    match ctx.arg(0).as_record().map(Record::is_exported) {
        Some(exported) => done_bool(ctx, exported),
        None => Err(badrecord(ctx, 0)),
    }
}

pub fn get_field_names(ctx: &mut Ctx<'_>) -> Outcome {
    let Some(n) = ctx.arg(0).as_record().map(Record::len) else {
        return Err(badrecord(ctx, 0));
    };
    let w = ctx.reserve(2 * n)?;
    let record = w.arg(0).as_record().ok_or(Raise::BADARG)?;
    let names: Vec<Term<'_>> = record.definition().fields().collect();
    let term = w.list(&names);
    w.done(term)
}

/// `records:get_definition(Module, Name)`: `{#{is_exported => Boolean}, [Field | {Field, Default}]}`.
pub fn get_definition(ctx: &mut Ctx<'_>) -> Outcome {
    let module = ctx.arg(0).as_atom().ok_or(Raise::BADARG)?;
    let name = ctx.arg(1).as_atom().ok_or(Raise::BADARG)?;
    let module = ctx.vm().code().current(module).ok_or(Raise::BADARG)?;
    let row = defined(&module, name).ok_or(Raise::BADARG)?;
    let definition = row.definition;
    let w = ctx.reserve(3 + map::from_pairs_words(1) + 5 * definition.len())?;
    let fields: Vec<Term<'_>> = definition
        .fields()
        .zip(row.defaults.iter())
        .map(|(name, default)| match default.as_cons() {
            Some(default) => w.tuple(&[name, default.head()]),
            None => name,
        })
        .collect();
    let exported = Term::boolean(definition.is_exported());
    let options = map::from_pairs(&[(Term::atom(atoms::IS_EXPORTED), exported)], &w);
    let term = w.tuple(&[options, w.list(&fields)]);
    w.done(term)
}

/// `records:create(Module, Name, [{Field, Value}], #{is_exported := Boolean})`.
pub fn create(ctx: &mut Ctx<'_>) -> Outcome {
    let (Some(module), Some(name)) = (ctx.arg(0).as_atom(), ctx.arg(1).as_atom()) else {
        return Err(badrecord(ctx, 1));
    };
    let Some(options) = ctx.arg(3).as_map() else {
        return Err(badmap(ctx, 3));
    };
    let exported = options
        .get(Term::atom(atoms::IS_EXPORTED), ctx.atoms())
        .and_then(|value| value.as_boolean())
        .filter(|_| options.len() == 1)
        .ok_or(Raise::BADARG)?;
    let mut fields = ctx.arg(2).list();
    let mut names: Vec<Atom> = Vec::new();
    for pair in fields.by_ref() {
        let [field, _] = pair.as_tuple_of().ok_or(Raise::BADARG)?;
        match field.as_atom() {
            Some(field) => names.push(field),
            None => {
                let field = Out::Root(ctx.root(field));
                let reason = about_field(atoms::BADFIELD, module, name, field);
                return Err(build::error(ctx, &reason));
            }
        }
    }
    let is_proper = fields.tail().is_nil();
    let mut sorted = names.clone();
    sorted.sort_unstable_by_key(|name| name.index());
    if !is_proper || sorted.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(Raise::BADARG);
    }
    let n = names.len();
    ctx.charge((n / 16) as u32);
    let w = ctx.reserve(1 + record::DEFINITION_HEAD + n + record::words(n))?;
    let mut elements = vec![
        Term::atom(module),
        Term::atom(name),
        Term::boolean(exported),
    ];
    elements.extend(names.into_iter().map(Term::atom));
    let definition = Definition::of(w.tuple(&elements)).ok_or(Raise::BADARG)?;
    let values: Vec<Term<'_>> = w
        .arg(2)
        .list()
        .filter_map(|pair| pair.as_tuple_of().map(|[_, value]| value))
        .collect();
    let term = record::make(definition, |i| values[i], &w);
    w.done(term)
}

/// `records:update(Record, Module, Name, #{Field => Value})`.
pub fn update(ctx: &mut Ctx<'_>) -> Outcome {
    let Some(record) = ctx.arg(0).as_record() else {
        return Err(badrecord(ctx, 0));
    };
    let definition = record.definition();
    let is_meant = ctx.arg(1).is_atom_value(definition.module())
        && ctx.arg(2).is_atom_value(definition.name());
    if !is_meant {
        return Err(badrecord(ctx, 2));
    }
    let Some(changes) = ctx.arg(3).as_map() else {
        return Err(badmap(ctx, 3));
    };
    if let Some((field, _)) = changes
        .iter()
        .find(|(field, _)| definition.index_of(*field, 0).is_none())
    {
        let reason = bad_field(ctx, definition, field);
        return Err(build::error(ctx, &reason));
    }
    let n = record.len();
    ctx.charge((n / 16) as u32);
    let w = ctx.reserve(record::words(n))?;
    let old = w.arg(0).as_record().ok_or(Raise::BADARG)?;
    let changes = w.arg(3).as_map().ok_or(Raise::BADARG)?;
    let names: Vec<Term<'_>> = old.definition().fields().collect();
    let value = |i: usize| {
        changes
            .get(names[i], w.atoms())
            .unwrap_or_else(|| old.value(i))
    };
    let term = record::make(old.definition(), value, &w);
    w.done(term)
}
