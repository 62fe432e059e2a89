//! Raising: makes reason and raw trace, finds the handler, or ends the process.
//!
//! A raw trace is a tuple `{Head, SiteId...}` (innermost first) or, after `erlang:raise/3`, the list that was given. `Head` is `[]` or
//! `{Module, Name, Args | Arity, InfoCode}`: a native or operator that failed.

use super::dispatch::{M, Regs, leave, process, reload, set_x, spill, term};
use super::machine::Stop;
use super::natives::room;
use crate::atom::{Atom, atoms};
use crate::code::export::Mfa;
use crate::code::module::Rec;
use crate::exception::raise::{Class, Info, Kind, Raise};
use crate::heap::ProcessHeap;
use crate::process::stack;
use crate::term::{Term, Word};
use std::sync::atomic::Ordering;

/// Most places in a trace, as OTP's default.
const DEPTH: usize = 64;

/// Raises at the op of `rec`. `head`: the failing native or operator, whose arguments are in the root area.
///
/// # Safety
/// The registers have been spilled.
#[cold]
#[inline(never)]
pub(super) unsafe fn raise(m: M, rec: *const Rec, raise: Raise, head: Option<Mfa>) -> Regs {
    // SAFETY: passed on.
    unsafe {
        match raise.kind {
            Kind::Kill => {
                (*m).reason.set(Term::atom(atoms::KILLED).word());
                return exit(m);
            }
            Kind::Exit => return exit(m),
            Kind::Raised => return raise_again(m, rec, raise.class),
            _ => {}
        }
        let made = match raise.kind {
            Kind::ReasonArgs => trace_with_args(m, rec),
            _ => trace(m, rec, raise, head),
        };
        match made {
            Ok(raw) => {
                let reason = (*m).reason.get();
                deliver(m, rec, raise.class, reason, raw)
            }
            // No memory even for the trace: the process cannot go on.
            Err(_) => {
                (*m).reason.set(Term::atom(atoms::KILLED).word());
                exit(m)
            }
        }
    }
}

/// Raises `{Tag, Value}` of class error, the value in the reason slot.
///
/// # Safety
/// As for `raise`, registers not yet spilled.
#[cold]
#[inline(never)]
pub(super) unsafe fn raise_tagged(m: M, r: Regs, rec: *const Rec, tag: Atom) -> Regs {
    // SAFETY: passed on.
    unsafe {
        spill(m, r);
        (*m).roots.clear();
        let Ok(w) = room(m, rec, 3) else {
            return raise(m, rec, Raise::SYSTEM_LIMIT, None);
        };
        let value = term((*m).reason.get());
        let reason = w.tuple(&[Term::atom(tag), value]);
        (*m).reason.set(reason.word());
        raise(
            m,
            rec,
            Raise::reason(Class::Error).with_info(Info::None),
            None,
        )
    }
}

/// `erlang:raise/3`: the reason slot holds `{Reason, Trace}`.
unsafe fn raise_again(m: M, rec: *const Rec, class: Class) -> Regs {
    // SAFETY: the reason slot holds a term.
    unsafe {
        let (reason, trace) = match term((*m).reason.get()).as_tuple_of::<2>() {
            Some([reason, trace]) => (reason.word(), trace.word()),
            None => ((*m).reason.get(), Word::NIL),
        };
        deliver(m, rec, class, reason, trace)
    }
}

/// `function_clause`: the trace begins with the function and its arguments (in the root area), with its place.
///
/// # Safety
/// As for `raise`.
pub(super) unsafe fn raise_function_clause(m: M, rec: *const Rec, mfa: Option<Mfa>) -> Regs {
    // SAFETY: passed on.
    unsafe {
        let n = mfa.map_or(0, |mfa| mfa.arity as usize);
        let Ok(w) = room(m, rec, 2 * n + 4) else {
            return raise(m, rec, Raise::SYSTEM_LIMIT, None);
        };
        let terms: Vec<_> = (*m).roots.words_mut().iter().map(|&w| term(w)).collect();
        let args = w.list(&terms);
        let reason = w.tuple(&[Term::atom(atoms::FUNCTION_CLAUSE), args, Term::NIL]);
        (*m).reason.set(reason.word());
        let clause = Raise {
            class: Class::Error,
            kind: Kind::ReasonArgs,
            info: Info::None,
        };
        raise(m, rec, clause, None)
    }
}

