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

use std::collections::HashMap;
use std::collections::VecDeque;
use std::rc::Rc;

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
        self.fields[..self.next]
            .iter()
            .filter_map(|field| match field.value {
                Pat::Expr(Expr {
                    kind: ExprKind::Var(name),
                    ..
                }) => binds.iter().find(|(bound, _)| bound == name).copied(),
                _ => None,
            })
            .collect()
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

    /// A pattern against a tuple that has not been made.
    fn ask_elements(
        &mut self,
        m: &mut Matching<'a>,
        state: &mut State<'a>,
        elements: &[Operand],
        pat: Pat<'a>,
    ) {
        let mut work = vec![pat];
        let mut made = None;
        while let Some(pat) = work.pop() {
            match self.layer(pat) {
                Layer::Any => {}
                Layer::Both(left, right) => work.extend([Pat::Expr(right), Pat::Expr(left)]),
                Layer::Tuple(patterns) if patterns.len() == elements.len() => {
                    for (&element, pattern) in elements.iter().zip(patterns) {
                        self.ask(m, state, Bind::Is(element), Pat::Expr(pattern));
                    }
                }
                Layer::Record(expr) => match self.record_patterns(expr) {
                    Some(patterns) if patterns.len() == elements.len() => {
                        for (&element, &pattern) in elements.iter().zip(&patterns) {
                            self.ask(m, state, Bind::Is(element), pattern);
                        }
                    }
                    _ => state.dead = true,
                },
                Layer::Var(_) => {
                    let here = *made.get_or_insert_with(|| self.make_tuple(elements.to_vec()));
                    self.ask(m, state, Bind::Is(here), pat);
                }
                Layer::Const(_)
                | Layer::Cons(..)
                | Layer::Tuple(_)
                | Layer::Map(_)
                | Layer::Native(..)
                | Layer::Bits(_)
                | Layer::Prepared(_)
                | Layer::Never => {
                    state.dead = true;
                }
            }
        }
    }

    /// Adds what a pattern asks of a term to a row (in order of asking: the caller reverses).
    fn ask(&mut self, m: &Matching<'a>, state: &mut State<'a>, on: Bind, pat: Pat<'a>) {
        let mut work = vec![pat];
        while let Some(pat) = work.pop() {
            let layer = self.layer(pat);
            let what = match layer {
                Layer::Any => continue,
                Layer::Var(name) => {
                    self.ask_var(m, state, on, name);
                    continue;
                }
                Layer::Both(left, right) => {
                    work.extend([Pat::Expr(right), Pat::Expr(left)]);
                    continue;
                }
                Layer::Never => {
                    state.dead = true;
                    continue;
                }
                Layer::Const(constant) => What::Const(constant),
                Layer::Cons(head, tail) => match whole_string(pat) {
                    Some(pat) => What::Whole(pat),
                    None => What::Cons(head, tail),
                },
                Layer::Tuple(elements) => What::Tuple(elements.iter().map(Pat::Expr).collect()),
                Layer::Record(expr) => match self.record_patterns(expr) {
                    Some(patterns) => What::Tuple(patterns.into()),
                    None => {
                        state.dead = true;
                        continue;
                    }
                },
                Layer::Map(fields) => {
                    self.ask_map(state, on, fields);
                    continue;
                }
                Layer::Native(native, fields) => {
                    self.ask_native(state, on, native, fields);
                    continue;
                }
                Layer::Bits(segments) => match self.fields(segments) {
                    Some(fields) => What::Bits(fields.into()),
                    None => {
                        state.dead = true;
                        continue;
                    }
                },
                Layer::Prepared(row) => What::Bits(self.prepared[row].clone()),
            };
            let on = self.materialize(on);
            state.asks.push(Ask { on, what });
        }
    }

    fn is_new(&self, fresh: Fresh, name: Name) -> bool {
        match fresh {
            Fresh::All => true,
            Fresh::AllBut(old) => name != old,
            Fresh::Unbound => !self.env.contains(name),
        }
    }

    fn ask_var(&mut self, m: &Matching<'a>, state: &mut State<'a>, on: Bind, name: Name) {
        if let Some(&(_, first)) = state.binds.iter().find(|(bound, _)| *bound == name) {
            state.repeats.push((first, on));
        } else if !self.is_new(m.fresh, name)
            && let Some(value) = self.env.get(name)
        {
            let on = self.materialize(on);
            state.asks.push(Ask {
                on,
                what: What::Equal(value),
            });
        } else {
            state.binds.push((name, on));
        }
    }

    fn ask_map(&mut self, state: &mut State<'a>, on: Bind, fields: &'a [MapField<'a>]) {
        let on = self.materialize(on);
        if fields.is_empty() {
            state.asks.push(Ask {
                on,
                what: What::IsMap,
            });
        }
        for field in fields {
            let what = match self.map_key(field.key) {
                Some(key) => What::Key(Key::Map(key), Pat::Expr(field.value)),
                None => What::KeyExpr(field.key, Pat::Expr(field.value)),
            };
            state.asks.push(Ask { on, what });
        }
    }

    fn ask_native(
        &mut self,
        state: &mut State<'a>,
        on: Bind,
        native: Native,
        fields: &'a [RecordField<'a>],
    ) {
        let on = self.materialize(on);
        if fields.is_empty() {
            state.asks.push(Ask {
                on,
                what: What::Key(Key::Named(native), Pat::Any),
            });
        }
        for field in fields {
            let Some(name) = field.name else {
                state.dead = true;
                return;
            };
            let key = Key::Field(self.field_ask(native, name.name));
            state.asks.push(Ask {
                on,
                what: What::Key(key, Pat::Expr(field.value)),
            });
        }
    }

    /// The value of a map pattern's key, if it needs no computing.
    fn map_key(&mut self, key: &'a Expr<'a>) -> Option<Operand> {
        if let ExprKind::Var(name) = &key.kind {
            return self.env.get(*name);
        }
        self.constant_pattern(key).map(Operand::Const)
    }

    fn materialize(&mut self, bind: Bind) -> Operand {
        let none = LocId::default();
        match bind {
            Bind::Is(operand) => operand,
            Bind::Element(tuple, index) => self.b.emit(InstKind::Element { tuple, index }, none),
            Bind::Head(list) => self.b.emit(InstKind::Head(list), none),
            Bind::Tail(list) => self.b.emit(InstKind::Tail(list), none),
        }
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
                    let known = reading.bound_before(&row.binds);
                    let size = match self.simple_size(expr, &known) {
                        Some(size) => size,
                        None => self.compute(m, node, expr, known),
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
    fn simple_size(&mut self, expr: &'a Expr<'a>, binds: &[(Name, Bind)]) -> Option<Operand> {
        if let ExprKind::Var(name) = &expr.kind {
            return match binds.iter().find(|(bound, _)| bound == name) {
                Some((_, Bind::Is(operand))) => Some(*operand),
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

    /// Adds questions so that the first item's comes first.
    fn ask_all(&mut self, m: &Matching<'a>, row: &mut State<'a>, items: &[(Bind, Pat<'a>)]) {
        let start = row.asks.len();
        for &(bind, pat) in items {
            self.ask(m, row, bind, pat);
        }
        row.asks[start..].reverse();
    }

    fn atom_pattern(&mut self, pat: Pat<'a>) -> Option<Name> {
        match self.layer(pat) {
            Layer::Const(Const::Atom(name)) => Some(name),
            _ => None,
        }
    }

    // ---- splitting

    /// Splits the rows by the first one's question, or cuts them into runs where that would copy too much.
    fn split(&mut self, m: &mut Matching<'a>, node: Node<'a>, index: usize) {
        let Some(first) = node.rows.front() else {
            return;
        };
        let ask = &first.asks[index];
        if growth(m, &node.rows, ask) > node.slack
            && let Some(runs) = cut(&node.rows, ask.on)
        {
            return self.runs(m, node, runs);
        }
        self.split_by(m, node, index);
    }

    /// Each run of rows fails to the next.
    fn runs(&mut self, m: &mut Matching<'a>, mut node: Node<'a>, lengths: Vec<usize>) {
        let first = lengths.first().copied().unwrap_or(0);
        self.save_behind(&mut node, first);
        // A run may fail wherever it has moved the contexts to.
        let moved: Vec<(Operand, Position)> = node
            .positions
            .iter()
            .map(|&(ctx, _)| (ctx, m.position()))
            .collect();
        let mut block = self.b.leave();
        let mut rows = node.rows.into_iter();
        let mut nodes = Vec::with_capacity(lengths.len());
        for (number, &length) in lengths.iter().enumerate() {
            let last = number + 1 == lengths.len();
            let fail = if last { node.fail } else { self.b.block() };
            nodes.push(Node {
                block,
                rows: rows.by_ref().take(length).collect(),
                fail,
                slack: node.slack,
                positions: match number {
                    0 => node.positions.clone(),
                    _ => moved.clone(),
                },
            });
            block = fail;
        }
        m.work.extend(nodes.into_iter().rev());
    }

    fn split_by(&mut self, m: &mut Matching<'a>, mut node: Node<'a>, index: usize) {
        let Some(first) = node.rows.front() else {
            return;
        };
        let ask = first.asks[index].clone();
        node.slack /= growth(m, &node.rows, &ask).max(1.0);
        match &ask.what {
            What::Const(_)
            | What::Cons(..)
            | What::Whole(_)
            | What::Tuple(_)
            | What::IsMap
            | What::Equal(_) => {
                self.split_exclusive(m, node, &ask);
            }
            What::Key(key, _) => self.split_key(m, node, ask.on, *key),
            What::KeyExpr(..) => self.b.end(Terminator::Unreachable),
            What::Bits(_) => self.split_start(m, node, ask.on),
            What::Read(reading) => self.split_read(m, node, index, ask.on, reading),
        }
    }

    fn split_exclusive(&mut self, m: &mut Matching<'a>, node: Node<'a>, ask: &Ask<'a>) {
        let Node {
            rows,
            fail,
            slack,
            positions,
            ..
        } = node;
        let (sides, default) = partition(m, rows, ask);
        let rest = Rest {
            fail,
            slack,
            positions,
        };
        let here = self.b.leave();
        let on = ask.on;
        let tag = match &sides[..] {
            [(Label::Arity(_), rows)] => self.common_tag(rows, on),
            _ => None,
        };
        let mut targets = Vec::with_capacity(sides.len());
        for (label, rows) in sides {
            let target = self.side(m, &rest, label, rows, ask, tag.is_some());
            targets.push((label, target));
        }
        let default = self.child(m, &rest, default);
        self.b.switch_to(here);
        self.select(on, ask, targets, default, tag);
    }

    fn select(
        &mut self,
        on: Operand,
        ask: &Ask<'a>,
        mut targets: Vec<(Label, Target)>,
        default: Target,
        tag: Option<Name>,
    ) {
        let branch = |test, then, otherwise| Terminator::Branch {
            test,
            then,
            otherwise,
        };
        if targets.len() == 1
            && let Some((label, then)) = targets.pop()
        {
            let test = match (label, &ask.what) {
                (Label::Const(Const::Nil), _) => Test::Is(Kind::Nil, on),
                (Label::Const(constant), _) => {
                    Test::Compare(Comparison::ExactEq, on, Operand::Const(constant))
                }
                (Label::Arity(arity), _) => tuple_test(on, arity, tag),
                (Label::Yes, What::Equal(value)) => Test::Compare(Comparison::ExactEq, on, *value),
                (Label::Yes, What::IsMap) => Test::Is(Kind::Map, on),
                (Label::Yes, _) => Test::Is(Kind::Cons, on),
            };
            return self.b.end(branch(test, then, default));
        }
        match ask.what.class() {
            Some(Class::Tuple) => {
                let cases = targets
                    .into_iter()
                    .filter_map(|(label, target)| match label {
                        Label::Arity(arity) => Some((arity, target)),
                        Label::Const(_) | Label::Yes => None,
                    })
                    .collect();
                self.b.end(Terminator::SwitchArity {
                    subject: on,
                    cases,
                    default,
                });
            }
            Some(Class::Value) => {
                let cases = targets
                    .into_iter()
                    .filter_map(|(label, target)| match label {
                        Label::Const(constant) => Some((constant, target)),
                        Label::Arity(_) | Label::Yes => None,
                    })
                    .collect();
                self.b.end(Terminator::Switch {
                    subject: on,
                    cases,
                    default,
                });
            }
            _ => {
                // Floats, large integers: one comparison after the other.
                let last = targets.len().saturating_sub(1);
                let mut default = Some(default);
                for (number, (label, then)) in targets.into_iter().enumerate() {
                    let Label::Const(constant) = label else {
                        continue;
                    };
                    let next = self.b.block();
                    let otherwise = match default.take_if(|_| number == last) {
                        Some(default) => default,
                        None => Target::to(next),
                    };
                    let test = Test::Compare(Comparison::ExactEq, on, Operand::Const(constant));
                    self.b.end(branch(test, then, otherwise));
                    if number != last {
                        self.b.switch_to(next);
                    }
                }
            }
        }
    }

    /// The atom that all these rows want as first element of the tuple.
    fn common_tag(&mut self, rows: &VecDeque<State<'a>>, on: Operand) -> Option<Name> {
        let mut common = None;
        for row in rows {
            for ask in row.asks.iter().filter(|ask| ask.on == on) {
                if let What::Tuple(elements) = &ask.what {
                    let tag = self.atom_pattern(*elements.first()?)?;
                    if *common.get_or_insert(tag) != tag {
                        return None;
                    }
                }
            }
        }
        common
    }

    /// The rows of one side, their question answered.
    fn side(
        &mut self,
        m: &mut Matching<'a>,
        rest: &Rest,
        label: Label,
        rows: VecDeque<State<'a>>,
        ask: &Ask<'a>,
        tagged: bool,
    ) -> Target {
        let on = ask.on;
        if !matches!(ask.what.class(), Some(Class::Cons | Class::Tuple)) {
            return self.child(m, rest, rows);
        }
        let block = self.b.block();
        self.b.switch_to(block);
        let rows = self.take_apart(m, rows, on, label, tagged);
        let block = self.b.leave();
        m.work.push(Node {
            block,
            rows,
            fail: rest.fail,
            slack: rest.slack,
            positions: rest.positions.clone(),
        });
        Target::to(block)
    }

    /// `on` is known to be a cons cell or a tuple: the rows ask about its parts now. Parts that several rows look at are taken
    /// out here, others when they are needed.
    fn take_apart(
        &mut self,
        m: &Matching<'a>,
        rows: VecDeque<State<'a>>,
        on: Operand,
        label: Label,
        tagged: bool,
    ) -> VecDeque<State<'a>> {
        let part = |index: u32| match (label, index) {
            (Label::Yes, 0) => Bind::Head(on),
            (Label::Yes, _) => Bind::Tail(on),
            (Label::Arity(_) | Label::Const(_), _) => Bind::Element(on, index),
        };
        let n_parts = if let Label::Arity(arity) = label {
            arity as usize
        } else {
            2
        };
        let mut uses = vec![0u32; n_parts];
        let mut opened = Vec::with_capacity(rows.len());
        for mut row in rows {
            let mut items: Vec<(u32, Pat<'a>)> = Vec::new();
            let mut index = 0;
            while index < row.asks.len() {
                let ask = &row.asks[index];
                if ask.on == on
                    && let Some(parts) = self.parts(&ask.what)
                {
                    row.asks.remove(index);
                    items.extend((0u32..).zip(parts).skip(usize::from(tagged)));
                } else {
                    index += 1;
                }
            }
            for &(index, pat) in &items {
                uses[index as usize] += match self.layer(pat) {
                    Layer::Any => 0,
                    Layer::Var(name) if self.is_new(m.fresh, name) => 1,
                    _ => 2,
                };
            }
            opened.push((row, items));
        }
        let taken: Vec<Bind> = (0u32..)
            .zip(&uses)
            .map(|(index, &uses)| match uses {
                0 | 1 => part(index),
                _ => Bind::Is(self.materialize(part(index))),
            })
            .collect();
        let mut result = VecDeque::with_capacity(opened.len());
        for (mut row, items) in opened {
            let items: Vec<(Bind, Pat<'a>)> = items
                .iter()
                .map(|&(index, pat)| (taken[index as usize], pat))
                .collect();
            self.ask_all(m, &mut row, &items);
            if !row.dead {
                result.push_back(row);
            }
        }
        result
    }

    fn parts(&mut self, what: &What<'a>) -> Option<Vec<Pat<'a>>> {
        match what {
            What::Cons(head, tail) => Some(vec![*head, *tail]),
            What::Whole(pat) => match self.layer(*pat) {
                Layer::Cons(head, tail) => Some(vec![head, tail]),
                _ => None,
            },
            What::Tuple(elements) => Some(elements.to_vec()),
            What::Const(_)
            | What::Equal(_)
            | What::IsMap
            | What::Key(..)
            | What::KeyExpr(..)
            | What::Bits(_)
            | What::Read(_) => None,
        }
    }

    /// Where to go with these rows.
    fn child(&mut self, m: &mut Matching<'a>, rest: &Rest, rows: VecDeque<State<'a>>) -> Target {
        let Some(first) = rows.front() else {
            return Target::to(rest.fail);
        };
        if is_final(m, first)
            && let Some(values) = settled(&first.binds)
        {
            let args = arguments(&m.var_names[first.clause as usize], &values);
            let body = &mut m.bodies[first.clause as usize];
            body.reachable = true;
            return Target::with(body.block, args);
        }
        let key = memo_key(rest.fail, &rows);
        if let Some(key) = &key
            && let Some(&block) = m.memo.get(key)
        {
            return Target::to(block);
        }
        let block = self.b.block();
        if let Some(key) = key {
            m.memo.insert(key, block);
        }
        m.work.push(Node {
            block,
            rows,
            fail: rest.fail,
            slack: rest.slack,
            positions: rest.positions.clone(),
        });
        Target::to(block)
    }

    /// A key of a map: its value is read once for all rows that ask for it.
    fn split_key(&mut self, m: &mut Matching<'a>, node: Node<'a>, on: Operand, key: Key) {
        let Node {
            rows,
            fail,
            slack,
            positions,
            ..
        } = node;
        let rest = Rest {
            fail,
            slack,
            positions,
        };
        let mut looks = false;
        let mut without = VecDeque::new();
        let mut with = Vec::new();
        for row in rows {
            let class = row.class_on(on);
            let mut mine = Vec::new();
            for ask in row.asks.iter().filter(|ask| ask.on == on) {
                if let What::Key(other, pat) = ask.what
                    && other == key
                {
                    mine.push(pat);
                }
            }
            if mine.is_empty() {
                without.push_back(row.clone());
            }
            if class.is_none_or(|class| class == key.class()) {
                looks |= mine
                    .iter()
                    .any(|&pat| !matches!(self.layer(pat), Layer::Any));
                with.push((row, mine));
            }
        }
        let here = self.b.leave();
        // What reads a field always has a result.
        let has_result = looks || matches!(key, Key::Field(_));
        let (block, value) = match has_result {
            true => self.b.block_with_param(),
            false => {
                let block = self.b.block();
                (block, crate::core::nodes::Value(0))
            }
        };
        self.b.switch_to(block);
        let mut found = VecDeque::with_capacity(with.len());
        for (mut row, mine) in with {
            row.asks.retain(|ask| {
                let answered = match &ask.what {
                    What::IsMap => matches!(key, Key::Map(_)),
                    What::Key(other, _) => *other == key,
                    _ => false,
                };
                ask.on != on || !answered
            });
            let items: Vec<(Bind, Pat<'a>)> = mine
                .into_iter()
                .map(|pat| (Bind::Is(Operand::Value(value)), pat))
                .collect();
            if looks {
                self.ask_all(m, &mut row, &items);
            }
            if !row.dead {
                found.push_back(row);
            }
        }
        self.b.leave();
        m.work.push(Node {
            block,
            rows: found,
            fail: rest.fail,
            slack: rest.slack,
            positions: rest.positions.clone(),
        });
        let missing = self.child(m, &rest, without);
        self.b.switch_to(here);
        let attempt = |what| Terminator::Attempt {
            what,
            ok: Target::to(block),
            fail: missing.clone(),
            loc: LocId::default(),
        };
        let branch = |test| Terminator::Branch {
            test,
            then: Target::to(block),
            otherwise: missing.clone(),
        };
        let end = match key {
            Key::Map(key) if looks => attempt(Attempt::MapGet { map: on, key }),
            Key::Map(key) => branch(Test::MapHas {
                map: on,
                keys: vec![key],
            }),
            Key::Field(ask) => attempt(self.native_get(on, ask)),
            Key::Named(native) => {
                let answer = self.native_test(on, native);
                let yes = self.boolean(true);
                branch(Test::Compare(Comparison::ExactEq, answer, yes))
            }
        };
        self.b.end(end);
    }

    // ---- bitstrings

    /// Is it a bitstring? One context for all rows that match it.
    fn split_start(&mut self, m: &mut Matching<'a>, node: Node<'a>, on: Operand) {
        let Node {
            rows,
            fail,
            slack,
            mut positions,
            ..
        } = node;
        let here = self.b.leave();
        let (block, ctx) = self.b.block_with_param();
        let ctx = Operand::Value(ctx);
        let start = m.position();
        let mut matching = VecDeque::new();
        let mut others = VecDeque::new();
        for mut row in rows {
            if row.contradicts(on) {
                continue;
            }
            let class = row.class_on(on);
            if class != Some(Class::Bits) {
                others.push_back(row.clone());
            }
            if class.is_some_and(|class| class != Class::Bits) {
                continue;
            }
            for ask in &mut row.asks {
                if ask.on == on
                    && let What::Bits(fields) = &ask.what
                {
                    let reading = Reading {
                        fields: fields.clone(),
                        next: 0,
                        at: start,
                        saved: None,
                        size: None,
                    };
                    *ask = Ask {
                        on: ctx,
                        what: What::Read(reading),
                    };
                }
            }
            matching.push_back(row);
        }
        let rest = Rest {
            fail,
            slack,
            positions: positions.clone(),
        };
        let otherwise = self.child(m, &rest, others);
        positions.push((ctx, start));
        m.work.push(Node {
            block,
            rows: matching,
            fail,
            slack,
            positions,
        });
        self.b.switch_to(here);
        self.b.end(Terminator::Attempt {
            what: Attempt::BsStart(on),
            ok: Target::to(block),
            fail: otherwise,
            loc: LocId::default(),
        });
    }

    /// Reads the first row's next field for all rows that read the same there.
    fn split_read(
        &mut self,
        m: &mut Matching<'a>,
        mut node: Node<'a>,
        index: usize,
        ctx: Operand,
        reading: &Reading<'a>,
    ) {
        let at = reading.at;
        self.restore(&mut node, ctx, reading);
        let Some(field) = reading.fields.get(reading.next) else {
            return self.answered(m, node, index);
        };
        let spec = Spec::of(field, reading.size);
        if spec.kind == FieldKind::Rest
            && spec.unit == 1
            && matches!(self.layer(field.value), Layer::Any)
        {
            return self.answered(m, node, index);
        }
        let joins: Vec<Option<usize>> = node
            .rows
            .iter()
            .map(|row| self.joining(row, ctx, at, &spec))
            .collect();
        let values: Vec<Pat<'a>> = node
            .rows
            .iter()
            .zip(&joins)
            .filter_map(|(row, join)| {
                join.and_then(|join| row.asks[join].what.field())
                    .map(|field| field.value)
            })
            .collect();
        let looks = values
            .iter()
            .any(|&pat| !matches!(self.layer(pat), Layer::Any));
        let literal = self.common_literal(&node.rows, &joins);
        let step = match literal {
            Some((bits, n_fields)) => Step {
                what: Attempt::BsMatchLiteral { ctx, bits },
                n_fields,
                moves: true,
            },
            None => spec.step(ctx, looks),
        };
        if step.moves {
            self.save(&mut node, &joins, ctx, at);
        }
        let Node {
            rows,
            fail,
            slack,
            positions,
            ..
        } = node;
        let here = self.b.leave();
        let has_value = step.what.has_result();
        let block = self.b.block();
        let value = has_value.then(|| self.b.param(block));
        let next_at = if step.moves { m.position() } else { at };
        self.b.switch_to(block);
        let mut read = VecDeque::new();
        let mut others = VecDeque::new();
        for (row, join) in rows.into_iter().zip(joins) {
            if join.is_none() {
                others.push_back(row.clone());
            }
            if let Some(row) = self.advance(m, row, join, value, &step, next_at, (ctx, at), &spec) {
                read.push_back(row);
            }
        }
        self.b.leave();
        let rest = Rest {
            fail,
            slack,
            positions: positions.clone(),
        };
        let otherwise = self.child(m, &rest, others);
        let mut moved = positions;
        moved.retain(|&(other, _)| other != ctx);
        moved.push((ctx, next_at));
        m.work.push(Node {
            block,
            rows: read,
            fail,
            slack,
            positions: moved,
        });
        self.b.switch_to(here);
        self.b.end(Terminator::Attempt {
            what: step.what,
            ok: Target::to(block),
            fail: otherwise,
            loc: LocId::default(),
        });
    }

    /// The question needs no code.
    fn answered(&mut self, m: &mut Matching<'a>, mut node: Node<'a>, index: usize) {
        if let Some(first) = node.rows.front_mut() {
            first.asks.remove(index);
        }
        node.block = self.b.leave();
        m.work.push(node);
    }

    /// Puts the context where the row has read to; where it was is saved for rows that go on from there.
    fn restore(&mut self, node: &mut Node<'a>, ctx: Operand, reading: &Reading<'a>) {
        let place = |(other, at): &&mut (Operand, Position)| *other == ctx && *at != reading.at;
        let Some((_, at)) = node.positions.iter_mut().find(place) else {
            return;
        };
        let before = std::mem::replace(at, reading.at);
        if let Some(position) = reading.saved {
            let none = vec![None; node.rows.len()];
            self.save(node, &none, ctx, before);
            self.b
                .emit_void(InstKind::BsRestore { ctx, position }, LocId::default());
        }
    }

    /// Saves the positions that the rows after the first `n_ahead` go on from.
    fn save_behind(&mut self, node: &mut Node<'a>, n_ahead: usize) {
        for &(ctx, at) in &node.positions {
            let mut saved = None;
            for row in node.rows.iter_mut().skip(n_ahead) {
                for ask in row.asks.iter_mut().filter(|ask| ask.on == ctx) {
                    if let What::Read(reading) = &mut ask.what
                        && reading.at == at
                        && reading.saved.is_none()
                    {
                        let position = *saved.get_or_insert_with(|| {
                            self.b.emit(InstKind::BsPosition { ctx }, LocId::default())
                        });
                        reading.saved = Some(position);
                    }
                }
            }
        }
    }

    /// Saves the position if a row stays behind.
    fn save(&mut self, node: &mut Node<'a>, joins: &[Option<usize>], ctx: Operand, at: Position) {
        let mut saved = None;
        for (row, join) in node.rows.iter_mut().zip(joins) {
            for (index, ask) in row.asks.iter_mut().enumerate() {
                if ask.on == ctx
                    && *join != Some(index)
                    && let What::Read(reading) = &mut ask.what
                    && reading.at == at
                    && reading.saved.is_none()
                {
                    let position = *saved.get_or_insert_with(|| {
                        self.b.emit(InstKind::BsPosition { ctx }, LocId::default())
                    });
                    reading.saved = Some(position);
                }
            }
        }
    }

    /// Which of the row's questions is answered by reading `spec` at `at`.
    fn joining(
        &mut self,
        row: &State<'a>,
        ctx: Operand,
        at: Position,
        spec: &Spec,
    ) -> Option<usize> {
        row.asks.iter().rposition(|ask| match &ask.what {
            What::Read(reading) if ask.on == ctx && reading.at == at => {
                match reading.fields.get(reading.next) {
                    Some(field) => {
                        let size = match field.size {
                            Size::Expr(expr) => {
                                reading.size.or_else(|| self.simple_size(expr, &row.binds))
                            }
                            Size::Const(_) | Size::None => None,
                        };
                        Spec::of(field, size) == *spec
                            && (spec.size.is_some() || !matches!(field.size, Size::Expr(_)))
                    }
                    None => false,
                }
            }
            _ => false,
        })
    }

    /// The row after a successful step; none if that rules it out.
    #[allow(clippy::too_many_arguments, reason = "one call")]
    fn advance(
        &mut self,
        m: &Matching<'a>,
        mut row: State<'a>,
        join: Option<usize>,
        value: Option<crate::core::nodes::Value>,
        step: &Step,
        next_at: Position,
        (ctx, at): (Operand, Position),
        spec: &Spec,
    ) -> Option<State<'a>> {
        let Some(index) = join else {
            let ruled_out = row.asks.iter().any(|ask| match &ask.what {
                What::Read(reading) => ask.on == ctx && reading.at == at && spec.excludes(reading),
                _ => false,
            });
            return (!ruled_out).then_some(row);
        };
        let mut ask = row.asks.remove(index);
        let What::Read(reading) = &mut ask.what else {
            return Some(row);
        };
        let pat = reading.fields.get(reading.next).map(|field| field.value);
        reading.next += step.n_fields;
        reading.at = next_at;
        reading.saved = None;
        reading.size = None;
        if reading.next < reading.fields.len() {
            row.asks.insert(index, ask);
        }
        if let (Some(pat), Some(value)) = (pat, value) {
            self.ask_all(m, &mut row, &[(Bind::Is(Operand::Value(value)), pat)]);
        }
        (!row.dead).then_some(row)
    }

    /// The literal bits with which all joining rows go on, and how many fields that is. Not worth it where rows differ: then a
    /// number is read and looked up.
    fn common_literal(
        &mut self,
        rows: &VecDeque<State<'a>>,
        joins: &[Option<usize>],
    ) -> Option<(Const, usize)> {
        let mut joining =
            rows.iter()
                .zip(joins)
                .filter_map(|(row, join)| match &row.asks[(*join)?].what {
                    What::Read(reading) => Some(&reading.fields[reading.next..]),
                    _ => None,
                });
        let first = joining.next()?;
        let mut n_fields = first
            .iter()
            .take_while(|field| self.field_literal(field).is_some())
            .count();
        for fields in joining {
            let common = (0..n_fields.min(fields.len()))
                .take_while(|&index| {
                    Spec::of(&first[index], None) == Spec::of(&fields[index], None)
                        && self.field_literal(&first[index]) == self.field_literal(&fields[index])
                })
                .count();
            n_fields = n_fields.min(common);
        }
        if n_fields == 0 {
            return None;
        }
        let fields: Vec<Field<'a>> = first[..n_fields].to_vec();
        Some((self.literal_bits(&fields)?, n_fields))
    }
}

/// What a side's children inherit.
struct Rest {
    fail: BlockId,
    slack: f64,
    positions: Vec<(Operand, Position)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Label {
    Const(Const),
    Arity(u32),
    Yes,
}

/// What a read does, apart from which row wants it.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Spec {
    kind: FieldKind,
    size: Option<Operand>,
    unit: u32,
    flags: purlin_isa::operand::BitFlags,
}

struct Step {
    what: Attempt,
    n_fields: usize,
    /// Does it move the context?
    moves: bool,
}

impl Spec {
    fn of(field: &Field<'_>, computed: Option<Operand>) -> Spec {
        let size = match field.size {
            Size::Const(constant) => Some(Operand::Const(constant)),
            Size::Expr(_) => computed,
            Size::None => None,
        };
        Spec {
            kind: field.kind,
            size,
            unit: field.unit,
            flags: field.flags,
        }
    }

    fn step(&self, ctx: Operand, looks: bool) -> Step {
        let Spec {
            kind,
            size,
            unit,
            flags,
        } = *self;
        let size = size.unwrap_or(Operand::Const(Const::Int(0)));
        let what = match (kind, looks) {
            (FieldKind::Integer, true) => Attempt::BsGetInteger {
                ctx,
                size,
                unit,
                flags,
            },
            (FieldKind::Float, _) => Attempt::BsGetFloat {
                ctx,
                size,
                unit,
                flags,
            },
            (FieldKind::Bits, true) => Attempt::BsGetBits { ctx, size, unit },
            (FieldKind::Integer | FieldKind::Bits, false) => {
                Attempt::BsSkipBits { ctx, size, unit }
            }
            (FieldKind::Rest, true) => Attempt::BsGetRest { ctx, unit },
            (FieldKind::Rest, false) => Attempt::BsTestUnit { ctx, unit },
            (FieldKind::Utf(kind), true) => Attempt::BsGetUtf { ctx, kind, flags },
            (FieldKind::Utf(kind), false) => Attempt::BsSkipUtf { ctx, kind, flags },
            (FieldKind::End, _) => Attempt::BsTestRest { ctx, bits: 0 },
        };
        let moves = match kind {
            FieldKind::Integer | FieldKind::Float | FieldKind::Bits | FieldKind::Utf(_) => true,
            FieldKind::Rest => looks,
            FieldKind::End => false,
        };
        Step {
            what,
            n_fields: 1,
            moves,
        }
    }

    fn fixed_bits(&self) -> Option<i64> {
        match (self.kind, self.size) {
            (
                FieldKind::Integer | FieldKind::Bits | FieldKind::Float,
                Some(Operand::Const(Const::Int(size))),
            ) => size.checked_mul(i64::from(self.unit)),
            (FieldKind::Utf(_), _) => Some(8),
            _ => None,
        }
    }

    /// This having been read, can the other field not be at the same place?
    fn excludes(&self, reading: &Reading<'_>) -> bool {
        let Some(field) = reading.fields.get(reading.next) else {
            return false;
        };
        let other = Spec::of(field, reading.size);
        let takes_some = |spec: &Spec| spec.fixed_bits().is_some_and(|bits| bits > 0);
        (self.kind == FieldKind::End && takes_some(&other))
            || (other.kind == FieldKind::End && takes_some(self))
    }
}

impl<'a> What<'a> {
    fn field(&self) -> Option<&Field<'a>> {
        match self {
            What::Read(reading) => reading.fields.get(reading.next),
            _ => None,
        }
    }
}

impl Matching<'_> {
    fn position(&mut self) -> Position {
        self.next_position += 1;
        Position(self.next_position)
    }
}

fn tuple_test(value: Operand, arity: u32, tag: Option<Name>) -> Test {
    match tag {
        Some(tag) => Test::Tagged { value, arity, tag },
        None => Test::Arity(value, arity),
    }
}

/// A string pattern without variables.
fn whole_string(pat: Pat<'_>) -> Option<Pat<'_>> {
    match pat {
        Pat::Expr(Expr {
            kind: ExprKind::String(chars),
            ..
        }) => Some(Pat::String { chars, tail: None }),
        Pat::String { tail: None, .. } => Some(pat),
        Pat::Any
        | Pat::Const(_)
        | Pat::Expr(_)
        | Pat::Var(_)
        | Pat::Prepared(_)
        | Pat::List { .. }
        | Pat::String { .. } => None,
    }
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

/// How a question sorts a row.
enum Sorted {
    Case(Label),
    /// To the default side only.
    Default,
    Everywhere,
    Nowhere,
}

fn sort(row: &State<'_>, question: &Ask<'_>) -> Sorted {
    let mut result = Sorted::Everywhere;
    for ask in row.asks.iter().filter(|ask| ask.on == question.on) {
        let answer = match label(&ask.what, &question.what) {
            Some(answer) => answer,
            None => continue,
        };
        result = match (result, answer) {
            (Sorted::Case(old), Sorted::Case(new)) if old != new => return Sorted::Nowhere,
            (Sorted::Case(_), Sorted::Default) | (Sorted::Default, Sorted::Case(_)) => {
                return Sorted::Nowhere;
            }
            (_, answer) => answer,
        };
    }
    result
}

/// What a row's question says about the answer to another on the same term; none: nothing.
fn label(what: &What<'_>, question: &What<'_>) -> Option<Sorted> {
    if let What::Equal(value) = question {
        return match what {
            What::Equal(other) if other == value => Some(Sorted::Case(Label::Yes)),
            _ => None,
        };
    }
    let class = what.class()?;
    if Some(class) != question.class() {
        return Some(Sorted::Default);
    }
    Some(Sorted::Case(match what {
        What::Const(constant) => Label::Const(*constant),
        What::Tuple(elements) => Label::Arity(elements.len() as u32),
        _ => Label::Yes,
    }))
}

/// Is the row's body reached for certain once its question on this term is answered?
fn final_once_answered(m: &Matching<'_>, row: &State<'_>) -> bool {
    let answers_itself = match &row.asks[..] {
        [] => true,
        [ask] => matches!(ask.what, What::Const(_) | What::Equal(_) | What::IsMap),
        _ => false,
    };
    answers_itself && row.repeats.is_empty() && m.guards[row.clause as usize].is_empty()
}

type Sides<'a> = Vec<(Label, VecDeque<State<'a>>)>;

/// Rows by answer, in order; plain answers are removed from them, rows behind one that surely matches are dropped.
fn partition<'a>(
    m: &Matching<'a>,
    rows: VecDeque<State<'a>>,
    question: &Ask<'a>,
) -> (Sides<'a>, VecDeque<State<'a>>) {
    let mut sides: Sides<'a> = Vec::new();
    let mut index: HashMap<Label, usize> = HashMap::new();
    let mut closed: Vec<bool> = Vec::new();
    let mut everywhere: VecDeque<State<'a>> = VecDeque::new();
    let mut default = VecDeque::new();
    for mut row in rows {
        match sort(&row, question) {
            Sorted::Nowhere => {}
            Sorted::Default => default.push_back(row),
            Sorted::Everywhere => {
                for (side, _) in sides
                    .iter_mut()
                    .map(|(_, side)| side)
                    .zip(&closed)
                    .filter(|(_, closed)| !**closed)
                {
                    side.push_back(row.clone());
                }
                let last = is_final(m, &row);
                everywhere.push_back(row.clone());
                default.push_back(row);
                if last {
                    break;
                }
            }
            Sorted::Case(label) => {
                let side = *index.entry(label).or_insert_with(|| {
                    sides.push((label, everywhere.clone()));
                    closed.push(false);
                    sides.len() - 1
                });
                if closed[side] {
                    continue;
                }
                closed[side] = final_once_answered(m, &row);
                row.asks
                    .retain(|ask| ask.on != question.on || !answered_by(&ask.what, &question.what));
                sides[side].1.push_back(row);
            }
        }
    }
    (sides, default)
}

/// A question that needs no more work once the other has been answered with the row's own answer.
fn answered_by(what: &What<'_>, question: &What<'_>) -> bool {
    match (what, question) {
        (What::Const(_), What::Const(_)) => true,
        (What::Equal(a), What::Equal(b)) => a == b,
        (What::IsMap, What::IsMap) => true,
        _ => false,
    }
}

/// How many times the node's own size the sides of a split have together.
fn growth(m: &Matching<'_>, rows: &VecDeque<State<'_>>, question: &Ask<'_>) -> f64 {
    let weight = |row: &State<'_>| {
        let guard: usize = m.guards[row.clause as usize]
            .iter()
            .map(|tests| tests.len())
            .sum();
        (1 + guard
            + row.repeats.len()
            + row
                .asks
                .iter()
                .map(|ask| ask.what.refutable_size())
                .sum::<usize>()) as f64
    };
    let mut before = 0.0;
    let mut after = 0.0;
    let mut open = 0.0;
    let mut everywhere = 0.0;
    let mut sides: HashMap<Label, bool> = HashMap::new();
    for row in rows {
        let weight = weight(row);
        before += weight;
        let sorted = match &question.what {
            What::Key(key, _) => sort_by_key(row, question.on, *key),
            What::Read(reading) => sort_by_read(row, question.on, reading),
            _ => sort(row, question),
        };
        match sorted {
            Sorted::Nowhere => {}
            Sorted::Default => after += weight,
            Sorted::Everywhere => {
                if matches!(question.what, What::Key(..) | What::Read(_)) {
                    after += 2.0 * weight;
                    continue;
                }
                after += weight * (open + 1.0);
                everywhere += weight;
                if is_final(m, row) {
                    break;
                }
            }
            Sorted::Case(label) => {
                let closed = sides.entry(label).or_insert_with(|| {
                    open += 1.0;
                    after += everywhere;
                    false
                });
                if *closed {
                    continue;
                }
                after += weight;
                if final_once_answered(m, row) {
                    *closed = true;
                    open -= 1.0;
                }
            }
        }
    }
    after / before
}

fn sort_by_key(row: &State<'_>, on: Operand, key: Key) -> Sorted {
    let mine =
        |ask: &Ask<'_>| ask.on == on && matches!(ask.what, What::Key(other, _) if other == key);
    match row.class_on(on) {
        _ if row.asks.iter().any(mine) => Sorted::Case(Label::Yes),
        None => Sorted::Everywhere,
        Some(class) if class == key.class() => Sorted::Everywhere,
        Some(
            Class::Value
            | Class::Nil
            | Class::Other
            | Class::Cons
            | Class::Tuple
            | Class::Map
            | Class::Record
            | Class::Bits,
        ) => Sorted::Default,
    }
}

fn sort_by_read(row: &State<'_>, on: Operand, reading: &Reading<'_>) -> Sorted {
    let Some(field) = reading.fields.get(reading.next) else {
        return Sorted::Everywhere;
    };
    let spec = Spec::of(field, reading.size);
    let same = |ask: &Ask<'_>| match &ask.what {
        What::Read(other) => {
            ask.on == on
                && other.at == reading.at
                && other
                    .fields
                    .get(other.next)
                    .is_some_and(|field| Spec::of(field, other.size) == spec)
        }
        _ => false,
    };
    if row.asks.iter().any(same) {
        Sorted::Case(Label::Yes)
    } else {
        Sorted::Everywhere
    }
}

/// The first row's question that most other rows ask too.
fn choose(rows: &VecDeque<State<'_>>) -> usize {
    let Some(first) = rows.front() else { return 0 };
    if first.asks.len() == 1 {
        return 0;
    }
    let mut best = first.asks.len() - 1;
    let mut best_score = 0;
    // At most so many questions are weighed: a row with thousands of them is rare, and any order is right.
    for index in (0..first.asks.len()).rev().take(SAMPLE) {
        let ask = &first.asks[index];
        let score = rows
            .iter()
            .skip(1)
            .take(SAMPLE)
            .filter(|row| asks_about(row, ask))
            .count();
        if score > best_score {
            best = index;
            best_score = score;
        }
    }
    best
}

fn asks_about(row: &State<'_>, question: &Ask<'_>) -> bool {
    match &question.what {
        What::Equal(_) => matches!(sort(row, question), Sorted::Case(_)),
        What::Key(key, _) => matches!(sort_by_key(row, question.on, *key), Sorted::Case(_)),
        What::Read(reading) => matches!(sort_by_read(row, question.on, reading), Sorted::Case(_)),
        What::KeyExpr(..) => false,
        _ => row.class_on(question.on).is_some(),
    }
}

/// Lengths of the runs into which the rows are cut so that each run splits without copying; none if it is one run.
fn cut(rows: &VecDeque<State<'_>>, preferred: Operand) -> Option<Vec<usize>> {
    let mut lengths = Vec::new();
    let mut start = 0;
    while start < rows.len() {
        let first = &rows[start];
        let question = first
            .asks
            .iter()
            .rev()
            .find(|ask| ask.on == preferred)
            .or(first.asks.last());
        let length = match question {
            None => 1,
            Some(question) => {
                let more = rows
                    .iter()
                    .skip(start + 1)
                    .take_while(|row| asks_about(row, question))
                    .count();
                1 + more
            }
        };
        lengths.push(length);
        start += length;
    }
    (lengths.len() > 1).then_some(lengths)
}

/// Identifies rows by all that compiling them depends on.
fn memo_key(fail: BlockId, rows: &VecDeque<State<'_>>) -> Option<Vec<KeyPart>> {
    if rows.len() > MEMO_ROWS {
        return None;
    }
    let mut key = vec![KeyPart::Number(u64::from(fail.0))];
    for row in rows {
        key.push(KeyPart::Row(row.clause));
        for ask in &row.asks {
            key.push(KeyPart::Op(ask.on));
            what_key(&ask.what, &mut key)?;
        }
        key.push(KeyPart::Number(row.binds.len() as u64));
        key.extend(row.binds.iter().map(|&(_, bind)| KeyPart::Bind(bind)));
        for &(first, second) in &row.repeats {
            key.extend([KeyPart::Bind(first), KeyPart::Bind(second)]);
        }
    }
    Some(key)
}

fn what_key(what: &What<'_>, key: &mut Vec<KeyPart>) -> Option<()> {
    match what {
        What::Const(constant) => {
            key.extend([KeyPart::Number(1), KeyPart::Op(Operand::Const(*constant))])
        }
        What::Equal(value) => key.extend([KeyPart::Number(2), KeyPart::Op(*value)]),
        What::Cons(head, tail) => {
            key.push(KeyPart::Number(3));
            pat_key(*head, key);
            pat_key(*tail, key);
        }
        What::Whole(pat) => {
            key.push(KeyPart::Number(4));
            pat_key(*pat, key);
        }
        What::Tuple(elements) => {
            // Rows share their patterns: the same clause's tuple is the same slice.
            key.extend([
                KeyPart::Number(5),
                KeyPart::Pointer(elements.as_ptr() as usize, elements.len()),
            ]);
        }
        What::IsMap => key.push(KeyPart::Number(6)),
        What::Key(name, pat) => {
            key.push(KeyPart::Number(7));
            key.extend(name.part());
            pat_key(*pat, key);
        }
        What::KeyExpr(name, pat) => {
            key.extend([
                KeyPart::Number(8),
                KeyPart::Pointer(std::ptr::from_ref(*name) as usize, 0),
            ]);
            pat_key(*pat, key);
        }
        // Depends on where the context stands.
        What::Bits(_) | What::Read(_) => return None,
    }
    Some(())
}

fn pat_key(pat: Pat<'_>, key: &mut Vec<KeyPart>) {
    let tail = |tail: Option<&Expr<'_>>| tail.map_or(0, |tail| std::ptr::from_ref(tail) as usize);
    match pat {
        Pat::Any => key.push(KeyPart::Number(0)),
        Pat::Const(constant) => key.push(KeyPart::Op(Operand::Const(constant))),
        Pat::Expr(expr) => key.push(KeyPart::Pointer(std::ptr::from_ref(expr) as usize, 0)),
        Pat::Var(name) => key.extend([KeyPart::Number(1), KeyPart::Number(u64::from(name.0))]),
        Pat::Prepared(row) => key.extend([KeyPart::Number(2), KeyPart::Number(row as u64)]),
        Pat::List {
            elements,
            tail: end,
        } => key.extend([
            KeyPart::Pointer(elements.as_ptr() as usize, elements.len()),
            KeyPart::Pointer(tail(end), 1),
        ]),
        Pat::String { chars, tail: end } => key.extend([
            KeyPart::Pointer(chars.as_ptr() as usize, chars.len()),
            KeyPart::Pointer(tail(end), 2),
        ]),
    }
}

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
