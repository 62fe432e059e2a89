//! The two orders of tables: by hash of the key, and by key. Either way an entry of a table has a *prefix*, 64 bits that mostly decide.
//!
//! - K1. `a < b` implies `prefix(a) <= prefix(b)`; keys that are equal for the table have equal prefixes.
//! - K2. Where prefixes are equal and both say `is_decided`, the keys are equal. Else the keys themselves are compared.
//!
//! By hash: the prefix is the hash of the key's content, ties are broken by map key order (in which 1 and 1.0 differ). By key: Erlang's term
//! order, in which 1 equals 1.0. The prefix of a key:
//!
//! ```text
//! number    (floor(x) + 2^60) * 2, plus 1 if it is no whole number; beyond that range the least and the largest value
//! others    class << 60 | 60 bits:  atom, bitstring: its first bytes; tuple: size, then something of its first element;
//!           list: its first elements, a byte each; reference, fun, port, pid, map, nil: nothing
//! ```

use std::cmp::Ordering;

use crate::atom::AtomTable;
use crate::term::compare::{compare, compare_exact};
use crate::term::map::hash;
use crate::term::{Term, View};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    Hash,
    Key,
}

/// What is looked for.
#[derive(Clone, Copy)]
pub struct Probe<'k> {
    pub prefix: u64,
    pub key: Term<'k>,
    pub order: Order,
    pub part: Part,
}

/// How much of a key is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    All,
    /// The size of a tuple and its first so many elements: the place before all such keys. Of an ordered table only.
    Before(usize),
    /// The place behind all such keys.
    Behind(usize),
}

const NUMBERS: u64 = 1 << 62;
const ZERO: i64 = 1 << 60;

impl<'k> Probe<'k> {
    #[inline]
    pub fn new(order: Order, key: Term<'k>, atoms: &AtomTable) -> Probe<'k> {
        let prefix = match order {
            Order::Hash => hash::hash(key, atoms),
            Order::Key => prefix_of(key, atoms),
        };
        Probe {
            prefix,
            key,
            order,
            part: Part::All,
        }
    }

    /// How a key of an ordered table stands to what is looked for.
    pub fn compare_key(&self, key: Term<'_>, atoms: &AtomTable) -> Ordering {
        match self.part {
            Part::All => compare(key, self.key, atoms),
            Part::Before(n) => compare_part(key, self.key, n, atoms).then(Ordering::Greater),
            Part::Behind(n) => compare_part(key, self.key, n, atoms).then(Ordering::Less),
        }
    }

    /// How an entry stands to what is looked for.
    #[inline]
    pub fn compare_entry<'t>(
        &self,
        prefix: u64,
        key: impl FnOnce() -> Term<'t>,
        atoms: &AtomTable,
    ) -> Ordering {
        match prefix.cmp(&self.prefix) {
            Ordering::Equal => self.break_tie(key, atoms),
            different => different,
        }
    }

    #[inline]
    fn break_tie<'t>(&self, key: impl FnOnce() -> Term<'t>, atoms: &AtomTable) -> Ordering {
        match self.order {
            Order::Key if is_decided(self.prefix) => Ordering::Equal,
            Order::Key => self.compare_key(key(), atoms),
            Order::Hash => compare_exact(key(), self.key, atoms),
        }
    }
}

/// As `compare`, but of tuples of the same size only the first `n` elements count.
pub fn compare_part(a: Term<'_>, b: Term<'_>, n: usize, atoms: &AtomTable) -> Ordering {
    match (a.as_tuple(), b.as_tuple()) {
        (Some(x), Some(y)) if x.len() == y.len() => (0..n.min(x.len()))
            .map(|i| compare(x.at(i), y.at(i), atoms))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal),
        _ => compare(a, b, atoms),
    }
}

/// Do two keys of this prefix have to be equal? Whole numbers do.
#[inline]
pub fn is_decided(prefix: u64) -> bool {
    prefix & 1 == 0 && prefix > 0 && prefix < NUMBERS
}

