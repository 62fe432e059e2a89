//! Ranges of integers: what compiler and verifier agree on when they follow arithmetic and comparisons. Whatever is said here must hold
//! for all integers, big ones included; a range that lies within the small integers is what unchecked arithmetic relies on.

/// Integers from `low` to `high`; `i64::MIN` and `i64::MAX` say that there is no such bound. Never empty.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Range {
    pub low: i64,
    pub high: i64,
}

/// The small integers: 61 bits.
pub const SMALL: Range = Range {
    low: -(1 << 60),
    high: (1 << 60) - 1,
};

/// Where bounds stop on their way out, so that a fixpoint comes to an end.
const STEPS: [i64; 10] = [
    SMALL.low,
    -(1 << 31),
    -1,
    0,
    1,
    255,
    65535,
    0x10_ffff,
    1 << 31,
    SMALL.high,
];

impl Range {
    pub const ALL: Range = Range {
        low: i64::MIN,
        high: i64::MAX,
    };

    pub const fn new(low: i64, high: i64) -> Range {
        Range { low, high }
    }

    pub const fn exactly(n: i64) -> Range {
        Range { low: n, high: n }
    }

    pub const fn at_least(low: i64) -> Range {
        Range {
            low,
            high: i64::MAX,
        }
    }

    pub const fn at_most(high: i64) -> Range {
        Range {
            low: i64::MIN,
            high,
        }
    }

    pub fn is_small(self) -> bool {
        self.is_within(SMALL)
    }

    pub fn is_within(self, other: Range) -> bool {
        other.low <= self.low && self.high <= other.high
    }

