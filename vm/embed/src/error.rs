//! What can go wrong.

use std::fmt;

use purlin_runtime::host::HostError;
use purlin_runtime::limits::{Exceeded, Limit};

use crate::compile::Problems;
use crate::convert::{ConvertError, TermRef};
use crate::value::{Atom, Value};

/// A failure of the machine or of a program in it.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The machine could not be set up.
    Setup(String),
    /// A module was not loaded.
    Load(LoadError),
    /// A program, call or process could not be started.
    Start(String),
    /// The function raised an exception that nobody caught.
    Exception(Box<Exception>),
    /// The process that ran the function was ended from elsewhere: by an exit signal, with this reason.
    Exit(Value),
    /// The machine, or a call, used more than it may.
    Limit {
        /// Of what.
        which: Limit,
        /// What was in use, or would have been.
        used: u64,
        /// What was allowed.
        max: u64,
    },
    /// Arguments or result do not fit.
    Convert(ConvertError),
    /// There is no such function.
    NoFunction {
        /// Its module.
        module: String,
        /// Its name.
        function: String,
        /// The number of its arguments.
        arity: u8,
        /// With how many arguments the module has a function of that name. Nothing if there is no such module.
        others: Option<Vec<u8>>,
    },
    /// The machine was stopped.
    Stopped,
}

impl From<Exceeded> for Error {
    fn from(exceeded: Exceeded) -> Error {
        Error::Limit {
            which: exceeded.which,
            used: exceeded.used,
            max: exceeded.max,
        }
    }
}

impl From<LoadError> for Error {
    fn from(error: LoadError) -> Error {
        Error::Load(error)
    }
}

impl From<ConvertError> for Error {
    fn from(error: ConvertError) -> Error {
        Error::Convert(error)
    }
}

impl From<HostError> for Error {
    fn from(error: HostError) -> Error {
        match error {
            HostError::Stopped => Error::Stopped,
            HostError::Foreign | HostError::NotFinite | HostError::NotTerm => {
                Error::Convert(error.into())
            }
            HostError::Atom(_) | HostError::Spawn(_) | HostError::Memory | HostError::Broken => {
                Error::Start(error.to_string())
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Setup(why) => write!(f, "the machine cannot be set up: {why}"),
            Error::Load(error) => error.fmt(f),
            Error::Start(why) => write!(f, "the process cannot be started: {why}"),
            Error::Exception(exception) => exception.fmt(f),
            Error::Exit(reason) => write!(f, "the process was ended: {reason}"),
            &Error::Limit { which, used, max } => Exceeded { which, used, max }.fmt(f),
            Error::Convert(error) => error.fmt(f),
            Error::NoFunction {
                module,
                function,
                arity,
                others,
            } => {
                write!(f, "there is no function {module}:{function}/{arity}")?;
                match others.as_deref() {
                    None => write!(f, " (there is no module {module})"),
                    Some([]) => Ok(()),
                    Some(others) => {
                        let others: Vec<String> = others.iter().map(u8::to_string).collect();
                        let others = others.join(", ");
                        write!(f, " (with other numbers of arguments: {others})")
                    }
                }
            }
            Error::Stopped => f.write_str("the machine has stopped"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Load(error) => Some(error),
            Error::Convert(error) => Some(error),
            _ => None,
        }
    }
}

/// The class of an exception.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Class {
    /// Of `erlang:error/1` and of operations that fail.
    Error,
    /// Of `exit/1`.
    Exit,
    /// Of `throw/1`.
    Throw,
}

impl From<purlin_runtime::exception::raise::Class> for Class {
    fn from(class: purlin_runtime::exception::raise::Class) -> Class {
        use purlin_runtime::exception::raise::Class as Raised;
        match class {
            Raised::Error => Class::Error,
            Raised::Exit => Class::Exit,
            Raised::Throw => Class::Throw,
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Class::Error => "error",
            Class::Exit => "exit",
            Class::Throw => "throw",
        })
    }
}

