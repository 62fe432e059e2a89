//! Calling functions: at once, with limits, in a process of its own, or as a future.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use purlin_runtime::code::export::{EntryRef, Mfa};
use purlin_runtime::heap::Writer;
use purlin_runtime::host::{Begin, HostError};
use purlin_runtime::process::exit::{Ended, Reply};
use purlin_runtime::scheduler::caller::{Arguments, Call as DirectCall};
use purlin_runtime::term::{LocalPid, Term};
use purlin_runtime::vm as rt;

use crate::Vm;
use crate::convert::{Args, ConvertError, FromTerm, IntoTerm, Sizer, TermRef, TermWriter};
use crate::error::{Error, exception, value_or_text};
use crate::value::Pid;

/// What one call may use.
///
/// These limits end the called process alone; processes that it made go on. Those of [`Builder`](crate::Builder) bind the whole machine.
///
/// ```
/// use std::time::Duration;
/// use purlin::{CallOptions, Error, Limit, Vm};
/// let vm = Vm::new()?;
/// vm.load("-module(m). -export([loop/0]). loop() -> loop().")?;
/// let options = CallOptions::new().fuel(10_000).timeout(Duration::from_secs(1));
/// let ended = vm.call_with::<()>(&options, "m", "loop", ());
/// assert!(matches!(ended, Err(Error::Limit { which: Limit::Reductions, max: 10_000, .. })));
/// # Ok::<(), purlin::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CallOptions {
    fuel: Option<u64>,
    timeout: Option<Duration>,
    max_memory: Option<usize>,
}

impl CallOptions {
    /// No limits but the machine's.
    pub fn new() -> CallOptions {
        CallOptions::default()
    }

    /// Reductions: about one for each function call.
    pub fn fuel(mut self, reductions: u64) -> CallOptions {
        self.fuel = Some(reductions);
        self
    }

    /// Wall time.
    pub fn timeout(mut self, time: Duration) -> CallOptions {
        self.timeout = Some(time);
        self
    }

    /// Bytes of the process's heap.
    pub fn max_memory(mut self, bytes: usize) -> CallOptions {
        self.max_memory = Some(bytes);
        self
    }

    fn heap_words(&self) -> usize {
        self.max_memory.map_or(0, |bytes| (bytes / 8).max(1))
    }
}

/// Arguments as the runtime takes them.
pub(crate) struct Written<'a, A>(pub &'a A);

impl<A: Args> Arguments for Written<'_, A> {
    fn words(&self, vm: &rt::Vm) -> usize {
        self.0.words(&Sizer(vm))
    }

    fn write<'w>(
        &self,
        vm: &rt::Vm,
        writer: &Writer<'w>,
        push: &mut dyn FnMut(Term<'w>),
    ) -> Result<(), HostError> {
        let writer = TermWriter { vm, writer };
        Ok(self.0.write(&writer, &mut |built| push(built.0))?)
    }
}

/// The result of a call.
fn outcome<R: FromTerm>(vm: &rt::Vm, reply: Reply<'_>) -> Result<R, Error> {
    read(vm, reply).map_err(|error| *error)
}

/// The same, of a size that fits into registers for most types.
#[inline]
fn read<R: FromTerm>(vm: &rt::Vm, reply: Reply<'_>) -> Result<R, Box<Error>> {
    match reply {
        Reply::Value(value) => TermRef::new(vm, value).to().map_err(misfit),
        other => Err(failure(vm, other)),
    }
}

/// Over an error that needs no dropping: not to look at it saves a copy of the new value.
#[inline(always)]
fn put<R>(place: &mut Result<R, Error>, value: Result<R, Error>) {
    std::mem::forget(std::mem::replace(place, value));
}

#[cold]
fn misfit(error: ConvertError) -> Box<Error> {
    Box::new(error.into())
}

#[cold]
fn failure(vm: &rt::Vm, reply: Reply<'_>) -> Box<Error> {
    Box::new(failed(vm, reply))
}

fn failed(vm: &rt::Vm, reply: Reply<'_>) -> Error {
    match reply {
        Reply::Uncaught(class, pair) => {
            Error::Exception(Box::new(exception(class.into(), TermRef::new(vm, pair))))
        }
        Reply::Value(reason) | Reply::Exit(reason) => {
            Error::Exit(value_or_text(TermRef::new(vm, reason)))
        }
        Reply::Limit(exceeded) => exceeded.into(),
        Reply::Stopped => Error::Stopped,
    }
}

