//! Erlang inside a Rust program.
//!
//! A [`Vm`] is a whole machine: processes, garbage collection, the standard library, a compiler. Several live side by side in one program; they share
//! nothing, and what runs in them can be limited ([`Builder`]) and has no access to files, network, environment or other programs unless it is
//! given ([`Capabilities`]).
//!
//! ```
//! use purlin::Vm;
//!
//! let vm = Vm::new()?;
//! vm.module("host").function("price", |item: String| item.len() as u64 * 10)?;
//! vm.load("
//!     -module(shop).
//!     -export([total/1]).
//!     total(Items) -> lists:sum([host:price(I) || I <- Items]).
//! ")?;
//! let total: u64 = vm.call("shop", "total", (vec!["tea", "bread"],))?;
//! assert_eq!(total, 80);
//! # Ok::<(), purlin::Error>(())
//! ```
//!
//! Where to look: [`Vm::load`] and [`Vm::call`]; [`Vm::function`] for calls made often, [`Vm::call_async`] for futures, [`CallOptions`] for limits
//! of one call; [`Vm::module`] for functions of the host; [`Resource`] for Rust values held by terms; [`Vm::mailbox`] for messages;
//! [`IntoTerm`] and [`FromTerm`] for what Rust types are in Erlang, [`Value`] for any term, [`Serde`] for any type; [`Vm::step`] for
//! machines without threads.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

/// Setting up a machine.
mod builder;

/// Calling functions.
mod call;

/// Compiling, with files and library headers at hand.
mod compile;

/// Between Rust values and terms.
mod convert;

/// What can go wrong.
mod error;

/// Functions of the host.
mod host_fn;

/// Where modules come from when they are first called.
mod loader;

/// The host as a process.
mod mailbox;

/// Standard output and error.
mod output;

/// Modules compiled apart from a machine.
mod program;

/// Rust values that terms hold.
mod resource;

/// Any type that serde knows.
#[cfg(feature = "serde")]
mod serde;

/// The pieces of a text that is being typed.
pub mod syntax;

/// Scanning, parsing and compiling for Erlang code.
mod service;

/// Parse transforms of sources that the host compiles.
mod transform;

/// Term trees as bytes of the external term format.
mod term_bytes;

/// Terms as Rust values.
mod value;

use std::sync::{Arc, OnceLock};

use purlin_runtime::code::loader::LoadError as MachineError;
use purlin_runtime::term::LocalPid;
use purlin_runtime::vm as rt;

pub use builder::{Builder, Clock};
pub use call::{CallFuture, CallOptions, Function, Process};
pub use compile::{
    Compiled, Diagnostic, Problems, Severity, check_source, compile, compile_to_text, explain,
};
pub use convert::{
    Args, Built, Charlist, ConvertError, FromTerm, IntoTerm, Kind, Sizer, TermRef, TermWriter,
    WriteError,
};
pub use error::{Class, Error, Exception, Frame, LoadError};
pub use host_fn::{CallContext, HostFn, HostModule, Raised};
pub use loader::{ModuleSource, Modules};
pub use mailbox::{Destination, Down, Exit, Mailbox, Monitor, Recv};
pub use num_bigint::BigInt;
pub use program::{Bytecode, ParseTransforms, compile_module};
pub use purlin_runtime::limits::Limit;
pub use purlin_runtime::vm::{Capabilities, Input, Output, Stream};
pub use resource::Resource;
#[cfg(feature = "serde")]
pub use serde::{Serde, from_value, to_value};
pub use value::{Atom, Opaque, Pid, Value};

use compile::Compiler;

#[cfg(doctest)]
#[doc = include_str!("../../../docs/embedding.md")]
struct Guide;

// Its other blocks say where their text goes.
#[cfg(doctest)]
#[allow(rustdoc::invalid_codeblock_attributes)]
#[doc = include_str!("../../../README.md")]
struct Readme;

/// A handle of a virtual machine. Handles are cheap to clone and may be used from any thread; the machine is shut down when the last one is dropped.
#[derive(Clone)]
pub struct Vm {
    pub(crate) inner: Arc<Inner>,
}

