//! Records: that they and their fields exist, once.

use std::collections::HashMap;

use crate::ast::nodes::*;
use crate::ast::term_tree::TermTree;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::source::name::Name;
use crate::source::span::Span;

use super::Checker;
use super::facts::atom;
use super::meant;

/// Fields of records with more than this are looked up in a set.
const MANY_FIELDS: usize = 32;

impl<'a> Checker<'_, 'a> {
    /// `-record(...)`: field names once, defaults fit to be evaluated anywhere.
    #[inline(never)]
    pub fn record_declaration(&mut self, record: &RecordDecl<'a>) {
        let mut seen: HashMap<Name, Span> = HashMap::new();
        for field in record.fields {
            match seen.get(&field.name.name) {
                Some(&first) => self.say(
                    Diagnostic::new(Code::FieldTwice, field.name.span)
                        .arg(atom(record.name.name, self.names))
                        .arg(atom(field.name.name, self.names))
                        .secondary(first, "the first one"),
                ),
                None => {
                    seen.insert(field.name.name, field.name.span);
                }
            }
            if let Some(default) = field.default
                && !record.native
            {
                self.scopes.clear();
                self.default_depth += 1;
                let (mark, n_said) = (self.scopes.mark(), self.said.len());
                self.expr(default);
                self.default_depth -= 1;
                self.bound_in_default(mark, n_said);
            }
        }
        self.declared.insert(record.name.name);
        for typ in record.fields.iter().filter_map(|field| field.typ) {
            self.type_in_record(typ);
        }
        self.untyped(record);
        if record.native {
            self.native_defaults(record);
        }
        self.scopes.clear();
    }

    /// Variables that a default has bound since `mark`; those that are said to have no value are not meant.
    #[inline(never)]
    fn bound_in_default(&mut self, mark: super::scope::Mark, n_said: usize) {
        for (name, place) in self.scopes.bound_since(mark) {
            let is_unbound =
                |said: &Diagnostic| said.code == Code::UnboundVariable && said.span == place;
            if self.said[n_said..].iter().any(is_unbound) {
                continue;
            }
            self.say(Diagnostic::new(Code::VariableInDefault, place).arg(self.var_arg(name)));
        }
    }

    fn untyped(&mut self, record: &RecordDecl<'a>) {
        if self.warnings.option("untyped_record")
            && let Some(field) = record.fields.iter().find(|field| field.typ.is_none())
        {
            let place = self.facts.record_order.iter();
            let place = place
                .filter(|(name, _)| *name == record.name.name)
                .map(|&(_, place)| place)
                .next();
            let diagnostic = Diagnostic::new(Code::UntypedRecord, field.name.span)
                .arg(atom(record.name.name, self.names))
                .otp_at(place.unwrap_or(record.name.span));
            self.warn(diagnostic);
        }
    }

    /// Is there such a record? Says so if not; notes its use.
    #[inline(never)]
    pub fn known_record(&mut self, name: Ident, otp_place: Span) -> bool {
        if let Some(record) = self.facts.records.get(&name.name) {
            let place = record.name.span;
            if !self.declared.contains(&name.name) {
                self.say(
                    Diagnostic::new(Code::UndefinedRecord, name.span)
                        .arg(atom(name.name, self.names))
                        .otp_at(otp_place)
                        .secondary(place, "it is only defined here"),
                );
                return false;
            }
            self.used_records.insert(name.name);
            return true;
        }
        if self.facts.imported_records.contains_key(&name.name) {
            return true;
        }
        let text = self.text(name.name).to_string();
        let may_guess = self.may_guess(self.facts.records.len());
        let mut known: Vec<&str> = self
            .facts
            .records
            .keys()
            .filter(|_| may_guess)
            .map(|&known| self.text(known))
            .collect();
        known.sort_unstable();
        let meant = meant::most_similar(&text, known).map(str::to_string);
        let mut diagnostic = Diagnostic::new(Code::UndefinedRecord, name.span)
            .arg(atom(name.name, self.names))
            .otp_at(otp_place);
        diagnostic = match meant {
            Some(meant) => diagnostic
                .otp_term(TermTree::tuple([
                    TermTree::atom("undefined_record"),
                    TermTree::atom(&text),
                    TermTree::atom(&meant),
                ]))
                .suggest(format!("a record `{meant}` exists"), name.span, meant),
            None => diagnostic.help(format!("define it: `-record({text}, {{...}}).`")),
        };
        self.say(diagnostic);
        false
    }

    /// Is there such a field?
    #[inline(never)]
    pub fn known_field(&mut self, record: Ident, field: Ident, otp_place: Span) {
        if !self.known_record(record, otp_place) {
            return;
        }
        let fields = self.facts.records[&record.name].fields;
        let is_there = match fields.len() {
            ..=MANY_FIELDS => fields.iter().any(|known| known.name.name == field.name),
            _ => {
                let known = self
                    .many_fields
                    .entry(record.name)
                    .or_insert_with(|| fields.iter().map(|known| known.name.name).collect());
                known.contains(&field.name)
            }
        };
        if is_there {
            return;
        }
        let fields: Vec<Name> = fields.iter().map(|known| known.name.name).collect();
        let text = self.text(field.name).to_string();
        let meant = meant::most_similar(&text, fields.iter().map(|&known| self.text(known)))
            .map(str::to_string);
        let mut diagnostic = Diagnostic::new(Code::UndefinedField, field.span)
            .arg(atom(record.name, self.names))
            .arg(atom(field.name, self.names));
        if let Some(meant) = meant {
            diagnostic = diagnostic
                .otp_term(TermTree::tuple([
                    TermTree::atom("undefined_field"),
                    TermTree::atom(self.text(record.name)),
                    TermTree::atom(&text),
                    TermTree::atom(&meant),
                ]))
                .suggest(format!("a field `{meant}` exists"), field.span, meant);
        }
        let declared = self.facts.records[&record.name].name.span;
        self.say(diagnostic.secondary(declared, "the record's declaration"));
    }

    /// The field names of a construction, update or pattern: known, each once.
    #[inline(never)]
    pub fn field_names(&mut self, record: Ident, fields: &[RecordField<'_>]) {
        let mut seen: HashMap<Name, Span> = HashMap::new();
        for field in fields {
            let Some(name) = field.name else { continue };
            self.known_field(record, name, name.span);
            match seen.get(&name.name) {
                Some(&first) => self.say(
                    Diagnostic::new(Code::FieldTwice, name.span)
                        .arg(atom(record.name, self.names))
                        .arg(atom(name.name, self.names))
                        .secondary(first, "the first one"),
                ),
                None => {
                    seen.insert(name.name, name.span);
                }
            }
        }
    }

    #[inline(never)]
    pub fn record(
        &mut self,
        base: Option<&'a Expr<'a>>,
        of: RecordOf,
        name: Ident,
        fields: &'a [RecordField<'a>],
        hash: Span,
    ) {
        if let Some(native) = self.native(of, name.name) {
            if let Some(base) = base {
                self.record_base(base, hash);
            }
            return self.native_record(base, native, name, fields, hash);
        }
        let known = self.known_record(name, hash);
        if let Some(base) = base {
            self.record_base(base, hash);
        }
        if known {
            self.field_names(name, fields);
            self.wildcards(base.is_some(), name, fields);
        }
        self.operands(
            base.into_iter()
                .chain(fields.iter().map(|field| field.value)),
            None,
        );
    }

    #[inline(never)]
    fn wildcards(&mut self, is_update: bool, name: Ident, fields: &[RecordField<'_>]) {
        let mut wildcards = fields.iter().filter(|field| field.name.is_none());
        let Some(first) = wildcards.next() else {
            return;
        };
        if is_update {
            self.say(
                Diagnostic::new(Code::WildcardInUpdate, first.span)
                    .arg(atom(name.name, self.names)),
            );
        } else if let Some(second) = wildcards.next() {
            self.say(
                Diagnostic::new(Code::WildcardTwice, second.span)
                    .secondary(first.span, "the first one"),
            );
        }
    }

    /// Something that cannot be a record on the left of `#r`.
    #[inline(never)]
    fn record_base(&mut self, base: &Expr<'_>, hash: Span) {
        let impossible = matches!(
            base.kind,
            ExprKind::List { .. }
                | ExprKind::Nil
                | ExprKind::Integer(_)
                | ExprKind::Float(_)
                | ExprKind::Char(_)
                | ExprKind::String(_)
                | ExprKind::Atom(_)
                | ExprKind::Map { .. }
                | ExprKind::Bits(_)
        );
        if impossible {
            self.warn(Diagnostic::new(Code::InvalidRecord, base.span).otp_at(hash));
        }
    }

    #[inline(never)]
    pub fn record_access(
        &mut self,
        base: &'a Expr<'a>,
        of: RecordOf,
        name: Ident,
        field: Ident,
        hash: Span,
    ) {
        self.record_base(base, hash);
        match self.native(of, name.name) {
            Some(native) => self.native_access(native, name, field),
            None => self.known_field(name, field, hash),
        }
        self.operands([base], None);
    }

    /// `#r.f`.
    #[inline(never)]
    pub fn record_index(&mut self, name: Ident, field: Ident, place: Span) {
        if !self.native_index(name, field, place) {
            self.known_field(name, field, place);
        }
    }

    #[inline(never)]
    pub fn unused_records(&mut self) {
        let unused: Vec<_> = self
            .facts
            .record_order
            .iter()
            .filter(|(name, span)| !self.used_records.contains(name) && self.is_own(*span))
            .copied()
            .collect();
        for (name, span) in unused {
            let place = self.facts.records[&name].name.span;
            let diagnostic = Diagnostic::new(Code::UnusedRecord, place)
                .arg(atom(name, self.names))
                .otp_at(span);
            self.warn(diagnostic);
        }
    }
}
