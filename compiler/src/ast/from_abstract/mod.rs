//! Erlang's abstract format as the syntax tree: the way back from abstract_format.rs.
//!
//! The terms come from programs (parse transforms, `compile:forms`), so anything may stand anywhere: what is no form is
//! one error with its place, and nesting beyond the parser's bound is refused. Operator chains and lists of any length
//! are walked in loops.

/// Expressions, patterns and clauses.
mod expr;

/// Functions and attributes.
mod form;

/// Places.
mod place;

/// Types and specs.
mod types;

/// Terms as constant expressions.
mod value;

use bumpalo::Bump;

use super::nodes::{Form, Ident, Module};
use super::term_tree::TermTree;
use crate::diagnostics::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic};
use crate::parse::MAX_DEPTH;
use crate::source::file::SourceMap;
use crate::source::name::{Interner, Name};
use crate::source::span::Span;
use place::Places;

pub(crate) use place::location;

/// Reading a form stopped; why has been recorded.
#[derive(Clone, Copy, Debug)]
struct Fail;

type Read<T> = Result<T, Fail>;

/// The tree of a list of forms, and what is wrong with them. `name` is the file they belong to until a `file` attribute says
/// otherwise. Texts that `sources` holds under the names of such files give messages something to show.
pub fn module<'a>(
    arena: &'a Bump,
    names: &mut Interner,
    sources: &mut SourceMap,
    name: &str,
    forms: &[TermTree],
) -> (Module<'a>, Vec<Diagnostic>) {
    let mut reader = Reader {
        arena,
        names,
        places: Places::new(sources, name),
        depth: 0,
        said: Vec::new(),
    };
    let mut read: Vec<Form<'a>> = Vec::with_capacity(forms.len());
    for form in forms {
        reader.depth = 0;
        let said = reader.said.len();
        match reader.form(form) {
            Ok(form) => read.extend(form),
            Err(Fail) if reader.said.len() == said => {
                let problem = reader.problem(form);
                reader.said.push(problem);
            }
            Err(Fail) => {}
        }
    }
    let Reader {
        places, mut said, ..
    } = reader;
    if places.finish().is_err() {
        said.push(Diagnostic::new(Code::SourceTooLarge, Span::NONE));
    }
    let module = Module {
        forms: arena.alloc_slice_copy(&read),
    };
    (module, said)
}

struct Reader<'r, 's, 'a> {
    arena: &'a Bump,
    names: &'r mut Interner,
    places: Places<'s>,
    depth: u32,
    said: Vec<Diagnostic>,
}

impl<'a> Reader<'_, '_, 'a> {
    /// Says of a term that it is no form of its kind; the innermost one is said.
    #[cold]
    fn bad<T>(&mut self, term: &TermTree) -> Read<T> {
        let problem = self.problem(term);
        self.said.push(problem);
        Err(Fail)
    }

    #[cold]
    fn problem(&mut self, term: &TermTree) -> Diagnostic {
        let span = match term.as_tuple() {
            Some([TermTree::Atom(_), anno, ..]) => self.places.at(anno),
            _ => Span::NONE,
        };
        let shown: String = term.to_string().chars().take(60).collect();
        Diagnostic::new(Code::BadForm, span).arg(Arg::Shown(shown, term.clone()))
    }

    fn enter(&mut self, anno: &TermTree) -> Read<()> {
        self.depth += 1;
        match self.depth > MAX_DEPTH {
            true => self.too_deep(anno),
            false => Ok(()),
        }
    }

    #[cold]
    fn too_deep(&mut self, anno: &TermTree) -> Read<()> {
        let span = self.places.at(anno);
        let term = TermTree::chars("nesting too deep");
        let problem = Diagnostic::new(Code::NestedTooDeep, span).otp_term(term);
        self.said.push(problem);
        Err(Fail)
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    fn at(&mut self, anno: &TermTree) -> Span {
        self.places.at(anno)
    }

    fn alloc<T: Copy>(&self, value: T) -> &'a T {
        self.arena.alloc(value)
    }

    fn alloc_all<T: Copy>(&self, values: &[T]) -> &'a [T] {
        self.arena.alloc_slice_copy(values)
    }

    fn atom(&mut self, term: &TermTree) -> Read<Name> {
        match term {
            TermTree::Atom(text) => Ok(self.names.intern(text)),
            _ => self.bad(term),
        }
    }

    /// `{Tag, Anno, Name}`.
    fn ident(&mut self, term: &TermTree, tag: &str) -> Read<Ident> {
        match term.tagged(tag) {
            Some([anno, TermTree::Atom(text)]) => Ok(Ident {
                name: self.names.intern(text),
                span: self.places.at(anno),
            }),
            _ => self.bad(term),
        }
    }

    fn int(&mut self, term: &TermTree) -> Read<u32> {
        match term {
            TermTree::Int(value) if u32::try_from(*value).is_ok() => Ok(*value as u32),
            _ => self.bad(term),
        }
    }

    fn list<'t>(&mut self, term: &'t TermTree) -> Read<&'t [TermTree]> {
        match term {
            TermTree::Nil => Ok(&[]),
            TermTree::List(elements) => Ok(elements),
            _ => self.bad(term),
        }
    }

    /// Each element of a list.
    fn each<T: Copy>(
        &mut self,
        term: &TermTree,
        mut one: impl FnMut(&mut Self, &TermTree) -> Read<T>,
    ) -> Read<&'a [T]> {
        let elements = self.list(term)?;
        let mut all = Vec::with_capacity(elements.len());
        for element in elements {
            all.push(one(self, element)?);
        }
        Ok(self.alloc_all(&all))
    }
}
