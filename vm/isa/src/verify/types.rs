//! What is known of values and registers at a place in the code.

use crate::known::Numeric;
use crate::module::*;
use crate::operand::*;
use crate::range::Range;

/// Number of a value that registers hold; 0: uninitialised.
pub(super) type Id = u32;

/// What is known of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Type {
    /// `Fact::*` bits.
    pub(super) kinds: u16,
    /// If it is a tuple, it has at least so many elements.
    pub(super) min_arity: u32,
    /// ... and exactly so many.
    pub(super) exact: bool,
    /// If it is an integer, it lies there.
    pub(super) range: Range,
}

impl Type {
    pub(super) const ANY: Type = Type::kinds(Fact::ANY);

    pub(super) const fn kinds(kinds: u16) -> Type {
        Type {
            kinds,
            min_arity: 0,
            exact: false,
            range: Range::ALL,
        }
    }

    pub(super) const fn tuple(arity: u32) -> Type {
        Type {
            kinds: Fact::TUPLE,
            min_arity: arity,
            exact: true,
            range: Range::ALL,
        }
    }

    pub(super) fn integer(n: i64) -> Type {
        Type {
            range: Range::exactly(n),
            ..Type::kinds(Fact::INTEGER)
        }
    }

    pub(super) fn has_tuple(self) -> bool {
        self.kinds & Fact::TUPLE != 0
    }

    pub(super) fn has_integer(self) -> bool {
        self.kinds & Fact::INTEGER != 0
    }

    pub(super) fn join(self, other: Type) -> Type {
        let (min_arity, exact) = match (self.has_tuple(), other.has_tuple()) {
            (true, false) => (self.min_arity, self.exact),
            (false, true) => (other.min_arity, other.exact),
            _ => (
                self.min_arity.min(other.min_arity),
                self.exact && other.exact && self.min_arity == other.min_arity,
            ),
        };
        let range = match (self.has_integer(), other.has_integer()) {
            (true, false) => self.range,
            (false, true) => other.range,
            _ => self.range.join(other.range),
        };
        Type {
            kinds: self.kinds | other.kinds,
            min_arity,
            exact,
            range,
        }
    }

    pub(super) fn is_within(self, fact: &Fact) -> bool {
        let sized = fact
            .arity
            .is_none_or(|arity| !self.has_tuple() || self.exact && self.min_arity == arity);
        let ranged = !self.has_integer() || self.range.is_within(fact.range);
        self.kinds & !fact.types == 0 && sized && ranged
    }

    pub(super) fn numeric(self) -> Numeric {
        Numeric {
            kinds: self.kinds,
            range: self.range,
        }
    }

    pub(super) fn with(self, numeric: Numeric) -> Type {
        Type {
            kinds: numeric.kinds,
            range: numeric.range,
            ..self
        }
    }

    /// Only these kinds are left.
    pub(super) fn only(self, kinds: u16) -> Type {
        Type {
            kinds: self.kinds & kinds,
            ..self
        }
    }
}

/// What holds at a place in the code.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct State {
    pub(super) x: Vec<Id>,
    pub(super) y: Vec<Id>,
    pub(super) frame: OptCount,
}

impl State {
    pub(super) fn get(&self, reg: Reg) -> Id {
        let found = match reg {
            Reg::X(n) => self.x.get(usize::from(n)),
            Reg::Y(n) => self.y.get(usize::from(n)),
        };
        found.copied().unwrap_or(0)
    }

    pub(super) fn set(&mut self, reg: Reg, id: Id) {
        let (list, n) = match reg {
            Reg::X(n) => (&mut self.x, usize::from(n)),
            Reg::Y(n) => (&mut self.y, usize::from(n)),
        };
        if list.len() <= n {
            list.resize(n + 1, 0);
        }
        list[n] = id;
    }

    /// Forgets registers outside a live set.
    pub(super) fn keep(&mut self, live_x: &[u16], live_y: &[u16]) {
        keep(&mut self.x, live_x);
        keep(&mut self.y, live_y);
    }
}

pub(super) fn keep(list: &mut [Id], live: &[u16]) {
    let mut live = live.iter().copied().peekable();
    for (n, id) in list.iter_mut().enumerate() {
        if live.next_if_eq(&(n as u16)).is_none() {
            *id = 0;
        }
    }
}

pub(super) fn type_of_fact(fact: &Fact) -> Type {
    Type {
        min_arity: fact.arity.unwrap_or(0),
        exact: fact.arity.is_some(),
        range: fact.range,
        ..Type::kinds(fact.types & !Fact::SAME)
    }
}

/// `a`, knowing that it is also a `b`.
pub(super) fn meet(a: Type, b: Type) -> Type {
    let kinds = a.kinds & b.kinds;
    let (min_arity, exact) = match (a.exact, b.exact) {
        (true, _) => (a.min_arity, true),
        (false, true) => (b.min_arity, true),
        (false, false) => (a.min_arity.max(b.min_arity), false),
    };
    let both = a.range.meet(b.range);
    Type {
        kinds: match both {
            Some(_) => kinds,
            None => kinds & !Fact::INTEGER,
        },
        min_arity,
        exact,
        range: both.unwrap_or(Range::ALL),
    }
}
