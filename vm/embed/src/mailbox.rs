//! The host as a process: it receives, links and monitors.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use purlin_runtime::heap::Fragment;
use purlin_runtime::host::HostError;
use purlin_runtime::host::mailbox as rt;
use purlin_runtime::scheduler::caller::Arguments;
use purlin_runtime::term::RefId;

use crate::Vm;
use crate::call::Written;
use crate::convert::{
    Args, Built, ConvertError, FromTerm, IntoTerm, Sizer, TermRef, TermWriter, WriteError,
};
use crate::error::{Error, value_or_text};
use crate::value::{Pid, Value};

/// A mailbox of the host's: a process whose messages go to the host. Dropping it ends the process.
///
/// ```
/// use std::time::Duration;
/// use purlin::{Atom, Vm};
/// let vm = Vm::new()?;
/// vm.load("-module(echo). -export([start/0]).
///          start() -> receive {From, Text} -> From ! {reply, Text}, start() end.")?;
/// let echo = vm.spawn("echo", "start", ())?;
/// let mailbox = vm.mailbox()?;
/// echo.send((mailbox.pid(), "hello"))?;
/// let (_reply, text): (Atom, String) = mailbox.recv_timeout(Duration::from_secs(5))?.unwrap();
/// assert_eq!(text, "hello");
/// # Ok::<(), purlin::Error>(())
/// ```
pub struct Mailbox {
    vm: Vm,
    inner: rt::Mailbox,
}

/// Whom to send to: a [`Pid`], or a registered name.
pub trait Destination {
    #[doc(hidden)]
    fn find(&self, vm: &Vm) -> Result<Pid, Error>;
}

impl Destination for Pid {
    fn find(&self, vm: &Vm) -> Result<Pid, Error> {
        self.check(&vm.inner.rt)?;
        Ok(*self)
    }
}

impl Destination for &str {
    fn find(&self, vm: &Vm) -> Result<Pid, Error> {
        let found = vm.whereis(self);
        found.ok_or_else(|| Error::Start(format!("no process is registered as {self}")))
    }
}

/// The one element of a tuple of arguments.
struct One<T>(T);

impl<T: IntoTerm> Args for One<T> {
    const ARITY: Option<u8> = Some(1);

    fn arity(&self) -> usize {
        1
    }

    fn words(&self, sizer: &Sizer<'_>) -> usize {
        self.0.words(sizer)
    }

    fn write<'w>(
        &self,
        writer: &TermWriter<'_, 'w>,
        push: &mut dyn FnMut(Built<'w>),
    ) -> Result<(), WriteError> {
        push(self.0.write(writer)?);
        Ok(())
    }
}

impl Vm {
    /// A term in memory of its own.
    pub(crate) fn fragment(&self, value: impl IntoTerm) -> Result<Fragment, Error> {
        let vm = &self.inner.rt;
        let shared = vm.heap_shared();
        let one = One(value);
        let written = Written(&one);
        let fragment = Fragment::allocate(shared, written.words(vm)).map_err(HostError::from)?;
        let built = fragment.build(shared, |writer| {
            let writer = TermWriter { vm, writer };
            one.0.write(&writer).map(|built| built.0)
        });
        Ok(built.map_err(|error| error.0)?)
    }

    /// Sends a message to a process, by its pid or its name. To one that has ended it is lost, as ever.
    pub fn send(&self, to: impl Destination, message: impl IntoTerm) -> Result<(), Error> {
        let to = to.find(self)?;
        self.inner.rt.send(to.pid, self.fragment(message)?);
        Ok(())
    }

    /// Sends an exit signal: processes that trap exits get it as a message, others end; all do of `kill`.
    pub fn exit(&self, to: impl Destination, reason: impl IntoTerm) -> Result<(), Error> {
        let to = to.find(self)?;
        let reason = self.fragment(reason)?;
        self.inner.rt.exit(to.pid, to.pid, reason.root());
        Ok(())
    }

