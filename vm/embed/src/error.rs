//! What can go wrong.

use std::fmt;

use crate::compile::Problems;

/// A failure of the machine or of a program in it.
#[derive(Debug)]
pub enum Error {
    /// The machine could not be set up.
    Setup(String),
    /// A program could not be started.
    Start(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Setup(why) => write!(f, "the machine cannot be set up: {why}"),
            Error::Start(why) => write!(f, "the program cannot be started: {why}"),
        }
    }
}

impl std::error::Error for Error {}

/// Why a module was not loaded.
#[derive(Debug)]
pub enum LoadError {
    /// The source has errors.
    Compile(Problems),
    /// The machine refused it.
    Machine(String),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::Compile(problems) => f.write_str(&problems.render(false)),
            LoadError::Machine(why) => write!(f, "the module cannot be loaded: {why}"),
        }
    }
}

impl std::error::Error for LoadError {}
