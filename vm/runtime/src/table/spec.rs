//! Match specifications: compiled once, run on terms where they lie.
//!
//! A specification is a list of `{Head, Guards, Body}`; the first clause whose head matches and whose guards are all true gives the
//! result: the value of the body's last expression.
//!
//! - M1. All words of a compiled specification point into its own `source`.
//! - M2. Nesting is bounded when compiling, so that running may recurse.

use super::row::{Elements, RowRef};
use crate::atom::{Atom, AtomTable, atoms};
use crate::code::export::Mfa;
use crate::heap::{Fragment, Frozen, HeapShared, OutOfMemory, Writer, copy};
use crate::term::arith::{self, Operator, Prefix};
use crate::term::compare::{compare, equal, same};
use crate::term::{Fun, LocalPid, Term, View, Word, map};
use crate::tracing::Flags;
use crate::tracing::event::Caller;
use smallvec::SmallVec;
use std::cell::RefCell;
use std::sync::Arc;

/// Deepest nesting of heads and expressions.
const MAX_DEPTH: usize = 400;

pub struct MatchSpec {
    source: Frozen,
    clauses: Vec<Clause>,
    looks_at: Elements,
}

struct Clause {
    head: Pattern,
    guards: Vec<Expr>,
    body: Vec<Expr>,
    /// Numbers of the variables, ascending: variable `i` is `$variables[i]`.
    variables: Vec<u32>,
}

enum Pattern {
    Any,
    Variable(usize),
    /// No variables in it, and no maps.
    Exact(Word),
    Tuple(Vec<Pattern>),
    List(Vec<Pattern>, Box<Pattern>),
    /// All these keys, with values that match; others may be there.
    Map(Vec<(Word, Pattern)>),
}

enum Expr {
    Const(Word),
    Variable(usize),
    /// `$_`
    Whole,
    /// `$$`
    AllVariables,
    Tuple(Vec<Expr>),
    List(Vec<Expr>, Box<Expr>),
    Map(Vec<(Expr, Expr)>),
    Call(Function, Vec<Expr>),
}

/// The literal's address, what names it, and what it compiles to.
type CachedSpec = (Word, Option<Atom>, Arc<MatchSpec>);

/// Specifications of literals, compiled: those used last.
#[derive(Default)]
pub struct SpecCache {
    /// Of the literals.
    generation: u64,
    entries: Vec<Option<CachedSpec>>,
}

const CACHED: usize = 64;

impl SpecCache {
    fn place(word: Word) -> usize {
        (word.bits().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58) as usize
    }

    pub fn get(
        &mut self,
        word: Word,
        result: Option<Atom>,
        generation: u64,
    ) -> Option<Arc<MatchSpec>> {
        if self.generation != generation {
            self.generation = generation;
            self.entries.clear();
        }
        match self.entries.get(SpecCache::place(word))? {
            Some((w, r, spec)) if (*w, *r) == (word, result) => Some(spec.clone()),
            _ => None,
        }
    }

    pub fn put(&mut self, word: Word, result: Option<Atom>, spec: Arc<MatchSpec>) {
        self.entries.resize_with(CACHED, || None);
        self.entries[SpecCache::place(word)] = Some((word, result, spec));
    }
}

/// The specification is no specification.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpecError {
    Bad,
    Memory,
}

impl From<OutOfMemory> for SpecError {
    fn from(_: OutOfMemory) -> SpecError {
        SpecError::Memory
    }
}

