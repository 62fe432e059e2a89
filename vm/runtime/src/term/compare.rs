//! Term order, `==` and `=:=`, on terms of any depth without recursion.
//!
//! The order: numbers < atoms < references < funs < ports < pids < tuples < records < maps < nil < conses < bitstrings. Integers and floats compare by
//! value; in `=:=` and in key order an integer never equals a float, and 0.0 is not -0.0.
//!
//! - Q1. Equal maps are equal trees (map A2), so equality walks two tries side by side and never looks anything up.
//! - Q2. Comparing two large maps needs their smallest different key. Finding it compares keys, which may be large maps themselves: a
//!   `Smallest` on the work stack takes the result of each such comparison. Before it, a `Difference` finds the keys, a part at a time.

use std::cmp::Ordering;

use smallvec::SmallVec;

use super::map::trie_node as node_of;
use super::{
    Bits, ExternalFun, Fun, Kind, LocalFun, Map, Pid, Port, Record, Reference, Term, View, Word,
    binary,
};
use crate::atom::{Atom, AtomTable, atoms as names};

/// Erlang's term order: `<`, `>`, `lists:sort`. Integers and floats compare by value.
#[inline]
pub fn compare(a: Term<'_>, b: Term<'_>, atoms: &AtomTable) -> Ordering {
    if Word::both_small(a.word(), b.word()) {
        return a.word().small_value().cmp(&b.word().small_value());
    }
    compare_others(a, b, false, atoms)
}

/// Map key order: as `compare`, but an integer is less than a float everywhere, so that only identical terms are equal.
#[inline]
pub fn compare_exact(a: Term<'_>, b: Term<'_>, atoms: &AtomTable) -> Ordering {
    if Word::both_small(a.word(), b.word()) {
        return a.word().small_value().cmp(&b.word().small_value());
    }
    compare_others(a, b, true, atoms)
}

/// Not of two small integers.
#[inline(never)]
fn compare_others(a: Term<'_>, b: Term<'_>, exact: bool, atoms: &AtomTable) -> Ordering {
    at_a_glance(a, b, atoms).unwrap_or_else(|| {
        Comparison::new(usize::MAX)
            .run(atoms, Begin::Pair(a.word(), b.word(), exact))
            .unwrap_or(Ordering::Equal)
    })
}

/// The order of terms in which nothing is to be walked through, of the kinds that are compared most.
fn at_a_glance(a: Term<'_>, b: Term<'_>, atoms: &AtomTable) -> Option<Ordering> {
    let (x, y) = (a.word(), b.word());
    if x == y {
        return Some(Ordering::Equal);
    }
    match (x.is_atom(), y.is_atom()) {
        (true, true) => Some(atoms.compare(atom_of(x), atom_of(y))),
        (true, false) => y.is_small().then_some(Ordering::Greater),
        (false, true) => x.is_small().then_some(Ordering::Less),
        (false, false) => {
            let (x, y) = (a.as_bits()?, b.as_bits()?);
            Some(binary::compare_bits(x.at(), y.at()))
        }
    }
}

fn atom_of(word: Word) -> Atom {
    Atom::from_index(word.payload() as u32)
}

/// `==`.
#[inline]
pub fn equal(a: Term<'_>, b: Term<'_>) -> bool {
    let (a, b) = (a.word(), b.word());
    a == b
        || !(a.is_immediate() && b.is_immediate())
            && Equality::new(usize::MAX).run(Begin::Pair(a, b, false)) == Some(true)
}

/// `=:=`.
#[inline]
pub fn same(a: Term<'_>, b: Term<'_>) -> bool {
    let (a, b) = (a.word(), b.word());
    a == b
        || !(a.is_immediate() || b.is_immediate())
            && Equality::new(usize::MAX).run(Begin::Pair(a, b, true)) == Some(true)
}

/// What is asked of two terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Question {
    /// `==`
    Equal,
    /// `=:=`
    Same,
    /// `<`
    Less,
}

impl Question {
    /// What the order that `Comparing` found answers.
    pub(crate) fn holds(self, order: Ordering) -> bool {
        match self {
            Question::Equal | Question::Same => order.is_eq(),
            Question::Less => order.is_lt(),
        }
    }
}

/// A comparison that may be interrupted. The terms must stay where they are until it is over.
pub(crate) enum Comparing {
    Equality(Equality),
    Order(Comparison),
}

