//! Calling natives: arguments into the root area, outcome into registers; resuming paused ones; functions that are not there.

use super::collect;
use super::dispatch::{
    M, Regs, a, b, enter, get, leave, packed, process, put, reload, return_, set_x, spill, term, x,
};
use super::machine::Stop;
use super::on_load;
use super::raise;
use crate::atom::{Atom, atoms};
use crate::bif::context::{Ctx, Flow, NativeState, Outcome};
use crate::code::export::{EntryRef, ExportCell, Mfa};
use crate::code::module::Rec;
use crate::exception::raise::{Info, Raise};
use crate::heap::Writer;
use crate::process::stack;
use crate::term::{Term, Word};

/// Room for `words` words on the running process's heap, as a writer; may collect.
///
/// # Safety
/// The registers have been spilled; `rec` is the record of the op that runs.
pub(super) unsafe fn room<'w>(m: M, rec: *const Rec, words: usize) -> Result<Writer<'w>, Raise> {
    // SAFETY: passed on; the machine and its process are different objects.
    unsafe {
        let process = process(m);
        if !process.heap.has_room(words) || (*m).stress {
            collect::make_room(&mut *m, process, rec, words)?;
        }
        Ok(process.heap.writer(words, (*m).vm().heap_shared()))
    }
}

/// A native called by an op, arguments in x0...; `rec` is the op's record, on the stack if there is a frame.
///
/// # Safety
/// D1 to D3; `cell` is of a native.
pub(super) unsafe fn call(m: M, r: Regs, w: u64, cell: *const ExportCell, rec: *const Rec) -> Regs {
    // SAFETY: the machine is ours; the arguments are terms.
    unsafe {
        let cell = &*cell;
        let arity = cell.mfa.arity as usize;
        (*m).roots.start(&(&(*m).x)[..arity]);
        let r = Regs {
            reds: r.reds - 1,
            ..r
        };
        spill(m, r);
        let outcome = run(m, cell, arity, rec, false);
        match outcome {
            Ok(Flow::Done) => {
                set_x(m, 0, (*m).result.get());
                reload(m, r.pc).next(w)
            }
            other => after(m, other, rec, cell.mfa),
        }
    }
}

/// A native called by way of its export cell, as if it were a function: the caller's record is on top of the stack.
///
/// # Safety
/// As `call`.
pub(super) unsafe fn call_entered(m: M, r: Regs, cell: *const ExportCell) -> Regs {
    // SAFETY: as `call`.
    unsafe {
        let cell = &*cell;
        let arity = cell.mfa.arity as usize;
        (*m).roots.start(&(&(*m).x)[..arity]);
        spill(m, r);
        let rec = (*m).vm().entry_rec();
        match run(m, cell, arity, rec, false) {
            Ok(Flow::Done) => {
                set_x(m, 0, (*m).result.get());
                return_(reload(m, r.pc))
            }
            other => after(m, other, rec, cell.mfa),
        }
    }
}

/// # Safety
/// The registers have been spilled, the arguments are in the root area.
unsafe fn run(m: M, cell: &ExportCell, arity: usize, rec: *const Rec, in_guard: bool) -> Outcome {
    // SAFETY: machine and process are different objects, both ours.
    unsafe {
        let mut ctx = Ctx {
            in_guard,
            machine: &mut *m,
            process: process(m),
            rec,
            arity,
            mfa: cell.mfa,
        };
        match cell.runner() {
            Some(native) => native(&mut ctx),
            None => run_host(cell, &mut ctx),
        }
    }
}

/// The cell's function is the host's.
#[inline(never)]
fn run_host(cell: &ExportCell, ctx: &mut Ctx<'_>) -> Outcome {
    match cell.host() {
        Some(function) => function.call(ctx),
        None => Err(Raise::NOT_SUPPORTED),
    }
}

/// What follows a native that did not just end.
///
/// # Safety
/// The registers have been spilled.
#[cold]
pub(super) unsafe fn after(m: M, outcome: Outcome, rec: *const Rec, mfa: Mfa) -> Regs {
    // SAFETY: the process has been spilled by whoever ran the native.
    unsafe {
        match outcome {
            Ok(Flow::Done) => return_(reload(m, std::ptr::null())),
            Ok(Flow::Trap(entry)) => {
                let r = reload(m, std::ptr::null());
                enter(m, r, entry.cell().entry())
            }
            Ok(Flow::TrapFun(arity)) => {
                let r = reload(m, std::ptr::null());
                let fun = (*m).result.get();
                super::call::enter_fun(m, r, fun, arity as usize, rec, 0)
            }
            Ok(Flow::Yield | Flow::Again) => pause(m, Stop::Preempted),
            Ok(Flow::Wait) => pause(m, Stop::Waiting),
            Err(raise) => {
                let head = if raise.info == Info::None {
                    None
                } else {
                    Some(mfa)
                };
                raise::raise(m, rec, raise, head)
            }
        }
    }
}

