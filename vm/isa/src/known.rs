//! What is known of numbers, and of natives' results: the rules by which both compiler and verifier follow arithmetic, comparisons and
//! guard BIFs. One place, so that what the compiler concludes the verifier concludes, too.
//!
//! Every rule is monotone: who knows more of the operands knows as much or more of the result. Of nothing comes nothing. Otherwise the
//! verifier, which sees some things more exactly than the compiler, might miss what that has concluded.

use crate::module::Fact;
use crate::range::{Range, of_one, of_two};

/// A set of terms as far as numbers are concerned. Only the bits `Fact::INTEGER` and `Fact::FLOAT` of `kinds` mean something here; what
/// the others mean is the caller's affair, and they are kept or cleared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Numeric {
    pub kinds: u16,
    /// Where it lies if it is an integer.
    pub range: Range,
}

const NUMBER: u16 = Fact::INTEGER | Fact::FLOAT;

/// How two terms are found to compare.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Relation {
    Less,
    /// `>=`
    NotLess,
    /// `==`
    Equal,
    /// `=:=`. More than what is said here of it is for whoever knows the other kinds.
    Same,
    /// `/=` or `=/=`
    Differ,
}

impl Numeric {
    /// Only integers of that range are left, and what is no integer.
    fn within(self, range: Range) -> Numeric {
        match self.range.meet(range) {
            Some(range) => Numeric { range, ..self },
            None => self.no_integer(),
        }
    }

    fn no_integer(self) -> Numeric {
        Numeric {
            kinds: self.kinds & !Fact::INTEGER,
            range: Range::ALL,
        }
    }

    fn is_integer(self) -> bool {
        self.kinds == Fact::INTEGER
    }

    fn is_number(self) -> bool {
        self.kinds & !NUMBER == 0
    }

    fn number(self) -> Numeric {
        Numeric {
            kinds: self.kinds & NUMBER,
            ..self
        }
    }
}

/// What is known of two terms once they are known to compare like this. Numbers are less than all other terms.
pub fn related(relation: Relation, a: Numeric, b: Numeric) -> (Numeric, Numeric) {
    let (mut x, mut y) = (a, b);
    if a.kinds == 0 || b.kinds == 0 {
        (x.kinds, y.kinds) = (0, 0);
    }
    match relation {
        Relation::Less => {
            if b.is_number() {
                x = x.number();
            }
            if b.is_integer() {
                x = x.within(b.range.below());
            }
            if a.is_integer() {
                y = y.within(a.range.above());
            }
        }
        Relation::NotLess => {
            if a.is_number() {
                y = y.number();
            }
            if b.is_integer() {
                x = x.within(b.range.up());
            }
            if a.is_integer() {
                y = y.within(a.range.down());
            }
        }
        Relation::Equal | Relation::Same => {
            if b.is_number() {
                x = x.number();
            }
            if a.is_number() {
                y = y.number();
            }
            if b.is_integer() {
                x = x.within(b.range);
            }
            if a.is_integer() {
                y = y.within(a.range);
            }
        }
        Relation::Differ => {
            x = apart(x, b);
            y = apart(y, a);
        }
    }
    (x, y)
}

fn apart(x: Numeric, other: Numeric) -> Numeric {
    if !other.is_integer() || other.range.low != other.range.high {
        return x;
    }
    match x.range.without(other.range.low) {
        Some(range) => Numeric { range, ..x },
        None => x.no_integer(),
    }
}

/// Does a comparison of integers of these ranges come out so for all of them, or for none?
pub fn decided(relation: Relation, a: Range, b: Range) -> Option<bool> {
    let unbounded = |n: i64| n == i64::MIN || n == i64::MAX;
    let less = |x: i64, y: i64| !unbounded(x) && !unbounded(y) && x < y;
    let at_most = |x: i64, y: i64| !unbounded(x) && !unbounded(y) && x <= y;
    match relation {
        Relation::Less if less(a.high, b.low) => Some(true),
        Relation::Less if at_most(b.high, a.low) => Some(false),
        Relation::NotLess => decided(Relation::Less, a, b).map(|less| !less),
        Relation::Equal | Relation::Same if less(a.high, b.low) || less(b.high, a.low) => {
            Some(false)
        }
        Relation::Equal | Relation::Same if a == b && a.low == a.high && !unbounded(a.low) => {
            Some(true)
        }
        Relation::Differ => decided(Relation::Same, a, b).map(|same| !same),
        Relation::Less | Relation::Equal | Relation::Same => None,
    }
}

/// The kinds of operands that arithmetic succeeds with, by the name of the op.
pub fn operand_kinds(op: &str) -> u16 {
    match op {
        "add" | "sub" | "mul" | "fdiv" | "neg" => NUMBER,
        _ => Fact::INTEGER,
    }
}