impl Comparing {
    /// The order of the two if it takes no more than about `budget` pairs, which it takes off; else what is left to be done. Where equality is asked
    /// for, all that is not equal is greater.
    pub(crate) fn begin(
        question: Question,
        a: Term<'_>,
        b: Term<'_>,
        atoms: &AtomTable,
        budget: &mut usize,
    ) -> Result<Ordering, Box<Comparing>> {
        let exact = question == Question::Same;
        let pair = Begin::Pair(a.word(), b.word(), exact);
        if question == Question::Less {
            let mut comparison = Comparison::new(*budget);
            let order = comparison.run(atoms, pair);
            *budget = comparison.budget;
            return order.ok_or_else(|| Box::new(Comparing::Order(comparison)));
        }
        let mut equality = Equality::new(*budget);
        let order = equality.run(pair).map(order_of);
        *budget = equality.budget;
        order.ok_or_else(|| Box::new(Comparing::Equality(equality)))
    }

    /// Goes on for about `budget` pairs, which it takes off; the order, if that is all.
    pub(crate) fn go_on(&mut self, atoms: &AtomTable, budget: &mut usize) -> Option<Ordering> {
        match self {
            Comparing::Equality(equality) => {
                equality.budget = *budget;
                let order = equality.run(Begin::Again).map(order_of);
                *budget = equality.budget;
                order
            }
            Comparing::Order(comparison) => {
                comparison.budget = *budget;
                let order = comparison.run(atoms, Begin::Again);
                *budget = comparison.budget;
                order
            }
        }
    }
}

fn order_of(equal: bool) -> Ordering {
    match equal {
        true => Ordering::Equal,
        false => Ordering::Greater,
    }
}

/// Where a comparison begins.
enum Begin {
    /// With two terms, exactly or not.
    Pair(Word, Word, bool),
    /// Where it was interrupted.
    Again,
}

/// Pairs of slots still to be compared: `n` in a row on either side.
#[derive(Clone, Copy)]
struct Slots {
    a: *const Word,
    b: *const Word,
    n: usize,
    exact: bool,
}

impl Slots {
    /// Takes the first pair off.
    fn next(&mut self) -> (Word, Word) {
        debug_assert!(self.n > 0);
        // SAFETY: both sides have `n` slots in live objects.
        let pair = unsafe { (*self.a, *self.b) };
        self.a = self.a.wrapping_add(1);
        self.b = self.b.wrapping_add(1);
        self.n -= 1;
        pair
    }
}

/// The payload slots from `from` on of two objects of the same size.
fn payload(a: Word, b: Word, from: usize, n: usize, exact: bool) -> Slots {
    Slots {
        a: a.pointer().wrapping_add(1 + from),
        b: b.pointer().wrapping_add(1 + from),
        n,
        exact,
    }
}

pub(crate) struct Equality {
    stack: SmallVec<[(Slots, Children); 8]>,
    /// Pairs to look at before it is interrupted.
    budget: usize,
}

// SAFETY: the pointers lead into objects that stay where they are and do not change until the comparison is over, whoever goes on with it.
unsafe impl Send for Equality {}

/// What slots hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Children {
    Terms,
    /// Leaves and nodes of tries.
    Trie,
}

impl Equality {
    fn new(budget: usize) -> Equality {
        Equality {
            stack: SmallVec::new(),
            budget,
        }
    }

    /// None: the budget is spent.
    fn run(&mut self, begin: Begin) -> Option<bool> {
        if let Begin::Pair(a, b, exact) = begin
            && !self.pair(a, b, exact)
        {
            return Some(false);
        }
        while let Some((slots, children)) = self.stack.last_mut() {
            if self.budget == 0 {
                return None;
            }
            self.budget -= 1;
            if slots.n == 0 {
                self.stack.pop();
                continue;
            }
            let ((a, b), exact, children) = (slots.next(), slots.exact, *children);
            let equal = match children {
                Children::Terms => self.pair(a, b, exact),
                Children::Trie => self.child(a, b, exact),
            };
            if !equal {
                return Some(false);
            }
        }
        Some(true)
    }

    fn push(&mut self, slots: Slots) {
        if slots.n > 0 {
            self.stack.push((slots, Children::Terms));
        }
    }

