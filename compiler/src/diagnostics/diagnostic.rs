//! One problem of a program: which kind, where, and what would help.
//!
//! A pass says only what is particular: code, places, arguments. Headline, OTP descriptor and explanation come from
//! the code's row (codes.rs), where `$1`, `$2`... stand for the arguments.

use super::codes::{Code, template};
use crate::ast::term_tree::{TermTree, quote_atom};
use crate::source::span::Span;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    Error,
    Warning,
}

/// A place with a remark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    pub span: Span,
    pub text: String,
}

/// A change of the text that would help. All edits belong together; an empty span inserts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    pub text: String,
    pub edits: Vec<(Span, String)>,
}

/// What a row's templates are filled with.
#[derive(Clone, PartialEq, Debug)]
pub enum Arg {
    /// An atom or a variable: as written in the headline (quoted where needed), an atom in the term.
    Atom(String),
    /// A variable: its bare text in the headline, an atom in the term.
    Var(String),
    /// A number.
    Int(i64),
    /// `f/1` in the headline, `{f,1}` in the term.
    Fun(String, u32),
    /// `m:f/1` in the headline, `{m,f,1}` in the term.
    RemoteFun(String, String, u32),
    /// Bare text in the headline, a string in the term.
    Text(String),
    /// Bare text in the headline, another thing in the term.
    Shown(String, TermTree),
}

#[derive(Clone, PartialEq, Debug)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    /// Where a person would look first.
    pub span: Span,
    /// What is written there; may be empty.
    pub label: String,
    pub args: Vec<Arg>,
    pub secondary: Vec<Label>,
    /// Further facts.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Vec<String>,
    pub suggestions: Vec<Suggestion>,
    /// Where OTP reports the same problem, when elsewhere.
    pub otp_span: Option<Span>,
    /// OTP's descriptor, when the row's template does not do.
    pub otp_term: Option<TermTree>,
    /// Who knows that descriptor, when it is not the row's module.
    pub otp_module: Option<Box<str>>,
}

impl Diagnostic {
    /// A diagnostic with its code's own severity.
    #[cold]
    pub fn new(code: Code, span: Span) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.row().severity,
            span,
            label: String::new(),
            args: Vec::new(),
            secondary: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            suggestions: Vec::new(),
            otp_span: None,
            otp_term: None,
            otp_module: None,
        }
    }

    /// The next argument of the row's templates.
    pub fn arg(mut self, arg: Arg) -> Diagnostic {
        self.args.push(arg);
        self
    }

    pub fn label(mut self, text: impl Into<String>) -> Diagnostic {
        self.label = text.into();
        self
    }

    pub fn secondary(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.secondary.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    pub fn note(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push(text.into());
        self
    }

    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help.push(text.into());
        self
    }

    /// Replaces the text under `span` (inserts when it is empty).
    pub fn suggest(
        mut self,
        text: impl Into<String>,
        span: Span,
        replacement: impl Into<String>,
    ) -> Diagnostic {
        self.suggestions.push(Suggestion {
            text: text.into(),
            edits: vec![(span, replacement.into())],
        });
        self
    }

    pub fn otp_at(mut self, span: Span) -> Diagnostic {
        self.otp_span = Some(span);
        self
    }

    pub fn otp_term(mut self, term: TermTree) -> Diagnostic {
        self.otp_term = Some(term);
        self
    }

    pub fn otp_module(mut self, module: &str) -> Diagnostic {
        self.otp_module = Some(module.into());
        self
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The short sentence that says what is wrong.
    pub fn headline(&self) -> String {
        template::text(self.code.row().headline, &self.args)
    }

    /// OTP's descriptor: the module whose `format_error/1` knows the term, and the term.
    pub fn otp(&self) -> (&str, TermTree) {
        let row = self.code.row();
        let term = match &self.otp_term {
            Some(term) => term.clone(),
            None => template::term(row.otp_term, &self.args),
        };
        (self.otp_module.as_deref().unwrap_or(row.otp_module), term)
    }

    /// Where OTP reports it.
    pub fn otp_place(&self) -> Span {
        self.otp_span.unwrap_or(self.span)
    }
}

impl Arg {
    pub(super) fn shown(&self) -> String {
        match self {
            Arg::Atom(text) => quote_atom(text),
            Arg::Var(text) | Arg::Text(text) | Arg::Shown(text, _) => text.clone(),
            Arg::Int(value) => value.to_string(),
            Arg::Fun(name, arity) => format!("{}/{arity}", quote_atom(name)),
            Arg::RemoteFun(module, name, arity) => {
                format!("{}:{}/{arity}", quote_atom(module), quote_atom(name))
            }
        }
    }

    pub(super) fn term(&self) -> TermTree {
        let int = |&value: &u32| TermTree::Int(i64::from(value));
        match self {
            Arg::Atom(text) | Arg::Var(text) => TermTree::atom(text),
            Arg::Text(text) => TermTree::chars(text),
            Arg::Shown(_, term) => term.clone(),
            Arg::Int(value) => TermTree::Int(*value),
            Arg::Fun(name, arity) => TermTree::tuple([TermTree::atom(name), int(arity)]),
            Arg::RemoteFun(module, name, arity) => {
                TermTree::tuple([TermTree::atom(module), TermTree::atom(name), int(arity)])
            }
        }
    }
}
