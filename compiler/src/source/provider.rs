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
