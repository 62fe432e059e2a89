//! Expressions that are lowered at more places than they stand at: a record's defaults wherever the record is made, `_ = E` for
//! each field it is meant for. Copies in copies nest deeper than any text and double: what gets too deep or too many is refused.

use super::Lower;
use crate::ast::nodes::Expr;
use crate::core::nodes::Operand;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic};
use crate::parse::MAX_DEPTH;
use crate::source::name::Name;
use crate::source::span::Span;

/// Most expressions that copies may come to in a module.
const MAX_COPIED: u32 = 1 << 20;

/// As many expressions is a part of a pattern.
const PATTERN: u32 = 16;

#[derive(Default)]
pub(super) struct Copies {
    /// Expressions being lowered, each inside the one before.
    open: u32,
    /// The outermost record that is being copied into.
    place: Option<(Name, Span)>,
    /// Expressions copied so far.
    count: u32,
    refused: bool,
}

impl Copies {
    /// An expression begins. False if it must not be lowered.
    pub(super) fn enter(&mut self) -> bool {
        self.open += 1;
        self.place.is_none() || self.count_one()
    }

    pub(super) fn leave(&mut self) {
        self.open -= 1;
    }

    #[inline(never)]
    fn count_one(&mut self) -> bool {
        self.count += 1;
        self.open <= MAX_DEPTH && self.count <= MAX_COPIED
    }
}

impl<'a> Lower<'a, '_> {
    /// A copy of an expression for a field of a record.
    pub(super) fn copied(&mut self, expr: &'a Expr<'a>, record: Name, span: Span) -> Operand {
        if let Some(literal) = self.literal(expr) {
            return Operand::Const(literal);
        }
        let outer = self.copies.place;
        self.copies.place = outer.or(Some((record, span)));
        let value = self.value(expr);
        self.copies.place = outer;
        value
    }

    /// As many parts of patterns are copied. False if that is too many.
    pub(super) fn copied_patterns(&mut self, more: usize, record: Name, span: Span) -> bool {
        let more = u32::try_from(more).unwrap_or(MAX_COPIED);
        self.copies.count = self
            .copies
            .count
            .saturating_add(more.saturating_mul(PATTERN));
        let fits = self.copies.count <= MAX_COPIED;
        if !fits {
            self.refuse_copies(Code::ExpansionTooLarge, record, span);
        }
        fits
    }

    /// What is too deep or too much is said once, of the outermost record.
    #[cold]
    #[inline(never)]
    pub(super) fn too_many_copies(&mut self) -> Operand {
        if let Some((record, span)) = self.copies.place {
            let code = match self.copies.count > MAX_COPIED {
                true => Code::ExpansionTooLarge,
                false => Code::NestedTooDeep,
            };
            self.refuse_copies(code, record, span);
        }
        self.unreachable()
    }

    fn refuse_copies(&mut self, code: Code, record: Name, span: Span) {
        // Everything after it ends at once.
        self.copies.count = MAX_COPIED + 1;
        if !std::mem::replace(&mut self.copies.refused, true) {
            let name = self.names.text(record).to_owned();
            self.diagnostics
                .push(Diagnostic::new(code, span).arg(Arg::Var(name)));
        }
    }
}
