//! `phash2/2` and `phash/2`: hashes of terms that are the same on every node, release and machine.
//!
//! Both walk without recursion and can pause: what is still to be done is a list of `Todo`s and, beside it, the terms they wait for,
//! which the caller keeps as roots over a pause. What must stay true: the values are OTP's, bit for bit (the tests hold recorded ones).

use super::lexicon::Lexicon;
use super::map::{TriePart, trie_part};
use super::{Bits, Fun, Map, Pid, Port, Term, View};
use crate::digest::mix;

/// A hash on its way.
#[derive(Default)]
pub struct Phash2 {
    hash: u32,
    /// The pairs of the map being hashed, so far.
    pairs: u32,
    todo: Vec<Todo>,
}

enum Todo {
    /// Hash the topmost waiting term into the running hash.
    Term,
    /// A pair of a map is done: its hash starts from nothing and is joined so that order does not matter.
    PairEnd,
    /// The pairs below the topmost waiting term, a part of a large map.
    Trie,
    /// All pairs are done: go back to the hash before the map, and the pairs of the map around.
    MapEnd { hash: u32, pairs: u32 },
}

/// What a record begins with.
const RECORD_KIND: u32 = 20;
/// What small integers are hashed in one step.
const NARROW: std::ops::Range<i64> = -(1 << 27)..1 << 27;
/// The hash of nil alone, and what stands for nil elsewhere.
const NIL_HASH: u32 = 3_468_870_702;
const NIL_WORD: u32 = 2;

impl Phash2 {
    pub fn new() -> Phash2 {
        Phash2 {
            todo: vec![Todo::Term],
            ..Phash2::default()
        }
    }

    /// Goes on for about `budget` steps; `waiting` holds the term to hash at first. The hash, when done.
    pub fn run(
        &mut self,
        waiting: &mut Vec<Term<'_>>,
        lexicon: &dyn Lexicon,
        budget: &mut u32,
    ) -> Option<u32> {
        while let Some(todo) = self.todo.pop() {
            match todo {
                Todo::Term => {
                    if let Some(term) = waiting.pop() {
                        self.term(term, waiting, lexicon, budget);
                    }
                }
                Todo::Trie => {
                    if let Some(part) = waiting.pop() {
                        self.trie(part, waiting);
                    }
                }
                Todo::PairEnd => {
                    self.pairs ^= self.hash;
                    self.hash = 0;
                }
                Todo::MapEnd { hash, pairs } => {
                    self.hash = mix::one(hash, self.pairs, mix::kind(19));
                    self.pairs = pairs;
                }
            }
            if *budget == 0 && !self.todo.is_empty() {
                return None;
            }
            *budget = budget.saturating_sub(1);
        }
        Some(self.hash)
    }

    fn one(&mut self, x: u32, kind: u32) {
        self.hash = mix::one(self.hash, x, mix::kind(kind));
    }

    fn two(&mut self, x: u32, y: u32, kind: u32) {
        self.hash = mix::two(self.hash, x, y, mix::kind(kind));
    }