    /// False if they differ; else true, with what is left to compare on the stack.
    fn pair(&mut self, mut a: Word, mut b: Word, exact: bool) -> bool {
        loop {
            if a == b {
                return true;
            }
            if a.is_cons() && b.is_cons() {
                // SAFETY: live cons cells.
                let (head_a, head_b) = unsafe { (a.head(), b.head()) };
                if head_a == head_b {
                    if self.budget == 0 {
                        self.push(payload(a, b, 0, 1, exact));
                        return true;
                    }
                    self.budget -= 1;
                    // SAFETY: as above.
                    (a, b) = unsafe { (a.tail(), b.tail()) };
                    continue;
                }
                self.push(payload(a, b, 0, 1, exact));
                (a, b) = (head_a, head_b);
                continue;
            }
            if a.is_tuple() && b.is_tuple() {
                // SAFETY: live tuples.
                let (n, m) = unsafe { (a.arity(), b.arity()) };
                self.push(payload(a, b, 0, n, exact));
                return n == m;
            }
            if a.is_boxed() && b.is_boxed() {
                return self.boxed(a, b, exact);
            }
            return !exact && numbers_equal(a, b);
        }
    }

    fn boxed(&mut self, a: Word, b: Word, exact: bool) -> bool {
        // SAFETY: live boxed objects.
        let (header_a, header_b) = unsafe { (a.object_header(), b.object_header()) };
        let (kind_a, kind_b) = (header_a.header_kind(), header_b.header_kind());
        let size = header_a.header_size();
        let (term_a, term_b): (Term<'_>, Term<'_>) = (Term::inside(a), Term::inside(b));
        match (kind_a, kind_b) {
            (Kind::Float, Kind::Float) if !exact => numbers_equal(a, b),
            (Kind::Float, Kind::Float)
            | (Kind::PositiveBig, Kind::PositiveBig)
            | (Kind::NegativeBig, Kind::NegativeBig) => {
                header_a == header_b && same_raw(a, b, size)
            }
            (Kind::ExternalPid, Kind::ExternalPid) | (Kind::ExternalPort, Kind::ExternalPort) => {
                same_raw(a, b, size)
            }
            (Kind::FlatMap, Kind::FlatMap) => {
                if header_a != header_b {
                    return false;
                }
                if size > 0 {
                    self.push(payload(a, b, 1, size - 1, exact));
                    self.push(payload(a, b, 0, 1, true));
                }
                true
            }
            (Kind::Record, Kind::Record) => {
                if header_a != header_b {
                    return false;
                }
                self.push(payload(a, b, 1, size - 1, exact));
                self.push(payload(a, b, 0, 1, true));
                true
            }
            (Kind::HashMap, Kind::HashMap) => {
                header_a == header_b && same_raw(a, b, 1) && self.children(a, b, 1, size - 1, exact)
            }
            (Kind::Fun, Kind::Fun) => {
                // SAFETY: a fun has an entry's address.
                let entries_equal = unsafe { a.field(0) == b.field(0) };
                self.push(payload(a, b, 2, size - 2, exact));
                header_a == header_b && entries_equal
            }
            (Kind::ExternalFun, Kind::ExternalFun) => {
                // SAFETY: three words of payload.
                header_a == header_b
                    && unsafe { a.field(1) == b.field(1) && a.field(2) == b.field(2) }
            }
            _ if term_a.is_bitstring() && term_b.is_bitstring() => {
                Bits::of(term_a).same_bits(Bits::of(term_b))
            }
            _ if term_a.is_reference() && term_b.is_reference() => {
                compare_references(Reference::of(term_a), Reference::of(term_b), None).is_eq()
            }
            _ => !exact && numbers_equal(a, b),
        }
    }

    fn children(&mut self, a: Word, b: Word, from: usize, n: usize, exact: bool) -> bool {
        self.stack
            .push((payload(a, b, from, n, exact), Children::Trie));
        true
    }

    /// Of two children in the same place of two tries.
    fn child(&mut self, a: Word, b: Word, exact: bool) -> bool {
        if a == b {
            return true;
        }
        if a.is_cons() && b.is_cons() {
            // A leaf: the key exactly, the value as asked.
            self.push(Slots {
                a: a.pointer().wrapping_add(1),
                b: b.pointer().wrapping_add(1),
                n: 1,
                exact,
            });
            self.push(Slots {
                a: a.pointer(),
                b: b.pointer(),
                n: 1,
                exact: true,
            });
            return true;
        }
        if !a.is_boxed() || !b.is_boxed() {
            return false;
        }
        // SAFETY: live nodes or collisions.
        let (header_a, header_b) = unsafe { (a.object_header(), b.object_header()) };
        header_a == header_b && self.children(a, b, 0, header_a.header_size(), exact)
    }
}

/// Are the first `n` words of the payloads the same?
fn same_raw(a: Word, b: Word, n: usize) -> bool {
    // SAFETY: callers know that both objects have them.
    (0..n).all(|i| unsafe { a.field(i) == b.field(i) })
}

