//! Raw traces to stack traces in OTP's shape: `[{Module, Name, Arity | Args, [{file, File}, {line, Line}]}]`, inlined calls spelled out.

use super::dispatch::{M, term};
use super::natives::room;
use super::table::{Loaded, OPCODE_MASK};
use crate::atom::{Atom, AtomTable, atoms};
use crate::code::export::Mfa;
use crate::code::module::{LoadedModule, NO_FRAME, Rec, SiteId};
use crate::exception::raise::{Class, Info, Raise};
use crate::process::{Process, stack};
use crate::term::{Term, Word};
use crate::vm::Vm;

/// A line of a stack trace.
pub struct Place {
    pub mfa: Mfa,
    pub position: Option<(String, u32)>,
}

/// Most places that `standing` gives, as OTP's default.
const MAX_PLACES: usize = 8;

/// Where a process stands that does not run, or is in a native, innermost first: its native or its function, then its callers.
pub fn standing(vm: &Vm, process: &Process) -> Vec<Place> {
    let mut all = Vec::new();
    // SAFETY: the process does not run, or is in a native: its stack is frames from `sp` to the end.
    let mut frames = unsafe { stack::frames(&process.heap) }.map(|frame| frame.rec);
    if process.pc == vm.builtin().native_resume() {
        let mfa = process.native_frames.innermost();
        all.extend(mfa.map(|mfa| Place {
            mfa,
            position: None,
        }));
    } else if let Some((module, function)) = vm.code().function_of(process.pc) {
        let at_entry = module.entry_of(function) == process.pc;
        // SAFETY: as above.
        let top = unsafe { stack::frames(&process.heap) }.next();
        let is_its_own =
            |rec: &Rec| std::ptr::eq(rec.module, &raw const *module) && rec.function == function;
        if let Some(rec) = receive_without_frame(process.pc) {
            all.extend(rec.site_id().into_iter().flat_map(|id| places(vm, id)));
        } else if at_entry || !top.is_some_and(|frame| is_its_own(frame.rec)) {
            let of_function = |rec: &&Rec| rec.function == function;
            let mut lines = module.recs.iter().filter(of_function).map(|rec| rec.line);
            all.push(Place {
                mfa: module.mfa_of(function),
                position: lines.find_map(|line| position(&module, line)),
            });
        }
    }
    // Its own frame, if it has one, says where it stands.
    let mut previous = None;
    while all.len() < MAX_PLACES
        && let Some(rec) = frames.next()
    {
        // A call that is pending many times in a row is shown once.
        let site = rec.site_id();
        if site != previous {
            all.extend(site.into_iter().flat_map(|id| places(vm, id)));
            previous = site;
        }
    }
    all.truncate(MAX_PLACES);
    all
}

/// The functions whose frames are on the stack, innermost first.
pub fn below(vm: &Vm, process: &Process) -> Vec<Place> {
    // SAFETY: as for `standing`.
    let frames = unsafe { stack::frames(&process.heap) };
    let places = frames
        .filter_map(|frame| frame.rec.site_id())
        .flat_map(|id| places(vm, id));
    places.take(MAX_PLACES).collect()
}

/// Does a process that stands at `pc` wait: in a receive, or in a native that waits for something?
pub fn is_waiting_place(vm: &Vm, pc: *const u64) -> bool {
    if pc == vm.builtin().native_resume() {
        return true;
    }
    if vm.code().function_of(pc).is_none() {
        return false;
    }
    // SAFETY: word 0 of an instruction in a module's code.
    let opcode = unsafe { *pc & OPCODE_MASK };
    [Loaded::RecvPeek, Loaded::RecvWait, Loaded::RecvWaitTimeout]
        .iter()
        .any(|&op| op as u64 == opcode)
}

