//! Setting up a machine.

use std::path::PathBuf;
use std::sync::Arc;

use purlin_runtime::vm::{Capabilities, Config, Input, Output};

use crate::Vm;
use crate::compile::Compiler;
use crate::error::Error;
use crate::loader::Loader;
use crate::output::Standard;
use crate::service::Service;
use crate::transform::{Settings, Transforms};

/// How a machine is to be. Begins with one worker per core, no capabilities, output dropped.
#[derive(Default)]
pub struct Builder {
    config: Config,
    module_paths: Vec<PathBuf>,
    include_paths: Vec<PathBuf>,
    unoptimized: bool,
    /// Output goes to this process's own streams.
    standard: bool,
}

impl Builder {
    /// Worker threads.
    pub fn schedulers(mut self, n: usize) -> Builder {
        self.config.n_workers = n.max(1);
        self
    }

    /// What code in the machine may do outside.
    pub fn capabilities(mut self, capabilities: Capabilities) -> Builder {
        self.config.capabilities = capabilities;
        self
    }

    /// Bytes the machine may use.
    pub fn max_memory(mut self, bytes: usize) -> Builder {
        self.config.max_memory = bytes;
        self
    }

    /// Processes that may live at once.
    pub fn max_processes(mut self, n: usize) -> Builder {
        self.config.max_processes = n;
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

    /// A folder where header files are looked for.
    pub fn include_path(mut self, folder: impl Into<PathBuf>) -> Builder {
        self.include_paths.push(folder.into());
        self
    }

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
            paths: self.module_paths,
            compiler: compiler.clone(),
        };
        let config = Config {
            loader: Some(Box::new(loader)),
            compiler: Some(Arc::new(Service)),
            ..self.config
        };
        let inner = purlin_runtime::vm::Vm::new(config)
            .map_err(|_| Error::Setup("out of memory".to_string()))?;
        Ok(Vm { inner, compiler })
    }
}
