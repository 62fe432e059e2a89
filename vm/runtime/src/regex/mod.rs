//! Regular expressions as PCRE2 has them: parsed into nodes, these turned into a program, which a backtracking matcher runs.
//!
//! What must stay true: nothing recurses on the subject; nesting of a pattern is bounded (`parse::MAX_NESTING`); a match can pause at
//! any step and go on later, since all its state is in `matcher::Matcher`.

/// Sets of characters.
pub mod charclass;

/// The matcher.
pub mod matcher;

/// Text to nodes.
pub mod parse;

/// Nodes to programs.
pub mod program;

#[cfg(all(test, not(loom)))]
mod tests;

/// What ends a line.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Newline {
    Cr,
    #[default]
    Lf,
    CrLf,
    Nul,
    Any,
    AnyCrLf,
}

impl Newline {
    /// May a line end with two characters?
    pub fn is_wide(self) -> bool {
        matches!(self, Newline::CrLf | Newline::Any | Newline::AnyCrLf)
    }
}

/// How a pattern is compiled.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Options {
    pub unicode: bool,
    pub never_utf: bool,
    pub ucp: bool,
    pub caseless: bool,
    pub multiline: bool,
    pub dotall: bool,
    pub extended: bool,
    pub anchored: bool,
    pub dollar_endonly: bool,
    pub ungreedy: bool,
    pub firstline: bool,
    pub no_auto_capture: bool,
    pub dupnames: bool,
    pub bsr_anycrlf: bool,
    pub newline: Newline,
}

/// Why a pattern does not compile, and at which byte.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CompileError {
    pub text: &'static str,
    pub at: usize,
}

/// Compiles a pattern: bytes of Latin-1, or of UTF-8 if that is asked for.
pub fn compile(pattern: &[u8], options: Options) -> Result<program::Program, CompileError> {
    program::generate(parse::parse(pattern, options)?)
}
