//! The native calling convention: what a function written in Rust gets (`Ctx`), gives back (`Outcome`) and how it pauses.
//!
//! A native is `fn(&mut Ctx) -> Outcome`. It reads arguments with `ctx.arg(i)`, allocates through `ctx.reserve(n)?`, and ends with
//! `ctx.done(term)` (or `w.done(term)` while the writer lives), an error (`Err(raise)`), a tail call (`ctx.trap`) or a pause
//! (`ctx.suspend`, `ctx.wait`, `ctx.call`).
//!
//! R1. A `Term<'_>` lives as long as the shared borrow of the context it came from; whatever may collect takes `&mut self`, so no term
//!     survives a collection by accident. What must survive is an argument or a `Root`: read it again afterwards.
//! R2. Arguments and roots sit in the worker's root area, which the collector updates. Roots die when the native returns.
//! R3. A native never calls Erlang and waits on the Rust stack: it tail calls, or leaves a `NativeFrame` behind that goes on with the result.

use crate::code::export::EntryRef;
use crate::exception::raise::{Class, Kind, Raise};
use crate::heap::writer::Writer;
use crate::process::Process;
use crate::term::Term;
use crate::vm::Vm;

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
}

/// Names a term that survives collections. Valid until the native returns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Root(u32);

/// A native that paused: its state besides the terms. Dropped when it has ended, when an exception passes it, or when the process dies.
pub trait NativeFrame: Send + 'static {
    /// Go on. The terms that were kept are the arguments now (`ctx.arg(0)`...). After `ctx.call` the result of the called function is one more
    /// argument behind them. To pause once more without giving up `self`: `ctx.again`, `ctx.again_waiting`, `ctx.again_calling`.
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome;
}

/// The root area of a worker: arguments and roots of the native that runs now.
#[derive(Default)]
pub struct Roots {
    words: RefCell<Vec<Word>>,
}

impl Roots {
    fn push(&self, word: Word) -> Root {
        let mut words = self.words.borrow_mut();
        words.push(word);
        Root((words.len() - 1) as u32)
    }

    fn get(&self, root: Root) -> Word {
        self.words.borrow()[root.0 as usize]
    }

    fn set(&self, root: Root, word: Word) {
        self.words.borrow_mut()[root.0 as usize] = word;
    }
}

/// What a native sees of the machine.
pub struct Ctx<'a> {
    vm: &'a Vm,
    process: &'a mut Process,
    roots: &'a mut Roots,
}

impl<'a> Ctx<'a> {
    /// Argument `i` (from 0). Arguments are roots.
    pub fn arg(&self, i: usize) -> Term<'_>;
    pub fn arity(&self) -> usize;
    /// Ends the native with a result.
    pub fn done(&self, t: Term<'_>) -> Outcome;

    /// Room for `words` words; may collect. While the writer lives nothing can.
    /// Fails when the process or the VM is at its memory limit.
    pub fn reserve(&mut self, words: usize) -> Result<NativeWriter<'_>, Raise>;

    /// A root holding `t`.
    pub fn root(&self, t: Term<'_>) -> Root;
    pub fn get(&self, r: Root) -> Term<'_>;
    pub fn set(&self, r: Root, t: Term<'_>);

    /// Counts work done; about one per word touched or microsecond / 10. True: time to `suspend`.
    pub fn charge(&mut self, reductions: u32) -> bool;
    /// Reductions left in this slice.
    pub fn budget(&self) -> u32;

    /// Gives up the processor; `state.resume` goes on with `terms` as its arguments.
    pub fn suspend<S: NativeFrame>(&mut self, state: S, terms: &[Root]) -> Outcome;
    /// The same, until a signal, timer or the blocking pool wakes the process. Check the condition again after each wake-up.
    pub fn wait<S: NativeFrame>(&mut self, state: S, terms: &[Root]) -> Outcome;
    /// Calls a function; `state.resume` gets `terms` and the result. Exceptions pass (the state is dropped).
    pub fn call<S: NativeFrame>(&mut self, state: S, terms: &[Root], entry: EntryRef, args: &[Root]) -> Outcome;
    /// From within `resume`: the same state once more.
    pub fn again(&mut self, terms: &[Root]) -> Outcome;
    pub fn again_waiting(&mut self, terms: &[Root]) -> Outcome;
    pub fn again_calling(&mut self, terms: &[Root], entry: EntryRef, args: &[Root]) -> Outcome;
    /// Tail call.
    pub fn trap(&mut self, entry: EntryRef, args: &[Term<'_>]) -> Outcome;

    /// `Err(ctx.raise_reason(Class::Error, t))`.
    pub fn raise_reason(&self, class: Class, reason: Term<'_>) -> Raise;

    pub fn vm(&self) -> &'a Vm;
    pub fn process(&self) -> &Process;
    pub fn process_mut(&mut self) -> &mut Process;
}

/// A writer over reserved heap that also reads arguments and roots. Derefs to the heap's `Writer` (tuple, cons, float, integer...).
pub struct NativeWriter<'w> {
    writer: Writer<'w>,
    roots: &'w Roots,
}

impl<'w> NativeWriter<'w> {
    pub fn arg(&self, i: usize) -> Term<'w>;
    pub fn get(&self, r: Root) -> Term<'w>;
    pub fn set(&self, r: Root, t: Term<'w>);
    pub fn root(&self, t: Term<'w>) -> Root;
    pub fn done(&self, t: Term<'w>) -> Outcome;
}