    /// The process that is registered under a name.
    pub fn whereis(&self, name: &str) -> Option<Pid> {
        let vm = &self.inner.rt;
        let name = vm.heap_shared().atoms.find(name)?;
        vm.registry().find(name).map(|pid| Pid::of(pid, vm))
    }

    /// A mailbox of the host's.
    pub fn mailbox(&self) -> Result<Mailbox, Error> {
        Ok(Mailbox {
            vm: self.clone(),
            inner: self.inner.rt.mailbox()?,
        })
    }
}

impl Mailbox {
    /// The pid to send to.
    pub fn pid(&self) -> Pid {
        Pid::of(self.inner.pid, &self.vm.inner.rt)
    }

    /// Registers the mailbox under a name.
    pub fn register(&self, name: &str) -> Result<(), Error> {
        match self.inner.register(name)? {
            true => Ok(()),
            false => Err(Error::Start(format!("the name {name} is taken"))),
        }
    }

    /// Waits for a message that is a `T`, and takes it. Others stay, as in a selective receive: the type is the pattern.
    pub fn recv<T: FromTerm>(&self) -> Result<T, Error> {
        self.recv_match(None, |message| message.to().ok())?
            .ok_or(Error::Stopped)
    }

    /// The same for a limited time.
    pub fn recv_timeout<T: FromTerm>(&self, time: Duration) -> Result<Option<T>, Error> {
        self.recv_match(Some(time), |message| message.to().ok())
    }

    /// A message that is a `T` and has arrived.
    pub fn try_recv<T: FromTerm>(&self) -> Result<Option<T>, Error> {
        self.recv_timeout(Duration::ZERO)
    }

    /// Waits for a message that `pattern` makes something of, in the order of arrival; without a time for ever. `pattern` must not use the mailbox.
    ///
    /// ```
    /// # let vm = purlin::Vm::new()?;
    /// let mailbox = vm.mailbox()?;
    /// vm.send(mailbox.pid(), (1, "one"))?;
    /// vm.send(mailbox.pid(), (2, "two"))?;
    /// let two = mailbox.recv_match(None, |message| {
    ///     let (n, text): (i64, String) = message.to().ok()?;
    ///     (n == 2).then_some(text)
    /// })?;
    /// assert_eq!(two.as_deref(), Some("two"));
    /// # Ok::<(), purlin::Error>(())
    /// ```
    pub fn recv_match<R>(
        &self,
        time: Option<Duration>,
        mut pattern: impl FnMut(TermRef<'_>) -> Option<R>,
    ) -> Result<Option<R>, Error> {
        let vm = &self.vm.inner.rt;
        let deadline = time.and_then(|time| Instant::now().checked_add(time));
        let found = self.inner.receive(deadline, |message| {
            match pattern(TermRef::new(vm, message.root())) {
                Some(made) => rt::Found::Take(made),
                None => rt::Found::Leave,
            }
        });
        match found {
            None if vm.is_stopping() => Err(vm.exceeded().map_or(Error::Stopped, Error::from)),
            found => Ok(found),
        }
    }

    /// As [`Mailbox::recv`], as a future: any executor will do.
    pub fn recv_async<T: FromTerm>(&self) -> Recv<'_, T> {
        Recv {
            mailbox: self,
            result: std::marker::PhantomData,
        }
    }

    /// Messages that wait.
    pub fn len(&self) -> usize {
        self.inner.len()
    }

    /// No message waits.
    pub fn is_empty(&self) -> bool {
        self.inner.is_empty()
    }

    /// Links to a process: when it ends, an [`Exit`] message comes; when the mailbox is dropped, nothing happens to it.
    pub fn link(&self, to: impl Destination) -> Result<(), Error> {
        self.inner.link(to.find(&self.vm)?.pid);
        Ok(())
    }

    /// Takes a link away.
    pub fn unlink(&self, to: impl Destination) -> Result<(), Error> {
        self.inner.unlink(to.find(&self.vm)?.pid);
        Ok(())
    }