fn numbers_equal(a: Word, b: Word) -> bool {
    let (a, b): (Term<'_>, Term<'_>) = (Term::inside(a), Term::inside(b));
    a.is_number() && b.is_number() && compare_numbers(a, b).is_eq()
}

/// Orders two numbers by value.
pub fn compare_numbers(a: Term<'_>, b: Term<'_>) -> Ordering {
    match (a.view(), b.view()) {
        (View::Small(a), View::Small(b)) => a.cmp(&b),
        (View::Float(a), View::Float(b)) => compare_floats(a, b),
        (View::Float(a), _) => compare_integer_float(b, a).reverse(),
        (_, View::Float(b)) => compare_integer_float(a, b),
        _ => compare_integers(a, b),
    }
}

fn compare_floats(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or(Ordering::Equal)
}

/// Of two integers, one of them big.
fn compare_integers(a: Term<'_>, b: Term<'_>) -> Ordering {
    let sign_of = |term: Term<'_>| match term.view() {
        View::Big(big) if big.is_negative() => -2,
        View::Big(_) => 2,
        _ => 0,
    };
    match (a.view(), b.view()) {
        (View::Big(x), View::Big(y)) if x.is_negative() == y.is_negative() => {
            let order = x
                .len()
                .cmp(&y.len())
                .then_with(|| x.digits().rev().cmp(y.digits().rev()));
            if x.is_negative() {
                order.reverse()
            } else {
                order
            }
        }
        // A big integer is farther from zero than any small one.
        _ => sign_of(a).cmp(&sign_of(b)),
    }
}

/// Exactly, by value.
fn compare_integer_float(integer: Term<'_>, float: f64) -> Ordering {
    match integer.view() {
        View::Big(big) => {
            let order = compare_magnitude(big.bit_length(), big.digits(), float.abs());
            match (big.is_negative(), float < 0.0) {
                (false, false) => order,
                (true, true) => order.reverse(),
                (false, true) => Ordering::Greater,
                (true, false) => Ordering::Less,
            }
        }
        View::Small(small) => compare_small_float(small, float),
        _ => unreachable!("callers have an integer"),
    }
}

fn compare_small_float(small: i64, float: f64) -> Ordering {
    // Beyond 2^61 no small integer reaches; below, the whole part fits an i64 exactly.
    const BOUND: f64 = (1u64 << 61) as f64;
    if float >= BOUND {
        return Ordering::Less;
    }
    if float <= -BOUND {
        return Ordering::Greater;
    }
    let whole = float.trunc();
    small.cmp(&(whole as i64)).then_with(|| {
        if float > whole {
            Ordering::Less
        } else if float < whole {
            Ordering::Greater
        } else {
            Ordering::Equal
        }
    })
}

/// Of a big magnitude and a float that is not negative.
fn compare_magnitude(
    bit_length: u64,
    digits: impl DoubleEndedIterator<Item = u64>,
    float: f64,
) -> Ordering {
    let bits = float.to_bits();
    let exponent = (bits >> 52) as i64 - 1023;
    // The float is below 2^(exponent + 1) and at least 2^exponent; a big magnitude is at least 2^60, so a float that is not is less.
    if exponent < 59 {
        return Ordering::Greater;
    }
    let order = bit_length.cmp(&(exponent as u64 + 1));
    if order.is_ne() {
        return order;
    }
    // Same length: the top 64 bits of the integer against the mantissa, then anything below makes it greater.
    let mantissa = (bits & ((1 << 52) - 1) | 1 << 52) << 11;
    let shift = (64 - bit_length % 64) % 64;
    let mut digits = digits.rev();
    let first = digits.next().unwrap_or(0);
    let second = digits.next().unwrap_or(0);
    let top = if shift == 0 {
        first
    } else {
        first << shift | second >> (64 - shift)
    };
    let below =
        (if shift == 0 { second } else { second << shift }) != 0 || digits.any(|digit| digit != 0);
    top.cmp(&mantissa).then(if below {
        Ordering::Greater
    } else {
        Ordering::Equal
    })
}

/// The place of a type in the order.
fn rank(term: Term<'_>) -> u8 {
    match term.view() {
        View::Small(_) | View::Big(_) | View::Float(_) => 0,
        View::Atom(_) => 1,
        View::Ref(_) => 2,
        View::Fun(_) => 3,
        View::Port(_) => 4,
        View::Pid(_) => 5,
        View::Tuple(_) => 6,
        View::Record(_) => 7,
        View::Map(_) => 8,
        View::Nil => 9,
        View::Cons(_) => 10,
        View::Bits(_) => 11,
        // Never compared by programs.
        View::Context(_) => 12,
    }
}

