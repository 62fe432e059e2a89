//! Finding byte strings in bytes: one pattern or many, leftmost first and, among those that start there, the longest.
//!
//! Apart from terms. What must stay true: an empty pattern is never searched for (`Pattern::new` refuses it).

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use memchr::memmem::Finder;

/// Patterns made ready for searching: what `binary:compile_pattern/1` holds.
#[expect(
    clippy::large_enum_variant,
    reason = "one for each search or compiled pattern, behind a pointer"
)]
#[derive(Clone, Debug)]
pub enum Pattern {
    One(Finder<'static>),
    Many(AhoCorasick, usize),
}

/// Where a pattern was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Found {
    pub start: usize,
    pub len: usize,
}

impl Found {
    pub fn end(self) -> usize {
        self.start + self.len
    }
}

impl Pattern {
    /// `None`: no patterns at all, an empty one, or too many to build an automaton for.
    pub fn new(patterns: &[Vec<u8>]) -> Option<Pattern> {
        if patterns.iter().any(Vec::is_empty) {
            return None;
        }
        match patterns {
            [] => None,
            [one] => Some(Pattern::One(Finder::new(one).into_owned())),
            many => {
                let longest = many.iter().map(Vec::len).max().unwrap_or(1);
                let automaton = AhoCorasick::builder()
                    .match_kind(MatchKind::LeftmostLongest)
                    .start_kind(StartKind::Unanchored)
                    .build(many)
                    .ok()?;
                Some(Pattern::Many(automaton, longest))
            }
        }
    }

    /// Is this searched for with the algorithm for one pattern?
    pub fn is_single(&self) -> bool {
        matches!(self, Pattern::One(_))
    }

    pub fn longest(&self) -> usize {
        match self {
            Pattern::One(finder) => finder.needle().len(),
            Pattern::Many(_, longest) => *longest,
        }
    }

    /// The first occurrence that lies within `bytes[from..to]`.
    pub fn find(&self, bytes: &[u8], from: usize, to: usize) -> Option<Found> {
        let window = bytes.get(from..to)?;
        match self {
            Pattern::One(finder) => {
                let start = finder.find(window)?;
                Some(Found {
                    start: from + start,
                    len: finder.needle().len(),
                })
            }
            Pattern::Many(automaton, _) => {
                let input = Input::new(window).anchored(Anchored::No);
                let found = automaton.find(input)?;
                Some(Found {
                    start: from + found.start(),
                    len: found.len(),
                })
            }
        }
    }

    /// Searches a window of at most `budget` start positions from `from`, so that long searches can pause.
    pub fn find_within(&self, bytes: &[u8], from: usize, to: usize, budget: usize) -> Progress {
        // An occurrence that starts within the budget ends at most `longest` bytes behind it.
        let stop = from.saturating_add(budget).min(to);
        let window_end = stop.saturating_add(self.longest()).min(to);
        match self.find(bytes, from, window_end) {
            Some(found) if found.start < stop || window_end == to => Progress::Found(found),
            _ if window_end == to => Progress::Nothing,
            _ => Progress::Paused(stop),
        }
    }
}

/// How far a search came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    Found(Found),
    Nothing,
    /// Go on from there.
    Paused(usize),
}

/// Length of the longest start that all have in common.
pub fn common_prefix(all: &[Vec<u8>]) -> usize {
    let Some((first, rest)) = all.split_first() else {
        return 0;
    };
    rest.iter().fold(first.len(), |n, other| {
        let limit = n.min(other.len());
        first[..limit]
            .iter()
            .zip(other)
            .take_while(|(a, b)| a == b)
            .count()
    })
}

/// Length of the longest end that all have in common.
pub fn common_suffix(all: &[Vec<u8>]) -> usize {
    let Some((first, rest)) = all.split_first() else {
        return 0;
    };
    rest.iter().fold(first.len(), |n, other| {
        first
            .iter()
            .rev()
            .zip(other.iter().rev())
            .take(n)
            .take_while(|(a, b)| a == b)
            .count()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(patterns: &[&str]) -> Pattern {
        Pattern::new(
            &patterns
                .iter()
                .map(|p| p.as_bytes().to_vec())
                .collect::<Vec<_>>(),
        )
        .unwrap()
    }

    fn all(pattern: &Pattern, text: &str, budget: usize) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut from = 0;
        loop {
            match pattern.find_within(text.as_bytes(), from, text.len(), budget) {
                Progress::Found(f) => {
                    found.push((f.start, f.len));
                    from = f.end();
                }
                Progress::Nothing => return found,
                Progress::Paused(at) => from = at,
            }
        }
    }

    #[test]
    fn leftmost_then_longest_whatever_the_budget() {
        for budget in [1, 2, 3, 5, 1000] {
            assert_eq!(
                all(&pattern(&["aa"]), "aaaaabaa", budget),
                [(0, 2), (2, 2), (6, 2)]
            );
            assert_eq!(
                all(&pattern(&["bcde", "cd", "b", "bc"]), "abcdex bc cd", budget),
                [(1, 4), (7, 2), (10, 2)]
            );
            assert_eq!(
                all(&pattern(&["abcd", "bc"]), "abcxabcd", budget),
                [(1, 2), (4, 4)]
            );
            assert_eq!(all(&pattern(&["x"]), "aaa", budget), []);
        }
    }

    #[test]
    fn bad_patterns_are_refused() {
        assert!(Pattern::new(&[]).is_none());
        assert!(Pattern::new(&[b"a".to_vec(), Vec::new()]).is_none());
    }

    #[test]
    fn common_ends() {
        let v = |s: &[&str]| s.iter().map(|p| p.as_bytes().to_vec()).collect::<Vec<_>>();
        assert_eq!(common_prefix(&v(&["erlang", "ergonomy"])), 2);
        assert_eq!(common_suffix(&v(&["erlang", "fang"])), 3);
        assert_eq!(common_prefix(&v(&["a"])), 1);
        assert_eq!(common_suffix(&v(&["ab", "b", ""])), 0);
    }
}