/// What all handles share.
pub(crate) struct Inner {
    pub rt: Arc<rt::Vm>,
    compiler: Arc<Compiler>,
    /// The server of standard output, started when something is first called. Nothing: it cannot be.
    io: OnceLock<Option<LocalPid>>,
}

/// A module that was compiled and loaded.
#[derive(Debug)]
pub struct Loaded {
    /// The module's name.
    pub module: String,
    /// What the compiler has to say of it all the same.
    pub warnings: Problems,
}

/// What a machine has in use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Usage {
    /// Bytes of heaps, messages, binaries, tables and literals.
    pub memory: usize,
    /// Processes that live.
    pub processes: usize,
    /// Atoms.
    pub atoms: u32,
}

impl Inner {
    pub fn new(rt: Arc<rt::Vm>, compiler: Arc<Compiler>) -> Inner {
        Inner {
            rt,
            compiler,
            io: OnceLock::new(),
        }
    }

    /// Where the output of called functions goes.
    #[inline]
    pub fn group_leader(&self) -> Option<LocalPid> {
        match self.io.get() {
            Some(leader) => *leader,
            None => self.start_io(),
        }
    }

    #[cold]
    fn start_io(&self) -> Option<LocalPid> {
        *self.io.get_or_init(|| self.rt.start_io_server())
    }

    /// Nobody runs the machine but whoever waits for it.
    pub fn is_driven(&self) -> bool {
        self.rt.config().n_workers == 0
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.rt.shutdown();
        self.rt.output().flush();
    }
}

impl Vm {
    /// A machine with a thread per core, no limits and no capabilities, whose output is dropped.
    pub fn new() -> Result<Vm, Error> {
        Vm::builder().build()
    }

    /// A machine to be set up.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Compiles Erlang source and loads it: its functions can be called at once, from the machine and from here. A module that is loaded already
    /// is replaced: calls under way finish in the code they began in, unless it is replaced once more.
    ///
    /// ```
    /// # let vm = purlin::Vm::new()?;
    /// let loaded = vm.load("-module(hi). -export([f/0]). f() -> hello.")?;
    /// assert_eq!(loaded.module, "hi");
    /// # Ok::<(), purlin::Error>(())
    /// ```
    pub fn load(&self, source: &str) -> Result<Loaded, LoadError> {
        let name = compile::file_name(source);
        self.load_source(&name, source)
    }

    /// The same; `name` is the file's name as messages and stack traces show it.
    pub fn load_source(&self, name: &str, text: impl Into<Vec<u8>>) -> Result<Loaded, LoadError> {
        let (module, warnings) = self
            .inner
            .compiler
            .compile(name, text.into())
            .map_err(LoadError::Compile)?;
        let name = module.atoms.first().cloned().unwrap_or_default();
        self.load_module(&module)?;
        Ok(Loaded {
            module: name,
            warnings,
        })
    }

    /// Loads a module that was [compiled](compile()) before. The bytes are verified: they may come from anywhere.
    ///
    /// ```
    /// # let vm = purlin::Vm::new()?;
    /// let compiled = purlin::compile("m.erl", "-module(m). -export([f/0]). f() -> 1.")?;
    /// assert_eq!(vm.load_bytecode(&compiled.bytecode)?, "m");
    /// # Ok::<(), purlin::Error>(())
    /// ```
    pub fn load_bytecode(&self, bytes: &[u8]) -> Result<String, LoadError> {
        let module = purlin_isa::decode::decode(bytes)
            .map_err(|error| LoadError::Bytecode(error.to_string()))?;
        self.load_module(&module)?;
        Ok(module.atoms.first().cloned().unwrap_or_default())
    }

    fn load_module(&self, module: &purlin_isa::module::Module) -> Result<(), LoadError> {
        let machine = |error: MachineError| LoadError::Machine(error.to_string());
        let name = match self.inner.rt.load(module) {
            Err(MachineError::NotPurged) => module.atoms.first().cloned().unwrap_or_default(),
            done => return done.map(|_| ()).map_err(machine),
        };
        // There are two versions already: the older one goes.
        self.call::<()>("code", "purge", (Atom::from(name),))
            .map_err(|error| LoadError::Machine(error.to_string()))?;
        self.inner.rt.load(module).map(|_| ()).map_err(machine)
    }

