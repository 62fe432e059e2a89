//! Traced calls and returns, where code runs: what `tracing/point.rs` has made entries lead to.
//!
//! A function whose return is to be told of gets a frame of its own below it: the record `Builtin::trace_rec`, and slots of immediate terms
//! that say what to tell whom. `trace_return` runs where that record leads to; exceptions that pass it are told of by `unwound`.
//!
//! - An entry is a call only if it is entered. An instruction that pauses and begins anew (`will_be_back`) is not told of twice, and jumps never
//!   lead to an entry (`Loaded::Enter`).

use super::dispatch::{M, Regs, process, reload, return_, set_x, spill, term, x};
use super::raise::class_atom;
use super::table::{Loaded, OPCODE_MASK};
use crate::atom::atoms;
use crate::bif::context::{Ctx, Flow, Outcome};
use crate::bif::info::Part;
use crate::code::export::{ExportCell, Mfa};
use crate::code::module::{NO_FRAME, Rec, arity_at};
use crate::exception::raise::Class;
use crate::heap::gc::Mode;
use crate::interp::machine::Machine;
use crate::process::{Process, stack};
use crate::term::{LocalPid, Term, Word};
use crate::tracing::event::{self, Caller, judge, tell};
use crate::tracing::point::{Point, Points, Spec};
use crate::tracing::{Flags, SessionId, Traced};
use crate::vm::TRACE_SLOTS;
use std::sync::atomic::{AtomicU64, Ordering};

/// Word 0 at `pc`.
///
/// # Safety
/// D1.
unsafe fn word_at(pc: *const u64) -> u64 {
    // SAFETY: words of code are aligned and live, and written atomically only.
    unsafe { AtomicU64::from_ptr(pc.cast_mut()).load(Ordering::Relaxed) }
}

/// The process pauses in front of the instruction at `r.pc`, and begins it anew: no call, if it is a traced entry.
///
/// # Safety
/// D1; the process is ours.
pub(super) unsafe fn will_be_back(m: M, r: Regs) {
    // SAFETY: passed on.
    unsafe {
        if word_at(r.pc) & OPCODE_MASK == Loaded::Traced as u64 {
            let removals = (*m).vm().tracing().points.removals();
            process(m).ext_mut().passed = Some((r.pc as usize, removals));
        }
    }
}

/// A traced function is entered: it goes on with `Machine::original` for its first word.
///
/// # Safety
/// D1 to D4; `r.pc` is an entry, the arguments are in x0...
#[cold]
#[inline(never)]
pub(super) unsafe fn entered(m: M, r: Regs) -> Regs {
    // SAFETY: passed on.
    unsafe {
        let points = &(*m).vm().tracing().points;
        let Some(point) = points.at(r.pc as usize) else {
            // Nobody traces it any more: its own opcode stands there again, or will as soon as who removes the point is done.
            (*m).original = word_at(r.pc);
            return r;
        };
        let original = Points::original(&point, word_at(r.pc));
        let passed = process(m).ext_if_any().and_then(|ext| ext.passed.take());
        let r = match passed == Some((r.pc as usize, points.removals())) {
            true => r,
            false => called(m, r, &point, arity_at(r.pc)),
        };
        (*m).original = original;
        r
    }
}

/// A function is called by its traced export cell.
///
/// # Safety
/// D1 to D4; the arguments are in x0...
#[cold]
#[inline(never)]
pub(super) unsafe fn export_entered(m: M, r: Regs, cell: *const ExportCell) -> Regs {
    // SAFETY: passed on.
    unsafe {
        let code = (*cell).code();
        let r = match (*m).vm().tracing().points.at(cell as usize) {
            Some(point) => called(m, r, &point, (*cell).mfa.arity as usize),
            None => r,
        };
        r.at(code)
    }
}

/// What to tell of the end of a call.
#[derive(Clone, Copy)]
struct Pending {
    session: SessionId,
    /// Of a meta trace.
    tracer: Option<LocalPid>,
    what: u32,
}

impl Pending {
    const RETURN: u32 = 1;
    const RAISE: u32 = 2;
    const RETURN_TO: u32 = 4;
}

/// Tells of a call, and sees to what is to be told of its end.
unsafe fn called(m: M, r: Regs, point: &Point, arity: usize) -> Regs {
    // SAFETY: the machine is ours; the arguments are terms.
    unsafe {
        (*m).roots.start(&(&(*m).x)[..arity]);
        spill(m, r);
        let returns_to = is_pending_return_to(m);
        let caller = caller_of(&*m, process(m));
        let words: Vec<Word> = (&(*m).x)[..arity].to_vec();
        let pending = look(&mut *m, process(m), point, &words, &caller, returns_to);
        for pending in pending {
            push(m, point.mfa, pending);
        }
        for i in 0..arity {
            let word = (*m).roots.words_mut()[i];
            set_x(m, i as u16, word);
        }
        reload(m, r.pc)
    }
}

