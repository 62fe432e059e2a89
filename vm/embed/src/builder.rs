//! Setting up a machine.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use purlin_runtime::vm::{Capabilities, Config, Input, Output};
use purlin_runtime::world::World;

use crate::compile::Compiler;
use crate::error::Error;
use crate::loader::{Loader, Modules};
use crate::output::Standard;
use crate::service::Service;
use crate::transform::{Settings, Transforms};
use crate::{Inner, Vm};

/// How a machine is to be. Begins with a thread per core, no limits, no capabilities, output dropped.
///
/// ```
/// use std::time::Duration;
/// use purlin::{Capabilities, Error, Limit, Vm};
///
/// let vm = Vm::builder()
///     .schedulers(1)
///     .max_memory(64 << 20)
///     .max_reductions(1_000_000)
///     .max_time(Duration::from_secs(10))
///     .capabilities(Capabilities { read_files: true, ..Capabilities::default() })
///     .build()?;
/// vm.load("-module(m). -export([f/0]). f() -> f().")?;
/// let Err(Error::Limit { which, used, max }) = vm.call::<()>("m", "f", ()) else { panic!() };
/// assert_eq!((which, max), (Limit::Reductions, 1_000_000));
/// assert!(used < 1_000_000 + 2 * 4000); // Stopped within a slice of each thread that runs code.
/// # Ok::<(), purlin::Error>(())
/// ```
#[derive(Default)]
pub struct Builder {
    config: Config,
    module_paths: Vec<PathBuf>,
    include_paths: Vec<PathBuf>,
    unoptimized: bool,
    /// Output goes to this process's own streams.
    standard: bool,
    modules: Option<Box<dyn Modules>>,
}

impl Builder {
    /// Threads that run processes.
    pub fn schedulers(mut self, n: usize) -> Builder {
        self.config.n_workers = n.max(1);
        self
    }

    /// No threads: the machine runs when the host calls [`Vm::step`](crate::Vm::step) or waits for a result.
    pub fn host_driven(mut self) -> Builder {
        self.config.n_workers = 0;
        self
    }

    /// Virtual time and the machine's own random numbers from a seed: what runs depends on nothing else. Time moves a little whenever it is asked for, and to the
    /// next timer when nothing is runnable. Implies [`Builder::host_driven`].
    pub fn seed(mut self, seed: u64) -> Builder {
        self.config.seed = Some(seed);
        self.host_driven()
    }