pub(crate) struct Comparison {
    stack: SmallVec<[Frame; 8]>,
    /// Pairs to look at before it is interrupted.
    budget: usize,
}

// SAFETY: as for `Equality`.
unsafe impl Send for Comparison {}

enum Frame {
    Slots(Slots),
    Difference(Box<Difference>),
    Smallest(Box<Smallest>),
}

/// A search for the smallest of some keys (Q2).
struct Smallest {
    keys: Vec<Word>,
    best: usize,
    /// The key being compared with the best so far.
    current: usize,
    found: Found,
}

/// What the smallest key says about two maps.
enum Found {
    /// Keys that only one map has: those before this index are the first map's. The map with the smallest of all is less.
    Owner(usize),
    /// Keys whose values differ; the values decide.
    Values(Vec<(Word, Word)>, bool),
}

impl Comparison {
    fn new(budget: usize) -> Comparison {
        Comparison {
            stack: SmallVec::new(),
            budget,
        }
    }

    /// None: the budget is spent.
    fn run(&mut self, atoms: &AtomTable, begin: Begin) -> Option<Ordering> {
        let mut order = match begin {
            Begin::Pair(a, b, exact) => self.pair(atoms, a, b, exact),
            Begin::Again => Ordering::Equal,
        };
        loop {
            if order.is_ne() && !self.take_result(order) {
                return Some(order);
            }
            if self.budget == 0 && !self.stack.is_empty() {
                return None;
            }
            self.budget = self.budget.saturating_sub(1);
            order = match self.stack.last_mut() {
                None => return Some(Ordering::Equal),
                Some(Frame::Slots(slots)) if slots.n == 0 => {
                    self.stack.pop();
                    Ordering::Equal
                }
                Some(Frame::Slots(slots)) => {
                    let ((a, b), exact) = (slots.next(), slots.exact);
                    self.pair(atoms, a, b, exact)
                }
                Some(Frame::Difference(difference)) => {
                    let is_over = difference.go_on(&mut self.budget);
                    if is_over {
                        self.difference_found();
                    }
                    Ordering::Equal
                }
                Some(Frame::Smallest(search)) => {
                    search.current += 1;
                    match search.keys.get(search.current) {
                        Some(&key) => {
                            let best = search.keys[search.best];
                            self.pair(atoms, best, key, true)
                        }
                        None => self.finish_search(atoms),
                    }
                }
            };
        }
    }

    /// A comparison inside has this result: is there a search that wanted it?
    fn take_result(&mut self, order: Ordering) -> bool {
        while let Some(frame) = self.stack.last_mut() {
            match frame {
                Frame::Slots(_) | Frame::Difference(_) => {
                    self.stack.pop();
                }
                Frame::Smallest(search) => {
                    if order.is_gt() {
                        search.best = search.current;
                    }
                    return true;
                }
            }
        }
        false
    }

    /// The difference on top of the stack is known: its smallest key is looked for, if there is any.
    fn difference_found(&mut self) {
        let Some(Frame::Difference(difference)) = self.stack.pop() else {
            unreachable!("the caller has seen it there")
        };
        if let Some(search) = Smallest::of(*difference) {
            self.stack.push(Frame::Smallest(Box::new(search)));
        }
    }

    /// The search on top of the stack is over.
    fn finish_search(&mut self, atoms: &AtomTable) -> Ordering {
        let Some(Frame::Smallest(search)) = self.stack.pop() else {
            unreachable!("the caller has seen it there")
        };
        match search.found {
            Found::Owner(n_first) if search.best < n_first => Ordering::Less,
            Found::Owner(_) => Ordering::Greater,
            Found::Values(values, exact) => {
                let (a, b) = values[search.best];
                self.pair(atoms, a, b, exact)
            }
        }
    }

    fn push(&mut self, slots: Slots) {
        if slots.n > 0 {
            self.stack.push(Frame::Slots(slots));
        }
    }