    /// Does the loaded module export the function?
    pub fn is_exported(&self, module: &str, function: &str, arity: u8) -> bool {
        self.inner.rt.is_exported(module, function, arity)
    }

    /// Run a function as the program: with the io server as its group leader, without arguments or with a list of strings.
    /// Gives the exit status. `halt`: the program ends when the function returns.
    pub fn run_program(
        &self,
        module: &str,
        function: &str,
        args: Option<&[String]>,
        halt: bool,
    ) -> Result<i32, Error> {
        self.inner
            .rt
            .start_program(module, function, args, halt)
            .map_err(|error| Error::Start(error.to_string()))?;
        let status = self.inner.rt.wait_for_halt();
        self.inner.rt.output().flush();
        match (self.inner.rt.exceeded(), status) {
            (Some(exceeded), _) => Err(exceeded.into()),
            (None, Some(status)) => Ok(status),
            (None, None) => Err(Error::Stopped),
        }
    }

    /// Calls a function with binaries; its result if that is a binary. Anything else is an error that says what came instead. For programs that start the
    /// servers of the standard streams themselves: unlike [`Vm::call`] it does not.
    pub fn call_with_bytes(
        &self,
        module: &str,
        function: &str,
        args: &[&[u8]],
    ) -> Result<Vec<u8>, Error> {
        let entry = self.entry(module, function, args.len())?;
        let value: Value = self.call_led(None, entry, &CallOptions::default(), &args)?;
        match value {
            Value::Binary(bytes) => Ok(bytes),
            other => Err(Error::Start(other.to_string())),
        }
    }

    /// Waits until the program halts the machine; the status it gave, or that of a machine that was stopped by a limit.
    pub fn wait_for_halt(&self) -> i32 {
        let status = self.inner.rt.wait_for_halt();
        self.inner.rt.output().flush();
        match (self.inner.rt.exceeded(), status) {
            (Some(_), _) => 4,
            (None, status) => status.unwrap_or(1),
        }
    }

    /// Runs a machine without threads ([`Builder::host_driven`]) for at most `n` time slices. True: there is more to do now.
    ///
    /// ```
    /// let vm = purlin::Vm::builder().host_driven().build()?;
    /// vm.load("-module(m). -export([f/0]). f() -> lists:sum(lists:seq(1, 100000)).")?;
    /// let process = vm.spawn("m", "f", ())?;
    /// while vm.step(1) {
    ///     // Draw a frame.
    /// }
    /// assert_eq!(process.join::<u64>()?, 5_000_050_000);
    /// # Ok::<(), purlin::Error>(())
    /// ```
    pub fn step(&self, n: usize) -> bool {
        self.inner.rt.step(n)
    }

    /// What the machine has in use.
    pub fn usage(&self) -> Usage {
        let shared = self.inner.rt.heap_shared();
        Usage {
            memory: shared.account.used(),
            processes: self.inner.rt.processes().count(),
            atoms: shared.atoms.count(),
        }
    }

    /// Stops the machine at once: every process at its next safe point, from any thread. Calls under way and later ones end with
    /// [`Error::Stopped`]. Does not wait for the machine's threads; [`Vm::shutdown`] does.
    pub fn kill(&self) {
        self.inner.rt.stop();
    }

    /// Stops the machine and waits for its threads. What was written is flushed.
    pub fn shutdown(&self) {
        self.inner.rt.shutdown();
        self.inner.rt.output().flush();
    }

    /// Was the machine stopped, by the host or by a limit?
    pub fn is_stopped(&self) -> bool {
        self.inner.rt.is_stopping()
    }
}

impl std::fmt::Debug for Vm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vm")
            .field("usage", &self.usage())
            .field("stopped", &self.is_stopped())
            .finish()
    }
}

const _: () = {
    const fn is_shared<T: Send + Sync>() {}
    is_shared::<Vm>();
    is_shared::<Function<(i64,), i64>>();
    is_shared::<Process>();
    is_shared::<Mailbox>();
    is_shared::<Value>();
    is_shared::<Error>();
};
