//! What the heap costs: allocating, collecting, copying, maps, comparing. All figures are nanoseconds per unit named.

mod measure;

use measure::measure;
use purlin_runtime::heap::{
    BlockPool, FrameShape, HeapEnv, HeapShared, Mode, ProcessHeap, RootSet, copy,
};
use purlin_runtime::term::{Map, Term, Word, compare, map};
use std::hint::black_box;

/// Registers, and frames of two words: a record and y0.
struct Roots(Vec<Word>);

impl RootSet for Roots {
    fn slots(&mut self, visit: &mut dyn FnMut(&mut [Word])) {
        visit(&mut self.0);
    }

    fn frame(&self, _record: Word) -> FrameShape<'_> {
        FrameShape {
            words: 2,
            live: &[0],
        }
    }
}

struct Machine {
    shared: HeapShared,
    pool: BlockPool,
    heap: ProcessHeap,
    roots: Roots,
}

impl Machine {
    fn new() -> Machine {
        let shared = HeapShared::new(1 << 20, usize::MAX).expect("memory");
        let mut pool = BlockPool::new(shared.account.clone());
        let heap = ProcessHeap::new(
            &mut HeapEnv {
                shared: &shared,
                pool: &mut pool,
            },
            30,
        )
        .expect("memory");
        Machine {
            shared,
            pool,
            heap,
            roots: Roots(vec![Word::NIL; 4]),
        }
    }

    fn reserve(&mut self, words: usize) {
        if !self.heap.has_room(words) {
            self.collect(words, Mode::Auto);
        }
    }

    fn collect(&mut self, words: usize, mode: Mode) {
        let mut env = HeapEnv {
            shared: &self.shared,
            pool: &mut self.pool,
        };
        self.heap
            .collect(&mut env, words, &mut self.roots, mode)
            .expect("memory");
    }

    fn x(&self, i: usize) -> Term<'_> {
        // SAFETY: registers hold terms of this heap, which is not collected while it is borrowed.
        unsafe { Term::from_word(self.roots.0[i]) }
    }

    /// x0 := [x1 | x0].
    fn push(&mut self) {
        self.reserve(2);
        let cell = self
            .heap
            .writer(2, &self.shared)
            .cons(self.x(1), self.x(0))
            .word();
        self.roots.0[0] = cell;
    }

    /// x0 := a list of `n` small integers.
    fn list(&mut self, n: i32) {
        self.roots.0[0] = Word::NIL;
        for i in 0..n {
            self.roots.0[1] = Word::small(i64::from(i));
            self.push();
        }
    }

    /// x0 := a binary tree of that depth, of tuples `{Left, Right}`.
    fn tree(&mut self, depth: u32) {
        self.roots.0[0] = Word::NIL;
        let mut levels = vec![Word::NIL; depth as usize];
        self.roots.0.truncate(4);
        self.roots.0.append(&mut levels);
        let mut path = 0u64;
        loop {
            path += 1;
            // Like counting: a carry joins two trees of one height.
            self.reserve(3);
            self.roots.0[3] = self
                .heap
                .writer(3, &self.shared)
                .tuple(&[Term::small(1), Term::small(2)])
                .word();
            let mut level = 4;
            let mut bits = path;
            while bits & 1 == 0 {
                self.reserve(3);
                self.roots.0[3] = self
                    .heap
                    .writer(3, &self.shared)
                    .tuple(&[self.x(level), self.x(3)])
                    .word();
                self.roots.0[level] = Word::NIL;
                level += 1;
                bits >>= 1;
            }
            if level - 4 == depth as usize {
                self.roots.0[0] = self.roots.0[3];
                self.roots.0.truncate(4);
                return;
            }
            self.roots.0[level] = self.roots.0[3];
        }
    }

    /// x0 := a map of `n` pairs.
    fn map(&mut self, n: i32) {
        let pairs: Vec<_> = (0..n).map(|i| (Term::small(i), Term::small(i))).collect();
        let plan = map::MapPlan::new(pairs.len(), |i| pairs[i], &self.shared.atoms);
        self.reserve(plan.words());
        self.roots.0[0] = plan
            .build(|i| pairs[i], &self.heap.writer(plan.words(), &self.shared))
            .word();
    }

    fn as_map(&self) -> Map<'_> {
        self.x(0).as_map().expect("a map was made")
    }
}

