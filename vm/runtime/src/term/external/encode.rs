//! Terms to bytes.
//!
//! What is still to be written waits as `Todo`s, and as terms beside them, which the caller keeps over a pause.

use super::tag;
use crate::atom::{Atom, AtomTable};
use crate::heap::Growing;
use crate::term::compare::compare_exact;
use crate::term::lexicon::Lexicon;
use crate::term::map::{TriePart, trie_part};
use crate::term::{Bits, Fun, LocalFun, LocalPid, Map, Pid, Port, Reference, Term, View};
use crate::text::float::{self, FloatForm};

/// Longest list of bytes written as a string.
const MAX_STRING: usize = 0xffff;
/// Bytes of the text of a float in the oldest version.
const FLOAT_TEXT_LEN: usize = 31;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// 0: floats as text. Below 2: atoms as Latin-1 where they can be.
    pub minor_version: u8,
    /// Maps in key order, so that equal terms make equal bytes.
    pub deterministic: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            minor_version: 2,
            deterministic: false,
        }
    }
}

enum Todo {
    Term,
    /// The cells of a list that is known to have that many elements left, then its tail.
    Elements(usize),
    /// A leaf or node of a large map.
    Trie,
    /// A fun is written: its size goes there.
    FunEnd(usize),
}

pub struct Encoder {
    out: Growing,
    options: Options,
    todo: Vec<Todo>,
}

impl Encoder {
    /// Writes behind what `out` holds.
    pub fn new(out: Growing, options: Options) -> Encoder {
        Encoder {
            out,
            options,
            todo: vec![Todo::Term],
        }
    }

    /// Goes on for about `budget` steps; `waiting` holds the term to write at first. True: done.
    pub fn run(&mut self, waiting: &mut Vec<Term<'_>>, know: Know<'_>, budget: &mut u32) -> bool {
        while let Some(todo) = self.todo.pop() {
            match todo {
                Todo::FunEnd(size_at) => {
                    let size = (self.out.len() - size_at) as u32;
                    self.out.patch(size_at, &size.to_be_bytes());
                }
                Todo::Term => {
                    if let Some(term) = waiting.pop() {
                        self.term(term, waiting, know, budget);
                    }
                }
                Todo::Trie => {
                    if let Some(node) = waiting.pop() {
                        self.trie(node, waiting);
                    }
                }
                Todo::Elements(n) => {
                    if let Some(list) = waiting.pop() {
                        self.elements(list, n, waiting);
                    }
                }
            }
            if *budget == 0 && !self.todo.is_empty() {
                return false;
            }
            *budget = budget.saturating_sub(1);
        }
        true
    }

    /// What is written so far.
    pub fn out(&self) -> &Growing {
        &self.out
    }

    pub fn into_out(self) -> Growing {
        self.out
    }