/// The reason, unless it is in the reason slot already.
pub(super) fn reason_atom(raise: Raise) -> Option<Atom> {
    Some(match raise.kind {
        Kind::Badarg => atoms::BADARG,
        Kind::Badarith => atoms::BADARITH,
        Kind::SystemLimit => atoms::SYSTEM_LIMIT,
        Kind::NotSupported => atoms::NOTSUP,
        Kind::Undef => atoms::UNDEF,
        Kind::TimeoutValue => atoms::TIMEOUT_VALUE,
        Kind::Noproc => atoms::NOPROC,
        Kind::FunctionClause => atoms::FUNCTION_CLAUSE,
        Kind::Reason | Kind::Raised | Kind::ReasonArgs | Kind::Kill | Kind::Exit => return None,
    })
}

/// The reason as a term, into the reason slot.
unsafe fn set_reason(m: M, raise: Raise) {
    if let Some(atom) = reason_atom(raise) {
        // SAFETY: the machine is ours.
        unsafe { (*m).reason.set(Term::atom(atom).word()) };
    }
}

/// Frames of a trace, as `erlang:system_flag(backtrace_depth, _)` has set it.
///
/// # Safety
/// The machine is ours.
pub(super) unsafe fn depth(m: M) -> usize {
    // SAFETY: passed on.
    let depth = unsafe { (*m).vm().flags.backtrace_depth.load(Ordering::Relaxed) };
    (depth as usize).clamp(1, DEPTH)
}

/// Site ids of the op and of the frames below it; frames of a function that called itself at the same place are one, as in OTP.
unsafe fn sites(m: M, rec: *const Rec) -> Vec<Term<'static>> {
    // SAFETY: the machine is ours.
    let depth = unsafe { depth(m) };
    let mut ids = Vec::with_capacity(depth);
    // SAFETY: frames lie behind one another up to the stack's end, each with its record first.
    unsafe {
        let add = |ids: &mut Vec<Term<'static>>, rec: &Rec| {
            if let Some(id) = rec.site_id()
                && let Some(term) = Term::try_small(id.0 as i64)
                && ids.last().is_none_or(|last| last.word() != term.word())
            {
                ids.push(term);
            }
        };
        add(&mut ids, &*rec);
        let heap = &process(m).heap;
        let mut below = frames_below(heap, rec);
        while ids.len() < depth
            && let Some(frame) = below.next()
        {
            add(&mut ids, frame.rec);
            below.skip_same(frame.rec);
        }
    }
    ids
}

/// Makes the raw trace; the reason is in its slot afterwards.
unsafe fn trace(m: M, rec: *const Rec, raise: Raise, head: Option<Mfa>) -> Result<Word, Raise> {
    // SAFETY: spilled by the caller.
    unsafe {
        set_reason(m, raise);
        let n_args = head.map_or(0, |head| head.arity as usize);
        if head.is_none() {
            (*m).roots.clear();
        }
        let w = room(m, rec, 2 + DEPTH + 5 + 2 * (n_args + 1))?;
        let mut elements = vec![Term::NIL];
        elements.extend(sites(m, rec));
        if let Some(head) = head {
            let roots = (*m).roots.words_mut();
            let mut args: Vec<_> = roots.iter().take(n_args).map(|&w| term(w)).collect();
            if head.name == atoms::PLUS && n_args == 1 {
                // OTP reckons `+X` as the sum of `X` and zero.
                args.push(Term::small(0));
            }
            let args = w.list(&args);
            elements[0] = w.tuple(&[
                Term::atom(head.module),
                Term::atom(head.name),
                args,
                Term::small(raise.info as i32),
            ]);
        }
        Ok(w.tuple(&elements).word())
    }
}

