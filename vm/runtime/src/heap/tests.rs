//! Random programs over heaps: build, drop, send, collect, and compare with a model after every step.

use std::sync::Arc;

use super::gc::verify::verify;
use super::process_heap::SLACK_WORDS;
use super::*;
use crate::atom::{Atom, atoms};
use crate::term;
use crate::term::{BigRef, RefId, Term, View};

/// A term outside of any heap.
#[derive(Clone, PartialEq, Debug)]
enum Model {
    Small(i64),
    Big(bool, Vec<u64>),
    Atom(Atom),
    Nil,
    Float(f64),
    Cons(Arc<Model>, Arc<Model>),
    Tuple(Vec<Arc<Model>>),
    Bits(Vec<u8>, usize),
    Ref(u64),
    Map(Vec<(Arc<Model>, Arc<Model>)>),
}

fn read(term: Term<'_>) -> Model {
    match term.view() {
        View::Small(value) => Model::Small(value),
        View::Big(big) => Model::Big(big.is_negative(), BigRef::digits(big).collect()),
        View::Atom(atom) => Model::Atom(atom),
        View::Nil => Model::Nil,
        View::Float(value) => Model::Float(value),
        View::Cons(cell) => Model::Cons(read(cell.head()).into(), read(cell.tail()).into()),
        View::Tuple(tuple) => {
            Model::Tuple(tuple.iter().map(|element| read(element).into()).collect())
        }
        View::Bits(bits) => Model::Bits(bits.to_vec(), bits.bit_len()),
        View::Ref(reference) => Model::Ref(reference.id().unwrap().low),
        View::Map(map) => Model::Map(
            map.iter()
                .map(|(key, value)| (read(key).into(), read(value).into()))
                .collect(),
        ),
        View::Fun(_) | View::Pid(_) | View::Port(_) | View::Record(_) | View::Context(_) => {
            unreachable!("never built here")
        }
    }
}

pub(crate) struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub fn below(&mut self, n: usize) -> usize {
        ((self.next() >> 33) as usize) % n
    }
}

/// Registers and frames of a process under test. A frame's record word is its size as a small integer; all its slots live.
struct Roots {
    x: Vec<Word>,
    all_y: Vec<u16>,
}

impl RootSet for Roots {
    fn slots(&mut self, visit: &mut dyn FnMut(&mut [Word])) {
        visit(&mut self.x);
    }

    fn frame(&self, record: Word) -> FrameShape<'_> {
        let words = record.small_value() as usize;
        FrameShape {
            words,
            live: &self.all_y[..words - 1],
        }
    }
}

struct Machine {
    shared: HeapShared,
    pool: BlockPool,
    heap: ProcessHeap,
    roots: Roots,
    /// What the X registers and the frames' slots hold, from the top.
    x: Vec<Arc<Model>>,
    frames: Vec<Vec<Arc<Model>>>,
    random: Random,
    budget: usize,
}

impl Machine {
    fn new(seed: u64, stress: bool, budget: usize) -> Machine {
        let mut shared = HeapShared::for_tests();
        shared.stress = stress;
        let mut pool = BlockPool::new(shared.account.clone());
        let heap = ProcessHeap::new(
            &mut HeapEnv {
                shared: &shared,
                pool: &mut pool,
            },
            10,
        )
        .unwrap();
        let roots = Roots {
            x: vec![Word::NIL; 8],
            all_y: (0..100).collect(),
        };
        Machine {
            shared,
            pool,
            heap,
            roots,
            x: vec![Model::Nil.into(); 8],
            frames: Vec::new(),
            random: Random(seed),
            budget,
        }
    }

    fn collect(&mut self, need: usize, mode: Mode) {
        let mut env = HeapEnv {
            shared: &self.shared,
            pool: &mut self.pool,
        };
        while self
            .heap
            .collect_slice(&mut env, need, &mut self.roots, mode, self.budget)
            == Ok(Progress::More)
        {}
        assert!(self.heap.has_room(need));
        self.heap.policy.slices = self.random.below(100) as u32;
    }