    fn later<'s>(&mut self, waiting: &mut Vec<Term<'s>>, term: Term<'s>) {
        self.todo.push(Todo::Term);
        waiting.push(term);
    }

    fn u16(&mut self, n: usize) {
        self.out.extend(&(n as u16).to_be_bytes());
    }

    fn u32(&mut self, n: usize) {
        self.out.extend(&(n as u32).to_be_bytes());
    }

    fn term<'s>(
        &mut self,
        term: Term<'s>,
        waiting: &mut Vec<Term<'s>>,
        know: Know<'_>,
        budget: &mut u32,
    ) {
        match term.view() {
            View::Small(n) => self.integer(n),
            View::Big(big) => self.big(big.is_negative(), big.digits()),
            View::Float(x) => self.float(x),
            View::Atom(atom) => self.atom(atom, know),
            View::Nil => self.out.push(tag::NIL),
            View::Cons(_) => self.list(term, waiting, budget),
            View::Tuple(tuple) => {
                match u8::try_from(tuple.len()) {
                    Ok(n) => self.out.extend(&[tag::SMALL_TUPLE, n]),
                    Err(_) => {
                        self.out.push(tag::LARGE_TUPLE);
                        self.u32(tuple.len());
                    }
                }
                for element in tuple.iter().rev() {
                    self.later(waiting, element);
                }
            }
            View::Map(map) => self.map(map, waiting, know),
            View::Record(record) => {
                self.out.push(tag::RECORD);
                self.u32(record.len());
                self.out.push(u8::from(record.is_exported()));
                self.atom(record.module(), know);
                self.atom(record.name(), know);
                for (field, _) in record.iter() {
                    if let Some(field) = field.as_atom() {
                        self.atom(field, know);
                    }
                }
                for (_, value) in record.iter().rev() {
                    self.later(waiting, value);
                }
            }
            View::Bits(bits) => {
                *budget = budget.saturating_sub((bits.byte_len() / 256) as u32);
                self.bits(bits);
            }
            View::Fun(Fun::External(fun)) => {
                self.out.push(tag::EXPORT);
                self.atom(fun.module(), know);
                self.atom(fun.name(), know);
                self.out.extend(&[tag::SMALL_INTEGER, fun.arity()]);
            }
            View::Fun(Fun::Local(fun)) => self.fun(fun, waiting, know),
            View::Pid(pid) => self.pid(pid, know),
            View::Port(port) => self.port(port, know),
            View::Ref(reference) => self.reference(reference, know),
            View::Context(_) => self.out.push(tag::NIL),
        }
    }

    fn integer(&mut self, n: i64) {
        if let Ok(byte) = u8::try_from(n) {
            self.out.extend(&[tag::SMALL_INTEGER, byte]);
        } else if let Ok(word) = i32::try_from(n) {
            self.out.push(tag::INTEGER);
            self.out.extend(&word.to_be_bytes());
        } else {
            self.big(n < 0, [n.unsigned_abs()].into_iter());
        }
    }

    fn big(&mut self, negative: bool, digits: impl Iterator<Item = u64>) {
        let mut bytes: Vec<u8> = digits.flat_map(u64::to_le_bytes).collect();
        let n = bytes
            .iter()
            .rposition(|b| *b != 0)
            .map_or(0, |last| last + 1);
        bytes.truncate(n);
        match u8::try_from(n) {
            Ok(n) => self.out.extend(&[tag::SMALL_BIG, n]),
            Err(_) => {
                self.out.push(tag::LARGE_BIG);
                self.u32(n);
            }
        }
        self.out.push(u8::from(negative));
        self.out.extend(&bytes);
    }

    fn float(&mut self, x: f64) {
        if self.options.minor_version > 0 {
            self.out.push(tag::NEW_FLOAT);
            self.out.extend(&x.to_bits().to_be_bytes());
            return;
        }
        let text = float::format(x, FloatForm::Scientific { digits: 20 }).unwrap_or_default();
        let mut field = [0u8; FLOAT_TEXT_LEN];
        let n = text.len().min(FLOAT_TEXT_LEN);
        field[..n].copy_from_slice(&text.as_bytes()[..n]);
        self.out.push(tag::FLOAT);
        self.out.extend(&field);
    }

    fn atom(&mut self, atom: Atom, know: Know<'_>) {
        let text = know.atoms.text(atom);
        if self.options.minor_version < 2 && text.chars().all(|c| u32::from(c) < 256) {
            let latin1: Vec<u8> = text.chars().map(|c| c as u8).collect();
            self.out.push(tag::ATOM);
            self.u16(latin1.len());
            self.out.extend(&latin1);
            return;
        }
        match u8::try_from(text.len()) {
            Ok(n) => self.out.extend(&[tag::SMALL_ATOM_UTF8, n]),
            Err(_) => {
                self.out.push(tag::ATOM_UTF8);
                self.u16(text.len());
            }
        }
        self.out.extend(text.as_bytes());
    }

    fn list<'s>(&mut self, list: Term<'s>, waiting: &mut Vec<Term<'s>>, budget: &mut u32) {
        let mut walk = list.list();
        let (mut n, mut n_bytes) = (0, 0);
        for head in walk.by_ref() {
            n += 1;
            n_bytes += usize::from(head.as_small().is_some_and(|n| (0..256).contains(&n)));
        }
        *budget = budget.saturating_sub((n / 64) as u32);
        if walk.tail().is_nil() && n_bytes == n && n <= MAX_STRING {
            self.out.push(tag::STRING);
            self.u16(n);
            let bytes: Vec<u8> = list
                .list()
                .filter_map(|head| head.as_small())
                .map(|n| n as u8)
                .collect();
            self.out.extend(&bytes);
            return;
        }
        self.out.push(tag::LIST);
        self.u32(n);
        self.todo.push(Todo::Elements(n));
        waiting.push(list);
    }

    fn elements<'s>(&mut self, list: Term<'s>, n: usize, waiting: &mut Vec<Term<'s>>) {
        match list.as_cons() {
            Some(cell) if n > 0 => {
                self.todo.push(Todo::Elements(n - 1));
                waiting.push(cell.tail());
                self.later(waiting, cell.head());
            }
            _ => self.later(waiting, list),
        }
    }

    fn map<'s>(&mut self, map: Map<'s>, waiting: &mut Vec<Term<'s>>, know: Know<'_>) {
        self.out.push(tag::MAP);
        self.u32(map.len());
        if !map.is_flat() && !self.options.deterministic {
            return self.trie(map.term(), waiting);
        }
        let mut pairs: Vec<_> = map.iter().collect();
        if self.options.deterministic {
            pairs.sort_by(|a, b| compare_exact(a.0, b.0, know.atoms));
        }
        for (key, value) in pairs.into_iter().rev() {
            self.later(waiting, value);
            self.later(waiting, key);
        }
    }

    fn trie<'s>(&mut self, node: Term<'s>, waiting: &mut Vec<Term<'s>>) {
        match trie_part(node) {
            TriePart::Leaf(key, value) => {
                self.later(waiting, value);
                self.later(waiting, key);
            }
            TriePart::Node(children) => {
                for child in children.rev() {
                    self.todo.push(Todo::Trie);
                    waiting.push(child);
                }
            }
        }
    }

    fn bits(&mut self, bits: Bits<'_>) {
        let held = bits.bit_len() % 8;
        self.out.push(if held == 0 {
            tag::BINARY
        } else {
            tag::BIT_BINARY
        });
        self.u32(bits.byte_len());
        if held > 0 {
            self.out.push(held as u8);
        }
        let out = &mut self.out;
        bits.with_bytes(|bytes| out.extend(bytes));
    }

    fn fun<'s>(&mut self, fun: LocalFun<'s>, waiting: &mut Vec<Term<'s>>, know: Know<'_>) {
        let facts = know.lexicon.local_fun(fun);
        self.out.push(tag::NEW_FUN);
        let size_at = self.out.len();
        self.u32(0);
        self.out.push(fun.arity());
        self.out.extend(&facts.digest);
        self.u32(facts.index as usize);
        self.u32(fun.n_free());
        self.atom(facts.module, know);
        self.integer(i64::from(facts.index));
        self.integer(i64::from(facts.old_uniq));
        match fun.creator() {
            Some(pid) => self.local_pid(pid, know),
            None => self.local_pid(LocalPid::new(0), know),
        }
        // The size field covers the free variables too: it is filled in behind them.
        self.todo.push(Todo::FunEnd(size_at));
        for i in (0..fun.n_free()).rev() {
            self.later(waiting, fun.free(i));
        }
    }

    fn local_pid(&mut self, pid: LocalPid, know: Know<'_>) {
        let node = know.lexicon.node();
        self.out.push(tag::NEW_PID);
        self.atom(node.name, know);
        self.u32((pid.number() & 0x0fff_ffff) as usize);
        self.u32((pid.number() >> 28) as usize);
        self.u32(node.creation as usize);
    }

    fn pid(&mut self, pid: Pid<'_>, know: Know<'_>) {
        match pid {
            Pid::Local(pid) => self.local_pid(pid, know),
            Pid::External(pid) => {
                self.out.push(tag::NEW_PID);
                self.atom(pid.node(), know);
                self.u32(pid.number() as usize);
                self.u32(pid.serial() as usize);
                self.u32(pid.creation() as usize);
            }
        }
    }

    fn port(&mut self, port: Port<'_>, know: Know<'_>) {
        let (node, number, creation) = match port {
            Port::Local(port) => {
                let node = know.lexicon.node();
                (node.name, port.number(), node.creation)
            }
            Port::External(port) => (port.node(), port.number(), port.creation()),
        };
        self.out.push(tag::V4_PORT);
        self.atom(node, know);
        self.out.extend(&number.to_be_bytes());
        self.u32(creation as usize);
    }

    fn reference(&mut self, reference: Reference<'_>, know: Know<'_>) {
        let (node, creation) = reference.external().unwrap_or_else(|| {
            let node = know.lexicon.node();
            (node.name, node.creation)
        });
        self.out.push(tag::NEWER_REFERENCE);
        let alias_of = reference.alias_of().map(LocalPid::number);
        self.u16(reference.n_words() + if alias_of.is_some() { 2 } else { 0 });
        self.atom(node, know);
        self.u32(creation as usize);
        for i in 0..reference.n_words() {
            self.u32(reference.number(i) as usize);
        }
        // Two more words lead back to the process.
        if let Some(number) = alias_of {
            self.u32(number as u32 as usize);
            self.u32((number >> 32) as usize);
        }
    }
}

/// What must be known beside the term.
#[derive(Clone, Copy)]
pub struct Know<'a> {
    pub lexicon: &'a dyn Lexicon,
    pub atoms: &'a AtomTable,
}
