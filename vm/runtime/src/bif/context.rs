//! The native calling convention: what a function written in Rust gets (`Ctx`), gives back (`Outcome`) and how it pauses.
//!
//! A native is `fn(&mut Ctx) -> Outcome`. It reads arguments with `ctx.arg(i)`, allocates through `ctx.reserve(n)?`, and ends with
//! `ctx.done(term)` (or `w.done(term)` while the writer lives), an error (`Err(raise)`), a tail call (`ctx.trap`) or a pause
//! (`ctx.suspend`, `ctx.wait`, `ctx.call`, `ctx.long_work`).
//!
//! R1. A `Term<'_>` lives as long as the shared borrow of the context it came from; whatever may collect takes `&mut self`, so no term
//!     survives a collection by accident. What must survive is an argument or a `Root`: read it again afterwards.
//! R2. Arguments and roots sit in the worker's root area, which the collector updates. Roots die when the native returns.
//! R3. A native never calls Erlang and waits on the Rust stack: it tail calls, or leaves a `NativeFrame` behind that goes on with the result.

use crate::atom::AtomTable;
use crate::code::export::{EntryRef, Mfa};
use crate::code::module::Rec;
use crate::exception::raise::{Class, Info, Kind, Raise};
use crate::heap::gc::Mode;
use crate::heap::{Fragment, Writer};
use crate::interp::machine::Machine;
use crate::process::{LongWork, Process};
use crate::term::{RefId, Term, Word};
use crate::vm::Vm;
use std::cell::RefCell;

/// A function written in Rust.
pub type Native = fn(&mut Ctx<'_>) -> Outcome;

/// How a native ends.
pub type Outcome = Result<Flow, Raise>;

/// What happens after a native that did not raise. Made by the methods of `Ctx`, never by hand.
#[must_use]
#[derive(Clone, Copy, Debug)]
pub enum Flow {
    /// The result is in the context's result slot.
    Done,
    /// The processor is given up; a native frame goes on later.
    Yield,
    /// As `Yield`, but not before a signal, a timer or the blocking pool wakes the process. Wake-ups may be spurious.
    Wait,
    /// Go on in another function, whose arguments are in x0...
    Trap(EntryRef),
    /// Go on in the fun in the result slot, with so many arguments in x0...
    TrapFun(u8),
    /// Long work has begun; when it is over the op that called the native runs again (`Ctx::guard_work`).
    Again,
}

/// Names a term that survives collections. Valid until the native returns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Root(u32);

impl Root {
    /// The roots of the first `n` arguments.
    pub(crate) fn first(n: usize) -> Vec<Root> {
        (0..n as u32).map(Root).collect()
    }
}

/// A native that paused: its state besides the terms. Dropped when it has ended, when an exception passes it, or when the process dies.
pub trait NativeFrame: Send + 'static {
    /// Go on. The terms that were kept are the arguments now (`ctx.arg(0)`...). After `ctx.call` the result of the called function is one more
    /// argument behind them. To pause once more without giving up `self`: `ctx.again`, `ctx.again_waiting`, `ctx.again_calling`.
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome;

    /// Are the terms that were kept the native's own arguments, to be shown where it fails?
    fn keeps_arguments(&self) -> bool {
        false
    }
}

/// A paused native, as its process keeps it.
pub(crate) struct NativeState {
    pub frame: Box<dyn NativeFrame>,
    /// It called a function, whose result is its last argument.
    pub calls: bool,
    /// What the native is called.
    pub mfa: Mfa,
}

/// The root area of a worker: arguments and roots of the native that runs now.
#[derive(Default)]
pub struct Roots {
    words: RefCell<Vec<Word>>,
}

impl Roots {
    /// # Safety
    /// The words are live terms of the process that runs.
    pub(crate) unsafe fn start(&mut self, arguments: &[Word]) {
        let words = self.words.get_mut();
        words.clear();
        words.extend_from_slice(arguments);
    }

    pub(crate) fn clear(&mut self) {
        self.words.get_mut().clear();
    }

    pub(crate) fn words_mut(&mut self) -> &mut [Word] {
        self.words.get_mut()
    }

    pub(crate) fn push(&self, word: Word) -> Root {
        let mut words = self.words.borrow_mut();
        words.push(word);
        Root((words.len() - 1) as u32)
    }

    #[inline]
    pub(crate) fn get(&self, root: Root) -> Word {
        self.words.borrow()[root.0 as usize]
    }

    pub(crate) fn set(&self, root: Root, word: Word) {
        self.words.borrow_mut()[root.0 as usize] = word;
    }
}