    fn later<'s>(&mut self, waiting: &mut Vec<Term<'s>>, term: Term<'s>) {
        self.todo.push(Todo::Term);
        waiting.push(term);
    }

    fn term<'s>(
        &mut self,
        term: Term<'s>,
        waiting: &mut Vec<Term<'s>>,
        lexicon: &dyn Lexicon,
        budget: &mut u32,
    ) {
        match term.view() {
            View::Small(n) => self.small(n),
            View::Big(big) => {
                let kind = if big.is_negative() { 10 } else { 11 };
                for digit in big.digits() {
                    self.two(digit as u32, (digit >> 32) as u32, kind);
                }
            }
            View::Float(x) => {
                let bits = if x == 0.0 { 0.0f64 } else { x }.to_bits();
                self.two((bits >> 32) as u32, bits as u32, 12);
            }
            View::Atom(atom) => {
                let text = mix::atom_text(lexicon.atom_text(atom).as_bytes());
                // The first atom of a term is taken as it is.
                if self.hash == 0 {
                    self.hash = text
                } else {
                    self.one(text, 3)
                }
            }
            View::Nil if self.hash == 0 => self.hash = NIL_HASH,
            View::Nil => self.one(NIL_WORD, 2),
            View::Cons(_) => self.list(term, waiting, budget),
            View::Tuple(tuple) => {
                self.one(tuple.len() as u32, 9);
                for element in tuple.iter().rev() {
                    self.later(waiting, element);
                }
            }
            View::Map(map) => self.map(map, waiting),
            View::Record(record) => {
                self.one(record.len() as u32, RECORD_KIND);
                for (_, value) in record.iter().rev() {
                    self.later(waiting, value);
                }
                for element in record.definition().elements().rev() {
                    self.later(waiting, element);
                }
            }
            View::Bits(bits) => {
                *budget = budget.saturating_sub((bits.byte_len() / 64) as u32);
                self.bits(bits);
            }
            View::Fun(fun) => self.fun(fun, waiting, lexicon),
            View::Pid(pid) => self.one(pid_word(pid), 5),
            View::Port(port) => self.one(port_word(port), 6),
            View::Ref(reference) => self.one(reference.number(0), 7),
            View::Context(_) => {}
        }
    }

    fn small(&mut self, n: i64) {
        if !NARROW.contains(&n) {
            let magnitude = n.unsigned_abs();
            return self.two(
                magnitude as u32,
                (magnitude >> 32) as u32,
                if n < 0 { 10 } else { 11 },
            );
        }
        if n < 0 {
            self.one(n.unsigned_abs() as u32, 1);
        }
        self.one(n as u32, 1);
    }

    /// A run of bytes at the front is taken four at a time; then come the next element and the rest, each for itself.
    fn list<'s>(&mut self, list: Term<'s>, waiting: &mut Vec<Term<'s>>, budget: &mut u32) {
        let mut rest = list;
        let (mut word, mut held) = (0u32, 0);
        let mut n_bytes = 0u32;
        while let Some(cell) = rest.as_cons() {
            let Some(byte @ 0..=255) = cell.head().as_small() else {
                break;
            };
            word = word << 8 | byte as u32;
            held += 1;
            if held == 4 {
                self.one(word, 4);
                (word, held) = (0, 0);
            }
            n_bytes += 1;
            rest = cell.tail();
        }
        if held > 0 {
            self.one(word, 4);
        }
        *budget = budget.saturating_sub(n_bytes / 16);
        match rest.as_cons() {
            Some(cell) => {
                self.later(waiting, cell.tail());
                self.later(waiting, cell.head());
            }
            None => self.later(waiting, rest),
        }
    }

    fn map<'s>(&mut self, map: Map<'s>, waiting: &mut Vec<Term<'s>>) {
        self.one(map.len() as u32, 16);
        if map.is_empty() {
            return;
        }
        self.todo.push(Todo::MapEnd {
            hash: self.hash,
            pairs: self.pairs,
        });
        (self.hash, self.pairs) = (0, 0);
        if !map.is_flat() {
            return self.trie(map.term(), waiting);
        }
        for (key, value) in map.iter() {
            self.pair(key, value, waiting);
        }
    }

    fn pair<'s>(&mut self, key: Term<'s>, value: Term<'s>, waiting: &mut Vec<Term<'s>>) {
        self.todo.push(Todo::PairEnd);
        self.later(waiting, value);
        self.later(waiting, key);
    }

    fn trie<'s>(&mut self, part: Term<'s>, waiting: &mut Vec<Term<'s>>) {
        match trie_part(part) {
            TriePart::Leaf(key, value) => self.pair(key, value, waiting),
            TriePart::Node(children) => {
                for child in children {
                    self.todo.push(Todo::Trie);
                    waiting.push(child);
                }
            }
        }
    }

    fn bits(&mut self, bits: Bits<'_>) {
        let start = mix::kind(13).wrapping_add(self.hash);
        let n_bits = bits.bit_len();
        if n_bits == 0 {
            self.hash = start;
            return;
        }
        let whole = n_bits / 8;
        let (hash, last) = bits.with_bytes(|bytes| {
            (
                mix::bytes(&bytes[..whole], start),
                bytes.get(whole).copied(),
            )
        });
        self.hash = hash;
        if let Some(last) = last {
            let held = n_bits % 8;
            self.two(held as u32, u32::from(last) >> (8 - held), 15);
        }
    }

    fn fun<'s>(&mut self, fun: Fun<'s>, waiting: &mut Vec<Term<'s>>, lexicon: &dyn Lexicon) {
        match fun {
            Fun::External(fun) => {
                let text = |atom| mix::atom_text(lexicon.atom_text(atom).as_bytes());
                self.two(u32::from(fun.arity()), text(fun.module()), 1);
                self.one(text(fun.name()), 14);
            }
            Fun::Local(fun) => {
                let facts = lexicon.local_fun(fun);
                let module = mix::atom_text(lexicon.atom_text(facts.module).as_bytes());
                self.two(fun.n_free() as u32, module, 1);
                self.two(facts.index, facts.old_uniq, 1);
                for i in (0..fun.n_free()).rev() {
                    self.later(waiting, fun.free(i));
                }
            }
        }
    }
}

