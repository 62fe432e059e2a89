//! Problems inside macro expansions: shows the definition beside the use.

use super::diagnostic::Diagnostic;
use crate::preprocess::Expansions;
use crate::source::name::Interner;
use crate::source::span::Span;

/// At most so many definitions are shown for one problem.
const MAX_SHOWN: usize = 3;

/// Adds to each diagnostic whose place is the use of a macro where that macro, and those it uses, are defined.
pub fn explain(diagnostics: &mut [Diagnostic], expansions: &Expansions, names: &Interner) {
    for diagnostic in diagnostics {
        let mut shown: Vec<Span> = Vec::new();
        for expansion in expansions.at(diagnostic.span) {
            let definition = expansion.definition;
            let known = definition == Span::NONE
                || shown.contains(&definition)
                || diagnostic
                    .secondary
                    .iter()
                    .any(|label| label.span == definition);
            if known || shown.len() == MAX_SHOWN {
                continue;
            }
            shown.push(definition);
            let text = format!(
                "in the expansion of `{}`, defined here",
                names.text(expansion.name)
            );
            diagnostic.secondary.push(super::Label {
                span: definition,
                text,
            });
        }
    }
}