    fn reserve(&mut self, need: usize) {
        if self.shared.stress || !self.heap.has_room(need) || self.heap.wants_collection() {
            self.collect(need, Mode::Auto);
        }
    }

    fn any_x(&mut self) -> usize {
        self.random.below(self.x.len())
    }

    /// Puts something new into a register, made of what other registers hold.
    fn build(&mut self) {
        self.reserve(500);
        let (a, b, to, what, n) = (
            self.any_x(),
            self.any_x(),
            self.any_x(),
            self.random.below(10),
            self.random.next(),
        );
        let size = self.random.below(5);
        let (x, y) = (self.roots.x[a], self.roots.x[b]);
        let writer = self.heap.writer(500, &self.shared);
        // SAFETY: registers hold terms of this heap, which is not collected while the writer lives.
        let (x, y) = unsafe { (Term::from_word(x), Term::from_word(y)) };
        let (mx, my) = (self.x[a].clone(), self.x[b].clone());
        let (term, model) = match what {
            0 => (writer.integer(n as i64 >> 4), Model::Small(n as i64 >> 4)),
            1 => (
                writer.integer_from_digits(true, &[n, 1]),
                Model::Big(true, vec![n, 1]),
            ),
            2 => (writer.float(n as f64), Model::Float(n as f64)),
            3 => {
                let bytes = n.to_le_bytes().repeat(size * 3);
                let bit_len = (bytes.len() * 8).saturating_sub(size);
                let term = writer.bitstring(&bytes, bit_len).unwrap();
                (term, read(term))
            }
            4 => (writer.tuple(&vec![x; size]), Model::Tuple(vec![mx; size])),
            5 => match x.as_bits() {
                Some(bits) => {
                    let from = n as usize % (bits.bit_len() + 1);
                    let len = (n >> 32) as usize % (bits.bit_len() - from + 1);
                    let term = writer.sub_bits(bits, from, len);
                    (term, read(term))
                }
                None => (Term::atom(atoms::OK), Model::Atom(atoms::OK)),
            },
            6 => match x.as_bits() {
                // SAFETY: three bytes are written bit by bit where `append` says.
                Some(bits) => unsafe {
                    let extra = [n as u8, 1, 2];
                    let term = writer
                        .append(bits, 24, |room, bit| {
                            term::binary::copy_bits(extra.as_ptr(), 0, room, bit, 24)
                        })
                        .unwrap();
                    let model = read(term);
                    let Model::Bits(old, old_len) = &*mx else {
                        unreachable!()
                    };
                    let mut expected = old.clone();
                    expected.resize((old_len + 24).div_ceil(8), 0);
                    term::binary::copy_bits(extra.as_ptr(), 0, expected.as_mut_ptr(), *old_len, 24);
                    assert_eq!(model, Model::Bits(expected, old_len + 24));
                    (term, model)
                },
                None => (writer.reference(RefId { high: 1, low: n }), Model::Ref(n)),
            },
            7 => match x.as_map() {
                Some(map) => {
                    let key = Term::small((n % 60) as i32);
                    let removed = term::map::remove(map, key, &writer).as_map().unwrap();
                    let term = term::map::put(removed, key, y, &writer);
                    let found = term.as_map().unwrap().get(key, writer.atoms()).unwrap();
                    assert_eq!(read(found), *my);
                    (term, read(term))
                }
                None => {
                    let pairs: Vec<_> = (0..n as i32 % 45)
                        .map(|i| (Term::small(i), Term::small(i)))
                        .collect();
                    let term = term::map::from_pairs(&pairs, &writer);
                    (term, read(term))
                }
            },
            _ if depth(&mx) + depth(&my) < 200 => (writer.cons(x, y), Model::Cons(mx, my)),
            _ => (Term::NIL, Model::Nil),
        };
        self.roots.x[to] = term.word();
        self.x[to] = model.into();
    }

