//! Clauses to decision graphs.
//!
//! A matrix of rows (clauses) is split by one test after the other, on the term that the first row needs to know about
//! next. Rows that do not ask about that term go to every side. A row with nothing left to ask is a leaf: its guard is
//! tested, then control jumps to the clause's body, a block made once whose parameters are the pattern's variables; when
//! the guard fails the rest of the rows goes on from there with all that is known.
//!
//! What is known about a term lives in the rows: a test that has been answered is removed from them, rows that the answer
//! rules out are dropped. So two nodes with the same rows are the same node (`memo`).
//!
//! - Size: splitting copies rows. Each node has a `slack`, how much larger than its rows the graph below it may become
//!   (4 at the root). A split that would exceed it is not made: the rows are cut into runs that split without copying, and
//!   each run fails to the next ("ordered tests").
//! - Bitstrings: all rows that match the same bitstring share one context. A row remembers the position it has read to; the
//!   position is saved when some row stays behind, and restored when such a row's turn comes.
//! - There is no native recursion: nodes wait on a stack. Within a node a single row is followed in a loop.

mod ask;
mod bits;
mod memo;
mod rows;
mod split;

use std::collections::HashMap;
use std::collections::VecDeque;
use std::rc::Rc;

use bits::Spec;
use memo::memo_key;
use rows::{choose, cut, growth, partition};
use split::{Label, tuple_test};

use super::binary::{Field, FieldKind, Size};
use super::guard::Guard;
use super::native_record::Native;
use super::pattern::{Layer, Pat};
use super::{Lower, NIL};
use crate::ast::nodes::{CatchClause, Clause, Expr, ExprKind, MapField, RecordField};
use crate::core::nodes::{
    Attempt, BlockId, Comparison, Const, InstKind, Kind, LocId, Operand, Target, Terminator, Test,
};
use crate::source::name::Name;

/// How much larger than the source's tests a decision graph may be.
const SLACK: f64 = 4.0;
/// Rows looked at when choosing the next test.
const SAMPLE: usize = 64;
/// Nodes with more rows are not looked up among those made.
const MEMO_ROWS: usize = 6;

/// A term that is matched.
#[derive(Clone, Debug)]
pub(super) enum Column {
    Value(Operand),
    /// A tuple that need not be made.
    Tuple(Vec<Operand>),
}

/// A clause to compile.
pub(super) struct Row<'a> {
    pub(super) patterns: Vec<Pat<'a>>,
    pub(super) guard: Guard<'a>,
}

impl<'a> Row<'a> {
    pub(super) fn of_clause(clause: &Clause<'a>) -> Row<'a> {
        Row {
            patterns: clause.patterns.iter().map(Pat::Expr).collect(),
            guard: clause.guard,
        }
    }

    pub(super) fn of_pattern(pattern: &'a Expr<'a>) -> Row<'a> {
        Row {
            patterns: vec![Pat::Expr(pattern)],
            guard: &[],
        }
    }

    /// Columns: class, reason.
    pub(super) fn of_catch(clause: &CatchClause<'a>, throw: Const) -> Row<'a> {
        Row {
            patterns: vec![
                clause.class.map_or(Pat::Const(throw), Pat::Expr),
                Pat::Expr(clause.pattern),
            ],
            guard: clause.guard,
        }
    }
}

/// The block for a clause's body.
pub(super) struct Body {
    pub(super) block: BlockId,
    pub(super) vars: Vec<(Name, Operand)>,
    pub(super) reachable: bool,
}

/// A variable's value, perhaps still to be taken out of its container.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Bind {
    Is(Operand),
    Element(Operand, u32),
    Head(Operand),
    Tail(Operand),
}

/// Something a row still asks about the term `on`.
#[derive(Clone)]
struct Ask<'a> {
    on: Operand,
    what: What<'a>,
}

/// What a container is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Key {
    /// A key of a map.
    Map(Operand),
    /// A field of a native record: what the native that reads it is told.
    Field(Operand),
    /// To be such a native record.
    Named(Native),
}

impl Key {
    fn class(self) -> Class {
        match self {
            Key::Map(_) => Class::Map,
            Key::Field(_) | Key::Named(_) => Class::Record,
        }
    }

