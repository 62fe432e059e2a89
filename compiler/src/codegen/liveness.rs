//! Which values are live where, in a prepared function. Values that live in more than one block are numbered; a set of them is the
//! list of its words of 64 that are not empty. So thousands of values that live across thousands of blocks cost a word's work for
//! 64 of them, and the few of a usual block a word.

use crate::core::nodes::*;

pub struct Liveness {
    /// Values live at the start of each block, its parameters excluded.
    pub live_in: Vec<Set>,
    /// The block that defines each value.
    pub home: Vec<u32>,
    /// Predecessors by jumps and by exceptions.
    pub preds: Vec<Vec<u32>>,
    /// The number of each value among those that are used outside their home; `NOWHERE` for others.
    number: Vec<u32>,
    /// Those values, ascending.
    shared: Vec<Value>,
}

pub const NOWHERE: u32 = u32::MAX;

/// A set of shared values: place and content of its words, ascending, none empty.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Set(Vec<(u32, u64)>);

impl Set {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0
            .iter()
            .map(|(_, word)| word.count_ones() as usize)
            .sum()
    }

    fn has(&self, number: u32) -> bool {
        let found = self.0.binary_search_by_key(&(number / 64), |&(at, _)| at);
        found.is_ok_and(|index| self.0[index].1 >> (number % 64) & 1 == 1)
    }

    /// What is here and not there.
    pub fn without(&self, other: &Set) -> Set {
        let mut others = other.0.iter().copied().peekable();
        let mut left = Vec::new();
        for &(at, word) in &self.0 {
            while others.next_if(|&(before, _)| before < at).is_some() {}
            let taken = others
                .next_if(|&(there, _)| there == at)
                .map_or(0, |(_, word)| word);
            if word & !taken != 0 {
                left.push((at, word & !taken));
            }
        }
        Set(left)
    }
}

/// A set that is being put together, all words at hand.
pub struct Words {
    words: Vec<u64>,
    /// Words that may not be empty.
    touched: Vec<u32>,
}

impl Words {
    pub fn add(&mut self, set: &Set) {
        for &(at, word) in &set.0 {
            let into = &mut self.words[at as usize];
            if *into == 0 {
                self.touched.push(at);
            }
            *into |= word;
        }
    }

    fn insert(&mut self, number: u32) {
        let into = &mut self.words[number as usize / 64];
        if *into == 0 {
            self.touched.push(number / 64);
        }
        *into |= 1 << (number % 64);
    }

    fn remove(&mut self, number: u32) {
        self.words[number as usize / 64] &= !(1 << (number % 64));
    }

    fn has(&self, number: u32) -> bool {
        self.words[number as usize / 64] >> (number % 64) & 1 == 1
    }

    pub fn meets(&self, set: &Set) -> bool {
        set.0
            .iter()
            .any(|&(at, word)| self.words[at as usize] & word != 0)
    }

    pub fn clear(&mut self) {
        for at in self.touched.drain(..) {
            self.words[at as usize] = 0;
        }
    }

    pub fn set(&mut self) -> Set {
        self.touched.sort_unstable();
        self.touched.dedup();
        let words = self.touched.iter().map(|&at| (at, self.words[at as usize]));
        Set(words.filter(|&(_, word)| word != 0).collect())
    }
}

impl Liveness {
    pub fn new(function: &Function) -> Liveness {
        let home = homes(function);
        let uses = upward_uses(function, &home);
        let (number, shared) = numbers(function, &uses);
        let mut liveness = Liveness {
            live_in: Vec::new(),
            home,
            preds: all_predecessors(function),
            number,
            shared,
        };
        liveness.solve(function, &uses);
        liveness
    }

    /// From each block to those before it, which blocks in reverse postorder make one walk but for loops.
    fn solve(&mut self, function: &Function, uses: &[(Value, u32)]) {
        let n = function.blocks.len();
        let defined = self.shared_by_home(n);
        self.live_in = vec![Set::default(); n];
        let mut words = self.words();
        let mut last_use = uses.len();
        let mut again: Vec<u32> = Vec::new();
        for index in (0..n as u32).rev() {
            let first = uses[..last_use].partition_point(|&(_, block)| block < index);
            for (value, _) in &uses[first..last_use] {
                words.insert(self.number[value.0 as usize]);
            }
            last_use = first;
            self.flow_in(function, index, &defined[index as usize], &mut words);
            let loops = |pred: &&u32| **pred >= index;
            if !self.live_in[index as usize].is_empty() {
                again.extend(self.preds[index as usize].iter().filter(loops));
            }
        }
        let mut again = std::collections::BinaryHeap::from(again);
        while let Some(index) = again.pop() {
            while again.peek() == Some(&index) {
                again.pop();
            }
            let old = self.live_in[index as usize].clone();
            words.add(&old);
            self.flow_in(function, index, &defined[index as usize], &mut words);
            if self.live_in[index as usize] != old {
                again.extend(&self.preds[index as usize]);
            }
        }
    }

