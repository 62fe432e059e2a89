//! Where modules come from when they are first called: the host's own source of modules, files on the module paths, then the library.

use std::path::PathBuf;
use std::sync::Arc;

use purlin_isa::module::Module;
use purlin_runtime::code::server::{Found, ModuleLoader};

use crate::compile::Compiler;

/// A module that a host gives out by name.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ModuleSource {
    /// Erlang source, with the file's name for messages.
    Source {
        /// The file's name.
        name: String,
        /// What it holds.
        text: Vec<u8>,
    },
    /// What [`compile`](crate::compile()) made of it.
    Bytecode(Vec<u8>),
}

/// Asked for modules that are called and not there; see [`Builder::modules`](crate::Builder::modules). Any closure that maps a module's name to its
/// source is one.
pub trait Modules: Send + Sync {
    /// The module of that name, if there is one.
    fn find(&self, name: &str) -> Option<ModuleSource>;
}

impl<F: Fn(&str) -> Option<ModuleSource> + Send + Sync> Modules for F {
    fn find(&self, name: &str) -> Option<ModuleSource> {
        self(name)
    }
}

pub(crate) struct Loader {
    pub host: Option<Box<dyn Modules>>,
    pub paths: Vec<PathBuf>,
    pub compiler: Arc<Compiler>,
}

impl ModuleLoader for Loader {
    fn load(&self, name: &str) -> Option<Result<Found, String>> {
        let found = |stays| move |module| Found { module, stays };
        let of_host = self
            .host_module(name)
            .or_else(|| self.source_module(name))
            .map(|module| module.map(found(false)));
        of_host.or_else(|| library_module(name).map(|module| module.map(found(true))))
    }
}

impl Loader {
    fn host_module(&self, name: &str) -> Option<Result<Arc<Module>, String>> {
        match self.host.as_ref()?.find(name)? {
            ModuleSource::Source { name, text } => Some(self.compile(&name, text)),
            ModuleSource::Bytecode(bytes) => Some(decode(&bytes)),
        }
    }

    fn source_module(&self, name: &str) -> Option<Result<Arc<Module>, String>> {
        if name.is_empty() || name.contains(['/', '\\', '\0']) {
            return None;
        }
        let file = self
            .paths
            .iter()
            .map(|folder| folder.join(format!("{name}.erl")))
            .find(|file| file.is_file())?;
        let text = match std::fs::read(&file) {
            Ok(text) => text,
            Err(error) => return Some(Err(format!("cannot read {}: {error}", file.display()))),
        };
        Some(self.compile(&file.to_string_lossy(), text))
    }

    fn compile(&self, name: &str, text: Vec<u8>) -> Result<Arc<Module>, String> {
        let compiled = self.compiler.compile(name, text);
        compiled
            .map(|(module, _)| Arc::new(module))
            .map_err(|problems| problems.render(false))
    }
}

fn library_module(name: &str) -> Option<Result<Arc<Module>, String>> {
    Some(decode(purlin_stdlib::module(name)?))
}

fn decode(bytes: &[u8]) -> Result<Arc<Module>, String> {
    purlin_isa::decode::decode(bytes)
        .map(Arc::new)
        .map_err(|error| error.to_string())
}