    /// Part of a node's key.
    fn part(self) -> [KeyPart; 3] {
        let number = |n: u64| KeyPart::Number(n);
        match self {
            Key::Map(key) => [number(0), KeyPart::Op(key), number(0)],
            Key::Field(ask) => [number(1), KeyPart::Op(ask), number(0)],
            Key::Named(Native::Any) => [number(2), number(0), number(0)],
            Key::Named(Native::Local(name)) => [number(3), number(u64::from(name.0)), number(0)],
            Key::Named(Native::External { module, name }) => [
                number(4),
                number(u64::from(name.0)),
                number(u64::from(module.0)),
            ],
        }
    }
}

#[derive(Clone)]
enum What<'a> {
    Const(Const),
    Equal(Operand),
    Cons(Pat<'a>, Pat<'a>),
    /// A string without variables, still whole.
    Whole(Pat<'a>),
    Tuple(Rc<[Pat<'a>]>),
    IsMap,
    Key(Key, Pat<'a>),
    /// A key that must be computed first.
    KeyExpr(&'a Expr<'a>, Pat<'a>),
    Bits(Rc<[Field<'a>]>),
    /// `on` is a context.
    Read(Reading<'a>),
}

#[derive(Clone)]
struct Reading<'a> {
    fields: Rc<[Field<'a>]>,
    next: usize,
    at: Position,
    /// The saved position, where the context has been moved on from it.
    saved: Option<Operand>,
    /// The computed size of the next field, where it is an expression.
    size: Option<Operand>,
}

impl<'a> Reading<'a> {
    /// What a size may refer to besides the variables from outside the pattern: those that this bitstring bound so far.
    fn bound_before(&self, binds: &[(Name, Bind)]) -> Vec<(Name, Bind)> {
        let binds: HashMap<Name, Bind> = binds.iter().rev().copied().collect();
        self.names_before()
            .filter_map(|name| Some((name, *binds.get(&name)?)))
            .collect()
    }

    /// The variable of that name, if this bitstring bound it.
    fn bind_before(&self, name: Name, binds: &[(Name, Bind)]) -> Option<Bind> {
        let is_bound = self.names_before().any(|before| before == name);
        let bind = is_bound.then(|| binds.iter().find(|(bound, _)| *bound == name));
        bind.flatten().map(|&(_, bind)| bind)
    }

    fn names_before(&self) -> impl Iterator<Item = Name> {
        self.fields[..self.next]
            .iter()
            .filter_map(|field| match field.value {
                Pat::Expr(Expr {
                    kind: ExprKind::Var(name),
                    ..
                }) => Some(*name),
                _ => None,
            })
    }
}

/// A place in a bitstring, named by the read that led there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Position(u32);

#[derive(Clone)]
struct State<'a> {
    clause: u32,
    /// The next one is the last.
    asks: Vec<Ask<'a>>,
    binds: Vec<(Name, Bind)>,
    /// Variables that occur again: both must be equal.
    repeats: Vec<(Bind, Bind)>,
    dead: bool,
}

/// Rows to be compiled into a block.
struct Node<'a> {
    block: BlockId,
    rows: VecDeque<State<'a>>,
    fail: BlockId,
    slack: f64,
    /// Where each context stands.
    positions: Vec<(Operand, Position)>,
}

#[derive(PartialEq, Eq, Hash)]
enum KeyPart {
    Row(u32),
    Op(Operand),
    Bind(Bind),
    Pointer(usize, usize),
    Number(u64),
}

/// A group of mutually exclusive answers about a term.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    /// Integers and atoms.
    Value,
    Nil,
    Other,
    Cons,
    Tuple,
    Map,
    Record,
    Bits,
}

struct Matching<'a> {
    guards: Vec<Guard<'a>>,
    bodies: Vec<Body>,
    var_names: Vec<Vec<Name>>,
    fresh: Fresh,
    work: Vec<Node<'a>>,
    memo: HashMap<Vec<KeyPart>, BlockId>,
    next_position: u32,
}

/// What a side's children inherit.
struct Rest {
    fail: BlockId,
    slack: f64,
    positions: Vec<(Operand, Position)>,
}

impl<'a> What<'a> {
    /// The class of an exclusive answer; `None`: can be true together with others.
    fn class(&self) -> Option<Class> {
        match self {
            What::Const(Const::Int(_) | Const::Atom(_)) => Some(Class::Value),
            What::Const(Const::Nil) => Some(Class::Nil),
            What::Const(Const::Pooled(_)) => Some(Class::Other),
            What::Cons(..) | What::Whole(_) => Some(Class::Cons),
            What::Tuple(_) => Some(Class::Tuple),
            What::Key(key, _) => Some(key.class()),
            What::IsMap | What::KeyExpr(..) => Some(Class::Map),
            What::Bits(_) => Some(Class::Bits),
            What::Equal(_) | What::Read(_) => None,
        }
    }

    fn refutable_size(&self) -> usize {
        match self {
            What::Tuple(elements) => {
                1 + elements
                    .iter()
                    .filter(|pat| !matches!(pat, Pat::Any))
                    .count()
                    / 2
            }
            What::Bits(fields) => 1 + fields.len(),
            What::Read(reading) => {
                1 + reading.fields.len() - reading.next.min(reading.fields.len())
            }
            _ => 1,
        }
    }
}

impl State<'_> {
    fn class_on(&self, on: Operand) -> Option<Class> {
        self.asks
            .iter()
            .filter(|ask| ask.on == on)
            .find_map(|ask| ask.what.class())
    }

    /// Asks for answers about one term that exclude each other, as `<<X>> = a` does: it never matches.
    fn contradicts(&self, on: Operand) -> bool {
        let mut classes = self
            .asks
            .iter()
            .filter(|ask| ask.on == on)
            .filter_map(|ask| ask.what.class());
        let first = classes.next();
        classes.any(|class| Some(class) != first)
    }
}

/// Which variables of patterns are new.
#[derive(Clone, Copy)]
pub(super) enum Fresh {
    /// All, whatever they hide.
    All,
    /// All but this one: a named fun's own name.
    AllBut(Name),
    /// Those that have no value yet.
    Unbound,
}

impl<'a> Lower<'a, '_> {
    /// Matches the columns with the rows' patterns, from the current block on: to a body's block, or to `fail`. `fresh`: which
    /// of the patterns' variables are new.
    pub(super) fn match_rows(
        &mut self,
        columns: &[Column],
        rows: &[Row<'a>],
        fail: BlockId,
        fresh: Fresh,
    ) -> Vec<Body> {
        let mut m = Matching {
            guards: rows.iter().map(|row| row.guard).collect(),
            bodies: Vec::with_capacity(rows.len()),
            var_names: Vec::with_capacity(rows.len()),
            fresh,
            work: Vec::new(),
            memo: HashMap::new(),
            next_position: 0,
        };
        let mut states = VecDeque::with_capacity(rows.len());
        for row in rows {
            self.add_body(&mut m, row);
            let clause = m.bodies.len() as u32 - 1;
            let state = self.initial_state(&mut m, clause, columns, row);
            if !state.dead {
                states.push_back(state);
            }
        }
        let block = self.b.leave();
        m.work.push(Node {
            block,
            rows: states,
            fail,
            slack: SLACK,
            positions: Vec::new(),
        });
        while let Some(node) = m.work.pop() {
            self.b.switch_to(node.block);
            self.node(&mut m, node);
        }
        m.bodies
    }

    fn add_body(&mut self, m: &mut Matching<'a>, row: &Row<'a>) {
        let mut exprs = Vec::new();
        let mut hidden = Vec::new();
        for &pat in &row.patterns {
            let prepared = match pat {
                Pat::Prepared(row) => &self.prepared[row][..],
                _ => &[],
            };
            for pat in prepared.iter().map(|field| field.value).chain([pat]) {
                match pat {
                    Pat::Expr(expr) => exprs.push(expr),
                    Pat::Var(name) => hidden.push(name),
                    Pat::Any
                    | Pat::Const(_)
                    | Pat::Prepared(_)
                    | Pat::List { .. }
                    | Pat::String { .. } => {}
                }
            }
        }
        let mut names = self.pattern_vars(exprs.into_iter());
        names.extend(hidden);
        names.retain(|&name| self.is_new(m.fresh, name));
        let block = self.b.block();
        let vars = names
            .iter()
            .map(|&name| (name, Operand::Value(self.b.param(block))))
            .collect();
        m.bodies.push(Body {
            block,
            vars,
            reachable: false,
        });
        m.var_names.push(names);
    }

    fn initial_state(
        &mut self,
        m: &mut Matching<'a>,
        clause: u32,
        columns: &[Column],
        row: &Row<'a>,
    ) -> State<'a> {
        let mut state = State {
            clause,
            asks: Vec::new(),
            binds: Vec::new(),
            repeats: Vec::new(),
            dead: false,
        };
        for (column, &pat) in columns.iter().zip(&row.patterns) {
            match column {
                Column::Value(operand) => self.ask(m, &mut state, Bind::Is(*operand), pat),
                Column::Tuple(elements) => self.ask_elements(m, &mut state, elements, pat),
            }
        }
        state.asks.reverse();
        state
    }

    // ---- nodes

    fn node(&mut self, m: &mut Matching<'a>, mut node: Node<'a>) {
        loop {
            let Some(first) = node.rows.front() else {
                let fail = node.fail;
                return self.b.jump(fail, Vec::new());
            };
            if first.asks.is_empty() {
                if self.leaf(m, &mut node) {
                    return;
                }
                continue;
            }
            let index = if node.rows.len() == 1 {
                first.asks.len() - 1
            } else {
                choose(&node.rows)
            };
            self.prepare(m, &mut node, index);
            if node.rows.len() > 1 {
                return self.split(m, node, index);
            }
            match self.single(m, node, index) {
                Some(next) => node = next,
                None => return,
            }
        }
    }

    /// The first row has nothing left to ask. True if control never gets past it.
    fn leaf(&mut self, m: &mut Matching<'a>, node: &mut Node<'a>) -> bool {
        let Some(row) = node.rows.pop_front() else {
            return true;
        };
        let guard = m.guards[row.clause as usize];
        let fails = !guard.is_empty() || !row.repeats.is_empty();
        let next = match (fails, node.rows.is_empty()) {
            (false, _) | (true, true) => node.fail,
            (true, false) => self.b.block(),
        };
        for &(first, second) in &row.repeats {
            let first = self.materialize(first);
            let second = self.materialize(second);
            self.test_or(Test::Compare(Comparison::ExactEq, first, second), next);
        }
        let mut values: Vec<(Name, Operand)> = Vec::with_capacity(row.binds.len());
        for &(name, bind) in &row.binds {
            let value = self.materialize(bind);
            values.push((name, value));
        }
        if !guard.is_empty() {
            let mark = self.env.mark();
            for &(name, value) in &values {
                self.env.bind(name, value);
            }
            self.guard(guard, next);
            self.env.rollback(mark);
        }
        let args = arguments(&m.var_names[row.clause as usize], &values);
        let body = &mut m.bodies[row.clause as usize];
        body.reachable = true;
        let block = body.block;
        self.b.jump(block, args);
        if next == node.fail {
            return true;
        }
        self.b.switch_to(next);
        false
    }

    /// Goes on in a new block if the test holds, else to `fail`.
    fn test_or(&mut self, test: Test, fail: BlockId) {
        let yes = self.b.block();
        self.b.end(Terminator::Branch {
            test,
            then: Target::to(yes),
            otherwise: Target::to(fail),
        });
        self.b.switch_to(yes);
    }

    /// Computes what the first row's next question needs: a map's key, a field's size.
    fn prepare(&mut self, m: &mut Matching<'a>, node: &mut Node<'a>, index: usize) {
        let Some(row) = node.rows.front() else { return };
        match &row.asks[index].what {
            What::KeyExpr(key, pat) => {
                let (key, pat) = (*key, *pat);
                let key = self.compute(m, node, key, Vec::new());
                self.first_ask(node, index, |ask| ask.what = What::Key(Key::Map(key), pat));
            }
            What::Read(reading) => {
                if let Some(Size::Expr(expr)) =
                    reading.fields.get(reading.next).map(|field| field.size)
                    && reading.size.is_none()
                {
                    let size = match self.simple_size(expr, reading, &row.binds) {
                        Some(size) => size,
                        None => {
                            let known = reading.bound_before(&row.binds);
                            self.compute(m, node, expr, known)
                        }
                    };
                    self.first_ask(node, index, |ask| {
                        if let What::Read(reading) = &mut ask.what {
                            reading.size = Some(size);
                        }
                    });
                }
            }
            _ => {}
        }
    }

    fn first_ask(&mut self, node: &mut Node<'a>, index: usize, change: impl FnOnce(&mut Ask<'a>)) {
        if let Some(row) = node.rows.front_mut() {
            change(&mut row.asks[index]);
        }
    }

    /// A size that is a variable or a number.
    fn simple_size(
        &mut self,
        expr: &'a Expr<'a>,
        reading: &Reading<'a>,
        binds: &[(Name, Bind)],
    ) -> Option<Operand> {
        if let ExprKind::Var(name) = &expr.kind {
            return match reading.bind_before(*name, binds) {
                Some(Bind::Is(operand)) => Some(operand),
                Some(_) => None,
                None => self.env.get(*name),
            };
        }
        self.constant_pattern(expr).map(Operand::Const)
    }

    /// Computes a guard expression for the first row, whose pattern's variables are seen as far as they are `known`; when it
    /// fails, the other rows go on.
    fn compute(
        &mut self,
        m: &mut Matching<'a>,
        node: &mut Node<'a>,
        expr: &'a Expr<'a>,
        known: Vec<(Name, Bind)>,
    ) -> Operand {
        let rest: VecDeque<State<'a>> = node.rows.iter().skip(1).cloned().collect();
        let fail = if rest.is_empty() {
            node.fail
        } else {
            self.b.block()
        };
        let mark = self.env.mark();
        for (name, bind) in known {
            let value = self.materialize(bind);
            self.env.bind(name, value);
        }
        let outer = self.fail.replace(fail);
        let value = self.value(expr);
        self.fail = outer;
        self.env.rollback(mark);
        if !rest.is_empty() {
            m.work.push(Node {
                block: fail,
                rows: rest,
                fail: node.fail,
                slack: node.slack,
                positions: node.positions.clone(),
            });
        }
        value
    }

    // ---- one row

    /// The only row's question, answered in place where that is a plain test.
    fn single(
        &mut self,
        m: &mut Matching<'a>,
        mut node: Node<'a>,
        index: usize,
    ) -> Option<Node<'a>> {
        let mut row = node.rows.pop_front()?;
        let ask = row.asks.remove(index);
        let (on, fail) = (ask.on, node.fail);
        match &ask.what {
            What::Const(Const::Nil) => self.test_or(Test::Is(Kind::Nil, on), fail),
            What::Const(constant) => self.equal_or(on, Operand::Const(*constant), fail),
            What::Whole(pat) => {
                let constant = self.whole_constant(*pat).unwrap_or(Const::Nil);
                self.equal_or(on, Operand::Const(constant), fail);
            }
            What::Equal(value) => self.equal_or(on, *value, fail),
            What::Cons(head, tail) => {
                self.test_or(Test::Is(Kind::Cons, on), fail);
                self.ask_all(
                    m,
                    &mut row,
                    &[(Bind::Head(on), *head), (Bind::Tail(on), *tail)],
                );
            }
            What::Tuple(elements) => {
                let tag = elements.first().and_then(|&first| self.atom_pattern(first));
                let arity = elements.len() as u32;
                self.test_or(tuple_test(on, arity, tag), fail);
                let skip = usize::from(tag.is_some());
                let items: Vec<(Bind, Pat<'a>)> = (0u32..)
                    .zip(elements.iter())
                    .skip(skip)
                    .map(|(index, &pat)| (Bind::Element(on, index), pat))
                    .collect();
                self.ask_all(m, &mut row, &items);
            }
            What::IsMap => self.test_or(Test::Is(Kind::Map, on), fail),
            What::Key(..) | What::KeyExpr(..) | What::Bits(_) | What::Read(_) => {
                row.asks.insert(index, ask);
                node.rows.push_front(row);
                self.split_by(m, node, index);
                return None;
            }
        }
        if !row.dead {
            node.rows.push_front(row);
        }
        Some(node)
    }

    fn equal_or(&mut self, a: Operand, b: Operand, fail: BlockId) {
        self.test_or(Test::Compare(Comparison::ExactEq, a, b), fail);
    }

    // ---- splitting

    // ---- bitstrings
}

/// Nothing left to ask, and nothing that may fail.
fn is_final(m: &Matching<'_>, row: &State<'_>) -> bool {
    row.asks.is_empty() && row.repeats.is_empty() && m.guards[row.clause as usize].is_empty()
}

/// The values of variables that are all at hand.
fn settled(binds: &[(Name, Bind)]) -> Option<Vec<(Name, Operand)>> {
    binds
        .iter()
        .map(|&(name, bind)| match bind {
            Bind::Is(operand) => Some((name, operand)),
            Bind::Element(..) | Bind::Head(_) | Bind::Tail(_) => None,
        })
        .collect()
}

type Sides<'a> = Vec<(Label, VecDeque<State<'a>>)>;

/// Arguments for a body's parameters.
fn arguments(names: &[Name], values: &[(Name, Operand)]) -> Vec<Operand> {
    if names.len() > 16 {
        let by_name: HashMap<Name, Operand> = values.iter().copied().collect();
        return names
            .iter()
            .map(|name| by_name.get(name).copied().unwrap_or(NIL))
            .collect();
    }
    let find = |name: &Name| {
        values
            .iter()
            .find(|(bound, _)| bound == name)
            .map_or(NIL, |&(_, value)| value)
    };
    names.iter().map(find).collect()
}