    /// The order if it is clear, else equal with what is left to compare on the stack.
    fn pair(&mut self, atoms: &AtomTable, mut a: Word, mut b: Word, exact: bool) -> Ordering {
        loop {
            if a == b {
                return Ordering::Equal;
            }
            if !(a.is_cons() && b.is_cons()) {
                return self.others(atoms, a, b, exact);
            }
            // SAFETY: live cons cells.
            let (head_a, head_b) = unsafe { (a.head(), b.head()) };
            if head_a == head_b {
                if self.budget == 0 {
                    self.push(payload(a, b, 0, 1, exact));
                    return Ordering::Equal;
                }
                self.budget -= 1;
                // SAFETY: as above.
                (a, b) = unsafe { (a.tail(), b.tail()) };
                continue;
            }
            if Word::both_small(head_a, head_b) {
                return head_a.small_value().cmp(&head_b.small_value());
            }
            self.push(payload(a, b, 0, 1, exact));
            (a, b) = (head_a, head_b);
        }
    }

    fn others(&mut self, atoms: &AtomTable, a: Word, b: Word, exact: bool) -> Ordering {
        if a.is_tuple() && b.is_tuple() {
            // SAFETY: live tuples.
            let (n, m) = unsafe { (a.arity(), b.arity()) };
            if n == m {
                self.push(payload(a, b, 0, n, exact));
            }
            return n.cmp(&m);
        }
        let (x, y): (Term<'_>, Term<'_>) = (Term::inside(a), Term::inside(b));
        match (x.view(), y.view()) {
            (View::Atom(x), View::Atom(y)) => atoms.compare(x, y),
            (View::Float(x), View::Float(y)) if exact => x.total_cmp(&y),
            (View::Float(_), _) if exact && y.is_integer() => Ordering::Greater,
            (_, View::Float(_)) if exact && x.is_integer() => Ordering::Less,
            (View::Bits(x), View::Bits(y)) => binary::compare_bits(x.at(), y.at()),
            (View::Map(x), View::Map(y)) => self.maps(x, y, exact),
            (View::Record(x), View::Record(y)) => self.records(atoms, x, y, exact),
            (View::Fun(x), View::Fun(y)) => self.funs(atoms, x, y, exact),
            (View::Ref(x), View::Ref(y)) => compare_references(x, y, Some(atoms)),
            (View::Pid(x), View::Pid(y)) => compare_pids(x, y, atoms),
            (View::Port(x), View::Port(y)) => compare_ports(x, y, atoms),
            _ if x.is_number() && y.is_number() => compare_numbers(x, y),
            _ => rank(x).cmp(&rank(y)),
        }
    }

    fn funs(&mut self, atoms: &AtomTable, a: Fun<'_>, b: Fun<'_>, exact: bool) -> Ordering {
        match (a, b) {
            (Fun::Local(a), Fun::Local(b)) => self.local_funs(atoms, a, b, exact),
            (Fun::External(a), Fun::External(b)) => external_funs(atoms, a, b),
            (Fun::Local(_), Fun::External(_)) => Ordering::Less,
            (Fun::External(_), Fun::Local(_)) => Ordering::Greater,
        }
    }

    fn local_funs(
        &mut self,
        atoms: &AtomTable,
        a: LocalFun<'_>,
        b: LocalFun<'_>,
        exact: bool,
    ) -> Ordering {
        let (x, y) = (a.identity(), b.identity());
        let order = atoms
            .compare(x.module, y.module)
            .then(x.old_index.cmp(&y.old_index))
            .then(x.old_uniq.cmp(&y.old_uniq))
            .then(x.index.cmp(&y.index))
            .then(x.uniq.cmp(&y.uniq))
            .then(a.n_free().cmp(&b.n_free()));
        if order.is_eq() {
            self.push(payload(
                a.term().word(),
                b.term().word(),
                2,
                a.n_free(),
                exact,
            ));
        }
        order
    }

    /// By module, name, whether exported, number of fields, field names, values.
    fn records(
        &mut self,
        atoms: &AtomTable,
        a: Record<'_>,
        b: Record<'_>,
        exact: bool,
    ) -> Ordering {
        let order = atoms
            .compare(a.module(), b.module())
            .then_with(|| atoms.compare(a.name(), b.name()))
            .then_with(|| a.is_exported().cmp(&b.is_exported()))
            .then_with(|| a.len().cmp(&b.len()));
        if order.is_eq() {
            let (x, y) = (a.term().word(), b.term().word());
            self.push(payload(x, y, 1, a.len(), exact));
            self.push(payload(x, y, 0, 1, true));
        }
        order
    }