/// The record of the receive at `pc`, where a process waits that has no frame: the top of its stack is its caller's.
fn receive_without_frame<'r>(pc: *const u64) -> Option<&'r Rec> {
    // SAFETY: the caller has found the address in a module's code, where a process stands: word 0 of an instruction. Word 1 of a peek is its
    // record, which lives as long as the module.
    unsafe {
        if *pc & OPCODE_MASK != Loaded::RecvPeek as u64 {
            return None;
        }
        let rec = &*(*pc.add(1) as *const Rec);
        (rec.frame == NO_FRAME).then_some(rec)
    }
}

/// The stack trace of the raw trace in root area slot 0.
///
/// # Safety
/// The registers have been spilled; root area slot 0 holds a raw trace.
pub(super) unsafe fn build(m: M, rec: *const Rec) -> Result<Word, Raise> {
    // SAFETY: passed on.
    unsafe {
        let raw = term((*m).roots.words_mut()[0]);
        let Some(tuple) = raw.as_tuple() else {
            return Ok(raw.word());
        };
        let ids: Vec<SiteId> = (1..tuple.len())
            .filter_map(|i| tuple.at(i).as_small())
            .map(|id| SiteId(id as u64))
            .collect();
        let mut places: Vec<Place> = ids.iter().flat_map(|&id| places((*m).vm(), id)).collect();
        let has_head = tuple.at(0).is_tuple();
        places.truncate(super::raise::depth(m) - usize::from(has_head));
        let head_place = head_site(tuple.at(0)).and_then(|id| places_of_head((*m).vm(), id));
        let words: usize = places.iter().map(place_words).sum();
        let head_words = head_place
            .as_ref()
            .map_or(0, |p| position_words(&p.position));
        let w = room(m, rec, words + head_words + 48)?;
        let head = term((*m).roots.words_mut()[0])
            .as_tuple()
            .map(|tuple| tuple.at(0));
        let mut list = Term::NIL;
        for place in places.iter().rev() {
            let location = location(&w, &place.position);
            let entry = w.tuple(&[
                Term::atom(place.mfa.module),
                Term::atom(place.mfa.name),
                Term::small(i32::from(place.mfa.arity)),
                location,
            ]);
            list = w.cons(entry, list);
        }
        if let Some([module, name, args, info]) = head.and_then(|head| head.as_tuple_of::<4>()) {
            let rest = match info.as_tuple_of::<2>() {
                Some([_, map]) => {
                    let position = head_place.and_then(|place| place.position);
                    with_given_info(&w, &position, map)
                }
                None => info_term(&w, module, info, (*m).atoms()),
            };
            list = w.cons(w.tuple(&[module, name, args, rest]), list);
        }
        Ok(list.word())
    }
}

/// `{Reason, Trace}` or `{{nocatch, Value}, Trace}`.
///
/// # Safety
/// The stack is empty; `raw` is a raw trace.
pub(super) unsafe fn exit_reason(m: M, class: Class, reason: Word, raw: Word) -> Word {
    // SAFETY: passed on.
    unsafe {
        let rec = (*m).vm().entry_rec();
        (*m).roots.start(&[raw]);
        (*m).reason.set(reason);
        let Ok(built) = build(m, rec) else {
            return Term::atom(atoms::KILLED).word();
        };
        (*m).roots.start(&[built]);
        let Ok(w) = room(m, rec, 6) else {
            return Term::atom(atoms::KILLED).word();
        };
        let reason = term((*m).reason.get());
        let trace = term((*m).roots.words_mut()[0]);
        let reason = if class == Class::Throw {
            w.tuple(&[Term::atom(atoms::NOCATCH), reason])
        } else {
            reason
        };
        w.tuple(&[reason, trace]).word()
    }
}

/// The places that a site stands for: inlined ones before the function itself.
fn places(vm: &Vm, id: SiteId) -> Vec<Place> {
    let Some(module) = vm.code().version(id) else {
        return Vec::new();
    };
    let Some(rec) = module.recs.get(id.record() as usize) else {
        return Vec::new();
    };
    let mut places = Vec::new();
    let mut line = rec.line;
    // Chains are short: each row is the caller of the one before, and rows refer to earlier rows only in well-formed files; bounded anyway.
    for _ in 0..64 {
        let Some((mfa, caller)) = module.lines.get(line as usize).and_then(|row| row.inlined)
        else {
            break;
        };
        places.push(Place {
            mfa,
            position: position(&module, line),
        });
        line = caller;
    }
    places.push(Place {
        mfa: module.mfa_of(rec.function),
        position: position(&module, line),
    });
    places
}

