//! What is known of values from tests that dominate a place.

use super::Words;
use crate::core::nodes::*;
use crate::source::name::Name;
use purlin_isa::known::{Numeric, Relation, arithmetic, bits, decided, operand_kinds, related};
use purlin_isa::module::Fact;
use purlin_isa::range::Range;

/// A set of terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known {
    /// Bits of `kind::*`: all that it may be.
    pub kinds: u16,
    /// If a tuple, of that arity.
    pub arity: Option<u32>,
    /// If a tuple, with that atom first.
    pub tag: Option<Name>,
    pub constant: Option<Const>,
    /// If an integer, it lies there.
    pub range: Range,
}

/// Disjoint kinds of terms, all together. The first two are those of `purlin_isa::module::Fact`: see `Known::numeric`.
pub mod kind {
    pub const INTEGER: u16 = 1;
    pub const FLOAT: u16 = 1 << 1;
    pub const BOOLEAN: u16 = 1 << 2;
    pub const OTHER_ATOM: u16 = 1 << 3;
    pub const NIL: u16 = 1 << 4;
    pub const CONS: u16 = 1 << 5;
    pub const TUPLE: u16 = 1 << 6;
    pub const MAP: u16 = 1 << 7;
    pub const BITS: u16 = 1 << 8;
    pub const FUN: u16 = 1 << 9;
    pub const PID: u16 = 1 << 10;
    pub const REFERENCE: u16 = 1 << 11;
    pub const PORT: u16 = 1 << 12;
    pub const RECORD: u16 = 1 << 13;
    pub const ALL: u16 = (1 << 14) - 1;
    pub const ATOM: u16 = BOOLEAN | OTHER_ATOM;
    pub const NUMBER: u16 = INTEGER | FLOAT;
}

impl Known {
    pub const ANYTHING: Known = Known::kinds(kind::ALL);
    /// No term at all: control does not come here.
    pub const NOTHING: Known = Known::kinds(0);

    pub const fn kinds(kinds: u16) -> Known {
        Known {
            kinds,
            arity: None,
            tag: None,
            constant: None,
            range: Range::ALL,
        }
    }

    pub fn numeric(self) -> Numeric {
        Numeric {
            kinds: self.kinds,
            range: self.range,
        }
    }

    pub fn with(self, numeric: Numeric) -> Known {
        Known {
            kinds: numeric.kinds,
            range: numeric.range,
            ..self
        }
    }

    /// Only these kinds are left.
    pub fn only(self, kinds: u16) -> Known {
        Known {
            kinds: self.kinds & kinds,
            ..self
        }
    }

    /// Terms of either set.
    pub fn join(self, other: Known) -> Known {
        if self.kinds == 0 || self == other {
            return other;
        }
        if other.kinds == 0 {
            return self;
        }
        let has = |known: Known, kinds: u16| known.kinds & kinds != 0;
        let (a, b) = (has(self, kind::TUPLE), has(other, kind::TUPLE));
        let range = match (has(self, kind::INTEGER), has(other, kind::INTEGER)) {
            (true, false) => self.range,
            (false, true) => other.range,
            _ => self.range.join(other.range),
        };
        Known {
            kinds: self.kinds | other.kinds,
            arity: either(a, self.arity, b, other.arity),
            tag: either(a, self.tag, b, other.tag),
            constant: self.constant.filter(|_| self.constant == other.constant),
            range,
        }
    }

    /// What is in both sets.
    pub fn meet(self, other: Known) -> Known {
        let both = self.range.meet(other.range);
        let kinds = self.kinds & other.kinds;
        Known {
            kinds: match both {
                Some(_) => kinds,
                None => kinds & !kind::INTEGER,
            },
            arity: self.arity.or(other.arity),
            tag: self.tag.or(other.tag),
            constant: self.constant.or(other.constant),
            range: both.unwrap_or(Range::ALL),
        }
    }

    /// What a pooled constant is. Code that takes a constant apart behind a test it cannot pass would not verify, so those tests
    /// must be decided.
    pub fn pooled(node: &ConstNode, words: &Words) -> Known {
        match node {
            ConstNode::BigInt { .. } => Known::kinds(kind::INTEGER),
            ConstNode::Float(_) => Known::kinds(kind::FLOAT),
            ConstNode::List { .. } | ConstNode::String(_) => Known::kinds(kind::CONS),
            ConstNode::Map(_) => Known::kinds(kind::MAP),
            ConstNode::Bits { .. } => Known::kinds(kind::BITS),
            ConstNode::ExternalFun { .. } => Known::kinds(kind::FUN),
            ConstNode::Tuple(elements) => Known {
                arity: u32::try_from(elements.len()).ok(),
                // What is no atom is another tag than any.
                tag: match elements.first() {
                    Some(Const::Atom(name)) => Some(*name),
                    Some(_) | None => Some(words.no_tag),
                },
                ..Known::kinds(kind::TUPLE)
            },
        }
    }