/// Is the frame on top one that will tell whereto the function returns?
unsafe fn is_pending_return_to(m: M) -> bool {
    // SAFETY: the stack has been spilled; `[sp]` is a record.
    unsafe {
        let sp = process(m).heap.sp;
        let is_trace = std::ptr::eq(stack::top(sp), (*m).vm().builtin().trace_rec());
        is_trace && slots(sp).what & Pending::RETURN_TO != 0
    }
}

/// Who called what is entered now: the function that it returns to, and so on.
fn caller_of(machine: &Machine, process: &Process) -> Caller {
    let places = super::trace::below(machine.vm(), process);
    Caller {
        mfa: places.first().map(|place| place.mfa),
        position: places.first().and_then(|place| place.position.clone()),
        stack: places.into_iter().map(|p| (p.mfa, p.position)).collect(),
    }
}

/// Tells all who want to know of the call.
fn look(
    machine: &mut Machine,
    process: &mut Process,
    point: &Point,
    args: &[Word],
    caller: &Caller,
    returns_to: bool,
) -> Vec<Pending> {
    let mut all = Vec::new();
    for row in &point.rows {
        if let Some(count) = &row.count
            && !count.paused.load(Ordering::Relaxed)
        {
            count.calls.fetch_add(1, Ordering::Relaxed);
        }
        if let Some((tracer, spec)) = &row.meta
            && *tracer != process.pid
        {
            let flags = Flags::CALL.with(Flags::TIMESTAMP);
            let traced = Traced {
                session: row.session,
                flags,
                tracer: *tracer,
            };
            let told = tell_call(machine, process, traced, point.mfa, spec, args, caller);
            all.extend(told.map(|what| Pending {
                session: row.session,
                tracer: Some(*tracer),
                what,
            }));
        }
        let traced = process.traced_in(row.session);
        if let Some(calls) = &row.calls
            && let Some(traced) = traced.filter(|traced| traced.flags.has(Flags::CALL))
        {
            let told = tell_call(
                machine,
                process,
                traced,
                point.mfa,
                &calls.spec,
                args,
                caller,
            );
            let Some(mut what) = told else {
                continue;
            };
            if calls.local && traced.flags.has(Flags::RETURN_TO) && !returns_to {
                what |= Pending::RETURN_TO;
            }
            all.push(Pending {
                session: row.session,
                tracer: None,
                what,
            });
        }
    }
    all.retain(|pending| pending.what != 0);
    all
}

/// None: the specification does not match. Otherwise what is to be told of the call's end.
fn tell_call(
    machine: &mut Machine,
    process: &mut Process,
    traced: Traced,
    mfa: Mfa,
    spec: &Spec,
    args: &[Word],
    caller: &Caller,
) -> Option<u32> {
    let vm = machine.vm_arc().clone();
    let verdict = match spec {
        Some(spec) => judge(&vm, process.pid, spec, args, Some(caller.clone()))?,
        None => event::Verdict::default(),
    };
    let mut traced = traced;
    for (flag, on) in &verdict.changes {
        traced.flags = match on {
            true => traced.flags.with(*flag),
            false => traced.flags.without(*flag),
        };
    }
    match verdict.silent {
        Some(true) => traced.flags = traced.flags.with(Flags::SILENT),
        Some(false) => traced.flags = traced.flags.without(Flags::SILENT),
        None => {}
    }
    let changed = process
        .traced_in(traced.session)
        .is_some_and(|before| before.tracer == traced.tracer && before.flags != traced.flags);
    if changed && (verdict.silent.is_some() || !verdict.changes.is_empty()) {
        process.set_traced(traced);
    }
    let is_told =
        !traced.flags.has(Flags::SILENT) && !verdict.message.as_ref().is_some_and(event::is_false);
    if is_told {
        let what = match traced.flags.has(Flags::ARITY) {
            true => event::mfa(mfa),
            false => Part::Tuple(vec![
                Part::Atom(mfa.module),
                Part::Atom(mfa.name),
                Part::List(args.iter().map(|word| Part::Word(*word)).collect()),
            ]),
        };
        let mut rest = vec![what];
        rest.extend(verdict.message);
        if !tell(&vm, process.pid, &traced, atoms::CALL, rest) {
            event::forget(process, traced.session);
            return None;
        }
    }
    let returns = if verdict.returns { Pending::RETURN } else { 0 };
    let raises = if verdict.raises { Pending::RAISE } else { 0 };
    Some(returns | raises)
}

