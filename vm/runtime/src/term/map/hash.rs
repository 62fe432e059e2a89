//! The hash that orders large maps: of content only, never of addresses or atom numbers, so that a map is walked in the same order
//! everywhere. Terms that are `=:=` have equal hashes.
//!
//! A term is hashed as a stream of tokens, in an order that tells different terms apart; nothing recurses.

use smallvec::SmallVec;

use crate::atom::AtomTable;
use crate::term::layout::RAW_WORDS;
use crate::term::{Bits, Fun, Kind, LocalFun, Reference, Term, View, Word};

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const FACTOR: u64 = 0xd6e8_feb8_6659_fd93;

#[inline]
fn mix(state: u64, token: u64) -> u64 {
    let product = u128::from(state ^ token ^ SEED) * u128::from(FACTOR);
    (product >> 64) as u64 ^ product as u64
}

/// Tokens that say what follows.
const TOKEN_SMALL: u64 = 1;
const TOKEN_ATOM: u64 = 2;
const TOKEN_PID: u64 = 3;
const TOKEN_PORT: u64 = 4;
const TOKEN_NIL: u64 = 5;
const TOKEN_CONS: u64 = 6;
const TOKEN_TUPLE: u64 = 7;
const TOKEN_BITS: u64 = 8;
const TOKEN_REFERENCE: u64 = 9;
const TOKEN_FUN: u64 = 10;
const TOKEN_KIND: u64 = 0x100;

/// The hash of a term.
#[inline]
pub fn hash(term: Term<'_>, atoms: &AtomTable) -> u64 {
    let word = term.word();
    if word.is_small() {
        return finish(immediate(SEED, word, atoms));
    }
    if word.is_atom() {
        return finish(immediate(SEED, word, atoms));
    }
    hash_any(word, atoms)
}

/// The low bits are used first: they must depend on all others.
#[inline]
fn finish(state: u64) -> u64 {
    mix(state, FACTOR)
}

fn immediate(state: u64, word: Word, atoms: &AtomTable) -> u64 {
    if word.is_small() {
        mix(mix(state, TOKEN_SMALL), word.small_value() as u64)
    } else if word.is_atom() {
        mix(
            mix(state, TOKEN_ATOM),
            atoms.hash(crate::atom::Atom::from_index(word.payload() as u32)),
        )
    } else if word.is_local_pid() {
        mix(mix(state, TOKEN_PID), word.payload())
    } else if word.is_local_port() {
        mix(mix(state, TOKEN_PORT), word.payload())
    } else {
        mix(state, TOKEN_NIL)
    }
}

struct Stream<'a> {
    state: u64,
    atoms: &'a AtomTable,
    /// Slots still to come: the first of so many in a row.
    stack: SmallVec<[(*const Word, usize); 8]>,
}

#[inline(never)]
fn hash_any(word: Word, atoms: &AtomTable) -> u64 {
    let mut stream = Stream {
        state: SEED,
        atoms,
        stack: SmallVec::new(),
    };
    stream.add(word);
    while let Some((slot, n)) = stream.stack.pop() {
        if n > 1 {
            stream.stack.push((slot.wrapping_add(1), n - 1));
        }
        // SAFETY: a slot of a live object.
        stream.add(unsafe { *slot });
    }
    finish(stream.state)
}