/// Of `n` ascending prefixes, how many are at most `prefix`; the first is taken to be. Without branches that depend on them.
#[inline]
pub fn count_up_to(n: usize, prefix: u64, at: impl Fn(usize) -> u64) -> usize {
    let (mut base, mut size) = (0, n);
    while size > 1 {
        let half = size / 2;
        base += half * usize::from(at(base + half) <= prefix);
        size -= half;
    }
    base + 1
}

/// Of `n` ascending prefixes, how many are less than `prefix`.
#[inline]
pub fn count_below(n: usize, prefix: u64, at: impl Fn(usize) -> u64) -> usize {
    if n == 0 {
        return 0;
    }
    let (mut base, mut size) = (0, n);
    while size > 1 {
        let half = size / 2;
        base += half * usize::from(at(base + half) < prefix);
        size -= half;
    }
    base + usize::from(at(base) < prefix)
}

const CLASS_ATOM: u64 = 5;
const CLASS_REFERENCE: u64 = 6;
const CLASS_FUN: u64 = 7;
const CLASS_PORT: u64 = 8;
const CLASS_PID: u64 = 9;
const CLASS_TUPLE: u64 = 10;
const CLASS_MAP: u64 = 11;
const CLASS_NIL: u64 = 12;
const CLASS_CONS: u64 = 13;
const CLASS_BITS: u64 = 14;

/// The prefix of a key in an ordered table.
#[inline]
pub fn prefix_of(key: Term<'_>, atoms: &AtomTable) -> u64 {
    match key.as_small() {
        Some(value) => ((value + ZERO) as u64) << 1 | u64::from(value == -ZERO),
        None => prefix_of_other(key, atoms),
    }
}

fn prefix_of_other(key: Term<'_>, atoms: &AtomTable) -> u64 {
    let class = |class: u64, payload: u64| class << 60 | payload;
    match key.view() {
        View::Small(_) | View::Big(_) | View::Float(_) => match number(key) {
            (Whole::Below, _) => 1,
            (Whole::Above, _) => NUMBERS - 1,
            (Whole::Is(value), fraction) if value > -ZERO => {
                ((value + ZERO) as u64) << 1 | u64::from(fraction)
            }
            (Whole::Is(_), _) => 1,
        },
        View::Atom(atom) => class(
            CLASS_ATOM,
            first_bytes::<7>(atoms.text(atom).as_bytes()) << 4,
        ),
        View::Ref(_) => class(CLASS_REFERENCE, 0),
        View::Fun(_) => class(CLASS_FUN, 0),
        View::Port(_) => class(CLASS_PORT, 0),
        View::Pid(_) => class(CLASS_PID, 0),
        View::Tuple(tuple) => {
            const MOST: u64 = 63;
            let size = (tuple.len() as u64).min(MOST);
            let first = match tuple.get(0) {
                Some(first) if size < MOST => first_element(first, atoms),
                _ => 0,
            };
            class(CLASS_TUPLE, size << 54 | first)
        }
        View::Record(_) => class(CLASS_MAP, 0),
        View::Map(_) => class(CLASS_MAP, 1),
        View::Nil => class(CLASS_NIL, 0),
        View::Cons(_) => class(CLASS_CONS, list_bytes(key) << 4),
        View::Bits(bits) => {
            let mut payload = 0;
            for i in 0..7 {
                payload = payload << 8 | u64::from(bits.byte(i).unwrap_or(0));
            }
            class(CLASS_BITS, payload << 4)
        }
        View::Context(_) => 0,
    }
}

enum Whole {
    Below,
    Is(i64),
    Above,
}

/// The floor of a number, and whether there is a rest.
fn number(key: Term<'_>) -> (Whole, bool) {
    if let Some(value) = key.as_small() {
        return (Whole::Is(value), false);
    }
    if let Some(value) = key.as_float() {
        let floor = value.floor();
        return match floor {
            f if f < -(ZERO as f64) => (Whole::Below, false),
            f if f >= ZERO as f64 => (Whole::Above, false),
            f => (Whole::Is(f as i64), f != value),
        };
    }
    // A big integer is outside the small range.
    match key.view() {
        View::Big(big) if big.is_negative() => (Whole::Below, false),
        _ => (Whole::Above, false),
    }
}