impl Vm {
    /// Calls a function and waits for its result.
    ///
    /// The function runs as a process of its own, on this thread until it first waits for something. Arguments are a tuple.
    ///
    /// ```
    /// # let vm = purlin::Vm::new()?;
    /// vm.load("-module(shapes). -export([area/1]). area({rect, A, B}) -> A * B.")?;
    /// let area: f64 = vm.call("shapes", "area", ((purlin::Atom::from("rect"), 2.0, 3.5),))?;
    /// assert_eq!(area, 7.0);
    /// # Ok::<(), purlin::Error>(())
    /// ```
    pub fn call<R: FromTerm>(
        &self,
        module: &str,
        function: &str,
        args: impl Args,
    ) -> Result<R, Error> {
        self.call_with(&CallOptions::default(), module, function, args)
    }

    /// The same within limits.
    pub fn call_with<R: FromTerm>(
        &self,
        options: &CallOptions,
        module: &str,
        function: &str,
        args: impl Args,
    ) -> Result<R, Error> {
        let entry = self.entry(module, function, args.arity())?;
        self.call_entry(entry, options, &args)
    }

    /// A function with the types of its arguments and its result, looked up once: the fastest way to call it again and again.
    ///
    /// ```
    /// # let vm = purlin::Vm::new()?;
    /// vm.load("-module(m). -export([add/2]). add(A, B) -> A + B.")?;
    /// let add = vm.function::<(i64, i64), i64>("m", "add")?;
    /// assert_eq!(add.call((1, 2))?, 3);
    /// # Ok::<(), purlin::Error>(())
    /// ```
    pub fn function<A: Args, R: FromTerm>(
        &self,
        module: &str,
        function: &str,
    ) -> Result<Function<A, R>, Error> {
        let Some(arity) = A::ARITY else {
            return Err(Error::Start(
                "the arguments of a typed function are a tuple".to_string(),
            ));
        };
        let entry = self.entry(module, function, usize::from(arity))?;
        if !entry.cell().is_defined() && !self.make_present(module, entry)? {
            return Err(self.no_function(module, function, arity));
        }
        Ok(Function {
            vm: self.clone(),
            entry,
            options: CallOptions::default(),
            types: PhantomData,
        })
    }

    /// Starts a process that calls a function; it goes on by itself.
    ///
    /// ```
    /// # let vm = purlin::Vm::new()?;
    /// vm.load("-module(m). -export([double/1]). double(X) -> 2 * X.")?;
    /// let process = vm.spawn("m", "double", (21,))?;
    /// assert_eq!(process.join::<i64>()?, 42);
    /// # Ok::<(), purlin::Error>(())
    /// ```
    pub fn spawn(&self, module: &str, function: &str, args: impl Args) -> Result<Process, Error> {
        self.spawn_with(&CallOptions::default(), module, function, args)
    }

    /// The same within limits.
    pub fn spawn_with(
        &self,
        options: &CallOptions,
        module: &str,
        function: &str,
        args: impl Args,
    ) -> Result<Process, Error> {
        let entry = self.entry(module, function, args.arity())?;
        self.spawn_entry(entry, options, &args)
    }

    /// Calls a function as a future, on the machine's own threads: any executor will do. Dropping the future ends the process.
    ///
    /// The process starts at once; the arguments are copied before this returns.
    pub fn call_async<R: FromTerm>(
        &self,
        module: &str,
        function: &str,
        args: impl Args,
    ) -> CallFuture<R> {
        self.call_async_with(&CallOptions::default(), module, function, args)
    }

    /// The same within limits.
    pub fn call_async_with<R: FromTerm>(
        &self,
        options: &CallOptions,
        module: &str,
        function: &str,
        args: impl Args,
    ) -> CallFuture<R> {
        let started = self.spawn_with(options, module, function, args);
        CallFuture {
            state: Some(started),
            result: PhantomData,
        }
    }

    pub(crate) fn entry(
        &self,
        module: &str,
        function: &str,
        arity: usize,
    ) -> Result<EntryRef, Error> {
        let too_many =
            || Error::Start(format!("a function has at most 255 arguments, not {arity}"));
        let mfa = Mfa {
            module: self.inner.rt.atom(module).map_err(HostError::from)?,
            name: self.inner.rt.atom(function).map_err(HostError::from)?,
            arity: arity.try_into().map_err(|_| too_many())?,
        };
        Ok(self.inner.rt.exports().get(mfa))
    }

    /// Loads the module of a function that is not there, if there is one. True: the function is there now.
    fn make_present(&self, module: &str, entry: EntryRef) -> Result<bool, Error> {
        let module = self.inner.rt.atom(module).map_err(HostError::from)?;
        self.inner.rt.ensure_loaded(module);
        Ok(entry.cell().is_defined())
    }