    /// Pooled constants are not looked into.
    pub fn constant(constant: Const, words: &Words) -> Known {
        let kinds = match constant {
            Const::Int(_) => kind::INTEGER,
            Const::Atom(name) if name == words.true_ || name == words.false_ => kind::BOOLEAN,
            Const::Atom(_) => kind::OTHER_ATOM,
            Const::Nil => kind::NIL,
            Const::Pooled(_) => return Known::ANYTHING,
        };
        let range = match constant {
            Const::Int(n) => Range::exactly(n),
            _ => Range::ALL,
        };
        Known {
            constant: Some(constant),
            range,
            ..Known::kinds(kinds)
        }
    }

    /// What the file says of it. It knows neither tags nor constants, nor booleans.
    pub fn fact(self) -> Fact {
        let types = FACTS
            .iter()
            .filter(|(kinds, _)| self.kinds & kinds != 0)
            .fold(0, |types, (_, fact)| types | fact);
        Fact {
            types,
            arity: self.arity.filter(|_| types & Fact::TUPLE != 0),
            range: match types & Fact::INTEGER {
                0 => Range::ALL,
                _ => self.range,
            },
        }
    }
}

/// Kinds here and types in the file.
const FACTS: &[(u16, u16)] = &[
    (kind::INTEGER, Fact::INTEGER),
    (kind::FLOAT, Fact::FLOAT),
    (kind::ATOM, Fact::ATOM),
    (kind::NIL, Fact::NIL),
    (kind::CONS, Fact::CONS),
    (kind::TUPLE, Fact::TUPLE),
    (kind::MAP, Fact::MAP),
    (kind::BITS, Fact::BITSTRING),
    (kind::FUN, Fact::FUN),
    (kind::PID, Fact::PID),
    (kind::REFERENCE, Fact::REFERENCE),
    (kind::PORT | kind::RECORD, Fact::OTHER),
];

/// The kinds that types in the file stand for.
pub fn kinds_of_types(types: u16) -> u16 {
    FACTS
        .iter()
        .filter(|(_, fact)| types & fact != 0)
        .fold(0, |kinds, (kind, _)| kinds | kind)
}

/// What is said of tuples in a join: where only one side has them, what that says.
fn either<T: PartialEq>(a: bool, x: Option<T>, b: bool, y: Option<T>) -> Option<T> {
    match (a, b) {
        (true, false) => x,
        (false, true) => y,
        _ => x.filter(|x| y.as_ref() == Some(x)),
    }
}

/// The kinds that pass the test, and the kinds all of which do.
pub fn kinds_of(test: Kind) -> (u16, u16) {
    let exact = |kinds| (kinds, kinds);
    match test {
        Kind::Atom => exact(kind::ATOM),
        Kind::Integer => exact(kind::INTEGER),
        Kind::Float => exact(kind::FLOAT),
        Kind::Number => exact(kind::NUMBER),
        Kind::Boolean => exact(kind::BOOLEAN),
        Kind::List => exact(kind::CONS | kind::NIL),
        Kind::Cons => exact(kind::CONS),
        Kind::Nil => exact(kind::NIL),
        Kind::Tuple => exact(kind::TUPLE),
        Kind::Map => exact(kind::MAP),
        Kind::Binary => (kind::BITS, 0),
        Kind::Bitstring => exact(kind::BITS),
        Kind::Pid => exact(kind::PID),
        Kind::Reference => exact(kind::REFERENCE),
        Kind::Port => exact(kind::PORT),
        Kind::Function => exact(kind::FUN),
    }
}