    /// Adds to what is in `words` what the successors want, but for what the block defines, and makes that the block's.
    fn flow_in(&mut self, function: &Function, index: u32, defined: &[u32], words: &mut Words) {
        self.add_out(&function.blocks[index as usize], words);
        defined.iter().for_each(|&number| words.remove(number));
        self.live_in[index as usize] = words.set();
        words.clear();
    }

    fn shared_by_home(&self, n_blocks: usize) -> Vec<Vec<u32>> {
        let mut defined = vec![Vec::new(); n_blocks];
        for (number, value) in self.shared.iter().enumerate() {
            if let Some(list) = defined.get_mut(self.home[value.0 as usize] as usize) {
                list.push(number as u32);
            }
        }
        defined
    }

    /// An empty set to put one together.
    pub fn words(&self) -> Words {
        Words {
            words: vec![0; self.shared.len().div_ceil(64)],
            touched: Vec::new(),
        }
    }

    /// Adds the values live at the end of a block (arguments of its jumps excluded).
    pub fn add_out(&self, block: &Block, words: &mut Words) {
        block
            .end
            .targets(&mut |target| words.add(&self.live_in[target.block.0 as usize]));
        if let Some(handler) = block.handler {
            words.add(&self.live_in[handler.0 as usize]);
        }
    }

    pub fn is_in(&self, value: Value, set: &Set) -> bool {
        let number = self.number[value.0 as usize];
        number != NOWHERE && set.has(number)
    }

    pub fn is_among(&self, value: Value, words: &Words) -> bool {
        let number = self.number[value.0 as usize];
        number != NOWHERE && words.has(number)
    }

    pub fn insert(&self, value: Value, words: &mut Words) {
        let number = self.number[value.0 as usize];
        if number != NOWHERE {
            words.insert(number);
        }
    }

    /// Takes a value out of a set that is being put together.
    pub fn remove(&self, value: Value, words: &mut Words) {
        let number = self.number[value.0 as usize];
        if number != NOWHERE {
            words.remove(number);
        }
    }

    /// The members of a set, ascending.
    pub fn values<'a>(&'a self, set: &'a Set) -> impl Iterator<Item = Value> + 'a {
        set.0.iter().flat_map(move |&(at, word)| {
            let first = at as usize * 64;
            ones(word).map(move |bit| self.shared[first + bit])
        })
    }

    /// Calls `f` on each value live at the end of a block (arguments of its jumps excluded); a value may come several times.
    pub fn live_out(&self, block: &Block, f: &mut impl FnMut(Value)) {
        let mut set = |block: BlockId| {
            self.values(&self.live_in[block.0 as usize])
                .for_each(&mut *f)
        };
        block.end.targets(&mut |target| set(target.block));
        if let Some(handler) = block.handler {
            set(handler);
        }
    }
}

fn ones(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (word != 0).then_some(word.trailing_zeros() as usize);
        word &= word.wrapping_sub(1);
        bit
    })
}

fn all_predecessors(function: &Function) -> Vec<Vec<u32>> {
    let mut preds = super::prepare::predecessors(function);
    for (index, block) in function.blocks.iter().enumerate() {
        if let Some(handler) = block.handler {
            preds[handler.0 as usize].push(index as u32);
        }
    }
    preds
}

fn homes(function: &Function) -> Vec<u32> {
    let mut home = vec![NOWHERE; function.n_values as usize];
    for (index, block) in function.blocks.iter().enumerate() {
        let results = block.insts.iter().filter_map(|inst| inst.result);
        for value in block.params.iter().copied().chain(results) {
            home[value.0 as usize] = index as u32;
        }
    }
    home
}

/// Uses of values in blocks that do not define them, in the order of the blocks.
fn upward_uses(function: &Function, home: &[u32]) -> Vec<(Value, u32)> {
    let mut uses = Vec::new();
    for (index, block) in function.blocks.iter().enumerate() {
        let index = index as u32;
        let mut note = |x: &Operand| {
            if let Operand::Value(value) = *x
                && home[value.0 as usize] != index
            {
                uses.push((value, index));
            }
        };
        block
            .insts
            .iter()
            .for_each(|inst| inst.kind.operands(&mut note));
        block.end.operands(&mut note);
    }
    uses
}

/// Numbers of the values that are used outside their home, and those values.
fn numbers(function: &Function, uses: &[(Value, u32)]) -> (Vec<u32>, Vec<Value>) {
    let mut number = vec![NOWHERE; function.n_values as usize];
    for (value, _) in uses {
        number[value.0 as usize] = 0;
    }
    let mut shared = Vec::new();
    for (value, number) in number.iter_mut().enumerate() {
        if *number != NOWHERE {
            *number = shared.len() as u32;
            shared.push(Value(value as u32));
        }
    }
    (number, shared)
}
