//! Where modules come from when they are first called: source files on the module paths, then the library.

use std::path::PathBuf;
use std::sync::Arc;

use purlin_isa::module::Module;
use purlin_runtime::code::server::ModuleLoader;

use crate::compile::Compiler;

pub struct Loader {
    pub paths: Vec<PathBuf>,
    pub compiler: Arc<Compiler>,
}

impl ModuleLoader for Loader {
    fn load(&self, name: &str) -> Option<Result<Arc<Module>, String>> {
        self.source_module(name).or_else(|| library_module(name))
    }
}

impl Loader {
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
        let compiled = self.compiler.compile(&file.to_string_lossy(), text);
        Some(
            compiled
                .map(|(module, _)| Arc::new(module))
                .map_err(|problems| problems.render(false)),
        )
    }
}

fn library_module(name: &str) -> Option<Result<Arc<Module>, String>> {
    let bytes = purlin_stdlib::module(name)?;
    Some(
        purlin_isa::decode::decode(bytes)
            .map(Arc::new)
            .map_err(|error| error.to_string()),
    )
}