    /// Where the machine's time and random numbers come from.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Builder {
        self.config.world = Some(Box::new(HostClock(clock)));
        self
    }

    /// What code in the machine may do outside.
    pub fn capabilities(mut self, capabilities: Capabilities) -> Builder {
        self.config.capabilities = capabilities;
        self
    }

    /// Bytes the machine may use: heaps, messages, binaries, tables and literals together.
    ///
    /// A machine that exceeds this or another limit set here is stopped within one time slice: calls under way and later ones end with
    /// [`Error::Limit`]. See [`Builder::raise_on_limits`] for the other way.
    pub fn max_memory(mut self, bytes: usize) -> Builder {
        self.config.max_memory = bytes;
        self.config.limits.strict = true;
        self
    }

    /// Processes that may live at once. A few belong to the library: the servers of input, output and logging.
    pub fn max_processes(mut self, n: usize) -> Builder {
        self.config.max_processes = n;
        self.config.limits.strict = true;
        self
    }

    /// Atoms there may be. A machine begins with some thousand; modules bring more.
    pub fn max_atoms(mut self, n: u32) -> Builder {
        self.config.max_atoms = n;
        self.config.limits.strict = true;
        self
    }

    /// Reductions (about one for each function call) that all processes together may use.
    pub fn max_reductions(mut self, n: u64) -> Builder {
        self.config.limits.max_reductions = n;
        self
    }

    /// Wall time that the machine may live for.
    pub fn max_time(mut self, time: Duration) -> Builder {
        self.config.limits.max_time = time;
        self
    }

    /// Messages that may wait in one process's mailbox.
    pub fn max_mailbox(mut self, n: usize) -> Builder {
        self.config.limits.max_mailbox = n;
        self
    }

    /// Exceeding a limit of memory, processes or atoms does not stop the machine: the process that wanted more gets a `system_limit` exception,
    /// as on Erlang's own machine, and may handle it. To be called after the limits.
    pub fn raise_on_limits(mut self) -> Builder {
        self.config.limits.strict = false;
        self
    }

    /// Reductions of a time slice.
    pub fn slice(mut self, reductions: u32) -> Builder {
        self.config.slice = reductions;
        self
    }

    /// Collect garbage at every chance and check the heap afterwards: for testing.
    pub fn gc_stress(mut self, on: bool) -> Builder {
        self.config.gc_stress = on;
        self
    }

    /// Compile without optimisations: for testing the compiler.
    pub fn unoptimized(mut self, on: bool) -> Builder {
        self.unoptimized = on;
        self
    }

    /// Where standard output and error go.
    pub fn output(mut self, output: impl Output + 'static) -> Builder {
        self.standard = false;
        self.config.output = Arc::new(output);
        self
    }

    /// Where standard input comes from, if not from this process's own.
    pub fn input(mut self, input: impl Input + 'static) -> Builder {
        self.config.input = Some(Arc::new(input));
        self
    }

    /// Standard output and error of this process.
    pub fn standard_streams(self) -> Builder {
        let mut builder = self.output(Standard);
        builder.standard = true;
        builder
    }

    /// A folder where source files of modules are looked for.
    pub fn module_path(mut self, folder: impl Into<PathBuf>) -> Builder {
        self.module_paths.push(folder.into());
        self
    }

    /// Asked for modules that are called and not there, before the module paths and the library are.
    ///
    /// ```
    /// use purlin::{ModuleSource, Vm};
    /// let vm = Vm::builder()
    ///     .modules(|name: &str| {
    ///         (name == "plugin").then(|| ModuleSource::Source {
    ///             name: "plugin.erl".into(),
    ///             text: b"-module(plugin). -export([f/0]). f() -> found.".to_vec(),
    ///         })
    ///     })
    ///     .build()?;
    /// assert_eq!(vm.call::<purlin::Atom>("plugin", "f", ())?, "found");
    /// # Ok::<(), purlin::Error>(())
    /// ```
    pub fn modules(mut self, modules: impl Modules + 'static) -> Builder {
        self.modules = Some(Box::new(modules));
        self
    }

    /// A folder where header files are looked for.
    pub fn include_path(mut self, folder: impl Into<PathBuf>) -> Builder {
        self.include_paths.push(folder.into());
        self
    }

    /// The machine; its threads run.
    pub fn build(self) -> Result<Vm, Error> {
        let compiler = Arc::new(Compiler {
            unoptimized: self.unoptimized,
            include: self.include_paths.clone(),
            transforms: Transforms::new(Settings {
                paths: self.module_paths.clone(),
                include: self.include_paths,
                capabilities: self.config.capabilities,
                prints: self.standard,
                unoptimized: self.unoptimized,
            }),
        });
        let loader = Loader {
            host: self.modules,
            paths: self.module_paths,
            compiler: compiler.clone(),
        };
        let config = Config {
            loader: Some(Box::new(loader)),
            compiler: Some(Arc::new(Service)),
            ..self.config
        };
        let rt = purlin_runtime::vm::Vm::new(config)
            .map_err(|_| Error::Setup("out of memory".to_string()))?;
        Ok(Vm {
            inner: Arc::new(Inner::new(rt, compiler)),
        })
    }
}

/// A source of time and random numbers. For tests, replays and games that stand still.
pub trait Clock: Send + Sync {
    /// Nanoseconds since some time before the machine was made; never goes back.
    fn monotonic_ns(&self) -> u64;
    /// Nanoseconds since 1970.
    fn system_ns(&self) -> u64;
    /// A random number.
    fn random(&self) -> u64;
}

struct HostClock<C>(C);

impl<C: Clock> World for HostClock<C> {
    fn monotonic_ns(&self) -> u64 {
        self.0.monotonic_ns()
    }

    fn system_ns(&self) -> u64 {
        self.0.system_ns()
    }

    fn random(&self) -> u64 {
        self.0.random()
    }

    fn skip_to(&self, _: u64) -> bool {
        false
    }

    fn is_deterministic(&self) -> bool {
        false
    }
}