/// What a native sees of the machine.
pub struct Ctx<'a> {
    pub(crate) machine: &'a mut Machine,
    pub(crate) process: &'a mut Process,
    /// Where the native is called: its live registers are roots too.
    pub(crate) rec: *const Rec,
    pub(crate) arity: usize,
    /// The native's own name.
    pub(crate) mfa: Mfa,
    /// It is called by the `bif` op, which no frame can follow.
    pub(crate) in_guard: bool,
}

impl Ctx<'_> {
    /// Argument `i`, from 0. Arguments are roots.
    ///
    /// # Panics
    /// If there is none.
    #[inline]
    pub fn arg(&self, i: usize) -> Term<'_> {
        assert!(i < self.arity, "argument out of range");
        self.get(Root(i as u32))
    }

    /// The root that an argument is.
    pub fn arg_root(&self, i: usize) -> Root {
        assert!(i < self.arity, "argument out of range");
        Root(i as u32)
    }

    /// Number of arguments.
    pub fn arity(&self) -> usize {
        self.arity
    }

    /// Ends the native with a result.
    #[inline]
    pub fn done(&self, t: Term<'_>) -> Outcome {
        self.machine.result.set(t.word());
        Ok(Flow::Done)
    }

    /// Room for `words` words; may collect. While the writer lives nothing can.
    /// Fails when the process or the VM is at its memory limit.
    #[inline]
    pub fn reserve(&mut self, words: usize) -> Result<NativeWriter<'_>, Raise> {
        let heap = &self.process.heap;
        if !heap.has_room(words) || heap.wants_collection() || self.machine.stress {
            self.make_room(words)?;
        }
        Ok(NativeWriter {
            writer: self
                .process
                .heap
                .writer(words, self.machine.vm().heap_shared()),
            machine: self.machine,
        })
    }

    #[cold]
    fn make_room(&mut self, words: usize) -> Result<(), Raise> {
        let heap = &self.process.heap;
        if heap.has_room(words) && heap.is_due() && !self.machine.stress {
            return Ok(());
        }
        // SAFETY: `rec` is the record of the op that called the native, `sp` its process's.
        unsafe { crate::interp::collect::make_room(self.machine, self.process, self.rec, words) }
    }

    /// Collects now: `garbage_collect/0` and such.
    pub fn collect(&mut self, words: usize, mode: Mode) -> Result<(), Raise> {
        // SAFETY: `rec` is the record of the op that called the native, `sp` its process's.
        unsafe {
            crate::interp::collect::collect(self.machine, self.process, self.rec, words, mode)
        }
    }

    /// Asks for a collection before the process runs on: at its next pause, in slices if it takes long.
    pub fn collect_later(&mut self, mode: Mode) {
        self.process.heap.request(0, mode);
    }

    /// A root holding `t`.
    pub fn root(&self, t: Term<'_>) -> Root {
        self.machine.roots.push(t.word())
    }

    #[inline]
    pub fn get(&self, r: Root) -> Term<'_> {
        // SAFETY: roots hold terms of the running process; while the context is borrowed nothing collects.
        unsafe { Term::from_word(self.machine.roots.get(r)) }
    }

    pub fn set(&self, r: Root, t: Term<'_>) {
        self.machine.roots.set(r, t.word());
    }

    /// Counts work done: about one for each ten words touched. True: time to `suspend`.
    pub fn charge(&mut self, reductions: u32) -> bool {
        self.process.reductions -= i64::from(reductions);
        self.process.reductions <= 0
    }

    /// Reductions left in this slice.
    pub fn budget(&self) -> u32 {
        self.process.reductions.clamp(0, i64::from(u32::MAX)) as u32
    }

    /// Gives up the processor; `state.resume` goes on with `terms` as its arguments.
    pub fn suspend<S: NativeFrame>(&mut self, state: S, terms: &[Root]) -> Outcome {
        self.push_frame(terms)?;
        self.keep(Box::new(state), false);
        Ok(Flow::Yield)
    }

    /// The same, until a signal, timer or the blocking pool wakes the process. Check the condition again after each wake-up.
    pub fn wait<S: NativeFrame>(&mut self, state: S, terms: &[Root]) -> Outcome {
        self.push_frame(terms)?;
        self.keep(Box::new(state), false);
        Ok(Flow::Wait)
    }

    /// Calls a function; `state.resume` gets `terms` and the result. Exceptions pass (the state is dropped).
    pub fn call<S: NativeFrame>(
        &mut self,
        state: S,
        terms: &[Root],
        entry: EntryRef,
        args: &[Root],
    ) -> Outcome {
        self.push_frame(terms)?;
        self.keep(Box::new(state), true);
        self.set_arguments(args);
        Ok(Flow::Trap(entry))
    }

    /// From within `resume`: the same state once more, as after `suspend`.
    pub fn again(&mut self, terms: &[Root]) -> Outcome {
        self.push_frame(terms)?;
        self.machine.again = Some(false);
        Ok(Flow::Yield)
    }

    /// As after `wait`.
    pub fn again_waiting(&mut self, terms: &[Root]) -> Outcome {
        self.push_frame(terms)?;
        self.machine.again = Some(false);
        Ok(Flow::Wait)
    }

    /// As after `call`.
    pub fn again_calling(&mut self, terms: &[Root], entry: EntryRef, args: &[Root]) -> Outcome {
        self.push_frame(terms)?;
        self.machine.again = Some(true);
        self.set_arguments(args);
        Ok(Flow::Trap(entry))
    }

    /// Work in slices on the native's arguments, which stay where they are meanwhile; what comes of it is the native's result. `make` gets the
    /// arguments' words; a first slice is done at once.
    pub(crate) fn long_work<W: LongWork + 'static>(
        &mut self,
        make: impl FnOnce(&[Word]) -> W,
    ) -> Outcome {
        self.long_work_then(make, |ctx, result| {
            let word = ctx.process.heap.adopt(result?);
            ctx.machine.result.set(word);
            Ok(Flow::Done)
        })
    }

    /// The same, with something else to do with the result. It may be an error of the work: then the arguments are shown as the native's.
    pub(crate) fn long_work_then<W: LongWork + 'static>(
        &mut self,
        make: impl FnOnce(&[Word]) -> W,
        then: fn(&mut Ctx<'_>, Result<Fragment, Raise>) -> Outcome,
    ) -> Outcome {
        let terms: Vec<Root> = (0..self.arity).map(|i| self.arg_root(i)).collect();
        self.make_frame_room(terms.len())?;
        // From here on nothing collects: the words stay good.
        let words: Vec<Word> = terms.iter().map(|&r| self.machine.roots.get(r)).collect();
        let mut work = make(&words);
        let vm = self.machine.vm_arc().clone();
        let first = work.step(&vm, vm.config().collection_slice);
        self.charge(LONG_WORK_COST);
        match first {
            Ok(Some(fragment)) => then(self, Ok(fragment)),
            Err(raise) => then(self, Err(raise)),
            Ok(None) => {
                self.push_frame(&terms)?;
                self.keep(Box::new(Worked(then)), false);
                self.process.begin_work(Box::new(work));
                Ok(Flow::Yield)
            }
        }
    }

    /// As `long_work`, for natives that may be called in guards. There the op runs again when the work is over, so a native begins by asking
    /// for `guard_result`.
    pub(crate) fn guard_work<W: LongWork + 'static>(
        &mut self,
        make: impl FnOnce(&[Word]) -> W,
    ) -> Outcome {
        if !self.in_guard {
            return self.long_work(make);
        }
        let words: Vec<Word> = (0..self.arity).map(|i| self.arg(i).word()).collect();
        self.process.begin_opaque_work(Box::new(make(&words)));
        Ok(Flow::Again)
    }

    /// What came of `guard_work`.
    #[inline]
    pub(crate) fn guard_result(&mut self) -> Option<Outcome> {
        if !(self.in_guard && self.process.flags.worked) {
            return None;
        }
        let result = self.process.take_work();
        // Its slice ends at the next call: signals may have waited.
        self.process.reductions = self.process.reductions.min(0);
        Some(result.map(|fragment| {
            let word = self.process.heap.adopt(fragment);
            self.machine.result.set(word);
            Flow::Done
        }))
    }

    /// Tail call.
    pub fn trap(&mut self, entry: EntryRef, args: &[Root]) -> Outcome {
        self.set_arguments(args);
        Ok(Flow::Trap(entry))
    }

    /// Tail call of a fun, or what is given as one: calling something else raises as any call of it would.
    pub fn trap_fun(&mut self, fun: Root, args: &[Root]) -> Outcome {
        self.machine.result.set(self.machine.roots.get(fun));
        self.set_arguments(args);
        Ok(Flow::TrapFun(args.len() as u8))
    }

    /// An exception with a term as its reason.
    pub fn raise_reason(&self, class: Class, reason: Term<'_>) -> Raise {
        self.machine.reason.set(reason.word());
        Raise::reason(class)
    }

    /// The same with a term as its reason and a kind that says how to read it.
    pub fn raise_kind(&self, class: Class, kind: Kind, reason: Term<'_>) -> Raise {
        self.machine.reason.set(reason.word());
        Raise {
            class,
            kind,
            info: Info::Default,
        }
    }

    #[inline]
    pub fn vm(&self) -> &Vm {
        self.machine.vm()
    }

    #[inline]
    pub fn atoms(&self) -> &AtomTable {
        self.machine.atoms()
    }

    #[inline]
    pub fn process(&self) -> &Process {
        self.process
    }

    #[inline]
    pub fn process_mut(&mut self) -> &mut Process {
        self.process
    }

    /// A reference never given before.
    pub fn new_ref_id(&mut self) -> RefId {
        self.machine.new_ref_id()
    }

    fn keep(&mut self, frame: Box<dyn NativeFrame>, calls: bool) {
        self.process.native_frames.push(NativeState {
            frame,
            calls,
            mfa: self.mfa,
        });
    }

    /// Drops all frames but the lowest: what follows returns to nobody.
    pub(crate) fn forget_stack(&mut self) {
        self.process.native_frames.clear();
        self.process.heap.sp = self.process.heap.stack_end();
        self.rec = self.machine.vm().entry_rec();
        let bottom: *const Rec = &raw const self.machine.vm().builtin().bottom;
        // SAFETY: the stack had at least this frame.
        unsafe { crate::process::stack::push(&mut self.process.heap, bottom, &[]) };
    }

    /// Pushes the stack part of a native frame: record and terms.
    pub(crate) fn push_frame(&mut self, terms: &[Root]) -> Result<(), Raise> {
        self.make_frame_room(terms.len())?;
        let terms: Vec<Word> = terms.iter().map(|&r| self.machine.roots.get(r)).collect();
        let Some(rec) = self.machine.vm().native_rec(terms.len()) else {
            return Err(Raise::SYSTEM_LIMIT);
        };
        // SAFETY: there is room below `sp`; the record says that all the frame's words are live.
        unsafe { crate::process::stack::push(&mut self.process.heap, rec, &terms) };
        Ok(())
    }

    /// Room for `push_frame` of so many terms, which then collects nothing.
    fn make_frame_room(&mut self, n_terms: usize) -> Result<(), Raise> {
        let words = n_terms + 1;
        if !self.process.heap.has_room(words) {
            self.collect(words, Mode::Auto)?;
        }
        Ok(())
    }

    fn set_arguments(&mut self, args: &[Root]) {
        for (i, &root) in args.iter().enumerate() {
            self.machine.x[i] = self.machine.roots.get(root);
        }
    }
}