/// The test's outcome, if what is known decides it.
pub fn decide(test: &Test, known: &impl Fn(Operand) -> Known) -> Option<bool> {
    match test {
        Test::Is(kind, x) => {
            let (possible, sure) = kinds_of(*kind);
            let kinds = known(*x).kinds;
            if kinds & possible == 0 {
                Some(false)
            } else {
                (kinds & !sure == 0).then_some(true)
            }
        }
        Test::Arity(x, arity) => {
            let known = known(*x);
            tuple_of(known, *arity)
        }
        Test::Tagged { value, arity, tag } => {
            let known = known(*value);
            match (tuple_of(known, *arity), known.tag) {
                (Some(false), _) => Some(false),
                (Some(true), Some(first)) => Some(first == *tag),
                (None, Some(first)) if first != *tag => Some(false),
                _ => None,
            }
        }
        Test::Compare(comparison, a, b) => compare(*comparison, known(*a), known(*b)),
        Test::FunctionArity { value, .. } => {
            (known(*value).kinds & kind::FUN == 0).then_some(false)
        }
        Test::MapHas { map, .. } => (known(*map).kinds & kind::MAP == 0).then_some(false),
        Test::Version { .. } => None,
    }
}

fn tuple_of(known: Known, arity: u32) -> Option<bool> {
    if known.kinds & kind::TUPLE == 0 || known.arity.is_some_and(|found| found != arity) {
        return Some(false);
    }
    (known.kinds == kind::TUPLE && known.arity == Some(arity)).then_some(true)
}

fn compare(comparison: Comparison, a: Known, b: Known) -> Option<bool> {
    if let (Some(Const::Int(x)), Some(Const::Int(y))) = (a.constant, b.constant) {
        return Some(match comparison {
            Comparison::Less => x < y,
            Comparison::GreaterEq => x >= y,
            Comparison::Eq | Comparison::ExactEq => x == y,
            Comparison::NotEq | Comparison::ExactNotEq => x != y,
        });
    }
    if a.kinds == kind::INTEGER
        && b.kinds == kind::INTEGER
        && let Some(answer) = decided(relation_of(comparison, true), a.range, b.range)
    {
        return Some(answer);
    }
    let same = match (a.constant, b.constant) {
        (Some(x), Some(y)) if !matches!((x, y), (Const::Pooled(_), _) | (_, Const::Pooled(_))) => {
            Some(x == y)
        }
        _ if a.kinds & b.kinds == 0 => Some(false),
        _ => None,
    }?;
    // Terms of different kinds differ, numbers excepted, which `==` compares by value.
    let mixed = a.kinds & kind::NUMBER != 0 && b.kinds & kind::NUMBER != 0;
    match comparison {
        Comparison::ExactEq => Some(same),
        Comparison::ExactNotEq => Some(!same),
        Comparison::Eq if !mixed => Some(same),
        Comparison::NotEq if !mixed => Some(!same),
        Comparison::Eq | Comparison::NotEq | Comparison::Less | Comparison::GreaterEq => None,
    }
}

/// What the comparison tells of numbers when it comes out like that.
fn relation_of(comparison: Comparison, outcome: bool) -> Relation {
    match (comparison, outcome) {
        (Comparison::Less, true) | (Comparison::GreaterEq, false) => Relation::Less,
        (Comparison::Less, false) | (Comparison::GreaterEq, true) => Relation::NotLess,
        (Comparison::Eq, true) | (Comparison::NotEq, false) => Relation::Equal,
        (Comparison::ExactEq, true) | (Comparison::ExactNotEq, false) => Relation::Same,
        (Comparison::Eq | Comparison::ExactEq, false)
        | (Comparison::NotEq | Comparison::ExactNotEq, true) => Relation::Differ,
    }
}

/// Is `==` the same as `=:=` for these? Only numbers, and what may hold some (funs do), are equal without being the same.
pub fn equal_is_same(a: Known, b: Known) -> bool {
    const WHOLE: u16 =
        kind::ATOM | kind::NIL | kind::BITS | kind::PID | kind::REFERENCE | kind::PORT;
    let integers = a.kinds == kind::INTEGER && b.kinds == kind::INTEGER;
    integers || a.kinds & !WHOLE == 0 || b.kinds & !WHOLE == 0
}