fn pid_word(pid: Pid<'_>) -> u32 {
    match pid {
        Pid::Local(pid) => pid.number() as u32 & 0x0fff_ffff,
        Pid::External(pid) => pid.number(),
    }
}

fn port_word(port: Port<'_>) -> u32 {
    match port {
        Port::Local(port) => port.number() as u32,
        Port::External(port) => port.number() as u32,
    }
}

/// The older `phash/2`: a polynomial over the parts of a term.
#[derive(Default)]
pub struct Phash {
    hash: u32,
    todo: Vec<OldTodo>,
}

enum OldTodo {
    Term,
    /// The rest of a list whose front was bytes or one element: only then is its end marked.
    Rest,
    ListEnd,
    TupleEnd(u32),
}

/// Primes of `phash/2`, from the first.
const PRIMES: [u32; 14] = [
    268_440_163,
    268_439_161,
    268_435_459,
    268_436_141,
    268_438_633,
    268_437_017,
    268_438_039,
    268_437_511,
    268_439_627,
    268_440_479,
    268_440_577,
    268_440_581,
    268_440_593,
    268_440_611,
];

const fn prime(n: usize) -> u32 {
    PRIMES[n - 1]
}

impl Phash {
    pub fn new() -> Phash {
        Phash {
            hash: 0,
            todo: vec![OldTodo::Term],
        }
    }

    /// As [`Phash2::run`].
    pub fn run(
        &mut self,
        waiting: &mut Vec<Term<'_>>,
        lexicon: &dyn Lexicon,
        budget: &mut u32,
    ) -> Option<u32> {
        while let Some(todo) = self.todo.pop() {
            match todo {
                OldTodo::Term => {
                    if let Some(term) = waiting.pop() {
                        self.term(term, waiting, lexicon);
                    }
                }
                OldTodo::Rest => {
                    if let Some(rest) = waiting.pop() {
                        match rest.view() {
                            View::Cons(_) => self.list(rest, waiting, budget),
                            _ => {
                                self.todo.push(OldTodo::ListEnd);
                                self.term(rest, waiting, lexicon);
                            }
                        }
                    }
                }
                OldTodo::ListEnd => self.hash = self.hash.wrapping_mul(prime(8)),
                OldTodo::TupleEnd(arity) => self.add(arity, 9),
            }
            if *budget == 0 && !self.todo.is_empty() {
                return None;
            }
            *budget = budget.saturating_sub(1);
        }
        Some(self.hash)
    }

    fn add(&mut self, x: u32, n: usize) {
        self.hash = self.hash.wrapping_mul(prime(n)).wrapping_add(x);
    }

    fn add_bytes_of(&mut self, x: u32, n: usize) {
        for byte in x.to_le_bytes() {
            self.add(u32::from(byte), n);
        }
    }