/// The native has left a frame, which goes on when the process runs again.
unsafe fn pause(m: M, stop: Stop) -> Regs {
    // SAFETY: the process is ours.
    unsafe {
        process(m).pc = (*m).vm().builtin().native_resume();
        leave(m, stop)
    }
}

/// The record on top of the stack is a native frame's: its native goes on.
///
/// # Safety
/// It is.
pub(super) unsafe fn resume(m: M, r: Regs) -> Regs {
    // SAFETY: the record says how many terms the frame has; the state is the innermost.
    unsafe {
        let n_terms = stack::top(r.sp).frame as usize;
        let slots = std::slice::from_raw_parts(r.sp.add(1), n_terms);
        (*m).roots.start(slots);
        let r = Regs {
            reds: r.reds - 1,
            ..r.drop_frame(n_terms as u16 + 1)
        };
        spill(m, r);
        let Some(mut state) = process(m).native_frames.pop() else {
            return raise::raise(m, (*m).vm().entry_rec(), Raise::SYSTEM_LIMIT, None);
        };
        let mut arity = n_terms;
        if state.calls {
            (*m).roots.push(x(m, 0));
            arity += 1;
        }
        let rec = (*m).vm().entry_rec();
        let mfa = state.mfa;
        (*m).again = None;
        let head = state.frame.keeps_arguments().then_some(mfa);
        let outcome = {
            let mut ctx = Ctx {
                in_guard: false,
                machine: &mut *m,
                process: process(m),
                rec,
                arity,
                mfa,
            };
            state.frame.resume(&mut ctx)
        };
        if let (Some(calls), Ok(_)) = ((*m).again.take(), &outcome) {
            let frame = state.frame;
            process(m)
                .native_frames
                .push(NativeState { frame, calls, mfa });
        }
        match outcome {
            Ok(Flow::Done) => {
                set_x(m, 0, (*m).result.get());
                return_(reload(m, r.pc))
            }
            Err(raise) => {
                let head = head.filter(|_| raise.info != Info::None);
                raise::raise(m, rec, raise, head)
            }
            other => after(m, other, rec, mfa),
        }
    }
}

/// The `bif` op: a native without effects on others, whose result goes anywhere.
///
/// # Safety
/// D1 to D3.
pub(super) unsafe fn guard(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1 to D3; operands are packed from word 4 on.
    unsafe {
        let arity = b(w) as usize;
        let mut arguments = [Word::NIL; 8];
        let n = arity.min(arguments.len());
        for (i, argument) in arguments[..n].iter_mut().enumerate() {
            *argument = get(m, r, packed(r, 4, i));
        }
        (*m).roots.start(&arguments[..n]);
        spill(m, r);
        let cell = &*(r.word(1) as *const ExportCell);
        let rec = r.rec(2);
        let outcome = run(m, cell, n, rec, true);
        let r = reload(m, r.pc);
        match outcome {
            Ok(Flow::Done) => {
                put(m, r, a(w), (*m).result.get());
                r.next(w)
            }
            Ok(Flow::Again) => super::compare_work::pause(m, r),
            Ok(_) => {
                debug_assert!(false, "a guard that pauses: {:?}", cell.mfa);
                raise::raise(m, rec, Raise::SYSTEM_LIMIT, Some(cell.mfa))
            }
            Err(raise) => {
                let fail = r.fail(3);
                if fail != 0 && raise.is_exception() {
                    return r.jump(fail);
                }
                let head = if raise.info == Info::None {
                    None
                } else {
                    Some(cell.mfa)
                };
                raise::raise(m, rec, raise, head)
            }
        }
    }
}

/// A function without code was called: its module is loaded if it can be; else the process's error handler decides; else `undef`.
///
/// # Safety
/// The arguments are in x0..., the caller's record is on top of the stack.
#[cold]
#[inline(never)]
pub(super) unsafe fn undefined(m: M, r: Regs, entry: EntryRef) -> Regs {
    // SAFETY: the machine is ours.
    unsafe {
        let mfa = entry.mfa();
        let arity = mfa.arity as usize;
        if (*m).vm().load_missing(mfa.module) && entry.cell().has_code() {
            return r.at(entry.cell().entry());
        }
        (*m).roots.start(&(&(*m).x)[..arity]);
        spill(m, r);
        if (*m).vm().code().pending(mfa.module).is_some() {
            return on_load::run(m, entry);
        }
        let handler = process(m).error_handler();
        let trap = (*m).find_export(handler, atoms::UNDEFINED_FUNCTION, 3);
        if mfa.module != handler && !trap.cell().is_defined() {
            (*m).vm().load_missing(handler);
        }
        let rec = (*m).vm().entry_rec();
        // The loader has been asked already. The standard handler asks again by calling `module_info`, in `code`: that must not come back here.
        let needed =
            mfa.module == handler || mfa.module == atoms::CODE || mfa.name == atoms::MODULE_INFO;
        if needed || !trap.cell().is_defined() {
            return raise::raise(m, rec, Raise::UNDEF.with_info(Info::None), Some(mfa));
        }
        let args = match list_of_roots(m, rec, arity) {
            Ok(args) => args,
            Err(raise) => return raise::raise(m, rec, raise, None),
        };
        set_x(m, 0, Term::atom(mfa.module).word());
        set_x(m, 1, Term::atom(mfa.name).word());
        set_x(m, 2, args);
        let r = reload(m, r.pc);
        r.at(trap.cell().entry())
    }
}