    fn push_frame(&mut self) {
        let n = self.random.below(4);
        self.reserve(n + 1);
        let words = n + 1;
        self.heap.sp = self.heap.sp.wrapping_sub(words);
        let mut models = Vec::new();
        for y in 0..n {
            let x = self.any_x();
            models.push(self.x[x].clone());
            // SAFETY: `reserve` made room for the frame.
            unsafe { *self.heap.sp.add(1 + y) = self.roots.x[x] };
        }
        // SAFETY: as above.
        unsafe { *self.heap.sp = Word::small(words as i64) };
        self.frames.push(models);
    }

    fn pop_frame(&mut self) {
        if let Some(models) = self.frames.pop() {
            self.heap.sp = self.heap.sp.wrapping_add(models.len() + 1);
        }
    }

    /// Sends a register's term to itself.
    fn send(&mut self) {
        let (from, to) = (self.any_x(), self.any_x());
        // SAFETY: registers hold terms of this heap, which is not collected meanwhile.
        let term = unsafe { Term::from_word(self.roots.x[from]) };
        let fragment = copy::to_fragment(term, &self.shared).unwrap();
        assert!(fragment.words() <= copy::words(term, &self.shared.literals));
        assert_eq!(read(fragment.root()), *self.x[from]);
        // SAFETY: as above.
        let mut job = unsafe { copy::CopyJob::new(self.roots.x[from]) };
        let budget = 1 + self.random.below(9);
        let sliced = (0..100_000)
            .find_map(|_| job.step(&self.shared, budget).unwrap())
            .unwrap();
        assert_eq!(read(sliced.root()), *self.x[from]);
        assert_eq!(sliced.words(), fragment.words());
        if self.random.below(4) == 0 {
            return;
        }
        self.roots.x[to] = self.heap.adopt(fragment);
        self.x[to] = self.x[from].clone();
    }

    fn check(&mut self) {
        verify(&self.heap, &self.shared, &mut self.roots).unwrap();
        for (word, model) in self.roots.x.iter().zip(&self.x) {
            // SAFETY: registers hold terms of this heap.
            assert_eq!(read(unsafe { Term::from_word(*word) }), **model);
        }
        let mut sp = self.heap.sp;
        for models in self.frames.iter().rev() {
            for (y, model) in models.iter().enumerate() {
                // SAFETY: the frame has that slot.
                assert_eq!(read(unsafe { Term::from_word(*sp.add(1 + y)) }), **model);
            }
            sp = sp.wrapping_add(models.len() + 1);
        }
        assert_eq!(sp, self.heap.stack_end());
    }

    fn step(&mut self) {
        match self.random.below(24) {
            0..=13 => self.build(),
            14..=16 => self.push_frame(),
            17..=19 => self.pop_frame(),
            20 | 21 => self.send(),
            22 => {
                let need = self.random.below(3000);
                self.collect(need, Mode::Auto);
            }
            _ => {
                let mode = [Mode::Full, Mode::Hibernate, Mode::Auto][self.random.below(3)];
                self.collect(0, mode);
            }
        }
    }

    fn finish(mut self) {
        self.heap.release(&mut self.pool);
        self.pool.clear();
        assert_eq!(self.shared.account.used(), 0, "every byte was given back");
    }
}

fn depth(model: &Model) -> usize {
    match model {
        Model::Cons(head, tail) => 1 + depth(head).max(depth(tail)),
        Model::Tuple(elements) => {
            1 + elements
                .iter()
                .map(|element| depth(element))
                .max()
                .unwrap_or(0)
        }
        Model::Map(pairs) => 1 + pairs.iter().map(|pair| depth(&pair.1)).max().unwrap_or(0),
        _ => 1,
    }
}