/// The first `N` bytes as one number, zeros behind the last.
fn first_bytes<const N: usize>(bytes: &[u8]) -> u64 {
    (0..N).fold(0, |all, i| {
        all << 8 | u64::from(bytes.get(i).copied().unwrap_or(0))
    })
}

/// Something of the first element of a tuple, in its order: 4 bits of class, 50 bits.
fn first_element(element: Term<'_>, atoms: &AtomTable) -> u64 {
    const FAR: i64 = 1 << 48;
    let (class, payload) = match element.view() {
        View::Small(_) | View::Big(_) | View::Float(_) => {
            let payload = match number(element) {
                (Whole::Below, _) => 0,
                (Whole::Above, _) => (1 << 50) - 1,
                (Whole::Is(value), _) if value < -FAR => 0,
                (Whole::Is(value), _) if value >= FAR => (1 << 50) - 1,
                (Whole::Is(value), fraction) => ((value + FAR) as u64) << 1 | u64::from(fraction),
            };
            (4, payload)
        }
        View::Atom(atom) => (
            CLASS_ATOM,
            first_bytes::<6>(atoms.text(atom).as_bytes()) << 2,
        ),
        View::Ref(_) => (CLASS_REFERENCE, 0),
        View::Fun(_) => (CLASS_FUN, 0),
        View::Port(_) => (CLASS_PORT, 0),
        View::Pid(_) => (CLASS_PID, 0),
        View::Tuple(_) => (CLASS_TUPLE, 0),
        View::Record(_) => (CLASS_MAP, 0),
        View::Map(_) => (CLASS_MAP, 1),
        View::Nil => (CLASS_NIL, 0),
        View::Cons(_) => (CLASS_CONS, list_bytes(element) >> 6),
        View::Bits(bits) => {
            let bytes = (0..6).fold(0, |all, i| all << 8 | u64::from(bits.byte(i).unwrap_or(0)));
            (CLASS_BITS, bytes << 2)
        }
        View::Context(_) => (0, 0),
    };
    class << 50 | payload
}

/// A list's first seven places, a byte each, in the order of lists.
fn list_bytes(list: Term<'_>) -> u64 {
    const N: u32 = 7;
    const BEFORE_NIL: u64 = 0;
    const NIL: u64 = 1;
    const BELOW: u64 = 2;
    const FIRST: i64 = 3;
    const ABOVE: u64 = 254;
    const AFTER_CONS: u64 = 255;
    let mut rest = list;
    let mut all = 0;
    for i in 0..N {
        let left = 8 * (N - 1 - i);
        let stop = |all: u64, byte: u64| (all << 8 | byte) << left;
        let Some(cell) = rest.as_cons() else {
            return match rest.view() {
                View::Nil => stop(all, NIL),
                View::Bits(_) => stop(all, AFTER_CONS),
                _ => stop(all, BEFORE_NIL),
            };
        };
        let head = cell.head();
        if !head.is_number() {
            return stop(all, ABOVE);
        }
        let byte = match number(head) {
            (Whole::Below, _) => return stop(all, BELOW),
            (Whole::Above, _) => return stop(all, ABOVE),
            (Whole::Is(value), _) if value < 0 => return stop(all, BELOW),
            (Whole::Is(value), _) if value + FIRST >= ABOVE as i64 => return stop(all, ABOVE),
            (Whole::Is(value), fraction) => {
                let byte = (value + FIRST) as u64;
                if fraction {
                    // Behind all lists that go on from the whole number, before those of the next.
                    return stop(all, byte) | ((1u64 << left) - 1);
                }
                byte
            }
        };
        all = all << 8 | byte;
        rest = cell.tail();
    }
    all
}