    pub fn join(self, other: Range) -> Range {
        Range {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }

    /// None: no integer is in both.
    pub fn meet(self, other: Range) -> Option<Range> {
        let (low, high) = (self.low.max(other.low), self.high.min(other.high));
        (low <= high).then_some(Range { low, high })
    }

    /// The join with what it has become, with bounds that moved going as far as the next step.
    pub fn widen(self, now: Range) -> Range {
        let mut wide = self.join(now);
        if wide.low < self.low {
            let step = STEPS.iter().rev().find(|step| **step <= wide.low);
            wide.low = step.copied().unwrap_or(i64::MIN);
        }
        if wide.high > self.high {
            let step = STEPS.iter().find(|step| **step >= wide.high);
            wide.high = step.copied().unwrap_or(i64::MAX);
        }
        wide
    }

    /// What is left if `n` is not there.
    pub fn without(self, n: i64) -> Option<Range> {
        if self == Range::exactly(n) {
            return None;
        }
        let mut rest = self;
        if n != i64::MIN && rest.low == n {
            rest.low += 1;
        }
        if n != i64::MAX && rest.high == n {
            rest.high -= 1;
        }
        Some(rest)
    }

    /// Integers less than one of these.
    pub fn below(self) -> Range {
        match self.high {
            i64::MAX => Range::ALL,
            high => Range::at_most(high.saturating_sub(1)),
        }
    }

    /// Integers greater than one of these.
    pub fn above(self) -> Range {
        match self.low {
            i64::MIN => Range::ALL,
            low => Range::at_least(low.saturating_add(1)),
        }
    }

    /// Integers that are one of these or less.
    pub fn down(self) -> Range {
        Range::at_most(self.high)
    }

    /// Integers that are one of these or greater.
    pub fn up(self) -> Range {
        Range::at_least(self.low)
    }

    fn bounds(self) -> (Option<i128>, Option<i128>) {
        (
            (self.low != i64::MIN).then_some(i128::from(self.low)),
            (self.high != i64::MAX).then_some(i128::from(self.high)),
        )
    }

    fn of(low: Option<i128>, high: Option<i128>) -> Range {
        let fits = |n: Option<i128>| n.and_then(|n| i64::try_from(n).ok());
        Range {
            low: fits(low).unwrap_or(i64::MIN),
            high: fits(high).unwrap_or(i64::MAX),
        }
    }

    /// The range of the corners' results, if both ranges have two bounds.
    fn corners(self, other: Range, result: impl Fn(i128, i128) -> i128) -> Range {
        let ((Some(a), Some(b)), (Some(c), Some(d))) = (self.bounds(), other.bounds()) else {
            return Range::ALL;
        };
        let all = [result(a, c), result(a, d), result(b, c), result(b, d)];
        Range::of(all.iter().min().copied(), all.iter().max().copied())
    }

    fn is_natural(self) -> bool {
        self.low >= 0
    }
}

/// Arithmetic on two integers of these ranges, by the name of the op.
pub fn of_two(op: &str, a: Range, b: Range) -> Range {
    match op {
        "add" => sum(a, b),
        "sub" => sum(a, of_one("neg", b)),
        "mul" => a.corners(b, |x, y| x * y),
        "div" => quotient(a, b),
        "rem" => remainder(a, b),
        "band" => common_bits(a, b),
        "bor" | "bxor" if a.is_natural() && b.is_natural() => all_bits(a, b),
        "bsl" => shifted(a, b),
        "bsr" => shifted(a, of_one("neg", b)),
        _ => Range::ALL,
    }
}

/// Arithmetic on one integer.
pub fn of_one(op: &str, a: Range) -> Range {
    let (low, high) = a.bounds();
    match op {
        "neg" => Range::of(high.map(|n| -n), low.map(|n| -n)),
        "bnot" => Range::of(high.map(|n| -n - 1), low.map(|n| -n - 1)),
        _ => Range::ALL,
    }
}

fn sum(a: Range, b: Range) -> Range {
    let ((al, ah), (bl, bh)) = (a.bounds(), b.bounds());
    let add = |x: Option<i128>, y: Option<i128>| Some(x? + y?);
    Range::of(add(al, bl), add(ah, bh))
}

/// Towards zero: of the dividend's side, and no further from zero than it.
fn quotient(a: Range, b: Range) -> Range {
    if b.low >= 1 {
        let side = Range::new(a.low.min(0), a.high.max(0));
        let exact = match b.high {
            i64::MAX => Range::ALL,
            _ => a.corners(b, |x, y| x / y),
        };
        return exact.meet(side).unwrap_or(side);
    }
    match (a.bounds(), a.is_natural()) {
        ((Some(low), Some(high)), _) => {
            let most = low.abs().max(high.abs());
            Range::of(Some(-most), Some(most))
        }
        _ => Range::ALL,
    }
}

/// The sign is the dividend's, and it is nearer to zero than the divisor.
fn remainder(a: Range, b: Range) -> Range {
    let most = match b.bounds() {
        (Some(low), Some(high)) => Some((low.abs().max(high.abs()) - 1).max(0)),
        _ => None,
    };
    let by_divisor = Range::of(most.map(|n| -n), most);
    let by_dividend = Range::new(a.low.min(0), a.high.max(0));
    by_divisor.meet(by_dividend).unwrap_or(by_dividend)
}

fn common_bits(a: Range, b: Range) -> Range {
    match (a.is_natural(), b.is_natural()) {
        (true, true) => Range::new(0, a.high.min(b.high)),
        (true, false) => Range::new(0, a.high),
        (false, true) => Range::new(0, b.high),
        (false, false) => Range::ALL,
    }
}

/// As many bits as the larger one has.
fn all_bits(a: Range, b: Range) -> Range {
    let high = a.high.max(b.high);
    let bits = 64 - high.leading_zeros();
    match bits {
        0 => Range::exactly(0),
        63 => Range::at_least(0),
        bits => Range::new(0, (1 << bits) - 1),
    }
}

/// To the left; to the right for negative distances.
fn shifted(a: Range, by: Range) -> Range {
    let shift = |x: i128, by: i128| {
        if by >= 0 {
            x << by.min(63)
        } else {
            x >> (-by).min(127)
        }
    };
    if by.high > 62 {
        return Range::ALL;
    }
    a.corners(by, shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &[&str] = &[
        "add", "sub", "mul", "div", "rem", "band", "bor", "bxor", "bsl", "bsr",
    ];

    fn exact(op: &str, x: i128, y: i128) -> Option<i128> {
        Some(match op {
            "add" => x + y,
            "sub" => x - y,
            "mul" => x * y,
            "div" => x.checked_div(y)?,
            "rem" => x.checked_rem(y)?,
            "band" => x & y,
            "bor" => x | y,
            "bxor" => x ^ y,
            "bsl" if y >= 0 => x << y,
            "bsl" => x >> -y,
            "bsr" if y >= 0 => x >> y,
            _ => x << -y,
        })
    }

    /// Every result of every operation lies in the range that is foretold.
    #[test]
    fn results_lie_within() {
        let ends = [i64::MIN, -9, -3, -1, 0, 1, 2, 7, 8, 12, i64::MAX];
        let ranges: Vec<Range> = ends
            .iter()
            .flat_map(|&low| ends.iter().map(move |&high| Range { low, high }))
            .filter(|range| range.low <= range.high)
            .filter(|range| range.low != i64::MAX && range.high != i64::MIN)
            .collect();
        let inside = |range: Range, n: i128| {
            (range.low == i64::MIN || i128::from(range.low) <= n)
                && (range.high == i64::MAX || n <= i128::from(range.high))
        };
        for op in TWO {
            for a in &ranges {
                for b in &ranges {
                    let foretold = of_two(op, *a, *b);
                    assert!(foretold.low <= foretold.high, "{op} {a:?} {b:?}");
                    for x in (-20..20).filter(|&x| inside(*a, x)) {
                        for y in (-20..20).filter(|&y| inside(*b, y)) {
                            let Some(result) = exact(op, x, y) else {
                                continue;
                            };
                            assert!(inside(foretold, result), "{x} {op} {y}: {foretold:?}");
                        }
                    }
                }
            }
        }
        for a in &ranges {
            for x in (-20..20).filter(|&x| inside(*a, x)) {
                assert!(inside(of_one("neg", *a), -x));
                assert!(inside(of_one("bnot", *a), !x));
            }
        }
    }

    #[test]
    fn large_results_have_no_bound() {
        let wide = Range::new(-(1 << 60), 1 << 60);
        assert_eq!(of_two("mul", wide, wide), Range::ALL);
        assert_eq!(
            of_two("bsl", Range::exactly(1), Range::exactly(62)),
            Range::exactly(1 << 62)
        );
        assert_eq!(
            of_two("bsl", Range::exactly(4), Range::exactly(62)),
            Range::ALL
        );
        let top = Range::exactly(i64::MAX - 1);
        assert_eq!(of_two("add", top, Range::exactly(5)).high, i64::MAX);
        assert!(!of_two("add", top, Range::exactly(5)).is_small());
    }

    #[test]
    fn widening_ends() {
        let mut range = Range::exactly(3);
        let mut steps = 0;
        loop {
            let next = of_two("sub", of_two("mul", range, Range::exactly(2)), range).join(range);
            let wide = range.widen(of_two("add", next, Range::new(-1, 1)));
            if wide == range {
                break;
            }
            range = wide;
            steps += 1;
        }
        assert_eq!(range, Range::ALL);
        assert!(steps < 12);
    }

    #[test]
    fn one_is_taken_out_at_the_ends_only() {
        assert_eq!(Range::new(0, 5).without(0), Some(Range::new(1, 5)));
        assert_eq!(Range::new(0, 5).without(5), Some(Range::new(0, 4)));
        assert_eq!(Range::new(0, 5).without(3), Some(Range::new(0, 5)));
        assert_eq!(Range::exactly(3).without(3), None);
        assert_eq!(Range::ALL.without(i64::MIN), Some(Range::ALL));
    }
}