/// What arithmetic makes of one or two operands, if it succeeds.
pub fn arithmetic(op: &str, operands: &[Numeric]) -> Numeric {
    let all = |kinds: u16| operands.iter().all(|x| x.kinds & kinds != 0);
    let if_all = |kinds: u16, result: u16| if all(kinds) { result } else { 0 };
    let kinds = match op {
        "fdiv" => if_all(NUMBER, Fact::FLOAT),
        "add" | "sub" | "mul" | "neg" => {
            let floats = operands.iter().any(|x| x.kinds & Fact::FLOAT != 0);
            if_all(Fact::INTEGER, Fact::INTEGER)
                | if_all(NUMBER, if floats { Fact::FLOAT } else { 0 })
        }
        _ => if_all(Fact::INTEGER, Fact::INTEGER),
    };
    let range = match operands {
        [a] => of_one(op, a.range),
        [a, b] => of_two(op, a.range, b.range),
        _ => Range::ALL,
    };
    Numeric { kinds, range }
}

/// What is left of a range without some integers, which ascend.
pub fn without(range: Range, cases: &[i64]) -> Option<Range> {
    let rest = cases
        .iter()
        .try_fold(range, |rest, &case| rest.without(case))?;
    cases
        .iter()
        .rev()
        .try_fold(rest, |rest, &case| rest.without(case))
}

/// Code points.
pub const CHARACTER: Range = Range::new(0, 0x10_ffff);

/// An integer of `size * unit` bits; the size may not be known.
pub fn bits(size: Option<i64>, unit: u32, signed: bool) -> Range {
    let n = size.and_then(|size| size.checked_mul(i64::from(unit)));
    match (n, signed) {
        (Some(n @ 0..=62), false) => Range::new(0, (1 << n) - 1),
        (Some(n @ 1..=62), true) => Range::new(-(1 << (n - 1)), (1 << (n - 1)) - 1),
        (Some(0), true) => Range::exactly(0),
        (_, false) => Range::at_least(0),
        (_, true) => Range::ALL,
    }
}

/// What a guard BIF tells of itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BifResult {
    /// `Fact::*` bits and the range of what it gives.
    pub result: Numeric,
    /// Of which argument something is known once it has succeeded, and the kinds that this must have had.
    pub argument: Option<(u8, u16)>,
}

/// More than any process's memory holds of anything.
const COUNT: Range = Range::new(0, 1 << 56);

const LIST: u16 = Fact::NIL | Fact::CONS;

macro_rules! guard_results {
    ($($name:literal / $arity:literal => $kinds:expr, $range:expr, $argument:expr;)*) => {
        /// What `erlang:name/arity`, called by the `bif` op, gives; none: anything.
        pub fn bif_result(name: &str, arity: usize) -> Option<BifResult> {
            match (name, arity) {
                $(($name, $arity) => Some(BifResult {
                    result: Numeric { kinds: $kinds, range: $range },
                    argument: $argument,
                }),)*
                _ => None,
            }
        }

        /// All of them.
        pub const BIF_RESULTS: &[(&str, usize)] = &[$(($name, $arity)),*];
    };
}