/// Reductions that a slice of long work costs its process.
const LONG_WORK_COST: u32 = 1000;

/// A native whose long work is under way.
struct Worked(fn(&mut Ctx<'_>, Result<Fragment, Raise>) -> Outcome);

impl NativeFrame for Worked {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        let result = ctx.process.take_work();
        (self.0)(ctx, result)
    }

    fn keeps_arguments(&self) -> bool {
        true
    }
}

/// A writer over reserved heap that also reads arguments and roots. Derefs to the heap's `Writer` (tuple, cons, float, integer...).
pub struct NativeWriter<'w> {
    writer: Writer<'w>,
    machine: &'w Machine,
}

impl<'w> std::ops::Deref for NativeWriter<'w> {
    type Target = Writer<'w>;

    #[inline]
    fn deref(&self) -> &Writer<'w> {
        &self.writer
    }
}

impl<'w> NativeWriter<'w> {
    #[inline]
    pub fn arg(&self, i: usize) -> Term<'w> {
        self.get(Root(i as u32))
    }

    #[inline]
    pub fn get(&self, r: Root) -> Term<'w> {
        // SAFETY: roots hold terms of the running process; while the writer lives nothing collects.
        unsafe { Term::from_word(self.machine.roots.get(r)) }
    }

    pub fn set(&self, r: Root, t: Term<'w>) {
        self.machine.roots.set(r, t.word());
    }

    pub fn root(&self, t: Term<'w>) -> Root {
        self.machine.roots.push(t.word())
    }

    #[inline]
    pub fn done(&self, t: Term<'w>) -> Outcome {
        self.machine.result.set(t.word());
        Ok(Flow::Done)
    }

    #[inline]
    pub fn vm(&self) -> &'w Vm {
        self.machine.vm()
    }

    /// An exception with a term as its reason.
    pub fn raise_reason(&self, class: Class, reason: Term<'w>) -> Raise {
        self.machine.reason.set(reason.word());
        Raise::reason(class)
    }
}