    #[cold]
    fn no_function(&self, module: &str, function: &str, arity: u8) -> Error {
        let others = self.inner.rt.atom(module).ok().and_then(|atom| {
            let loaded = self.inner.rt.code().current(atom)?;
            let name = self.inner.rt.atom(function).ok()?;
            let exported = loaded
                .functions
                .iter()
                .filter(|f| f.exported && f.name == name);
            Some(exported.map(|f| f.arity).collect())
        });
        Error::NoFunction {
            module: module.to_string(),
            function: function.to_string(),
            arity,
            others,
        }
    }

    #[inline]
    pub(crate) fn call_entry<A: Args, R: FromTerm>(
        &self,
        entry: EntryRef,
        options: &CallOptions,
        args: &A,
    ) -> Result<R, Error> {
        self.call_led(self.inner.group_leader(), entry, options, args)
    }

    /// The same under a group leader; none: its own.
    #[inline]
    pub(crate) fn call_led<A: Args, R: FromTerm>(
        &self,
        group_leader: Option<LocalPid>,
        entry: EntryRef,
        options: &CallOptions,
        args: &A,
    ) -> Result<R, Error> {
        let vm = &self.inner.rt;
        let call = DirectCall {
            entry,
            arguments: &Written(args),
            group_leader,
            fuel: options.fuel,
            timeout: options.timeout,
            max_heap_words: options.heap_words(),
        };
        let mut result = Err(Error::Stopped);
        let called = vm.call_here(&call, &mut |reply| match read(vm, reply) {
            Ok(value) => put(&mut result, Ok(value)),
            Err(error) => put(&mut result, Err(*error)),
        });
        if let Err(error) = called {
            put(&mut result, Err(error.into()));
        }
        result
    }

    pub(crate) fn spawn_entry<A: Args>(
        &self,
        entry: EntryRef,
        options: &CallOptions,
        args: &A,
    ) -> Result<Process, Error> {
        let vm = &self.inner.rt;
        if vm.is_stopping() {
            return Err(vm.exceeded().map_or(Error::Stopped, Error::from));
        }
        let end = Arc::new(End::default());
        let theirs = end.clone();
        let begin = Begin {
            entry,
            arguments: &Written(args),
            group_leader: self.inner.group_leader(),
            fuel: options.fuel,
            timeout: options.timeout,
            max_heap_words: options.heap_words(),
            watcher: Some(Box::new(move |ended| theirs.tell(ended))),
        };
        let pid = Pid::of(vm.begin(begin)?, vm);
        Ok(Process {
            vm: self.clone(),
            pid,
            end,
        })
    }
}

/// A function that was looked up, with the types of its arguments and its result. It follows new versions of its module.
pub struct Function<A, R> {
    vm: Vm,
    entry: EntryRef,
    options: CallOptions,
    types: PhantomData<fn(A) -> R>,
}

impl<A, R> Clone for Function<A, R> {
    fn clone(&self) -> Self {
        Function {
            vm: self.vm.clone(),
            ..*self
        }
    }
}

impl<A: Args, R: FromTerm> Function<A, R> {
    /// Calls it; see [`Vm::call`].
    #[inline]
    pub fn call(&self, args: A) -> Result<R, Error> {
        self.vm.call_entry(self.entry, &self.options, &args)
    }

    /// Calls it as a future; see [`Vm::call_async`].
    pub fn call_async(&self, args: A) -> CallFuture<R> {
        CallFuture {
            state: Some(self.vm.spawn_entry(self.entry, &self.options, &args)),
            result: PhantomData,
        }
    }

    /// The same function, each call within these limits.
    pub fn with(self, options: CallOptions) -> Self {
        Function { options, ..self }
    }
}

/// Where the end of a process is told.
#[derive(Default)]
struct End {
    state: Mutex<EndState>,
    signal: Condvar,
}

#[derive(Default)]
struct EndState {
    ended: Option<Ended>,
    has_ended: bool,
    waker: Option<Waker>,
}

impl End {
    fn lock(&self) -> std::sync::MutexGuard<'_, EndState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, ended: Ended) {
        let mut state = self.lock();
        state.ended = Some(ended);
        state.has_ended = true;
        let waker = state.waker.take();
        drop(state);
        self.signal.notify_all();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// A process that the host started.
pub struct Process {
    vm: Vm,
    pid: Pid,
    end: Arc<End>,
}

impl Process {
    /// Its pid.
    pub fn pid(&self) -> Pid {
        self.pid
    }

    /// Has it ended?
    pub fn has_ended(&self) -> bool {
        self.end.lock().has_ended
    }