/// What is known of values once the test has had this outcome.
pub fn learn(
    test: &Test,
    outcome: bool,
    known: &impl Fn(Operand) -> Known,
    words: &Words,
) -> Vec<(Value, Known)> {
    let mut learned = Vec::new();
    let mut add = |x: Operand, new: Known| learned.extend(x.value().map(|value| (value, new)));
    match test {
        Test::Is(kind, x) => {
            let (possible, sure) = kinds_of(*kind);
            let old = known(*x);
            add(
                *x,
                Known {
                    kinds: old.kinds & if outcome { possible } else { !sure },
                    ..old
                },
            );
        }
        Test::Arity(x, arity) if outcome => {
            let old = known(*x).only(kind::TUPLE);
            add(
                *x,
                Known {
                    arity: Some(*arity),
                    ..old
                },
            );
        }
        Test::Tagged { value, arity, tag } if outcome => {
            let old = known(*value).only(kind::TUPLE);
            add(
                *value,
                Known {
                    arity: Some(*arity),
                    tag: Some(*tag),
                    ..old
                },
            );
        }
        Test::FunctionArity { value, .. } if outcome => {
            add(*value, known(*value).only(kind::FUN));
        }
        Test::MapHas { map, .. } if outcome => add(*map, known(*map).only(kind::MAP)),
        Test::Compare(comparison, a, b) => {
            let (ka, kb) = (known(*a), known(*b));
            let relation = relation_of(*comparison, outcome);
            let exact = matches!(comparison, Comparison::ExactEq | Comparison::ExactNotEq);
            if relation == Relation::Same {
                add(*a, ka.meet(kb));
                add(*b, kb.meet(ka));
                return learned;
            }
            let (na, nb) = related(relation, ka.numeric(), kb.numeric());
            let (mut na, mut nb) = (ka.with(na), kb.with(nb));
            if exact {
                na = differs(na, kb, words);
                nb = differs(nb, ka, words);
            }
            if na != ka {
                add(*a, na);
            }
            if nb != kb {
                add(*b, nb);
            }
        }
        Test::Arity(..)
        | Test::Tagged { .. }
        | Test::FunctionArity { .. }
        | Test::Version { .. }
        | Test::MapHas { .. } => {}
    }
    learned
}

/// What is left of a set whose term is not that other one.
fn differs(known: Known, other: Known, words: &Words) -> Known {
    match other.constant {
        Some(Const::Nil) => known.only(!kind::NIL),
        Some(Const::Atom(name)) if known.kinds == kind::BOOLEAN && other.kinds == kind::BOOLEAN => {
            let is_true = name == words.true_;
            let left = if is_true { words.false_ } else { words.true_ };
            Known::constant(Const::Atom(left), words)
        }
        _ => known,
    }
}

/// What an instruction's result is known to be. Results of calls are for whoever knows the module.
pub fn of_result(kind: &InstKind, known: &impl Fn(Operand) -> Known, words: &Words) -> Known {
    match kind {
        InstKind::Copy(x) => known(*x),
        InstKind::Boolean(_) => Known::kinds(kind::BOOLEAN),
        InstKind::Cons { .. } => Known::kinds(kind::CONS),
        InstKind::Tuple(elements) => {
            let tag = match elements.first() {
                Some(Operand::Const(Const::Atom(name))) => Some(*name),
                _ => None,
            };
            Known {
                arity: Some(elements.len() as u32),
                tag,
                ..Known::kinds(kind::TUPLE)
            }
        }
        InstKind::Record { .. } => Known::kinds(kind::RECORD),
        InstKind::SetTuple {
            src,
            arity,
            changes,
            ..
        } => Known {
            arity: Some(*arity),
            tag: match changes.first() {
                Some((0, Operand::Const(Const::Atom(name)))) => Some(*name),
                Some((0, _)) => None,
                _ => known(*src).tag,
            },
            ..Known::kinds(kind::TUPLE)
        },
        InstKind::MakeFun { .. } => Known::kinds(kind::FUN),
        InstKind::MapPut { .. } | InstKind::MapUpdate { .. } => Known::kinds(kind::MAP),
        InstKind::BsCreate(_) => Known::kinds(kind::BITS),
        InstKind::Bif { name, args } => of_bif(*name, args.len(), words),
        InstKind::Arith { op, args } => of_arith(*op, args, known),
        InstKind::Element { tuple, index } => match tag_at(*tuple, *index, known, words) {
            Some(tag) => Known::constant(tag, words),
            None => Known::ANYTHING,
        },
        InstKind::BuildTrace { .. } => Known::kinds(kind::NIL | kind::CONS),
        _ => Known::ANYTHING,
    }
}

/// The element of the tuple, if that is its tag. Whoever counts on it puts the atom in the instruction's place: the verifier knows no tags.
pub fn tag_at(
    tuple: Operand,
    index: u32,
    known: &impl Fn(Operand) -> Known,
    words: &Words,
) -> Option<Const> {
    let tag = known(tuple).tag.filter(|tag| *tag != words.no_tag)?;
    (index == 0).then_some(Const::Atom(tag))
}