    fn term<'s>(&mut self, term: Term<'s>, waiting: &mut Vec<Term<'s>>, lexicon: &dyn Lexicon) {
        let text = |atom| mix::atom_text(lexicon.atom_text(atom).as_bytes());
        match term.view() {
            View::Nil => self.add(1, 3),
            View::Atom(atom) => self.add(text(atom), 1),
            View::Small(n) => self.integer([n.unsigned_abs()].into_iter(), n < 0),
            View::Big(big) => self.integer(big.digits(), big.is_negative()),
            View::Bits(bits) => self.bits(bits),
            View::Float(x) => {
                let bits = if x == 0.0 { 0.0f64 } else { x }.to_bits();
                self.add((bits >> 32) as u32 ^ bits as u32, 6);
            }
            View::Pid(pid) => {
                self.add_bytes_of(pid_word(pid), 5);
                self.hash = self.hash.wrapping_mul(prime(6));
            }
            View::Port(port) => {
                self.add_bytes_of(port_word(port), 9);
                self.hash = self.hash.wrapping_mul(prime(10));
            }
            View::Ref(reference) => {
                self.add_bytes_of(reference.number(0), 9);
                self.hash = self.hash.wrapping_mul(prime(10));
            }
            View::Cons(_) => {
                self.todo.push(OldTodo::Rest);
                waiting.push(term);
            }
            View::Tuple(tuple) => {
                self.todo.push(OldTodo::TupleEnd(tuple.len() as u32));
                for element in tuple.iter().rev() {
                    self.later(waiting, element);
                }
            }
            View::Map(_) => {
                // A whole hash of its own; maps in maps are inside that one, so this does not nest.
                let hash = Phash2::new()
                    .run(&mut vec![term], lexicon, &mut { u32::MAX })
                    .unwrap_or_default();
                self.add(prime(14), 13);
                self.hash = self.hash.wrapping_add(hash);
            }
            View::Record(record) => {
                self.todo.push(OldTodo::TupleEnd(record.len() as u32));
                for (_, value) in record.iter().rev() {
                    self.later(waiting, value);
                }
                for element in record.definition().elements().rev() {
                    self.later(waiting, element);
                }
            }
            View::Fun(Fun::External(fun)) => {
                self.add(u32::from(fun.arity()), 11);
                self.add(text(fun.module()), 1);
                self.add(text(fun.name()), 1);
            }
            View::Fun(Fun::Local(fun)) => {
                let facts = lexicon.local_fun(fun);
                self.add(fun.n_free() as u32, 10);
                self.add(text(facts.module), 1);
                self.add(facts.index, 2);
                self.add(facts.old_uniq, 2);
                for i in (0..fun.n_free()).rev() {
                    self.later(waiting, fun.free(i));
                }
            }
            View::Context(_) => {}
        }
    }

    fn later<'s>(&mut self, waiting: &mut Vec<Term<'s>>, term: Term<'s>) {
        self.todo.push(OldTodo::Term);
        waiting.push(term);
    }

    /// 32 bits at a time, without a zero half at the top, but at least one.
    fn integer(&mut self, digits: impl Iterator<Item = u64>, negative: bool) {
        let mut words: Vec<u32> = digits
            .flat_map(|digit| [digit as u32, (digit >> 32) as u32])
            .collect();
        while words.len() > 1 && words.last() == Some(&0) {
            words.pop();
        }
        for word in words {
            self.add_bytes_of(word, 2);
        }
        self.hash = self
            .hash
            .wrapping_mul(if negative { prime(4) } else { prime(3) });
    }

    fn bits(&mut self, bits: Bits<'_>) {
        let (whole, held) = (bits.bit_len() / 8, bits.bit_len() % 8);
        bits.with_bytes(|bytes| {
            for byte in &bytes[..whole] {
                self.add(u32::from(*byte), 1);
            }
            if let Some(last) = bytes.get(whole) {
                self.add(u32::from(*last) >> (8 - held), 1);
                self.hash = self.hash.wrapping_mul(prime(12)).wrapping_add(held as u32);
            }
        });
        self.add(whole as u32, 4);
    }

    /// Bytes at the front one by one, then one element that is none, then the rest.
    fn list<'s>(&mut self, list: Term<'s>, waiting: &mut Vec<Term<'s>>, budget: &mut u32) {
        let mut rest = list;
        while let Some(cell) = rest.as_cons() {
            let Some(byte @ 0..=255) = cell.head().as_small() else {
                self.todo.push(OldTodo::Rest);
                waiting.push(cell.tail());
                self.later(waiting, cell.head());
                return;
            };
            self.add(byte as u32, 2);
            *budget = budget.saturating_sub(1);
            rest = cell.tail();
        }
        self.todo.push(OldTodo::ListEnd);
        self.later(waiting, rest);
    }
}