    /// Waits for what its function returns, or how else it ended. In a machine without threads this runs the machine.
    pub fn join<R: FromTerm>(self) -> Result<R, Error> {
        loop {
            if let Some(result) = self.wait(Duration::from_secs(3600)) {
                return result;
            }
        }
    }

    /// The same for a limited time; nothing if it has not ended by then. What it returned is given once.
    pub fn wait<R: FromTerm>(&self, time: Duration) -> Option<Result<R, Error>> {
        let deadline = Instant::now().checked_add(time);
        loop {
            let left = deadline.map_or(time, |at| at.saturating_duration_since(Instant::now()));
            let driven = self.vm.inner.is_driven();
            let patience = match driven {
                true => Duration::ZERO,
                false => left,
            };
            let state = self.end.lock();
            let (mut state, _) = self
                .end
                .signal
                .wait_timeout_while(state, patience, |state| !state.has_ended)
                .unwrap_or_else(PoisonError::into_inner);
            if state.has_ended {
                let ended = state.ended.take().unwrap_or(Ended::Stopped);
                drop(state);
                return Some(outcome(&self.vm.inner.rt, ended.reply()));
            }
            drop(state);
            if left.is_zero() {
                return None;
            }
            if driven && !self.vm.step(100) {
                std::thread::sleep(left.min(Duration::from_micros(200)));
            }
        }
    }

    /// Sends it a message.
    pub fn send(&self, message: impl IntoTerm) -> Result<(), Error> {
        self.vm.send(self.pid, message)
    }

    /// Ends it at its next safe point, whatever it does; as `exit(Pid, kill)`.
    pub fn kill(&self) {
        self.vm.inner.rt.kill(self.pid.pid);
    }

    /// An exit signal: processes that trap exits get it as a message, others end.
    pub fn exit(&self, reason: impl IntoTerm) -> Result<(), Error> {
        self.vm.exit(self.pid, reason)
    }
}

/// A call under way.
#[must_use = "futures do nothing unless polled"]
pub struct CallFuture<R> {
    state: Option<Result<Process, Error>>,
    result: PhantomData<fn() -> R>,
}

impl<R: FromTerm> Future for CallFuture<R> {
    type Output = Result<R, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<R, Error>> {
        let process = match self.state.take() {
            Some(Ok(process)) => process,
            Some(Err(error)) => return Poll::Ready(Err(error)),
            None => return Poll::Ready(Err(Error::Stopped)),
        };
        let mut state = process.end.lock();
        if !state.has_ended {
            state.waker = Some(context.waker().clone());
            drop(state);
            self.state = Some(Ok(process));
            return Poll::Pending;
        }
        let ended = state.ended.take().unwrap_or(Ended::Stopped);
        drop(state);
        Poll::Ready(outcome(&process.vm.inner.rt, ended.reply()))
    }
}

/// Nobody waits for the result any more.
impl<R> Drop for CallFuture<R> {
    fn drop(&mut self) {
        if let Some(Ok(process)) = &self.state
            && !process.has_ended()
        {
            process.kill();
        }
    }
}

impl Vm {
    /// Calls a fun that the machine gave out, as a [`Value`] or [`Opaque`](crate::Opaque).
    ///
    /// ```
    /// # let vm = purlin::Vm::new()?;
    /// vm.load("-module(m). -export([adder/1]). adder(N) -> fun(X) -> X + N end.")?;
    /// let add_five: purlin::Opaque = vm.call("m", "adder", (5,))?;
    /// assert_eq!(vm.call_fun::<i64>(&add_five, (1,))?, 6);
    /// # Ok::<(), purlin::Error>(())
    /// ```
    pub fn call_fun<R: FromTerm>(&self, fun: &impl IntoTerm, args: impl Args) -> Result<R, Error> {
        self.call("erlang", "apply", (fun, ListOf(&args)))
    }
}

/// Arguments as a list.
struct ListOf<'a, A>(&'a A);

impl<A: Args> IntoTerm for ListOf<'_, A> {
    fn words(&self, sizer: &Sizer<'_>) -> usize {
        sizer.list(self.0.arity()) + self.0.words(sizer)
    }

    fn write<'w>(
        &self,
        writer: &TermWriter<'_, 'w>,
    ) -> Result<crate::convert::Built<'w>, crate::convert::WriteError> {
        let mut items = Vec::with_capacity(self.0.arity());
        self.0.write(writer, &mut |built| items.push(built))?;
        let list = items.into_iter().rev();
        Ok(list.fold(writer.nil(), |tail, head| writer.cons(head, tail)))
    }
}