    /// Watches a process: when it ends, a [`Down`] message comes; at once if it has.
    ///
    /// ```
    /// # let vm = purlin::Vm::new()?;
    /// use purlin::Down;
    /// vm.load("-module(m). -export([f/0]). f() -> receive stop -> exit(enough) end.")?;
    /// let process = vm.spawn("m", "f", ())?;
    /// let mailbox = vm.mailbox()?;
    /// let monitor = mailbox.monitor(process.pid())?;
    /// process.send(purlin::Atom::from("stop"))?;
    /// let down: Down = mailbox.recv()?;
    /// assert_eq!(down.monitor, monitor);
    /// assert_eq!(down.reason.as_atom(), Some("enough"));
    /// # Ok::<(), purlin::Error>(())
    /// ```
    pub fn monitor(&self, to: impl Destination) -> Result<Monitor, Error> {
        Ok(Monitor(self.inner.monitor(to.find(&self.vm)?.pid)))
    }

    /// Ends watching.
    pub fn demonitor(&self, monitor: Monitor) {
        self.inner.demonitor(monitor.0);
    }

    /// An exit signal from the mailbox's process.
    pub fn exit(&self, to: impl Destination, reason: impl IntoTerm) -> Result<(), Error> {
        let to = to.find(&self.vm)?;
        let reason = self.vm.fragment(reason)?;
        self.inner.exit(to.pid, reason.root());
        Ok(())
    }
}

/// Names a monitor.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Monitor(RefId);

/// The message that a monitored process has ended: `{'DOWN', Monitor, process, Pid, Reason}`.
#[derive(Clone, PartialEq, Debug)]
pub struct Down {
    /// Of which monitor.
    pub monitor: Monitor,
    /// Which process.
    pub pid: Pid,
    /// Why.
    pub reason: Value,
}

impl FromTerm for Down {
    fn from_term(term: TermRef<'_>) -> Result<Down, ConvertError> {
        let misfit = || ConvertError::expected("{'DOWN', _, process, _, _}", term);
        let elements = term.elements().ok_or_else(misfit)?;
        let [tag, monitor, _process, pid, reason] = elements.as_slice() else {
            return Err(misfit());
        };
        let monitor = monitor.term.as_reference().and_then(|r| r.id());
        match monitor.filter(|_| tag.is_atom("DOWN")) {
            Some(monitor) => Ok(Down {
                monitor: Monitor(monitor),
                pid: pid.to()?,
                reason: value_or_text(*reason),
            }),
            None => Err(misfit()),
        }
    }
}

/// The message that a linked process has ended: `{'EXIT', Pid, Reason}`.
#[derive(Clone, PartialEq, Debug)]
pub struct Exit {
    /// Which process.
    pub pid: Pid,
    /// Why.
    pub reason: Value,
}

impl FromTerm for Exit {
    fn from_term(term: TermRef<'_>) -> Result<Exit, ConvertError> {
        match term.elements().as_deref() {
            Some([tag, pid, reason]) if tag.is_atom("EXIT") => Ok(Exit {
                pid: pid.to()?,
                reason: value_or_text(*reason),
            }),
            _ => Err(ConvertError::expected("{'EXIT', _, _}", term)),
        }
    }
}

/// A message that is waited for.
#[must_use = "futures do nothing unless polled"]
pub struct Recv<'m, T> {
    mailbox: &'m Mailbox,
    result: std::marker::PhantomData<fn() -> T>,
}

impl<T: FromTerm> Future for Recv<'_, T> {
    type Output = Result<T, Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T, Error>> {
        let vm = &self.mailbox.vm.inner.rt;
        let look = |message: &Fragment| match TermRef::new(vm, message.root()).to() {
            Ok(made) => rt::Found::Take(made),
            Err(_) => rt::Found::Leave,
        };
        match self.mailbox.inner.poll(context.waker(), look) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Some(made)) => Poll::Ready(Ok(made)),
            Poll::Ready(None) => {
                let why = vm.exceeded().map_or(Error::Stopped, Error::from);
                Poll::Ready(Err(why))
            }
        }
    }
}