/// `erlang:error/2,3`: the reason slot holds `{Reason, Args, InfoMap}`; the trace begins with the calling function and its arguments.
unsafe fn trace_with_args(m: M, rec: *const Rec) -> Result<Word, Raise> {
    // SAFETY: spilled by the caller; the reason slot holds a term.
    unsafe {
        (*m).roots.clear();
        let w = room(m, rec, 2 + DEPTH + 5 + 3)?;
        let Some([reason, args, info]) = term((*m).reason.get()).as_tuple_of::<3>() else {
            return Ok(Word::NIL);
        };
        let caller = caller(m, rec);
        let mut elements = vec![Term::NIL];
        let mut ids = sites(m, rec);
        if let Some(mfa) = caller {
            let args = if args.is_list() {
                args
            } else {
                Term::small(i32::from(mfa.arity))
            };
            let site = if ids.is_empty() {
                Term::NIL
            } else {
                ids.remove(0)
            };
            elements[0] = w.tuple(&[
                Term::atom(mfa.module),
                Term::atom(mfa.name),
                args,
                w.tuple(&[site, info]),
            ]);
        }
        elements.extend(ids);
        (*m).reason.set(reason.word());
        Ok(w.tuple(&elements).word())
    }
}

/// The function whose op `rec` is of, or below it on the stack.
unsafe fn caller(m: M, rec: *const Rec) -> Option<Mfa> {
    // SAFETY: as for `sites`.
    unsafe {
        if let Some(module) = (*rec).module() {
            return Some(module.mfa_of((*rec).function));
        }
        let heap = &process(m).heap;
        frames_below(heap, rec).find_map(|frame| {
            let module = frame.rec.module()?;
            Some(module.mfa_of(frame.rec.function))
        })
    }
}

/// The frames below that of the op whose record this is.
unsafe fn frames_below(heap: &ProcessHeap, rec: *const Rec) -> stack::Frames<'_> {
    // SAFETY: frames lie behind one another up to the stack's end, each with its record first; the op's own may have none yet.
    unsafe { stack::frames_from(heap, heap.sp.wrapping_add((*rec).frame_words())) }
}

/// To the innermost handler, or the process ends.
///
/// # Safety
/// The registers have been spilled; reason and trace are terms.
pub(super) unsafe fn deliver(
    m: M,
    rec: *const Rec,
    class: Class,
    reason: Word,
    trace: Word,
) -> Regs {
    // SAFETY: frames lie behind one another, each with its record first.
    unsafe {
        let process = process(m);
        let end = process.heap.stack_end();
        let mut at = rec;
        let mut is_own = false;
        let mut sp = process.heap.sp;
        loop {
            if !(*at).handler.is_null() {
                process.heap.sp = sp;
                set_x(m, 0, Term::atom(class_atom(class)).word());
                set_x(m, 1, reason);
                set_x(m, 2, trace);
                (*m).reason.set(Word::NIL);
                (*m).roots.clear();
                return reload(m, (*at).handler);
            }
            let n_words = (*at).frame_words();
            sp = sp.wrapping_add(n_words);
            // Frames of a function that called itself at the same place go at once.
            while !is_own && n_words > 0 && sp < end && std::ptr::eq(stack::top(sp), at) {
                sp = sp.wrapping_add(n_words);
            }
            if sp >= end {
                break;
            }
            at = stack::top(sp);
            let builtin = (*m).vm().builtin();
            is_own = builtin.is_own(at);
            if is_own {
                if std::ptr::eq(at, builtin.trace_rec()) {
                    process.heap.sp = sp;
                    super::tracing::unwound(m, class, reason);
                } else {
                    process.native_frames.pop();
                }
            }
        }
        process.heap.sp = end;
        uncaught(m, class, reason, trace)
    }
}

pub(super) fn class_atom(class: Class) -> Atom {
    match class {
        Class::Error => atoms::ERROR,
        Class::Exit => atoms::EXIT,
        Class::Throw => atoms::THROW,
    }
}

/// No handler: the exit reason.
unsafe fn uncaught(m: M, class: Class, reason: Word, raw: Word) -> Regs {
    // SAFETY: the stack is empty: the collector finds nothing there.
    unsafe {
        (*m).reason.set(reason);
        (*m).uncaught = Some(class);
        if class != Class::Exit {
            (*m).crashed = true;
            let built = super::trace::exit_reason(m, class, reason, raw);
            (*m).reason.set(built);
        } else if process(m).flags.detailed {
            let built = super::trace::exit_reason(m, class, reason, raw);
            (*m).result.set(built);
        }
        exit(m)
    }
}

/// The process ends; the reason is in its slot.
unsafe fn exit(m: M) -> Regs {
    // SAFETY: spilled.
    unsafe { leave(m, Stop::Exited) }
}