/// Pushes the frame that tells of the end of a call. Without memory for it nothing is told.
unsafe fn push(m: M, mfa: Mfa, pending: Pending) {
    // SAFETY: spilled; the arguments are in the root area; no X register is live besides.
    unsafe {
        let rec = (*m).vm().entry_rec();
        if !process(m).heap.has_room(TRACE_SLOTS + 1) {
            let words = TRACE_SLOTS + 1;
            let room = super::collect::collect(&mut *m, process(m), rec, words, Mode::Auto);
            if room.is_err() {
                return;
            }
        }
        let tracer = match pending.tracer {
            Some(pid) => Term::pid(pid),
            None => Term::NIL,
        };
        let slots: [Word; TRACE_SLOTS] = [
            Term::atom(mfa.module).word(),
            Term::atom(mfa.name).word(),
            Word::small(i64::from(mfa.arity)),
            Word::small(i64::from(pending.session.0)),
            tracer.word(),
            Word::small(i64::from(pending.what)),
        ];
        stack::push(
            &mut process(m).heap,
            (*m).vm().builtin().trace_rec(),
            &slots,
        );
    }
}

/// What a frame says that `push` has made, but for its function.
///
/// # Safety
/// `sp` is such a frame.
unsafe fn slots(sp: *const Word) -> Pending {
    // SAFETY: passed on.
    unsafe {
        let number = |i: usize| term(*sp.add(1 + i)).as_small().unwrap_or(0) as u32;
        Pending {
            session: SessionId(number(3)),
            tracer: term(*sp.add(5)).as_local_pid(),
            what: number(5),
        }
    }
}

/// # Safety
/// `sp` is a frame that `push` has made.
unsafe fn function(sp: *const Word) -> Mfa {
    // SAFETY: passed on.
    unsafe {
        let atom = |i: usize| term(*sp.add(1 + i)).as_atom().unwrap_or(atoms::UNDEFINED);
        Mfa {
            module: atom(0),
            name: atom(1),
            arity: term(*sp.add(3)).as_small().unwrap_or(0) as u8,
        }
    }
}

/// Whom to tell of the end of a call, if the process is still traced so.
fn listener(process: &Process, pending: Pending) -> Option<Traced> {
    if let Some(tracer) = pending.tracer {
        return Some(Traced {
            session: pending.session,
            flags: Flags::CALL.with(Flags::TIMESTAMP),
            tracer,
        });
    }
    let traced = process.traced_in(pending.session)?;
    (traced.flags.has(Flags::CALL) && !traced.flags.has(Flags::SILENT)).then_some(traced)
}

/// A traced function has returned; its value is in x0.
///
/// # Safety
/// D1 to D4; the frame on top is one that `push` has made.
#[cold]
#[inline(never)]
pub(super) unsafe fn returned(m: M, r: Regs) -> Regs {
    // SAFETY: passed on.
    unsafe {
        let (pending, mfa, value) = (slots(r.sp), function(r.sp), x(m, 0));
        let r = r.drop_frame(TRACE_SLOTS as u16 + 1);
        spill(m, r);
        if let Some(traced) = listener(process(m), pending) {
            let vm = (*m).vm_arc().clone();
            let pid = process(m).pid;
            if pending.what & Pending::RETURN != 0 {
                let rest = vec![event::mfa(mfa), Part::Word(value)];
                tell(&vm, pid, &traced, atoms::RETURN_FROM, rest);
            }
            if pending.what & Pending::RETURN_TO != 0 {
                tell_return_to(m, &traced, (*m).vm().entry_rec());
            }
        }
        return_(reload(m, r.pc))
    }
}

/// Tells where the process goes on: in the function of `rec`, or in that of the frame on top.
unsafe fn tell_return_to(m: M, traced: &Traced, rec: *const Rec) {
    // SAFETY: spilled; the stack is frames, each with its record first.
    unsafe {
        let vm = (*m).vm_arc().clone();
        let process = process(m);
        let own = (*rec).module().map(|module| module.mfa_of((*rec).function));
        let place = own.or_else(|| super::trace::below(&vm, process).first().map(|p| p.mfa));
        let place = place.map_or(Part::Atom(atoms::UNDEFINED), event::mfa);
        tell(&vm, process.pid, traced, atoms::RETURN_TO, vec![place]);
    }
}