    fn maps(&mut self, a: Map<'_>, b: Map<'_>, exact: bool) -> Ordering {
        let n = a.len();
        let order = n.cmp(&b.len());
        if order.is_ne() || n == 0 {
            return order;
        }
        let (x, y) = (a.term().word(), b.term().word());
        if a.is_flat() {
            self.push(payload(x, y, 1, n, exact));
            self.push(payload(x, y, 0, 1, true));
            return Ordering::Equal;
        }
        let difference = Difference::new(x, y, exact);
        self.stack.push(Frame::Difference(Box::new(difference)));
        Ordering::Equal
    }
}

fn external_funs(atoms: &AtomTable, a: ExternalFun<'_>, b: ExternalFun<'_>) -> Ordering {
    let order = atoms
        .compare(a.module(), b.module())
        .then_with(|| atoms.compare(a.name(), b.name()));
    order.then(a.arity().cmp(&b.arity()))
}

impl Smallest {
    /// What has to be found out about two tries of the same number of pairs; nothing if they are equal.
    fn of(difference: Difference) -> Option<Smallest> {
        let Difference {
            mut only_a,
            only_b,
            differ,
            exact,
            ..
        } = difference;
        if !only_a.is_empty() || !only_b.is_empty() {
            let n_first = only_a.len();
            only_a.extend(only_b);
            return Some(Smallest {
                keys: only_a,
                best: 0,
                current: 0,
                found: Found::Owner(n_first),
            });
        }
        if differ.is_empty() {
            return None;
        }
        // SAFETY: leaves of live maps.
        let keys = differ.iter().map(|(a, _)| unsafe { a.head() }).collect();
        // SAFETY: as above.
        let values = differ
            .iter()
            .map(|(a, b)| unsafe { (a.tail(), b.tail()) })
            .collect();
        Some(Smallest {
            keys,
            best: 0,
            current: 0,
            found: Found::Values(values, exact),
        })
    }
}

/// What two tries do not share, being found out.
struct Difference {
    /// Parts still to be looked at.
    waiting: Vec<Parts>,
    /// Keys.
    only_a: Vec<Word>,
    only_b: Vec<Word>,
    /// Leaves of the same key that are not the same cell, and whose values have not been compared.
    both: Vec<(Word, Word)>,
    /// Those whose values differ. The comparison that is under way is of the last of `both`.
    differ: Vec<(Word, Word)>,
    comparing: Option<Equality>,
    exact: bool,
}

/// Parts of two tries in the same place.
#[derive(Clone, Copy)]
enum Parts {
    Pair(Word, Word),
    OnlyA(Word),
    OnlyB(Word),
}

impl Difference {
    fn new(a: Word, b: Word, exact: bool) -> Difference {
        Difference {
            waiting: vec![Parts::Pair(a, b)],
            only_a: Vec::new(),
            only_b: Vec::new(),
            both: Vec::new(),
            differ: Vec::new(),
            comparing: None,
            exact,
        }
    }

    /// True: it is known. Values count only where there are no keys that one map alone has.
    fn go_on(&mut self, budget: &mut usize) -> bool {
        while let Some(parts) = self.waiting.pop() {
            match parts {
                Parts::Pair(a, b) if a == b => {}
                Parts::Pair(a, b) => self.add(a, b),
                Parts::OnlyA(part) => Self::keys_of(part, &mut self.only_a, |child| {
                    self.waiting.push(Parts::OnlyA(child));
                }),
                Parts::OnlyB(part) => Self::keys_of(part, &mut self.only_b, |child| {
                    self.waiting.push(Parts::OnlyB(child));
                }),
            }
            if *budget == 0 {
                return false;
            }
            *budget -= 1;
        }
        !(self.only_a.is_empty() && self.only_b.is_empty()) || self.compare_values(budget)
    }

    /// The key of a leaf, or the children of a node.
    fn keys_of(part: Word, keys: &mut Vec<Word>, child: impl FnMut(Word)) {
        match node_of(part) {
            // SAFETY: a leaf of a live map.
            None => keys.push(unsafe { part.head() }),
            Some(node) => (0..node.n_children).map(|i| node.child(i)).for_each(child),
        }
    }

    /// True: all are compared.
    fn compare_values(&mut self, budget: &mut usize) -> bool {
        while let Some(&(a, b)) = self.both.last() {
            // SAFETY: leaves of live maps.
            let (x, y) = unsafe { (a.tail(), b.tail()) };
            let begun = self.comparing.take();
            let begin = match begun {
                Some(_) => Begin::Again,
                None => Begin::Pair(x, y, self.exact),
            };
            let mut equality = begun.unwrap_or_else(|| Equality::new(0));
            equality.budget = (*budget).max(1);
            let equal = equality.run(begin);
            *budget = equality.budget.saturating_sub(1);
            match equal {
                None => {
                    self.comparing = Some(equality);
                    return false;
                }
                Some(true) => {}
                Some(false) => self.differ.push((a, b)),
            }
            self.both.pop();
            if *budget == 0 {
                return self.both.is_empty();
            }
        }
        true
    }

