//! Large maps made in slices: `maps:from_list/1`, `from_keys/2`, `merge/2`.
//!
//! Pairs are gathered into parts by their keys' hashes, each part is put in order, then built: all of it long work, during which the terms
//! stay where they are.

use crate::exception::raise::Raise;
use crate::heap::Fragment;
use crate::process::LongWork;
use crate::term::map::{Parts, TriePart, trie_part};
use crate::term::weight::weight;
use crate::term::{Term, Word};
use crate::vm::Vm;

/// Words copied in the time that a pair takes to be gathered, put in order, or built.
const PAIR_COST: usize = 12;

/// Where the pairs come from.
enum Source {
    /// What is left of a list of `{Key, Value}`.
    List(Word),
    /// What is left of a list of keys; the value of all.
    Keys(Word, Word),
    /// Parts of large maps, the next one last.
    Maps(Vec<Word>),
}

enum Stage {
    Gather(Source),
    Settle,
    Build(Fragment),
}

pub(super) struct MapWork {
    stage: Stage,
    parts: Parts,
}

impl MapWork {
    fn new(source: Source) -> MapWork {
        MapWork {
            stage: Stage::Gather(source),
            parts: Parts::new(),
        }
    }

    pub fn of_list(list: Word) -> MapWork {
        MapWork::new(Source::List(list))
    }

    pub fn of_keys(keys: Word, value: Word) -> MapWork {
        MapWork::new(Source::Keys(keys, value))
    }

    /// Of two large maps; of keys in both the second one's values count.
    pub fn merge(first: Word, second: Word) -> MapWork {
        MapWork::new(Source::Maps(vec![second, first]))
    }
}

impl LongWork for MapWork {
    fn step(&mut self, vm: &Vm, budget: usize) -> Result<Option<Fragment>, Raise> {
        let n = 1 + budget / PAIR_COST;
        match &mut self.stage {
            Stage::Gather(source) => {
                if gather(source, &mut self.parts, vm, n)? {
                    self.stage = Stage::Settle;
                }
            }
            Stage::Settle => {
                if self.settle(vm, n) {
                    let fragment = Fragment::allocate(vm.heap_shared(), self.parts.words());
                    self.stage = Stage::Build(fragment.map_err(|_| Raise::SYSTEM_LIMIT)?);
                }
            }
            Stage::Build(_) => return self.build(vm, n),
        }
        Ok(None)
    }
}

impl MapWork {
    fn settle(&mut self, vm: &Vm, n: usize) -> bool {
        let mut left = n;
        while let Some(n_pairs) = self.parts.settle_next(&vm.heap_shared().atoms) {
            left = left.saturating_sub(n_pairs + 1);
            if left == 0 {
                return false;
            }
        }
        true
    }

    fn build(&mut self, vm: &Vm, n: usize) -> Result<Option<Fragment>, Raise> {
        let Stage::Build(fragment) = &mut self.stage else {
            return Ok(None);
        };
        let is_flat = self.parts.is_flat();
        let writer = fragment.writer(vm.heap_shared());
        let mut left = n;
        while !is_flat && let Some(n_pairs) = self.parts.build_next(&writer) {
            left = left.saturating_sub(n_pairs + 1);
            if left == 0 {
                return Ok(None);
            }
        }
        let root = self.parts.finish(&writer).word();
        match std::mem::replace(&mut self.stage, Stage::Settle) {
            Stage::Build(fragment) => Ok(Some(fragment.with_root(root))),
            Stage::Gather(_) | Stage::Settle => Err(Raise::SYSTEM_LIMIT),
        }
    }
}

/// Takes so many pairs; true: all are taken.
fn gather(source: &mut Source, parts: &mut Parts, vm: &Vm, n: usize) -> Result<bool, Raise> {
    let atoms = &vm.heap_shared().atoms;
    match source {
        Source::List(rest) => each(rest, n, |pair| {
            let [key, value] = pair.as_tuple_of().ok_or(Raise::BADARG)?;
            parts.add(key, value, atoms);
            Ok(pairs_worth(key, n))
        }),
        Source::Keys(rest, value) => each(rest, n, |key| {
            parts.add(key, Term::inside(*value), atoms);
            Ok(pairs_worth(key, n))
        }),
        Source::Maps(waiting) => {
            let mut left = n;
            while left > 0 {
                let Some(part) = waiting.pop() else {
                    return Ok(true);
                };
                match trie_part(Term::inside(part)) {
                    TriePart::Leaf(key, value) => {
                        parts.add(key, value, atoms);
                        left = left.saturating_sub(pairs_worth(key, n));
                    }
                    TriePart::Node(children) => {
                        waiting.extend(children.map(Term::word));
                        left -= 1;
                    }
                }
            }
            Ok(false)
        }
    }
}

/// Words of a key that are hashed in the time a pair takes.
const KEY_WORDS: usize = 4;

/// How many pairs one with that key takes as long as, if not more than `most`.
fn pairs_worth(key: Term<'_>, most: usize) -> usize {
    1 + weight(key, KEY_WORDS * most) / KEY_WORDS
}

/// Takes elements off a list that come to so much; true: that was all of a proper one.
fn each(
    rest: &mut Word,
    n: usize,
    mut element: impl FnMut(Term<'_>) -> Result<usize, Raise>,
) -> Result<bool, Raise> {
    let mut left = n;
    while left > 0 {
        let list: Term<'_> = Term::inside(*rest);
        let Some(cell) = list.as_cons() else {
            return if list.is_nil() {
                Ok(true)
            } else {
                Err(Raise::BADARG)
            };
        };
        left = left.saturating_sub(element(cell.head())?);
        *rest = cell.tail().word();
    }
    Ok(false)
}
