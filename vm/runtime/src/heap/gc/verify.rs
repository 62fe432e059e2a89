//! The walker that checks heaps: every object well formed, every pointer to the start of an object of its kind, nothing from old to young.

use std::collections::HashSet;

use super::RootSet;
use crate::heap::process_heap::{ProcessHeap, words_between};
use crate::heap::{Area, HeapShared, fragment};
use crate::term::layout::RAW_WORDS;
use crate::term::{Kind, Word};

/// What is wrong with a heap.
pub type Problem = String;

/// Objects of a heap, by address.
struct Objects {
    young: HashSet<usize>,
    old: HashSet<usize>,
    fragments: HashSet<usize>,
}

/// Checks a heap that is not being collected, and what `roots` shows of it.
pub fn verify(
    heap: &ProcessHeap,
    shared: &HeapShared,
    roots: &mut impl RootSet,
) -> Result<(), Problem> {
    if !(heap.start <= heap.high_water
        && heap.high_water <= heap.area.hp.get()
        && heap.area.hp.get() <= heap.sp
        && heap.sp <= heap.end)
    {
        return Err(format!("the heap's pointers are out of order: {heap:?}"));
    }
    let mut objects = Objects {
        young: starts(heap.start, heap.area.hp.get())?,
        old: starts(heap.old.start, heap.old.area.hp.get())?,
        fragments: HashSet::new(),
    };
    let mut header = heap.fragments;
    while !header.is_null() {
        // SAFETY: the heap's adopted fragments.
        let end = unsafe { (*header).area.hp.get() };
        objects
            .fragments
            .extend(starts(fragment::Header::start(header), end)?);
        // SAFETY: as above.
        header = unsafe { (*header).next.get() };
    }
    check_slots(heap.old.start, heap.old.area.hp.get(), &|word| {
        check_pointer(word, &[&objects.old], heap, shared)
    })?;
    check_slots(heap.start, heap.high_water, &|word| {
        check_pointer(word, &[&objects.young, &objects.old], heap, shared)
    })?;
    let all = [&objects.young, &objects.old, &objects.fragments];
    check_slots(heap.high_water, heap.area.hp.get(), &|word| {
        check_pointer(word, &all, heap, shared)
    })?;
    check_roots(heap, shared, roots, &all)?;
    check_list(&heap.area, &objects.young)?;
    check_list(&heap.old.area, &objects.old)
}

pub(super) fn check_after_collection(
    heap: &ProcessHeap,
    shared: &HeapShared,
    roots: &mut impl RootSet,
) {
    if let Err(problem) = verify(heap, shared, roots) {
        panic!("damaged heap after a collection: {problem}");
    }
}

fn check_roots(
    heap: &ProcessHeap,
    shared: &HeapShared,
    roots: &mut impl RootSet,
    all: &[&HashSet<usize>],
) -> Result<(), Problem> {
    let mut result = Ok(());
    roots.slots(&mut |slots| {
        for slot in slots {
            if result.is_ok() {
                result = check_pointer(*slot, all, heap, shared)
                    .map_err(|problem| format!("a root: {problem}"));
            }
        }
    });
    result?;
    let mut sp = heap.sp;
    while sp < heap.end {
        // SAFETY: P2: `sp` is at a frame.
        unsafe {
            let shape = roots.frame(*sp);
            if shape.words == 0 || words_between(sp, heap.end) < shape.words {
                return Err(format!(
                    "a frame of {} words does not fit the stack",
                    shape.words
                ));
            }
            for &y in shape.live {
                check_pointer(*sp.add(1 + y as usize), all, heap, shared)
                    .map_err(|problem| format!("y{y} of a frame: {problem}"))?;
            }
            sp = sp.add(shape.words);
        }
    }
    Ok(())
}

/// Addresses of the objects between two bounds, which must be filled with them.
fn starts(start: *const Word, end: *const Word) -> Result<HashSet<usize>, Problem> {
    let mut found = HashSet::new();
    let mut at = start;
    while at < end {
        found.insert(at as usize);
        // SAFETY: `at` is below `end`, so a word is there.
        let first = unsafe { *at };
        if first.checked_kind() == Some(Kind::Tuple) && first.note() != 0 {
            return Err(format!("{first:?} is the header of a row"));
        }
        let n_words = if !first.is_header() {
            2
        } else if first.checked_kind().is_some() {
            1 + first.header_size()
        } else {
            return Err(format!("{first:?} is no header"));
        };
        if words_between(at, end) < n_words {
            return Err(format!("an object {first:?} goes past the end of its area"));
        }
        at = at.wrapping_add(n_words);
    }
    Ok(found)
}

/// Checks every slot of the objects between two bounds.
fn check_slots(
    start: *const Word,
    end: *const Word,
    check: &dyn Fn(Word) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let mut at = start;
    while at < end {
        // SAFETY: `starts` has walked the same objects.
        let word = unsafe { *at };
        let skip = if word.is_header() {
            1 + RAW_WORDS[word.kind_number()].min(word.header_size())
        } else {
            1
        };
        if !word.is_header() {
            check(word).map_err(|problem| format!("slot {at:?}: {problem}"))?;
        }
        at = at.wrapping_add(skip);
    }
    Ok(())
}

fn check_pointer(
    word: Word,
    areas: &[&HashSet<usize>],
    heap: &ProcessHeap,
    shared: &HeapShared,
) -> Result<(), Problem> {
    if word == Word::FORWARDED {
        return Err("a forwarding mark".into());
    }
    if word.is_header() {
        return Err(format!("{word:?} is a header where a term should be"));
    }
    if word.is_pointer() && !shared.literals.is_there(word.pointer()) {
        return Err(format!("{word:?} points to a literal that is gone"));
    }
    if !word.is_pointer()
        || shared.literals.contains(word.pointer())
        || heap.held.contains(word.pointer())
    {
        return Ok(());
    }
    if !areas
        .iter()
        .any(|area| area.contains(&(word.pointer() as usize)))
    {
        return Err(format!("{word:?} points to no object that it may point to"));
    }
    // SAFETY: an object starts there.
    let first = unsafe { *word.pointer() };
    let fits = match first.checked_kind() {
        None => word.is_cons(),
        Some(Kind::Tuple) => word.is_tuple(),
        Some(Kind::Hole) => false,
        Some(_) => word.is_boxed(),
    };
    if fits {
        Ok(())
    } else {
        Err(format!(
            "{word:?} points to an object of another kind: {first:?}"
        ))
    }
}

fn check_list(area: &Area, objects: &HashSet<usize>) -> Result<(), Problem> {
    let mut object = area.offheap.get();
    let mut seen = HashSet::new();
    while !object.is_null() {
        if !objects.contains(&(object as usize)) {
            return Err(format!(
                "the off-heap list leads to {object:?}, where no object of its area starts"
            ));
        }
        if !seen.insert(object) {
            return Err("the off-heap list runs in a circle".into());
        }
        // SAFETY: an object of the list.
        object = unsafe { (*object.add(1)).bits() as *mut Word };
    }
    let counted = objects.iter().filter(|&&address| {
        // SAFETY: an object starts there.
        let first = unsafe { *(address as *const Word) };
        matches!(
            first.checked_kind(),
            Some(Kind::CountedBits | Kind::Resource)
        )
    });
    let n_counted = counted.count();
    if n_counted == seen.len() {
        Ok(())
    } else {
        Err(format!(
            "{n_counted} counted objects, {} in the list",
            seen.len()
        ))
    }
}