fn position(module: &LoadedModule, line: u32) -> Option<(String, u32)> {
    module
        .position(line)
        .map(|(file, line)| (file.to_owned(), line))
}

/// The site in the head of a trace made by `erlang:error/2,3`.
fn head_site(head: Term<'_>) -> Option<SiteId> {
    let [_, _, _, info] = head.as_tuple_of::<4>()?;
    let [site, _] = info.as_tuple_of::<2>()?;
    Some(SiteId(site.as_small()? as u64))
}

fn places_of_head(vm: &Vm, id: SiteId) -> Option<Place> {
    places(vm, id).pop()
}

fn place_words(place: &Place) -> usize {
    2 + 5 + position_words(&place.position)
}

fn position_words(position: &Option<(String, u32)>) -> usize {
    match position {
        Some((file, _)) => 2 * 3 + 2 * 2 + 2 * file.chars().count(),
        None => 0,
    }
}

/// `[{file, File}, {line, Line}]` or `[]`.
fn location<'w>(w: &crate::heap::Writer<'w>, position: &Option<(String, u32)>) -> Term<'w> {
    location_before(w, position, Term::NIL)
}

/// `[{file, File}, {line, Line}, {error_info, Map}]`, as far as there are such.
fn with_given_info<'w>(
    w: &crate::heap::Writer<'w>,
    position: &Option<(String, u32)>,
    map: Term<'w>,
) -> Term<'w> {
    if !map.is_map() {
        return location(w, position);
    }
    let info = w.tuple(&[Term::atom(atoms::ERROR_INFO), map]);
    location_before(w, position, w.list(&[info]))
}

fn location_before<'w>(
    w: &crate::heap::Writer<'w>,
    position: &Option<(String, u32)>,
    tail: Term<'w>,
) -> Term<'w> {
    let Some((file, line)) = position else {
        return tail;
    };
    let file = w.tuple(&[Term::atom(atoms::FILE), w.string(file)]);
    let line = w.tuple(&[Term::atom(atoms::LINE), w.integer(i64::from(*line))]);
    w.cons(file, w.cons(line, tail))
}

/// `[{error_info, #{module => M, cause => C}}]` of a native.
fn info_term<'w>(
    w: &crate::heap::Writer<'w>,
    module: Term<'w>,
    info: Term<'w>,
    table: &AtomTable,
) -> Term<'w> {
    let Some(info) = info.as_small().and_then(|code| Info::from_code(code as u8)) else {
        return Term::NIL;
    };
    if info == Info::None {
        return Term::NIL;
    }
    let Some(explainer) = module
        .as_atom()
        .and_then(|module| table.intern(error_module(table, module)).ok())
    else {
        return Term::NIL;
    };
    let mut pairs = vec![(Term::atom(atoms::MODULE), Term::atom(explainer))];
    if let Some(cause) = info.cause().and_then(|text| table.intern(text).ok()) {
        pairs.push((Term::atom(atoms::CAUSE), Term::atom(cause)));
    }
    let map = crate::term::map::from_pairs(&pairs, w);
    let info = w.tuple(&[Term::atom(atoms::ERROR_INFO), map]);
    w.list(&[info])
}

/// The module that explains errors of a module's natives.
fn error_module(table: &AtomTable, module: Atom) -> &'static str {
    match table.text(module) {
        "erlang" | "atomics" | "counters" | "persistent_term" | "erts_internal" => {
            "erl_erts_errors"
        }
        "os" | "code" | "file" | "prim_file" => "erl_kernel_errors",
        _ => "erl_stdlib_errors",
    }
}