impl Stream<'_> {
    fn token(&mut self, token: u64) {
        self.state = mix(self.state, token);
    }

    fn add(&mut self, mut word: Word) {
        while word.is_cons() {
            self.token(TOKEN_CONS);
            // SAFETY: a live cons cell.
            let (head, tail) = unsafe { (word.head(), word.tail()) };
            if head.is_immediate() {
                self.state = immediate(self.state, head, self.atoms);
                word = tail;
            } else {
                self.stack.push((word.pointer().wrapping_add(1), 1));
                word = head;
            }
        }
        if word.is_immediate() {
            self.state = immediate(self.state, word, self.atoms);
        } else {
            self.add_object(word);
        }
    }

    fn add_object(&mut self, word: Word) {
        // SAFETY: a live tuple or boxed object.
        let header = unsafe { word.object_header() };
        let (kind, size) = (header.header_kind(), header.header_size());
        let term: Term<'_> = Term::inside(word);
        match kind {
            Kind::HeapBits | Kind::CountedBits | Kind::SubBits => self.add_bits(Bits::of(term)),
            Kind::Reference | Kind::Resource => self.add_reference(Reference::of(term)),
            Kind::Fun | Kind::ExternalFun => self.add_fun(term),
            Kind::Tuple => {
                self.token(TOKEN_TUPLE);
                self.token(size as u64);
                self.push(word, 0, size);
            }
            Kind::ExternalReference => self.add_reference(Reference::of(term)),
            // The node's atom has a number that must not count.
            Kind::ExternalPid | Kind::ExternalPort => {
                self.token(TOKEN_KIND + kind as u64);
                // SAFETY: the first word of these is the node's atom.
                self.state = immediate(self.state, unsafe { word.field(0) }, self.atoms);
                self.add_raw(word, 1, size);
            }
            Kind::Float | Kind::PositiveBig | Kind::NegativeBig => {
                self.token(TOKEN_KIND + kind as u64);
                self.token(size as u64);
                self.add_raw(word, 0, size);
            }
            Kind::FlatMap | Kind::HashMap | Kind::HashNode | Kind::HashCollision | Kind::Record => {
                self.token(TOKEN_KIND + kind as u64);
                self.token(u64::from(header.header_aux()));
                self.token(size as u64);
                let raw = RAW_WORDS[kind as usize].min(size);
                self.push(word, raw, size);
            }
            Kind::MatchContext | Kind::Hole => unreachable!("never part of a term"),
        }
    }

    fn push(&mut self, word: Word, from: usize, to: usize) {
        if to > from {
            self.stack
                .push((word.pointer().wrapping_add(1 + from), to - from));
        }
    }

    fn add_raw(&mut self, word: Word, from: usize, to: usize) {
        for i in from..to {
            // SAFETY: callers stay inside the object.
            self.token(unsafe { word.field(i) }.bits());
        }
    }

    fn add_bits(&mut self, bits: Bits<'_>) {
        self.token(TOKEN_BITS);
        self.token(bits.bit_len() as u64);
        let mut state = self.state;
        bits.with_bytes(|bytes| {
            for chunk in bytes.chunks(8) {
                let mut token = [0; 8];
                token[..chunk.len()].copy_from_slice(chunk);
                state = mix(state, u64::from_le_bytes(token));
            }
        });
        self.state = state;
    }

    fn add_reference(&mut self, reference: Reference<'_>) {
        self.token(TOKEN_REFERENCE);
        if let Some((node, creation)) = reference.external() {
            self.token(self.atoms.hash(node));
            self.token(u64::from(creation));
        }
        // High words that are zero do not tell references apart.
        for i in 0..reference.n_words() {
            match reference.number(i) {
                0 => {}
                number => self.token((i as u64) << 32 | u64::from(number)),
            }
        }
    }

    fn add_fun(&mut self, term: Term<'_>) {
        self.token(TOKEN_FUN);
        match term.view() {
            View::Fun(Fun::External(fun)) => {
                self.token(self.atoms.hash(fun.module()));
                self.token(self.atoms.hash(fun.name()));
                self.token(u64::from(fun.arity()));
            }
            View::Fun(Fun::Local(fun)) => self.add_local_fun(fun),
            _ => unreachable!("its kind says that it is a fun"),
        }
    }

    fn add_local_fun(&mut self, fun: LocalFun<'_>) {
        let identity = fun.identity();
        self.token(self.atoms.hash(identity.module));
        self.token(u64::from(identity.index) << 32 | u64::from(identity.old_uniq));
        self.token(fun.n_free() as u64);
        self.push(fun.term().word(), 2, 2 + fun.n_free());
    }
}