/// An Erlang exception that nobody caught.
///
/// ```
/// use purlin::{Class, Error, Vm};
/// let vm = Vm::new()?;
/// vm.load("-module(m). -export([f/1]).\nf(X) -> 1 + X.")?;
/// let Err(Error::Exception(e)) = vm.call::<i64>("m", "f", ("one",)) else { panic!() };
/// assert_eq!(e.class, Class::Error);
/// assert_eq!(e.reason.as_atom(), Some("badarith"));
/// assert_eq!(e.to_string(), "error: badarith\n  in erlang:'+'/2\n  in m:f/1 (m.erl:2)");
/// # Ok::<(), purlin::Error>(())
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct Exception {
    /// Error, exit or throw.
    pub class: Class,
    /// The reason; the thrown value.
    pub reason: Value,
    /// The reason as Erlang prints it, also where it is too deep for `reason`.
    pub text: String,
    /// Innermost first.
    pub stack: Vec<Frame>,
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.class, self.text)?;
        for frame in &self.stack {
            write!(f, "\n  in {frame}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Exception {}

/// A place in a stack trace.
#[derive(Clone, PartialEq, Debug)]
pub struct Frame {
    /// The function's module.
    pub module: Atom,
    /// Its name.
    pub function: Atom,
    /// How many arguments it takes.
    pub arity: u8,
    /// Its arguments, where Erlang tells them: of a failed native, or when no clause matched.
    pub arguments: Option<Vec<Value>>,
    /// File and line, if known.
    pub position: Option<(String, u32)>,
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}/{}", self.module, self.function, self.arity)?;
        match &self.position {
            Some((file, line)) => write!(f, " ({file}:{line})"),
            None => Ok(()),
        }
    }
}

/// What a process that nobody caught an exception in left behind: `{Reason, Trace}`.
pub(crate) fn exception(class: Class, pair: TermRef<'_>) -> Exception {
    let (reason, trace) = match pair.elements().as_deref() {
        Some(&[reason, trace]) => (reason, Some(trace)),
        _ => (pair, None),
    };
    let reason = match (class, reason.elements().as_deref()) {
        (Class::Throw, Some(&[_nocatch, thrown])) => thrown,
        _ => reason,
    };
    let text = reason.to_string();
    let frames = trace.and_then(|trace| trace.elements_of_list());
    Exception {
        class,
        reason: value_or_text(reason),
        text,
        stack: frames.into_iter().flatten().filter_map(frame).collect(),
    }
}

/// A term as a value; one that is too deep as what it looks like.
pub(crate) fn value_or_text(term: TermRef<'_>) -> Value {
    term.to().unwrap_or_else(|_| Value::from(term.to_string()))
}

/// `{Module, Function, Arity | Arguments, Location}`.
fn frame(term: TermRef<'_>) -> Option<Frame> {
    let elements = term.elements()?;
    let [module, function, arity, location] = elements.as_slice() else {
        return None;
    };
    let arguments: Option<Vec<Value>> = arity
        .elements_of_list()
        .map(|arguments| arguments.map(value_or_text).collect());
    let arity = match &arguments {
        Some(arguments) => arguments.len() as u8,
        None => arity.to().ok()?,
    };
    let mut file = None;
    let mut line = None;
    for entry in location.elements_of_list().into_iter().flatten() {
        match entry.elements().as_deref() {
            Some([key, value]) if key.is_atom("file") => file = value.to::<String>().ok(),
            Some([key, value]) if key.is_atom("line") => line = value.to::<u32>().ok(),
            _ => {}
        }
    }
    Some(Frame {
        module: module.to().ok()?,
        function: function.to().ok()?,
        arity,
        arguments,
        position: file.zip(line),
    })
}

/// Why a module was not loaded.
#[derive(Debug)]
#[non_exhaustive]
pub enum LoadError {
    /// The source has errors.
    Compile(Problems),
    /// The bytes are no module of this version.
    Bytecode(String),
    /// The machine refused it.
    Machine(String),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::Compile(problems) => f.write_str(&problems.render(false)),
            LoadError::Bytecode(why) => write!(f, "the bytes are no module: {why}"),
            LoadError::Machine(why) => write!(f, "the module cannot be loaded: {why}"),
        }
    }
}

impl std::error::Error for LoadError {}
