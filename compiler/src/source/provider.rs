//! The trait through which included text comes in: the compiler itself opens no files.

use std::collections::HashMap;

/// Why a text could not be had.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReadError {
    NotFound,
    /// It exists but cannot be read; what the host has to say about it.
    Other(String),
}

/// Gives the preprocessor what `-include` and `-include_lib` name.
pub trait SourceProvider {
    /// The bytes of the file at `path` (joined by the preprocessor from an include path and the name in the source).
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;

    /// The root folder of an application, for `-include_lib("app/include/file.hrl")`.
    fn lib_dir(&self, application: &str) -> Option<String> {
        let _ = application;
        None
    }

    /// The value of an environment variable, for paths that begin with `$NAME/`.
    fn variable(&self, name: &str) -> Option<String> {
        let _ = name;
        None
    }

    /// The text of a library function that takes a fun first, for copies of it that know their fun.
    fn library_function(&self, module: &str, name: &str, arity: u32) -> Option<LibraryFunction> {
        let _ = (module, name, arity);
        None
    }
}

/// A function of the library as text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LibraryFunction {
    /// A module that holds the function and those that it calls, with `-file` attributes that say where they stand.
    pub text: &'static str,
    /// `purlin_isa::module::version_of` the module that it is from.
    pub version: i64,
}

/// Knows no file at all.
pub struct NoSources;

impl SourceProvider for NoSources {
    fn read(&self, _path: &str) -> Result<Vec<u8>, ReadError> {
        Err(ReadError::NotFound)
    }
}

/// Files held in memory, by path; applications by name.
#[derive(Default)]
pub struct MemorySources {
    pub files: HashMap<String, Vec<u8>>,
    pub applications: HashMap<String, String>,
}

impl SourceProvider for MemorySources {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.files.get(path).cloned().ok_or(ReadError::NotFound)
    }

    fn lib_dir(&self, application: &str) -> Option<String> {
        self.applications.get(application).cloned()
    }
}