/// Size of a model as a tree: sending unshares, so it is kept small.
fn weight(model: &Model, limit: usize) -> usize {
    let mut stack = vec![model];
    let mut n = 0;
    while let Some(model) = stack.pop() {
        n += 1;
        if n > limit {
            break;
        }
        match model {
            Model::Cons(head, tail) => stack.extend([&**head, &**tail]),
            Model::Tuple(elements) => stack.extend(elements.iter().map(|element| &**element)),
            Model::Map(pairs) => stack.extend(pairs.iter().map(|pair| &*pair.1)),
            _ => {}
        }
    }
    n
}

fn run(seed: u64, steps: usize, stress: bool, budget: usize) {
    let mut machine = Machine::new(seed, stress, budget);
    for _ in 0..steps {
        machine.step();
        for i in 0..machine.x.len() {
            if weight(&machine.x[i], 300) > 300 {
                machine.roots.x[i] = Word::NIL;
                machine.x[i] = Model::Nil.into();
            }
        }
        machine.check();
    }
    machine.finish();
}

#[test]
fn random_programs() {
    for seed in 1..=20 {
        run(seed * 7919, 600, false, usize::MAX);
    }
}

#[test]
fn random_programs_collecting_at_every_step() {
    for seed in 1..=8 {
        run(seed * 104_729, 300, true, usize::MAX);
    }
}

#[test]
fn random_programs_collecting_in_tiny_slices() {
    for seed in 1..=8 {
        run(seed * 1_299_709, 400, true, 1 + seed as usize % 4 * 7);
    }
}

#[test]
fn dying_in_the_middle_of_a_collection_gives_everything_back() {
    for seed in 1..40 {
        let mut machine = Machine::new(seed * 15_485_863, false, usize::MAX);
        for _ in 0..100 {
            machine.step();
        }
        for _ in 0..4 {
            machine.send();
        }
        let mode = [Mode::Full, Mode::Hibernate, Mode::Auto][seed as usize % 3];
        let mut env = HeapEnv {
            shared: &machine.shared,
            pool: &mut machine.pool,
        };
        for _ in 0..seed {
            if machine
                .heap
                .collect_slice(&mut env, 10, &mut machine.roots, mode, 3)
                != Ok(Progress::More)
            {
                break;
            }
        }
        machine.finish();
    }
}

#[test]
fn a_long_list_and_a_deep_stack() {
    let mut machine = Machine::new(1, false, usize::MAX);
    for i in 0..300_000 {
        if !machine.heap.has_room(4) {
            machine.collect(4, Mode::Auto);
        }
        let tail = machine.roots.x[0];
        let writer = machine.heap.writer(2, &machine.shared);
        // SAFETY: a register of this heap.
        machine.roots.x[0] = writer
            .cons(Term::small(i), unsafe { Term::from_word(tail) })
            .word();
        machine.heap.sp = machine.heap.sp.wrapping_sub(2);
        // SAFETY: there is room for four words.
        unsafe {
            *machine.heap.sp = Word::small(2);
            *machine.heap.sp.add(1) = machine.roots.x[0];
        }
    }
    machine.collect(0, Mode::Full);
    verify(&machine.heap, &machine.shared, &mut machine.roots).unwrap();
    // SAFETY: registers of this heap.
    let list = unsafe { Term::from_word(machine.roots.x[0]) };
    assert_eq!(list.list().proper_length(), Some(300_000));
    assert!(
        list.list()
            .zip((0..300_000).rev())
            .all(|(element, i)| element.as_small() == Some(i))
    );
    // The spike is over: memory goes back.
    machine.roots.x[0] = Word::NIL;
    machine.heap.sp = machine.heap.stack_end();
    machine.collect(0, Mode::Full);
    machine.collect(0, Mode::Hibernate);
    assert!(
        machine.heap.total_words() <= 64,
        "{}",
        machine.heap.total_words()
    );
    machine.finish();
}