/// The op's name in the instruction table.
const fn name_of(op: ArithOp) -> &'static str {
    match op {
        ArithOp::Add => "add",
        ArithOp::Sub => "sub",
        ArithOp::Mul => "mul",
        ArithOp::Div => "div",
        ArithOp::Rem => "rem",
        ArithOp::FloatDiv => "fdiv",
        ArithOp::Band => "band",
        ArithOp::Bor => "bor",
        ArithOp::Bxor => "bxor",
        ArithOp::Bsl => "bsl",
        ArithOp::Bsr => "bsr",
        ArithOp::Neg => "neg",
        ArithOp::Bnot => "bnot",
    }
}

fn of_arith(op: ArithOp, args: &[Operand], known: &impl Fn(Operand) -> Known) -> Known {
    let result = match args {
        [a] => arithmetic(name_of(op), &[known(*a).numeric()]),
        [a, b] => arithmetic(name_of(op), &[known(*a).numeric(), known(*b).numeric()]),
        _ => return Known::ANYTHING,
    };
    Known::ANYTHING.with(result)
}

fn of_bif(name: Name, arity: usize, words: &Words) -> Known {
    match words.bifs.get(&(name, arity)) {
        Some(bif) => Known {
            kinds: kinds_of_types(bif.result.kinds),
            range: bif.result.range,
            ..Known::ANYTHING
        },
        None => Known::ANYTHING,
    }
}

/// What is known of operands once arithmetic or a native has succeeded.
fn of_operands(
    operation: Operation<'_>,
    known: &impl Fn(Operand) -> Known,
    words: &Words,
) -> Vec<(Value, Known)> {
    let mut learned = Vec::new();
    let mut only = |x: Operand, kinds: u16| {
        let old = known(x);
        if let Some(value) = x.value().filter(|_| old.kinds & !kinds != 0) {
            learned.push((value, old.only(kinds)));
        }
    };
    match operation {
        Operation::Arith(op, args) => {
            let kinds = kinds_of_types(operand_kinds(name_of(op)));
            args.iter().for_each(|&x| only(x, kinds));
        }
        Operation::Bif(name, args) => {
            if let Some((index, types)) = words
                .bifs
                .get(&(name, args.len()))
                .and_then(|bif| bif.argument)
                && let Some(&x) = args.get(usize::from(index))
            {
                only(x, kinds_of_types(types));
            }
        }
    }
    learned
}

enum Operation<'a> {
    Arith(ArithOp, &'a [Operand]),
    Bif(Name, &'a [Operand]),
}

/// What an instruction that has not raised tells of its operands.
pub fn learn_success(
    kind: &InstKind,
    known: &impl Fn(Operand) -> Known,
    words: &Words,
) -> Vec<(Value, Known)> {
    let operation = match kind {
        InstKind::Arith { op, args } => Operation::Arith(*op, args),
        InstKind::Bif { name, args } => Operation::Bif(*name, args),
        _ => return Vec::new(),
    };
    of_operands(operation, known, words)
}

/// The same of an attempt.
pub fn learn_attempt(
    what: &Attempt,
    known: &impl Fn(Operand) -> Known,
    words: &Words,
) -> Vec<(Value, Known)> {
    let operation = match what {
        Attempt::Arith { op, args } => Operation::Arith(*op, args),
        Attempt::Bif { name, args } => Operation::Bif(*name, args),
        _ => return Vec::new(),
    };
    of_operands(operation, known, words)
}

/// What an attempt's result is known to be.
pub fn of_attempt(what: &Attempt, known: &impl Fn(Operand) -> Known, words: &Words) -> Known {
    let integer = |range| Known {
        range,
        ..Known::kinds(kind::INTEGER)
    };
    match what {
        Attempt::Arith { op, args } => of_arith(*op, args, known),
        Attempt::Bif { name, args } => of_bif(*name, args.len(), words),
        Attempt::MapPut { .. } | Attempt::MapUpdate { .. } => Known::kinds(kind::MAP),
        Attempt::BsCreate(_) | Attempt::BsGetBits { .. } | Attempt::BsGetRest { .. } => {
            Known::kinds(kind::BITS)
        }
        Attempt::BsGetInteger {
            size, unit, flags, ..
        } => {
            let size = match size {
                Operand::Const(Const::Int(size)) => Some(*size),
                _ => None,
            };
            integer(bits(size, *unit, flags.signed))
        }
        Attempt::BsGetUtf { .. } => integer(purlin_isa::known::CHARACTER),
        Attempt::BsGetFloat { .. } => Known::kinds(kind::FLOAT),
        _ => Known::ANYTHING,
    }
}
