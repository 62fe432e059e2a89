//! The public, safe face of Purlin for Rust host programs.
//!
//! ```no_run
//! use purlin::{Capabilities, Vm};
//!
//! let vm = Vm::builder().capabilities(Capabilities::ALL).standard_streams().build()?;
//! let loaded = vm.load_source("hello.erl", b"-module(hello). -export([main/0]). main() -> io:format(\"hi~n\").".to_vec())?;
//! let status = vm.run_program(&loaded.module, "main", None, true)?;
//! # let _ = status;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

/// Setting up a machine.
mod builder;

/// Compiling, with files and library headers at hand.
mod compile;

/// What can go wrong.
mod error;

/// Where modules come from when they are first called.
mod loader;

/// Standard output and error.
mod output;

/// Modules compiled apart from a machine.
mod program;

/// The pieces of a text that is being typed.
pub mod syntax;

/// Scanning, parsing and compiling for Erlang code.
mod service;

/// Parse transforms of sources that the host compiles.
mod transform;

/// Term trees as bytes of the external term format.
mod term_bytes;

use std::sync::Arc;

use purlin_runtime::process::exit::Ended;

pub use builder::Builder;
pub use compile::{Problems, check_source, compile_to_text, explain};
pub use error::{Error, LoadError};
pub use program::{Bytecode, compile_module};
pub use purlin_runtime::vm::{Capabilities, Input, Output, Stream};

use compile::Compiler;

/// A virtual machine: its workers run until it is shut down or dropped.
pub struct Vm {
    inner: Arc<purlin_runtime::vm::Vm>,
    compiler: Arc<Compiler>,
}

/// A module that was compiled and loaded.
pub struct Loaded {
    /// The module's name.
    pub module: String,
    pub warnings: Problems,
}

impl Vm {
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Compile Erlang source and load it. `name` is the file's name as messages and stack traces show it.
    pub fn load_source(&self, name: &str, text: Vec<u8>) -> Result<Loaded, LoadError> {
        let (module, warnings) = self
            .compiler
            .compile(name, text)
            .map_err(LoadError::Compile)?;
        let module_name = module.atoms.first().cloned().unwrap_or_default();
        self.inner
            .load(&module)
            .map_err(|error| LoadError::Machine(error.to_string()))?;
        Ok(Loaded {
            module: module_name,
            warnings,
        })
    }

    /// Does the loaded module export the function?
    pub fn is_exported(&self, module: &str, function: &str, arity: u8) -> bool {
        self.inner.is_exported(module, function, arity)
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
            .start_program(module, function, args, halt)
            .map_err(|error| Error::Start(error.to_string()))?;
        let status = self.inner.wait_for_halt();
        self.inner.output().flush();
        Ok(status)
    }

    /// Call a function with binaries; its result if that is a binary. Anything else is an error that says what came instead.
    pub fn call_with_bytes(
        &self,
        module: &str,
        function: &str,
        args: &[&[u8]],
    ) -> Result<Vec<u8>, Error> {
        let words: usize = args.iter().map(|arg| 16 + arg.len().min(64) / 8).sum();
        let mut full = false;
        let arguments = self
            .inner
            .arguments(words, |w| {
                let terms = args.iter().map(|arg| w.binary(arg));
                terms
                    .map(|term| {
                        term.unwrap_or_else(|_| {
                            full = true;
                            w.list(&[])
                        })
                    })
                    .collect()
            })
            .map_err(|error| Error::Start(error.to_string()))?;
        if full {
            return Err(Error::Start("out of memory".to_owned()));
        }
        let ended = self
            .inner
            .call(module, function, arguments)
            .map_err(|error| Error::Start(error.to_string()))?;
        match ended {
            Ended::Value(value) => match value.root().as_binary() {
                Some(bytes) => Ok(bytes.to_vec()),
                None => Err(Error::Start(self.shown(value.root()))),
            },
            Ended::Exit(reason) => Err(Error::Start(self.shown(reason.root()))),
        }
    }

    fn shown(&self, term: purlin_runtime::term::Term<'_>) -> String {
        use purlin_runtime::term::print::{Printer, Style};
        Printer::print(term, Style::Unicode, &*self.inner)
    }

    /// Wait until the program halts the machine; the status it gave.
    pub fn wait_for_halt(&self) -> i32 {
        let status = self.inner.wait_for_halt();
        self.inner.output().flush();
        status
    }

    /// End all processes and stop the workers.
    pub fn shutdown(&self) {
        self.inner.shutdown();
        self.inner.output().flush();
    }
}

impl Drop for Vm {
    fn drop(&mut self) {
        self.shutdown();
    }
}