    fn add(&mut self, a: Word, b: Word) {
        let (x, y) = (node_of(a), node_of(b));
        match (x, y) {
            (None, None) => self.leaves(a, b),
            (Some(x), Some(y)) if !x.is_collision && !y.is_collision => {
                for slot in 0..16 {
                    match (x.child_at(slot), y.child_at(slot)) {
                        (Some(a), Some(b)) => self.waiting.push(Parts::Pair(a, b)),
                        (Some(a), None) => self.waiting.push(Parts::OnlyA(a)),
                        (None, Some(b)) => self.waiting.push(Parts::OnlyB(b)),
                        (None, None) => {}
                    }
                }
            }
            _ => self.unordered(a, b),
        }
    }

    fn leaves(&mut self, a: Word, b: Word) {
        // SAFETY: leaves of live maps.
        let (x, y) = unsafe { (a.head(), b.head()) };
        if same(Term::inside(x), Term::inside(y)) {
            self.both.push((a, b));
        } else {
            self.only_a.push(x);
            self.only_b.push(y);
        }
    }

    /// A leaf against a node, or collisions: each leaf of one is looked for in the other.
    fn unordered(&mut self, a: Word, b: Word) {
        let (a, b) = (leaves_under(a), leaves_under(b));
        // SAFETY: leaves of live maps.
        let key = |leaf: Word| -> Term<'_> { Term::inside(unsafe { leaf.head() }) };
        for &x in &a {
            match b.iter().find(|&&y| same(key(x), key(y))) {
                Some(&y) => self.both.push((x, y)),
                None => self.only_a.push(key(x).word()),
            }
        }
        self.only_b.extend(
            b.iter()
                .filter(|&&y| !a.iter().any(|&x| same(key(x), key(y))))
                .map(|&y| key(y).word()),
        );
    }
}

fn leaves_under(child: Word) -> Vec<Word> {
    let mut leaves = Vec::new();
    let mut stack = vec![child];
    while let Some(word) = stack.pop() {
        match node_of(word) {
            None => leaves.push(word),
            Some(node) => stack.extend((0..node.n_children).map(|i| node.child(i))),
        }
    }
    leaves
}

/// Where something comes from: node and creation; this VM's own node is `nonode@nohost`.
type Origin = (Atom, u32);

const HERE: Origin = (names::NONODE_NOHOST, 0);

fn compare_origins(a: Origin, b: Origin, atoms: &AtomTable) -> Ordering {
    atoms.compare(a.0, b.0).then(a.1.cmp(&b.1))
}

/// Without atoms: equal or not is all that the result says.
fn compare_references(a: Reference<'_>, b: Reference<'_>, atoms: Option<&AtomTable>) -> Ordering {
    let (x, y) = (a.external().unwrap_or(HERE), b.external().unwrap_or(HERE));
    let order = match atoms {
        Some(atoms) => compare_origins(x, y, atoms),
        None => x.cmp(&y),
    };
    if order.is_ne() {
        return order;
    }
    let n = a.n_words().max(b.n_words());
    (0..n)
        .rev()
        .map(|i| a.number(i).cmp(&b.number(i)))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

fn compare_pids(a: Pid<'_>, b: Pid<'_>, atoms: &AtomTable) -> Ordering {
    let parts = |pid: Pid<'_>| match pid {
        Pid::Local(pid) => ((pid.serial(), pid.id()), HERE),
        Pid::External(pid) => ((pid.serial(), pid.number()), (pid.node(), pid.creation())),
    };
    let ((x, from), (y, to)) = (parts(a), parts(b));
    x.cmp(&y).then_with(|| compare_origins(from, to, atoms))
}

fn compare_ports(a: Port<'_>, b: Port<'_>, atoms: &AtomTable) -> Ordering {
    let parts = |port: Port<'_>| match port {
        Port::Local(port) => (port.number(), HERE),
        Port::External(port) => (port.number(), (port.node(), port.creation())),
    };
    let ((x, from), (y, to)) = (parts(a), parts(b));
    x.cmp(&y).then_with(|| compare_origins(from, to, atoms))
}

#[cfg(test)]
mod tests;