macro_rules! functions {
    ($($atom:literal / $arity:pat => $variant:ident;)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[expect(clippy::enum_variant_names, reason = "named as the functions are")]
        enum Function { $($variant),* }

        impl Function {
            fn find(name: &str, arity: usize) -> Option<Function> {
                match (name, arity) {
                    $(($atom, $arity) => Some(Function::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

functions! {
    "is_atom"/1 => IsAtom;
    "is_float"/1 => IsFloat;
    "is_integer"/1 => IsInteger;
    "is_integer"/3 => IsIntegerBetween;
    "is_list"/1 => IsList;
    "is_number"/1 => IsNumber;
    "is_pid"/1 => IsPid;
    "is_port"/1 => IsPort;
    "is_reference"/1 => IsReference;
    "is_tuple"/1 => IsTuple;
    "is_map"/1 => IsMap;
    "is_map_key"/2 => IsMapKey;
    "is_binary"/1 => IsBinary;
    "is_bitstring"/1 => IsBitstring;
    "is_boolean"/1 => IsBoolean;
    "is_function"/1 => IsFunction;
    "is_function"/2 => IsFunctionArity;
    "is_record"/3 => IsRecord;
    "and"/1.. => And;
    "or"/1.. => Or;
    "xor"/2 => Xor;
    "not"/1 => Not;
    "andalso"/1.. => AndAlso;
    "orelse"/1.. => OrElse;
    "abs"/1 => Abs;
    "element"/2 => Element;
    "hd"/1 => Hd;
    "tl"/1 => Tl;
    "length"/1 => Length;
    "map_get"/2 => MapGet;
    "map_size"/1 => MapSize;
    "node"/0 => Node;
    "node"/1 => NodeOf;
    "round"/1 => Round;
    "trunc"/1 => Trunc;
    "floor"/1 => Floor;
    "ceil"/1 => Ceil;
    "float"/1 => ToFloat;
    "size"/1 => Size;
    "bit_size"/1 => BitSize;
    "byte_size"/1 => ByteSize;
    "tuple_size"/1 => TupleSize;
    "binary_part"/2 | 3 => BinaryPart;
    "min"/2 => Min;
    "max"/2 => Max;
    "self"/0 => SelfPid;
    "+"/2 => Add;
    "-"/2 => Sub;
    "*"/2 => Mul;
    "/"/2 => Divide;
    "div"/2 => Div;
    "rem"/2 => Rem;
    "band"/2 => Band;
    "bor"/2 => Bor;
    "bxor"/2 => Bxor;
    "bsl"/2 => Bsl;
    "bsr"/2 => Bsr;
    "+"/1 => Plus;
    "-"/1 => Neg;
    "bnot"/1 => Bnot;
    ">"/2 => Gt;
    ">="/2 => Ge;
    "<"/2 => Lt;
    "=<"/2 => Le;
    "=:="/2 => Same;
    "=="/2 => Equal;
    "=/="/2 => NotSame;
    "/="/2 => NotEqual;
    "message"/1 => Message;
    "return_trace"/0 => ReturnTrace;
    "exception_trace"/0 => ExceptionTrace;
    "caller"/0 => Caller;
    "caller_line"/0 => CallerLine;
    "current_stacktrace"/0 => CurrentStacktrace;
    "silent"/1 => Silent;
    "enable_trace"/1 => EnableTrace;
    "disable_trace"/1 => DisableTrace;
    "trace"/2 => ChangeTrace;
}

impl Function {
    /// What only specifications of traced calls and messages may use.
    fn is_of_tracing(self) -> bool {
        matches!(
            self,
            Function::Message
                | Function::ReturnTrace
                | Function::ExceptionTrace
                | Function::Caller
                | Function::CallerLine
                | Function::CurrentStacktrace
                | Function::Silent
                | Function::EnableTrace
                | Function::DisableTrace
                | Function::ChangeTrace
        )
    }
}

// Compiling.

impl MatchSpec {
    /// Copies and compiles a specification.
    pub fn compile(spec: Term<'_>, shared: &HeapShared) -> Result<MatchSpec, SpecError> {
        MatchSpec::compile_for(Purpose::Objects, spec, shared)
    }

    /// Copies and compiles a specification of traced calls: heads are lists of arguments.
    pub(crate) fn compile_traced(
        spec: Term<'_>,
        shared: &HeapShared,
    ) -> Result<MatchSpec, SpecError> {
        MatchSpec::compile_for(Purpose::Calls, spec, shared)
    }

    fn compile_for(
        purpose: Purpose,
        spec: Term<'_>,
        shared: &HeapShared,
    ) -> Result<MatchSpec, SpecError> {
        let source = Frozen::new(copy::to_fragment(spec, shared)?);
        let mut clauses = Vec::new();
        let mut walk = source.root().list();
        for clause in walk.by_ref() {
            clauses.push(clause_of(clause, purpose, &shared.atoms)?);
        }
        if !walk.tail().is_nil() {
            return Err(SpecError::Bad);
        }
        let heads = clauses.iter().map(|clause| clause.head.looks_at());
        let looks_at = heads.fold(Elements::NONE, Elements::and);
        Ok(MatchSpec {
            source,
            clauses,
            looks_at,
        })
    }

    /// The specification that `match/2` stands for: `[{Pattern, [], [Result]}]`.
    pub fn of_pattern(
        pattern: Term<'_>,
        result: Atom,
        shared: &HeapShared,
    ) -> Result<MatchSpec, SpecError> {
        let words = copy::words(pattern, &shared.literals) + 4 + 2 + 2;
        let fragment = Fragment::allocate(shared, words)?.build(shared, |w| {
            let pattern = copy::copy_into(pattern, w)?;
            let body = w.cons(Term::atom(result), Term::NIL);
            let clause = w.tuple(&[pattern, Term::NIL, body]);
            Ok::<_, OutOfMemory>(w.cons(clause, Term::NIL))
        })?;
        MatchSpec::compile(fragment.root(), shared)
    }

    pub fn source(&self) -> Term<'_> {
        self.source.root()
    }

    /// The value that all objects with a match have at `index` (from 0), if the specification has a single clause and says so: then only
    /// that key needs to be looked at.
    pub fn bound_element(&self, index: usize) -> Option<Term<'_>> {
        match self.clauses.as_slice() {
            [
                Clause {
                    head: Pattern::Tuple(elements),
                    ..
                },
            ] => match elements.get(index)? {
                Pattern::Exact(word) => Some(Term::inside(*word)),
                _ => None,
            },
            [
                Clause {
                    head: Pattern::Exact(word),
                    ..
                },
            ] => Term::inside(*word).as_tuple()?.get(index),
            _ => None,
        }
    }

    /// If all objects with a match have tuples at `index` (from 0) of one size and with the same first elements, and the specification has a
    /// single clause and says so: those elements and the size.
    pub fn bound_part(&self, index: usize) -> Option<(Vec<Term<'_>>, usize)> {
        let [clause] = self.clauses.as_slice() else {
            return None;
        };
        let Pattern::Tuple(elements) = &clause.head else {
            return None;
        };
        let Pattern::Tuple(key) = elements.get(index)? else {
            return None;
        };
        let exact = |pattern: &Pattern| match pattern {
            Pattern::Exact(word) => Some(Term::inside(*word)),
            _ => None,
        };
        let first: Vec<Term<'_>> = key.iter().map_while(exact).collect();
        (!first.is_empty()).then_some((first, key.len()))
    }

    /// Which elements the heads look at: all that `run_on` needs of an object, as long as nobody asks for the whole.
    #[inline]
    pub fn looks_at(&self) -> Elements {
        self.looks_at
    }

    /// Does every clause say nothing but an object with the same element at `index` as the one matched? What `select_replace` demands.
    pub fn keeps_element(&self, index: usize) -> bool {
        self.clauses
            .iter()
            .all(|clause| match clause.body.as_slice() {
                [Expr::Whole] => true,
                [Expr::Tuple(elements)] => elements.get(index).is_some_and(|element| {
                    is_whole_element(Some(element), index) || clause.head.has_at(index, element)
                }),
                [Expr::Const(word)] => Term::inside(*word)
                    .as_tuple()
                    .and_then(|tuple| tuple.get(index))
                    .is_some_and(|element| clause.head.has_at(index, &Expr::Const(element.word()))),
                _ => false,
            })
    }
}

impl Pattern {
    /// Which elements of an object this looks at or binds.
    fn looks_at(&self) -> Elements {
        match self {
            Pattern::Any => Elements::NONE,
            Pattern::Tuple(elements) => {
                let looks = |(i, pattern): (usize, &Pattern)| match pattern {
                    Pattern::Any => None,
                    _ => Some(i),
                };
                let looked_at = elements.iter().enumerate().filter_map(looks);
                looked_at.fold(Elements::NONE, Elements::with)
            }
            _ => Elements::All,
        }
    }

    /// Is the element of what it matches what the expression gives?
    fn has_at(&self, index: usize, expr: &Expr) -> bool {
        match self {
            Pattern::Tuple(elements) => elements.get(index).is_some_and(|p| p.gives(expr)),
            Pattern::Exact(word) => Term::inside(*word)
                .as_tuple()
                .and_then(|tuple| tuple.get(index))
                .is_some_and(|element| Pattern::Exact(element.word()).gives(expr)),
            _ => false,
        }
    }

    /// Does the expression give exactly what this matches?
    fn gives(&self, expr: &Expr) -> bool {
        match (self, expr) {
            (Pattern::Variable(v), Expr::Variable(e)) => v == e,
            (Pattern::Tuple(patterns), Expr::Tuple(exprs)) => {
                patterns.len() == exprs.len() && patterns.iter().zip(exprs).all(|(p, e)| p.gives(e))
            }
            (Pattern::List(patterns, tail), Expr::List(exprs, end)) => {
                patterns.len() == exprs.len()
                    && patterns.iter().zip(exprs).all(|(p, e)| p.gives(e))
                    && tail.gives(end)
            }
            (Pattern::Exact(word), Expr::Const(c)) => same(Term::inside(*word), Term::inside(*c)),
            (Pattern::Exact(word), Expr::Tuple(exprs)) => {
                Term::inside(*word).as_tuple().is_some_and(|tuple| {
                    tuple.len() == exprs.len()
                        && tuple
                            .iter()
                            .zip(exprs)
                            .all(|(t, e)| Pattern::Exact(t.word()).gives(e))
                })
            }
            (Pattern::Exact(word), Expr::List(exprs, end)) => {
                let mut rest = Term::inside(*word);
                for expr in exprs {
                    let Some(cell) = rest.as_cons() else {
                        return false;
                    };
                    if !Pattern::Exact(cell.head().word()).gives(expr) {
                        return false;
                    }
                    rest = cell.tail();
                }
                Pattern::Exact(rest.word()).gives(end)
            }
            _ => false,
        }
    }
}

/// `{element, Index + 1, '$_'}`
fn is_whole_element(expr: Option<&Expr>, index: usize) -> bool {
    match expr {
        Some(Expr::Call(Function::Element, args)) => match args.as_slice() {
            [Expr::Const(n), Expr::Whole] => Term::inside(*n).as_usize() == Some(index + 1),
            _ => false,
        },
        _ => false,
    }
}

/// What a specification is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Objects,
    /// Arguments of calls; bodies may say what the tracer is told, and may be empty.
    Calls,
}

fn clause_of(clause: Term<'_>, purpose: Purpose, atoms: &AtomTable) -> Result<Clause, SpecError> {
    let [head, guards, body] = clause.as_tuple_of().ok_or(SpecError::Bad)?;
    let mut variables = Vec::new();
    find_variables(head, atoms, &mut variables);
    variables.sort_unstable();
    variables.dedup();
    let is_any = |atom| atoms.text(atom) == "_" || variable_number(atom, atoms).is_some();
    let is_head = head.is_list() || head.is_tuple() || head.as_atom().is_some_and(is_any);
    if purpose == Purpose::Calls && !is_head {
        return Err(SpecError::Bad);
    }
    let scope = Scope {
        purpose,
        atoms,
        variables: &variables,
    };
    let head = scope.pattern(head, 0)?;
    let guards = scope.exprs(guards)?;
    let body = scope.exprs(body)?;
    if body.is_empty() && purpose == Purpose::Objects {
        return Err(SpecError::Bad);
    }
    Ok(Clause {
        head,
        guards,
        body,
        variables,
    })
}

/// Numbers of the variables in a head.
fn find_variables(head: Term<'_>, atoms: &AtomTable, found: &mut Vec<u32>) {
    let mut waiting = vec![head];
    while let Some(term) = waiting.pop() {
        match term.view() {
            View::Atom(atom) => found.extend(variable_number(atom, atoms)),
            View::Cons(cell) => waiting.extend([cell.tail(), cell.head()]),
            View::Tuple(tuple) => waiting.extend(tuple.iter()),
            View::Map(map) => waiting.extend(map.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
}

/// `$0`, `$1`...; `$01` is an atom like any other.
fn variable_number(atom: Atom, atoms: &AtomTable) -> Option<u32> {
    let digits = atoms.text(atom).strip_prefix('$')?;
    let is_plain = digits == "0" || !digits.starts_with('0');
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    (is_number && is_plain).then(|| digits.parse().ok())?
}

struct Scope<'c> {
    purpose: Purpose,
    atoms: &'c AtomTable,
    variables: &'c [u32],
}

impl Scope<'_> {
    fn variable(&self, atom: Atom) -> Option<usize> {
        let number = variable_number(atom, self.atoms)?;
        self.variables.binary_search(&number).ok()
    }

    fn pattern(&self, term: Term<'_>, depth: usize) -> Result<Pattern, SpecError> {
        if depth > MAX_DEPTH {
            return Err(SpecError::Bad);
        }
        Ok(match term.view() {
            View::Atom(atom) if self.atoms.text(atom) == "_" => Pattern::Any,
            View::Atom(atom) => match self.variable(atom) {
                Some(variable) => Pattern::Variable(variable),
                None => Pattern::Exact(term.word()),
            },
            View::Tuple(tuple) => {
                let elements: Result<Vec<_>, _> = tuple
                    .iter()
                    .map(|element| self.pattern(element, depth + 1))
                    .collect();
                match elements? {
                    all if all.iter().all(is_exact) => Pattern::Exact(term.word()),
                    all => Pattern::Tuple(all),
                }
            }
            View::Cons(_) => {
                let mut walk = term.list();
                let elements: Result<Vec<_>, _> = walk
                    .by_ref()
                    .map(|element| self.pattern(element, depth + 1))
                    .collect();
                let (elements, tail) = (elements?, self.pattern(walk.tail(), depth + 1)?);
                if is_exact(&tail) && elements.iter().all(is_exact) {
                    Pattern::Exact(term.word())
                } else {
                    Pattern::List(elements, Box::new(tail))
                }
            }
            View::Map(map) => {
                let pairs: Result<Vec<_>, SpecError> = map
                    .iter()
                    .map(|(key, value)| Ok((self.map_key(key)?, self.pattern(value, depth + 1)?)))
                    .collect();
                Pattern::Map(pairs?)
            }
            _ => Pattern::Exact(term.word()),
        })
    }

    /// A key in the pattern of a map, which is a term and no pattern.
    fn map_key(&self, key: Term<'_>) -> Result<Word, SpecError> {
        let stands_for_any =
            |atom| self.atoms.text(atom) == "_" || variable_number(atom, self.atoms).is_some();
        match key.as_atom().is_some_and(stands_for_any) {
            true => Err(SpecError::Bad),
            false => Ok(key.word()),
        }
    }

    fn exprs(&self, list: Term<'_>) -> Result<Vec<Expr>, SpecError> {
        let mut walk = list.list();
        let all: Result<Vec<_>, _> = walk.by_ref().map(|term| self.expr(term, 0)).collect();
        if walk.tail().is_nil() {
            all
        } else {
            Err(SpecError::Bad)
        }
    }

    fn expr(&self, term: Term<'_>, depth: usize) -> Result<Expr, SpecError> {
        if depth > MAX_DEPTH {
            return Err(SpecError::Bad);
        }
        Ok(match term.view() {
            View::Atom(atom) => match self.atoms.text(atom) {
                "$_" => Expr::Whole,
                "$$" => Expr::AllVariables,
                _ => match variable_number(atom, self.atoms) {
                    Some(_) => Expr::Variable(self.variable(atom).ok_or(SpecError::Bad)?),
                    None => Expr::Const(term.word()),
                },
            },
            View::Tuple(tuple) => self.tuple_expr(tuple, depth)?,
            View::Cons(_) => {
                let mut walk = term.list();
                let elements: Result<Vec<_>, _> = walk
                    .by_ref()
                    .map(|element| self.expr(element, depth + 1))
                    .collect();
                Expr::List(elements?, Box::new(self.expr(walk.tail(), depth + 1)?))
            }
            View::Map(map) => {
                let pairs: Result<Vec<_>, SpecError> = map
                    .iter()
                    .map(|(key, value)| {
                        Ok((self.expr(key, depth + 1)?, self.expr(value, depth + 1)?))
                    })
                    .collect();
                Expr::Map(pairs?)
            }
            _ => Expr::Const(term.word()),
        })
    }

    /// `{{...}}`, `{const, X}` or a call.
    fn tuple_expr(&self, tuple: crate::term::Tuple<'_>, depth: usize) -> Result<Expr, SpecError> {
        let first = tuple.get(0).ok_or(SpecError::Bad)?;
        if let (Some(inner), 1) = (first.as_tuple(), tuple.len()) {
            let elements: Result<Vec<_>, _> = inner
                .iter()
                .map(|element| self.expr(element, depth + 1))
                .collect();
            return Ok(Expr::Tuple(elements?));
        }
        let name = first.as_atom().ok_or(SpecError::Bad)?;
        if name == atoms::CONST && tuple.len() == 2 {
            return Ok(Expr::Const(tuple.at(1).word()));
        }
        let function =
            Function::find(self.atoms.text(name), tuple.len() - 1).ok_or(SpecError::Bad)?;
        if function.is_of_tracing() && self.purpose == Purpose::Objects {
            return Err(SpecError::Bad);
        }
        let args: Result<Vec<_>, _> = tuple
            .iter()
            .skip(1)
            .map(|arg| self.expr(arg, depth + 1))
            .collect();
        Ok(Expr::Call(function, args?))
    }
}

fn is_exact(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::Exact(_))
}

// Matching.

fn matches<'t>(
    pattern: &Pattern,
    term: Term<'t>,
    bound: &mut [Option<Term<'t>>],
    atoms: &AtomTable,
) -> bool {
    match pattern {
        Pattern::Any => true,
        Pattern::Exact(word) => same(Term::inside(*word), term),
        Pattern::Variable(v) => match bound[*v] {
            Some(value) => same(value, term),
            None => {
                bound[*v] = Some(term);
                true
            }
        },
        Pattern::Tuple(patterns) => term.as_tuple().is_some_and(|tuple| {
            tuple.len() == patterns.len()
                && patterns
                    .iter()
                    .zip(tuple.iter())
                    .all(|(p, t)| matches(p, t, bound, atoms))
        }),
        Pattern::List(patterns, tail) => {
            let mut rest = term;
            for pattern in patterns {
                let Some(cell) = rest.as_cons() else {
                    return false;
                };
                if !matches(pattern, cell.head(), bound, atoms) {
                    return false;
                }
                rest = cell.tail();
            }
            matches(tail, rest, bound, atoms)
        }
        Pattern::Map(pairs) => term.as_map().is_some_and(|map| {
            pairs.iter().all(|(key, pattern)| {
                map.get(Term::inside(*key), atoms)
                    .is_some_and(|value| matches(pattern, value, bound, atoms))
            })
        }),
    }
}

// Running.

/// Where values are made that the expressions compute. They may point into the object and the specification, which both live as long.
pub struct Arena<'h> {
    shared: &'h HeapShared,
    pieces: RefCell<Vec<Fragment>>,
    /// Where a traced call is looked at.
    tracing: Option<Box<(Option<Caller>, RefCell<Effects>)>>,
}

/// What the body of a traced call's specification has asked for.
#[derive(Clone, Default)]
pub(crate) struct Effects {
    pub message: Option<Word>,
    pub returns: bool,
    pub raises: bool,
    pub silent: Option<bool>,
    pub changes: Vec<(Flags, bool)>,
}

impl<'h> Arena<'h> {
    pub fn new(shared: &'h HeapShared) -> Arena<'h> {
        Arena {
            shared,
            pieces: RefCell::default(),
            tracing: None,
        }
    }

    /// For a traced call.
    pub(crate) fn tracing(shared: &'h HeapShared, caller: Option<Caller>) -> Arena<'h> {
        Arena {
            tracing: Some(Box::new((caller, RefCell::default()))),
            ..Arena::new(shared)
        }
    }

    pub(crate) fn effects(&self) -> Effects {
        self.tracing
            .as_ref()
            .map_or_else(Effects::default, |tracing| tracing.1.borrow().clone())
    }

    fn effect(&self, effect: impl FnOnce(&mut Effects)) -> Option<Term<'static>> {
        effect(&mut self.tracing.as_ref()?.1.borrow_mut());
        Some(Term::TRUE)
    }

    /// A list of terms that live as long.
    pub(crate) fn list<'a>(&'a self, all: &[Word]) -> Option<Term<'a>> {
        self.build(2 * all.len(), |w| {
            let terms: Vec<_> = all.iter().map(|word| Term::inside(*word)).collect();
            Some(w.list(&terms).word())
        })
    }

    /// The object of a packed row.
    pub fn unpack<'a>(&'a self, row: RowRef<'a>) -> Option<Term<'a>> {
        self.build(row.copy_words(), |w| Some(row.unpack(w).word()))
    }

    /// A term of words that were read from somewhere that changes: a tuple.
    pub fn keep_tuple<'a>(&'a self, words: &[Word]) -> Option<Term<'a>> {
        self.build(words.len(), |w| {
            let elements = words.get(1..)?;
            Some(
                w.tuple_with(elements.len(), |i| Term::inside(elements[i]))
                    .word(),
            )
        })
    }

    /// The term lives as long as the arena: pieces are only ever added.
    fn build<'a>(
        &'a self,
        words: usize,
        make: impl for<'w> FnOnce(&Writer<'w>) -> Option<Word>,
    ) -> Option<Term<'a>> {
        let mut piece = Fragment::allocate(self.shared, words).ok()?;
        let word = make(&piece.writer(self.shared))?;
        self.pieces.borrow_mut().push(piece);
        Some(Term::inside(word))
    }
}