/// An exception passes the frame at the process's `sp`, which `push` has made.
///
/// # Safety
/// It is; reason and `sp` are the process's.
#[cold]
pub(super) unsafe fn unwound(m: M, class: Class, reason: Word) {
    // SAFETY: passed on.
    unsafe {
        let sp = process(m).heap.sp.cast_const();
        let (pending, mfa) = (slots(sp), function(sp));
        let Some(traced) = listener(process(m), pending) else {
            return;
        };
        let vm = (*m).vm_arc().clone();
        if pending.what & Pending::RAISE != 0 {
            let class = Part::Atom(class_atom(class));
            let what = Part::Tuple(vec![class, Part::Word(reason)]);
            let rest = vec![event::mfa(mfa), what];
            tell(&vm, process(m).pid, &traced, atoms::EXCEPTION_FROM, rest);
        }
        if pending.what & Pending::RETURN_TO != 0
            && let Some(catcher) = catcher(m, sp, pending.session)
        {
            tell_return_to(m, &traced, catcher);
        }
    }
}

/// The record of the first frame above `sp` that has a handler; none if a frame before that will ask the same.
unsafe fn catcher(m: M, sp: *const Word, session: SessionId) -> Option<*const Rec> {
    // SAFETY: frames lie behind one another, each with its record first.
    unsafe {
        for frame in stack::frames_from(&process(m).heap, sp).skip(1) {
            let rec = frame.rec;
            if !rec.handler.is_null() {
                return Some(rec);
            }
            if std::ptr::eq(rec, (*m).vm().builtin().trace_rec()) {
                let other = slots(frame.at());
                if other.session == session && other.what & Pending::RETURN_TO != 0 {
                    return None;
                }
            }
        }
        None
    }
}

/// What runs in place of a traced native.
pub(crate) fn traced_native(ctx: &mut Ctx<'_>) -> Outcome {
    let exports = ctx.vm().exports();
    let Some(entry) = exports.find(ctx.mfa) else {
        return Err(crate::exception::raise::Raise::UNDEF);
    };
    let Some(native) = entry.cell().native else {
        return Err(crate::exception::raise::Raise::UNDEF);
    };
    let Some(point) = ctx.vm().tracing().points.at(entry.as_ptr() as usize) else {
        return native(ctx);
    };
    let args: Vec<Word> = (0..ctx.arity).map(|i| ctx.arg(i).word()).collect();
    let caller = native_caller(ctx);
    let pending = look(ctx.machine, ctx.process, &point, &args, &caller, true);
    let outcome = native(ctx);
    for pending in pending {
        native_ended(ctx, pending, &outcome, &caller);
    }
    outcome
}

fn native_caller(ctx: &Ctx<'_>) -> Caller {
    // SAFETY: the record of the op that called the native.
    let rec = unsafe { &*ctx.rec };
    let mut caller = caller_of(ctx.machine, ctx.process);
    // A frame's record is on the stack already, or not yet; without frame the function is the record's.
    if let Some(module) = rec.module() {
        let mfa = module.mfa_of(rec.function);
        let line = module.position(rec.line);
        let position = line.map(|(file, line)| (file.to_owned(), line));
        let on_stack = rec.frame != NO_FRAME && caller.mfa == Some(mfa);
        if !on_stack {
            caller.stack.insert(0, (mfa, position.clone()));
        }
        caller.mfa = Some(mfa);
        caller.position = position;
    }
    caller
}

fn native_ended(ctx: &mut Ctx<'_>, pending: Pending, outcome: &Outcome, caller: &Caller) {
    let Some(traced) = listener(ctx.process, pending) else {
        return;
    };
    let (vm, pid) = (ctx.machine.vm_arc().clone(), ctx.process.pid);
    match outcome {
        Ok(Flow::Done) => {
            let value = Part::Word(ctx.machine.result.get());
            if pending.what & Pending::RETURN != 0 {
                let rest = vec![event::mfa(ctx.mfa), value];
                tell(&vm, pid, &traced, atoms::RETURN_FROM, rest);
            }
            if pending.what & Pending::RETURN_TO != 0 {
                let place = caller.mfa.map_or(Part::Atom(atoms::UNDEFINED), event::mfa);
                tell(&vm, pid, &traced, atoms::RETURN_TO, vec![place]);
            }
        }
        Err(raise) if pending.what & Pending::RAISE != 0 => {
            let class = Part::Atom(class_atom(raise.class));
            let reason = match super::raise::reason_atom(*raise) {
                Some(atom) => Part::Atom(atom),
                None => Part::Word(ctx.machine.reason.get()),
            };
            let rest = vec![event::mfa(ctx.mfa), Part::Tuple(vec![class, reason])];
            tell(&vm, pid, &traced, atoms::EXCEPTION_FROM, rest);
        }
        // It goes on later, or in another function: that has a return of its own.
        Ok(Flow::Yield | Flow::Wait | Flow::Again | Flow::Trap(_) | Flow::TrapFun(_)) | Err(_) => {}
    }
}