guard_results! {
    "abs"/1 => NUMBER, Range::at_least(0), Some((0, NUMBER));
    "binary_part"/2 => Fact::BITSTRING, Range::ALL, Some((0, Fact::BITSTRING));
    "binary_part"/3 => Fact::BITSTRING, Range::ALL, Some((0, Fact::BITSTRING));
    "bit_size"/1 => Fact::INTEGER, COUNT, Some((0, Fact::BITSTRING));
    "byte_size"/1 => Fact::INTEGER, COUNT, Some((0, Fact::BITSTRING));
    "ceil"/1 => Fact::INTEGER, Range::ALL, Some((0, NUMBER));
    "element"/2 => Fact::ANY, Range::ALL, Some((1, Fact::TUPLE));
    "float"/1 => Fact::FLOAT, Range::ALL, Some((0, NUMBER));
    "floor"/1 => Fact::INTEGER, Range::ALL, Some((0, NUMBER));
    "hd"/1 => Fact::ANY, Range::ALL, Some((0, Fact::CONS));
    "length"/1 => Fact::INTEGER, COUNT, Some((0, LIST));
    "map_size"/1 => Fact::INTEGER, COUNT, Some((0, Fact::MAP));
    "round"/1 => Fact::INTEGER, Range::ALL, Some((0, NUMBER));
    "self"/0 => Fact::PID, Range::ALL, None;
    "tl"/1 => Fact::ANY, Range::ALL, Some((0, Fact::CONS));
    "trunc"/1 => Fact::INTEGER, Range::ALL, Some((0, NUMBER));
    "tuple_size"/1 => Fact::INTEGER, COUNT, Some((0, Fact::TUPLE));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn integers(low: i64, high: i64) -> Numeric {
        Numeric {
            kinds: Fact::INTEGER,
            range: Range::new(low, high),
        }
    }

    /// Whatever pairs of integers compare so stay in what is left of the ranges.
    #[test]
    fn no_pair_is_lost() {
        let all: Vec<Numeric> = (-3..4)
            .flat_map(|low| (low..4).map(move |high| integers(low, high)))
            .chain([integers(i64::MIN, 1), integers(-1, i64::MAX)])
            .collect();
        let holds = |relation, x: i64, y: i64| match relation {
            Relation::Less => x < y,
            Relation::NotLess => x >= y,
            Relation::Equal | Relation::Same => x == y,
            Relation::Differ => x != y,
        };
        let inside = |a: Numeric, x: i64| {
            a.kinds & Fact::INTEGER != 0 && a.range.low <= x && x <= a.range.high
        };
        for relation in [
            Relation::Less,
            Relation::NotLess,
            Relation::Equal,
            Relation::Same,
            Relation::Differ,
        ] {
            for &a in &all {
                for &b in &all {
                    let (left, right) = related(relation, a, b);
                    let answer = decided(relation, a.range, b.range);
                    for x in (-6..7).filter(|&x| inside(a, x)) {
                        for y in (-6..7).filter(|&y| inside(b, y)) {
                            let found = holds(relation, x, y);
                            assert!(answer.is_none_or(|answer| answer == found));
                            assert!(!found || (inside(left, x) && inside(right, y)));
                        }
                    }
                }
            }
        }
    }

    /// Who knows more of the operands knows as much or more of what comes of them.
    #[test]
    fn rules_are_monotone() {
        let ranges = [
            Range::ALL,
            Range::new(0, 9),
            Range::new(3, 5),
            Range::exactly(4),
            Range::new(-7, 2),
            Range::at_least(1),
        ];
        let kinds = [0, Fact::INTEGER, Fact::FLOAT, NUMBER, Fact::ATOM, Fact::ANY];
        let all: Vec<Numeric> = kinds
            .iter()
            .flat_map(|&kinds| ranges.map(|range| Numeric { kinds, range }))
            .collect();
        let inside = |x: Numeric, y: Numeric| {
            x.kinds & !y.kinds == 0 && (x.kinds & Fact::INTEGER == 0 || x.range.is_within(y.range))
        };
        let smaller = |x: Numeric| all.iter().copied().filter(move |&y| inside(y, x));
        let relations = [
            Relation::Less,
            Relation::NotLess,
            Relation::Equal,
            Relation::Same,
            Relation::Differ,
        ];
        let ops = [
            "add", "sub", "mul", "div", "rem", "band", "bxor", "bsr", "fdiv",
        ];
        for &a in &all {
            for &b in &all {
                for x in smaller(a) {
                    for y in smaller(b) {
                        for relation in relations {
                            let (less, more) = (related(relation, x, y), related(relation, a, b));
                            let fine = inside(less.0, more.0) && inside(less.1, more.1);
                            assert!(fine, "{relation:?} {a:?} {b:?} {x:?} {y:?}");
                        }
                        for op in ops {
                            let fine = inside(arithmetic(op, &[x, y]), arithmetic(op, &[a, b]));
                            assert!(fine, "{op} {a:?} {b:?} {x:?} {y:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_less_than_a_number_is_one() {
        let any = Numeric {
            kinds: Fact::ANY,
            range: Range::ALL,
        };
        let (x, _) = related(Relation::Less, any, integers(7, 7));
        assert_eq!((x.kinds, x.range), (NUMBER, Range::at_most(6)));
        // An atom is greater than any number.
        let (x, _) = related(Relation::NotLess, any, integers(7, 7));
        assert_eq!((x.kinds, x.range), (Fact::ANY, Range::at_least(7)));
        // A float says nothing of where an integer lies.
        let float = Numeric {
            kinds: Fact::FLOAT,
            range: Range::ALL,
        };
        let (x, _) = related(Relation::Less, any, float);
        assert_eq!((x.kinds, x.range), (NUMBER, Range::ALL));
    }

    #[test]
    fn cases_are_taken_from_both_ends() {
        let left = |cases: &[i64]| without(Range::new(0, 5), cases);
        assert_eq!(left(&[0, 1, 5]), Some(Range::new(2, 4)));
        assert_eq!(left(&[2, 3]), Some(Range::new(0, 5)));
        assert_eq!(left(&[0, 1, 2, 3, 4, 5]), None);
        assert_eq!(bits(Some(1), 8, false), Range::new(0, 255));
        assert_eq!(bits(Some(8), 1, true), Range::new(-128, 127));
        assert_eq!(bits(None, 256, false), Range::at_least(0));
    }

    #[test]
    fn all_rows_are_guards() {
        for (name, arity) in BIF_RESULTS {
            assert!(crate::bifs::is_guard_bif(name, *arity), "{name}/{arity}");
            assert!(bif_result(name, *arity).is_some());
        }
    }
}