/// Where a specification runs.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub arena: &'a Arena<'a>,
    pub own: LocalPid,
}

struct Frame<'a, 'f> {
    place: Place<'a>,
    /// `$_`: nothing if there is no memory for it.
    whole: &'f dyn Fn() -> Option<Term<'a>>,
    bound: SmallVec<[Option<Term<'a>>; 8]>,
    /// In a body a call that fails gives an atom; a guard fails.
    in_body: bool,
}

impl MatchSpec {
    /// The result for an object, if a clause matches.
    pub fn run<'a>(&'a self, object: Term<'a>, place: Place<'a>) -> Option<Term<'a>> {
        self.run_on(object, &|| Some(object), place)
    }

    /// The same, where of the object only the elements that heads look at may be there; `whole` gives all of it.
    pub fn run_on<'a>(
        &'a self,
        object: Term<'a>,
        whole: &dyn Fn() -> Option<Term<'a>>,
        place: Place<'a>,
    ) -> Option<Term<'a>> {
        for clause in &self.clauses {
            let mut bound = SmallVec::from_elem(None, clause.variables.len());
            if !matches(&clause.head, object, &mut bound, &place.arena.shared.atoms) {
                continue;
            }
            let mut frame = Frame {
                place,
                whole,
                bound,
                in_body: false,
            };
            let holds = |guard: &Expr| {
                frame
                    .value(guard)
                    .is_some_and(|value| value.is_atom_value(atoms::TRUE))
            };
            if !clause.guards.iter().all(holds) {
                continue;
            }
            frame.in_body = true;
            let mut result = Term::TRUE;
            for expr in &clause.body {
                result = frame.value(expr).unwrap_or(Term::atom(atoms::EXIT_TAG));
            }
            return Some(result);
        }
        None
    }

    /// Does any clause match?
    pub fn is_match<'a>(&'a self, object: Term<'a>, place: Place<'a>) -> bool {
        self.run(object, place).is_some()
    }
}