/// The roots as a list.
unsafe fn list_of_roots(m: M, rec: *const Rec, n: usize) -> Result<Word, Raise> {
    // SAFETY: spilled by the caller.
    unsafe {
        let w = room(m, rec, 2 * n)?;
        let terms: Vec<_> = (*m).roots.words_mut()[..n]
            .iter()
            .map(|&w| term(w))
            .collect();
        Ok(w.list(&terms).word())
    }
}

/// A fun whose code is gone: `badfun` if its module is there (in another version), else `error_handler:undefined_lambda(Module, Fun, Args)`.
///
/// # Safety
/// The arguments are in x0...
pub(super) unsafe fn undefined_fun(
    m: M,
    r: Regs,
    fun: Word,
    arity: usize,
    rec: *const Rec,
    words: u16,
) -> Regs {
    // SAFETY: the machine is ours.
    unsafe {
        let Some(crate::term::Fun::Local(local)) = term(fun).as_fun() else {
            return raise::raise(m, rec, Raise::BADARG, None);
        };
        let module = crate::code::fun_entry::FunRef::from_address(local.entry())
            .entry()
            .key
            .module;
        if (*m).vm().load_missing(module) {
            let entry = crate::code::fun_entry::FunRef::from_address(local.entry())
                .entry()
                .entry();
            if !entry.is_null() {
                for i in 0..local.n_free() {
                    set_x(m, (arity + i) as u16, local.free(i).word());
                }
                return enter(m, r.drop_frame(words), entry);
            }
        }
        if (*m).vm().code().is_published(module) {
            (*m).reason.set(fun);
            return raise::raise_tagged(m, r, rec, atoms::BADFUN);
        }
        undefined_lambda(m, r.drop_frame(words), fun, module, arity)
    }
}

/// A fun of a module that is not there any more: the process's error handler decides.
///
/// # Safety
/// The arguments are in x0..., the caller's record is on top of the stack.
unsafe fn undefined_lambda(m: M, r: Regs, fun: Word, module: Atom, arity: usize) -> Regs {
    // SAFETY: the machine is ours.
    unsafe {
        (*m).roots.start(&(&(*m).x)[..arity]);
        let fun = (*m).roots.push(fun);
        spill(m, r);
        let handler = process(m).error_handler();
        let trap = (*m).find_export(handler, atoms::UNDEFINED_LAMBDA, 3);
        if module != handler && !trap.cell().is_defined() {
            (*m).vm().load_missing(handler);
        }
        let rec = (*m).vm().entry_rec();
        if module == handler || !trap.cell().is_defined() {
            return raise::raise(m, rec, Raise::UNDEF.with_info(Info::None), None);
        }
        let args = match list_of_roots(m, rec, arity) {
            Ok(args) => args,
            Err(raise) => return raise::raise(m, rec, raise, None),
        };
        set_x(m, 0, Term::atom(module).word());
        set_x(m, 1, (*m).roots.get(fun));
        set_x(m, 2, args);
        enter(m, reload(m, r.pc), trap.cell().entry())
    }
}

/// `apply` of what are no atoms: `badarg`, as if `erlang:apply/3` had been called.
///
/// # Safety
/// The arguments are in x0...
#[cold]
#[inline(never)]
pub(super) unsafe fn bad_apply(
    m: M,
    r: Regs,
    rec: *const Rec,
    target: [Word; 2],
    arity: usize,
) -> Regs {
    // SAFETY: the machine is ours.
    unsafe {
        spill(m, r);
        (*m).roots.start(&(&(*m).x)[..arity]);
        let [module, name] = target;
        let module = (*m).roots.push(module);
        let name = (*m).roots.push(name);
        let args = match list_of_roots(m, rec, arity) {
            Ok(args) => args,
            Err(raise) => return raise::raise(m, rec, raise, None),
        };
        let words = [(*m).roots.get(module), (*m).roots.get(name), args];
        (*m).roots.start(&words);
        let head = Mfa {
            module: atoms::ERLANG,
            name: atoms::APPLY,
            arity: 3,
        };
        raise::raise(m, rec, Raise::BADARG, Some(head))
    }
}