fn allocate() {
    let mut machine = Machine::new();
    measure("allocate: a cons that dies", 100_000, || {
        for _ in 0..100_000 {
            machine.push();
            machine.roots.0[0] = Word::NIL;
        }
    });
    measure("allocate: an element of a list of 1000", 1_000, || {
        machine.list(1_000)
    });
    measure(
        "allocate: an element of a list of 1000000",
        1_000_000,
        || machine.list(1_000_000),
    );
}

fn collect() {
    for n in [1_000, 100_000, 1_000_000] {
        let mut machine = Machine::new();
        machine.list(n);
        let words = 2 * n as u64;
        measure(&format!("collect: a live word, list of {n}"), words, || {
            machine.collect(0, Mode::Full)
        });
    }
    for depth in [10, 16, 19] {
        let mut machine = Machine::new();
        machine.tree(depth);
        let words = 3 * ((1u64 << depth) - 1);
        measure(
            &format!("collect: a live word, tree of depth {depth}"),
            words,
            || machine.collect(0, Mode::Full),
        );
    }
    let mut machine = Machine::new();
    machine.list(1_000_000);
    machine.collect(0, Mode::Full);
    machine.collect(0, Mode::Full);
    measure("collect: young, beside 2 M old words", 1, || {
        machine.collect(0, Mode::Auto)
    });
    let mut machine = Machine::new();
    for _ in 0..1_000_000 {
        machine.reserve(2);
        machine.heap.sp = machine.heap.sp.wrapping_sub(2);
        // SAFETY: there was room for two words.
        unsafe { *machine.heap.sp.add(1) = Word::ZERO };
    }
    measure("collect: a frame of 1 M", 1_000_000, || {
        machine.collect(0, Mode::Auto)
    });
}

fn copying() {
    let mut machine = Machine::new();
    machine.reserve(100);
    let message = {
        let writer = machine.heap.writer(10, &machine.shared);
        writer
            .tuple(&[Term::TRUE, writer.tuple(&[Term::small(1), Term::NIL])])
            .word()
    };
    machine.roots.0[0] = message;
    let send = |machine: &Machine| {
        drop(black_box(
            copy::to_fragment(machine.x(0), &machine.shared).expect("memory"),
        ))
    };
    measure("copy: a message of 6 words", 1, || send(&machine));
    machine.list(1_000);
    measure("copy: an element of a list of 1000", 1_000, || {
        send(&machine)
    });
    machine.list(1_000_000);
    measure("copy: an element of a list of 1000000", 1_000_000, || {
        send(&machine)
    });
    machine.tree(16);
    measure("copy: a node of a tree of 65535", 65_535, || send(&machine));
}

fn maps() {
    for n in [8, 32, 1_000, 1_000_000] {
        let mut machine = Machine::new();
        machine.map(n);
        let keys: Vec<i32> = (0..1_000i32).map(|i| i.wrapping_mul(7919) % n).collect();
        measure(&format!("map: get one of {n}"), 1_000, || {
            let map = machine.as_map();
            for &key in &keys {
                black_box(map.get(Term::small(key), &machine.shared.atoms));
            }
        });
        measure(&format!("map: update one of {n}"), 1_000, || {
            for &key in &keys {
                let words =
                    map::put_words(machine.as_map(), Term::small(key), &machine.shared.atoms);
                machine.reserve(words);
                let writer = machine.heap.writer(words, &machine.shared);
                let new = map::put(machine.as_map(), Term::small(key), Term::NIL, &writer).word();
                machine.roots.0[0] = new;
            }
        });
        measure(&format!("map: walk a pair of {n}"), n as u64, || {
            machine.as_map().iter().for_each(|pair| {
                black_box(pair);
            });
        });
        measure(&format!("map: build a pair of {n}"), n as u64, || {
            machine.map(n)
        });
    }
}

fn comparing() {
    let mut machine = Machine::new();
    machine.list(1_000);
    machine.roots.0[2] = machine.roots.0[0];
    machine.list(1_000);
    measure("compare: an element of equal lists", 1_000, || {
        black_box(compare::compare(
            machine.x(0),
            machine.x(2),
            &machine.shared.atoms,
        ));
    });
    measure("compare: =:= of an element", 1_000, || {
        black_box(compare::same(machine.x(0), machine.x(2)));
    });
}

/// Bytes of an idle process's heap: not a time.
fn idle() {
    let mut machine = Machine::new();
    machine.list(5);
    machine.collect(0, Mode::Hibernate);
    let struct_bytes = size_of::<ProcessHeap>();
    println!(
        "idle: heap record {struct_bytes} bytes, block {} bytes",
        machine.heap.total_words() * 8
    );
}

fn main() {
    allocate();
    collect();
    copying();
    maps();
    comparing();
    idle();
}