impl<'a> Frame<'a, '_> {
    /// `None`: the expression fails.
    fn value(&self, expr: &Expr) -> Option<Term<'a>> {
        Some(match expr {
            Expr::Const(word) => Term::inside(*word),
            Expr::Variable(v) => self.bound[*v]?,
            Expr::Whole => (self.whole)()?,
            Expr::AllVariables => {
                let all: Vec<Word> = self
                    .bound
                    .iter()
                    .flatten()
                    .map(|term| term.word())
                    .collect();
                self.list(&all, Term::NIL)?
            }
            Expr::Tuple(exprs) => {
                let all = self.values(exprs)?;
                self.place.arena.build(1 + all.len(), |w| {
                    Some(w.tuple_with(all.len(), |i| Term::inside(all[i])).word())
                })?
            }
            Expr::List(exprs, tail) => {
                let (all, tail) = (self.values(exprs)?, self.value(tail)?);
                self.list(&all, tail)?
            }
            Expr::Map(pairs) => {
                let all: Option<Vec<(Word, Word)>> = pairs
                    .iter()
                    .map(|(key, value)| Some((self.value(key)?.word(), self.value(value)?.word())))
                    .collect();
                let all = all?;
                self.place
                    .arena
                    .build(map::from_pairs_words(all.len()), |w| {
                        let pairs: Vec<_> = all
                            .iter()
                            .map(|(k, v)| (Term::inside(*k), Term::inside(*v)))
                            .collect();
                        Some(map::from_pairs(&pairs, w).word())
                    })?
            }
            Expr::Call(function, args) => match self.call(*function, args) {
                None if self.in_body => Term::atom(atoms::EXIT_TAG),
                value => value?,
            },
        })
    }

    fn values(&self, exprs: &[Expr]) -> Option<Vec<Word>> {
        exprs
            .iter()
            .map(|expr| Some(self.value(expr)?.word()))
            .collect()
    }

    fn list(&self, all: &[Word], tail: Term<'a>) -> Option<Term<'a>> {
        let tail = tail.word();
        self.place.arena.build(2 * all.len(), |w| {
            let list = all.iter().rev().fold(Term::inside(tail), |tail, head| {
                w.cons(Term::inside(*head), tail)
            });
            Some(list.word())
        })
    }

    fn call(&self, function: Function, args: &[Expr]) -> Option<Term<'a>> {
        // These two look at later arguments only if earlier ones let them.
        match function {
            Function::AndAlso => return self.short(args, true),
            Function::OrElse => return self.short(args, false),
            _ => {}
        }
        let values: Option<SmallVec<[Term<'a>; 4]>> =
            args.iter().map(|arg| self.value(arg)).collect();
        self.apply(function, &values?)
    }

    fn short(&self, args: &[Expr], go_on: bool) -> Option<Term<'a>> {
        let (last, args) = args.split_last()?;
        for arg in args {
            if self.value(arg)?.as_boolean()? != go_on {
                return Some(Term::boolean(!go_on));
            }
        }
        // The last one may be anything.
        self.value(last)
    }

    fn atoms(&self) -> &'a AtomTable {
        &self.place.arena.shared.atoms
    }

    fn number(&self, n: usize) -> Option<Term<'a>> {
        Term::try_small(i64::try_from(n).ok()?)
    }

    fn apply(&self, function: Function, args: &[Term<'a>]) -> Option<Term<'a>> {
        if let Some(result) = self.test(function, args) {
            return result;
        }
        if let Some(operator) = operator_of(function) {
            return self.operate(operator, args);
        }
        if function.is_of_tracing() {
            return self.trace(function, args);
        }
        match (function, args) {
            (Function::Neg, [x]) => self.prefix(Prefix::Neg, *x),
            (Function::Bnot, [x]) => self.prefix(Prefix::Bnot, *x),
            (Function::Abs, [x]) => self.prefix(Prefix::Abs, *x),
            (Function::Plus, [x]) => x.is_number().then_some(*x),
            (Function::Element, [index, tuple]) => {
                tuple.as_tuple()?.get(index.as_usize()?.checked_sub(1)?)
            }
            (Function::Hd, [list]) => Some(list.as_cons()?.head()),
            (Function::Tl, [list]) => Some(list.as_cons()?.tail()),
            (Function::Length, [list]) => self.number(list.list().proper_length()?),
            (Function::MapGet, [key, map]) => map.as_map()?.get(*key, self.atoms()),
            (Function::MapSize, [map]) => self.number(map.as_map()?.len()),
            (Function::Node, []) => Some(Term::atom(atoms::NONODE_NOHOST)),
            (Function::NodeOf, [x]) => (x.is_pid() || x.is_reference() || x.is_port())
                .then_some(Term::atom(atoms::NONODE_NOHOST)),
            (Function::SelfPid, []) => Some(Term::pid(self.place.own)),
            (Function::Size, [x]) => match x.view() {
                View::Tuple(tuple) => self.number(tuple.len()),
                View::Bits(bits) => self.number(bits.bit_len() / 8),
                _ => None,
            },
            (Function::BitSize, [x]) => self.number(x.as_bits()?.bit_len()),
            (Function::ByteSize, [x]) => self.number(x.as_bits()?.byte_len()),
            (Function::TupleSize, [x]) => self.number(x.as_tuple()?.len()),
            (Function::Min, [a, b]) => Some(if compare(*a, *b, self.atoms()).is_gt() {
                *b
            } else {
                *a
            }),
            (Function::Max, [a, b]) => Some(if compare(*a, *b, self.atoms()).is_lt() {
                *b
            } else {
                *a
            }),
            (Function::Round, [x]) => self.rounded(*x, f64::round),
            (Function::Trunc, [x]) => self.rounded(*x, f64::trunc),
            (Function::Floor, [x]) => self.rounded(*x, f64::floor),
            (Function::Ceil, [x]) => self.rounded(*x, f64::ceil),
            (Function::ToFloat, [x]) => {
                let value = match x.as_float() {
                    Some(value) => value,
                    None => arith::integer_to_float(*x)?,
                };
                self.place.arena.build(2, |w| Some(w.float(value).word()))
            }
            (Function::BinaryPart, [bits, start, len]) => self.part(*bits, *start, *len),
            (Function::BinaryPart, [bits, place]) => {
                let [start, len] = place.as_tuple_of()?;
                self.part(*bits, start, len)
            }
            _ => None,
        }
    }

    fn trace(&self, function: Function, args: &[Term<'a>]) -> Option<Term<'a>> {
        let arena = self.place.arena;
        let caller = arena.tracing.as_ref()?.0.as_ref();
        match (function, args) {
            (Function::Message, [x]) => arena.effect(|e| e.message = Some(x.word())),
            (Function::ReturnTrace, []) => arena.effect(|e| e.returns = true),
            (Function::ExceptionTrace, []) => arena.effect(|e| {
                e.returns = true;
                e.raises = true;
            }),
            (Function::Silent, [x]) => {
                let silent = x.as_boolean();
                arena.effect(|e| e.silent = silent.or(e.silent))
            }
            (Function::EnableTrace, [x]) => self.change(*x, true),
            (Function::DisableTrace, [x]) => self.change(*x, false),
            (Function::ChangeTrace, [off, on]) => {
                self.change(*off, false);
                self.change(*on, true)
            }
            (Function::Caller, []) => match caller.and_then(|caller| caller.mfa) {
                Some(mfa) => self.mfa(mfa, None),
                None => Some(Term::atom(atoms::UNDEFINED)),
            },
            (Function::CallerLine, []) => match caller.and_then(|caller| caller.mfa) {
                Some(mfa) => self.mfa(mfa, caller?.position.as_ref()),
                None => Some(Term::atom(atoms::UNDEFINED)),
            },
            (Function::CurrentStacktrace, []) => {
                let frames: Option<Vec<Word>> = caller?
                    .stack
                    .iter()
                    .map(|(mfa, position)| Some(self.mfa_place(*mfa, position.as_ref())?.word()))
                    .collect();
                self.list(&frames?, Term::NIL)
            }
            _ => None,
        }
    }

    /// `{M, F, A}`, or `{M, F, A, {File, Line}}`.
    fn mfa(&self, mfa: Mfa, position: Option<&(String, u32)>) -> Option<Term<'a>> {
        let text = position.map_or(0, |(file, _)| file.chars().count());
        self.place.arena.build(2 * text + 8, |w| {
            let (module, name) = (Term::atom(mfa.module), Term::atom(mfa.name));
            let arity = Term::small(i32::from(mfa.arity));
            let made = match position {
                Some((file, line)) => {
                    let place = w.tuple(&[w.string(file), w.integer(i64::from(*line))]);
                    w.tuple(&[module, name, arity, place])
                }
                None => w.tuple(&[module, name, arity]),
            };
            Some(made.word())
        })
    }

    /// `{M, F, A, [{file, File}, {line, Line}]}`.
    fn mfa_place(&self, mfa: Mfa, position: Option<&(String, u32)>) -> Option<Term<'a>> {
        let text = position.map_or(0, |(file, _)| file.chars().count());
        self.place.arena.build(2 * text + 15, |w| {
            let location = match position {
                Some((file, line)) => w.list(&[
                    w.tuple(&[Term::atom(atoms::FILE), w.string(file)]),
                    w.tuple(&[Term::atom(atoms::LINE), w.integer(i64::from(*line))]),
                ]),
                None => Term::NIL,
            };
            let (module, name) = (Term::atom(mfa.module), Term::atom(mfa.name));
            let arity = Term::small(i32::from(mfa.arity));
            Some(w.tuple(&[module, name, arity, location]).word())
        })
    }

    /// A flag, or a list of flags, set or cleared.
    fn change(&self, flags: Term<'a>, on: bool) -> Option<Term<'a>> {
        let named = |term: Term<'a>| Flags::named(term.as_atom()?);
        let all: Option<Vec<Flags>> = match flags.is_list() {
            true => flags.list().map(named).collect(),
            false => named(flags).map(|flag| vec![flag]),
        };
        let all = all?;
        self.place
            .arena
            .effect(|e| e.changes.extend(all.into_iter().map(|flag| (flag, on))))
    }

    /// What gives a boolean. `None`: the function is none of these.
    fn test(&self, function: Function, args: &[Term<'a>]) -> Option<Option<Term<'a>>> {
        let order = |is: fn(std::cmp::Ordering) -> bool| match args {
            [a, b] => Some(is(compare(*a, *b, self.atoms()))),
            _ => None,
        };
        let one = |is: fn(Term<'a>) -> bool| args.first().map(|x| is(*x));
        let both = |is: fn(Term<'a>, Term<'a>) -> bool| match args {
            [a, b] => Some(is(*a, *b)),
            _ => None,
        };
        let booleans = || {
            args.iter()
                .map(|x| x.as_boolean())
                .collect::<Option<SmallVec<[bool; 4]>>>()
        };
        let answer = match function {
            Function::IsAtom => one(|x| x.is_atom()),
            Function::IsFloat => one(|x| x.is_float()),
            Function::IsInteger => one(|x| x.is_integer()),
            Function::IsIntegerBetween => match args {
                [x, low, high] if low.is_integer() && high.is_integer() => Some(
                    x.is_integer()
                        && compare(*low, *x, self.atoms()).is_le()
                        && compare(*x, *high, self.atoms()).is_le(),
                ),
                _ => None,
            },
            Function::IsList => one(|x| x.is_list()),
            Function::IsNumber => one(|x| x.is_number()),
            Function::IsPid => one(|x| x.is_pid()),
            Function::IsPort => one(|x| x.is_port()),
            Function::IsReference => one(|x| x.is_reference()),
            Function::IsTuple => one(|x| x.is_tuple()),
            Function::IsMap => one(|x| x.is_map()),
            Function::IsBinary => one(|x| x.is_binary()),
            Function::IsBitstring => one(|x| x.is_bitstring()),
            Function::IsBoolean => one(|x| x.as_boolean().is_some()),
            Function::IsFunction => one(|x| x.is_fun()),
            Function::IsFunctionArity => both(|fun, arity| match fun.as_fun() {
                Some(Fun::Local(fun)) => arity.as_small() == Some(i64::from(fun.arity())),
                Some(Fun::External(fun)) => arity.as_small() == Some(i64::from(fun.arity())),
                None => false,
            }),
            Function::IsMapKey => match args {
                [key, map] => map.as_map().map(|map| map.contains(*key, self.atoms())),
                _ => None,
            },
            Function::IsRecord => is_record(args),
            Function::And => booleans().map(|all| all.iter().all(|x| *x)),
            Function::Or => booleans().map(|all| all.iter().any(|x| *x)),
            Function::Xor => booleans().map(|all| all[0] != all[1]),
            Function::Not => booleans().map(|all| !all[0]),
            Function::Gt => order(std::cmp::Ordering::is_gt),
            Function::Ge => order(std::cmp::Ordering::is_ge),
            Function::Lt => order(std::cmp::Ordering::is_lt),
            Function::Le => order(std::cmp::Ordering::is_le),
            Function::Same => both(|a, b| same(a, b)),
            Function::NotSame => both(|a, b| !same(a, b)),
            Function::Equal => both(|a, b| equal(a, b)),
            Function::NotEqual => both(|a, b| !equal(a, b)),
            _ => return None,
        };
        Some(answer.map(Term::boolean))
    }

    fn operate(&self, operator: Operator, args: &[Term<'a>]) -> Option<Term<'a>> {
        let [a, b] = args else { return None };
        let words = arith::words(operator, *a, *b).ok()?;
        let (a, b) = (a.word(), b.word());
        self.place.arena.build(words, |w| {
            Some(
                arith::evaluate(operator, Term::inside(a), Term::inside(b), w)
                    .ok()?
                    .word(),
            )
        })
    }

    fn prefix(&self, prefix: Prefix, x: Term<'a>) -> Option<Term<'a>> {
        let words = arith::prefix_words(prefix, x).ok()?;
        let x = x.word();
        self.place.arena.build(words, |w| {
            Some(
                arith::evaluate_prefix(prefix, Term::inside(x), w)
                    .ok()?
                    .word(),
            )
        })
    }

    fn rounded(&self, x: Term<'a>, round: fn(f64) -> f64) -> Option<Term<'a>> {
        let Some(value) = x.as_float() else {
            return x.is_integer().then_some(x);
        };
        let n = arith::float_to_integer(round(value))?;
        let words = crate::term::integer::integer_words(n.bits()) + 2;
        self.place.arena.build(words, |w| Some(w.bigint(&n).word()))
    }

    fn part(&self, bits: Term<'a>, start: Term<'a>, len: Term<'a>) -> Option<Term<'a>> {
        let size = bits.as_binary()?.byte_len() as i64;
        let (start, len) = (start.as_small()?, len.as_small()?);
        let (from, to) = (start.min(start + len), start.max(start + len));
        if from < 0 || to > size {
            return None;
        }
        let bits = bits.word();
        self.place
            .arena
            .build(crate::term::binary::SUB_BITS_WORDS, |w| {
                let whole = Term::inside(bits).as_bits()?;
                Some(
                    w.sub_bits(whole, from as usize * 8, (to - from) as usize * 8)
                        .word(),
                )
            })
    }
}

fn is_record(args: &[Term<'_>]) -> Option<bool> {
    let (record, tag) = (args.first()?, args.get(1)?.as_atom()?);
    if let Some(name) = args.get(2).and_then(|name| name.as_atom()) {
        return Some(
            record
                .as_record()
                .is_some_and(|record| record.module() == tag && record.name() == name),
        );
    }
    let Some(tuple) = record.as_tuple() else {
        return Some(false);
    };
    let size_fits = match args.get(2) {
        Some(size) => size.as_usize()? == tuple.len(),
        None => true,
    };
    Some(size_fits && tuple.get(0).is_some_and(|first| first.is_atom_value(tag)))
}

fn operator_of(function: Function) -> Option<Operator> {
    Some(match function {
        Function::Add => Operator::Add,
        Function::Sub => Operator::Sub,
        Function::Mul => Operator::Mul,
        Function::Divide => Operator::Divide,
        Function::Div => Operator::Div,
        Function::Rem => Operator::Rem,
        Function::Band => Operator::Band,
        Function::Bor => Operator::Bor,
        Function::Bxor => Operator::Bxor,
        Function::Bsl => Operator::Bsl,
        Function::Bsr => Operator::Bsr,
        _ => return None,
    })
}
