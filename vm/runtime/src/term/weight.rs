//! How much there is to a term, as far as it matters to whoever is about to hash or compare it at once.

use super::{Kind, Term, View, Word};
use smallvec::SmallVec;

/// Bytes of a binary, or of a big integer, that are looked at in the time of one word.
const BYTES: usize = 32;

/// About how many words are looked at by who walks through the term; it is not walked through further than `limit`.
#[inline]
pub(crate) fn weight(term: Term<'_>, limit: usize) -> usize {
    match term.word().is_immediate() {
        true => 1,
        false => weigh(term.word(), limit),
    }
}

fn weigh(word: Word, limit: usize) -> usize {
    // Slots still to be looked at.
    let mut waiting: SmallVec<[(*const Word, usize); 8]> = SmallVec::new();
    let mut word = word;
    let mut sum = 0;
    loop {
        sum += 1;
        if sum > limit {
            return sum;
        }
        let (slots, n) = if word.is_cons() {
            (word.pointer().cast_const(), 2)
        } else {
            others(word, &mut sum)
        };
        if n > 0 {
            waiting.push((slots, n));
        }
        let Some((slots, n)) = waiting.last_mut() else {
            return sum;
        };
        // SAFETY: so many slots of a live object.
        word = unsafe { **slots };
        *slots = slots.wrapping_add(1);
        *n -= 1;
        if *n == 0 {
            waiting.pop();
        }
    }
}

/// The slots of what is no cons cell; what has none adds its weight.
fn others(word: Word, sum: &mut usize) -> (*const Word, usize) {
    const NONE: (*const Word, usize) = (std::ptr::null(), 0);
    if word.is_tuple() {
        // SAFETY: a live tuple.
        let n = unsafe { word.arity() };
        return (word.pointer().wrapping_add(1).cast_const(), n);
    }
    if !word.is_boxed() {
        return NONE;
    }
    // SAFETY: a live object.
    let header = unsafe { word.object_header() };
    let (from, n) = match header.header_kind() {
        Kind::FlatMap | Kind::Record | Kind::HashNode | Kind::HashCollision => {
            (0, header.header_size())
        }
        Kind::HashMap => (1, header.header_size() - 1),
        Kind::Fun => (2, header.header_size() - 2),
        _ => {
            *sum += match Term::inside(word).view() {
                View::Bits(bits) => bits.byte_len() / BYTES,
                _ => header.header_size() / (BYTES / size_of::<Word>()),
            };
            return NONE;
        }
    };
    (word.pointer().wrapping_add(1 + from).cast_const(), n)
}