#[test]
fn constant_live_data_keeps_the_heap_small() {
    let mut machine = Machine::new(1, false, usize::MAX);
    for i in 0..2_000_000 {
        if !machine.heap.has_room(4) {
            machine.collect(4, Mode::Auto);
            machine.heap.policy.slices = 0;
        }
        let writer = machine.heap.writer(3, &machine.shared);
        machine.roots.x[0] = writer.tuple(&[Term::small(i), Term::NIL]).word();
    }
    assert!(
        machine.heap.total_words() < 40_000,
        "{}",
        machine.heap.total_words()
    );
    machine.finish();
}

#[test]
fn max_heap_size_is_reported() {
    let mut machine = Machine::new(1, false, usize::MAX);
    machine.heap.policy.max_words = 1000;
    let mut env = HeapEnv {
        shared: &machine.shared,
        pool: &mut machine.pool,
    };
    assert_eq!(
        machine
            .heap
            .collect(&mut env, 500, &mut machine.roots, Mode::Auto),
        Ok(())
    );
    assert_eq!(
        machine
            .heap
            .collect(&mut env, 5000, &mut machine.roots, Mode::Auto),
        Err(HeapFull::Limit)
    );
    assert!(machine.heap.has_room(5000));
    machine.finish();
}

#[test]
fn no_memory_is_an_error_and_the_heap_stays_as_it_was() {
    let shared = HeapShared::new(1000, 1 << 20).unwrap();
    let mut pool = BlockPool::new(shared.account.clone());
    let mut env = HeapEnv {
        shared: &shared,
        pool: &mut pool,
    };
    let mut heap = ProcessHeap::new(&mut env, 100).unwrap();
    let mut roots = Roots {
        x: vec![Word::NIL],
        all_y: Vec::new(),
    };
    roots.x[0] = heap
        .writer(3, &shared)
        .tuple(&[Term::TRUE, Term::FALSE])
        .word();
    for need in [1 << 20, usize::MAX / 2, usize::MAX - 3] {
        assert_eq!(
            heap.collect(&mut env, need, &mut roots, Mode::Auto),
            Err(HeapFull::Memory)
        );
        verify(&heap, &shared, &mut roots).unwrap();
    }
    assert_eq!(
        heap.collect(&mut env, 10_000, &mut roots, Mode::Auto),
        Ok(())
    );
    assert!(heap.free_words() >= 10_000 + SLACK_WORDS);
    heap.release(&mut pool);
}

#[test]
fn buffers_are_given_back_once_nobody_holds_them() {
    let mut machine = Machine::new(1, false, usize::MAX);
    let before = machine.shared.account.used();
    for round in 0..200 {
        if !machine.heap.has_room(10) || machine.heap.wants_collection() {
            machine.collect(10, Mode::Auto);
        }
        let writer = machine.heap.writer(10, &machine.shared);
        machine.roots.x[round % 2] = writer.binary(&vec![1; 1 << 20]).unwrap().word();
    }
    assert!(
        machine.shared.account.used() - before < 12 << 20,
        "{}",
        machine.shared.account.used()
    );
    machine.x.clear();
    machine.finish();
}

#[test]
fn a_piece_of_a_large_binary_does_not_keep_it_alive_elsewhere() {
    let mut machine = Machine::new(1, false, usize::MAX);
    machine.reserve(20);
    let writer = machine.heap.writer(20, &machine.shared);
    let whole = writer.binary(&vec![7; 1 << 20]).unwrap().as_bits().unwrap();
    let piece = writer.sub_bits(whole, 3, 800);
    let large = writer.sub_bits(whole, 8, 7 << 20);
    let used = machine.shared.account.used();
    let (piece, large) = (
        copy::to_fragment(piece, &machine.shared).unwrap(),
        copy::to_fragment(large, &machine.shared).unwrap(),
    );
    assert_eq!(read(piece.root()), read(writer.sub_bits(whole, 3, 800)));
    assert_eq!(large.offheap_bytes(), 1 << 20);
    assert!(piece.offheap_bytes() < 200);
    assert!(machine.shared.account.used() - used < 1000);
    drop((piece, large));
    assert_eq!(machine.shared.account.used(), used);
    machine.finish();
}
