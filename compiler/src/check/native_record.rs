//! Native records: what is known of those that this module declares or imports. Of other modules' records nothing is known.

use super::Checker;
use super::facts::atom;
use crate::ast::nodes::*;
use crate::ast::term_tree::TermTree;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic};
use crate::source::name::Name;
use crate::source::span::Span;

/// Which native records an expression means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Native {
    /// Declared in this module.
    Own,
    /// Another module's, or this one's as others see it.
    Of(Name),
    Any,
}

/// What is done with the record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Use {
    Construct,
    Match,
    Update,
}

impl<'a> Checker<'_, 'a> {
    /// The native records that are meant, unless it is a tuple's record or one that nobody knows.
    pub fn native(&self, of: RecordOf, name: Name) -> Option<Native> {
        match of {
            RecordOf::Any => Some(Native::Any),
            RecordOf::Module(module) => Some(Native::Of(module.name)),
            RecordOf::Known => match self.facts.records.get(&name) {
                Some(record) => record.native.then_some(Native::Own),
                None => {
                    let (module, _) = self.facts.imported_records.get(&name)?;
                    Some(Native::Of(*module))
                }
            },
        }
    }

    /// The declaration, if it is in this module; and whether the record is meant as others see it.
    fn native_declaration(&self, native: Native, name: Name) -> Option<RecordDecl<'a>> {
        let is_here = match native {
            Native::Own => true,
            Native::Of(module) => self.facts.module.is_some_and(|own| own.name == module),
            Native::Any => false,
        };
        let declared = self.facts.records.get(&name).filter(|_| is_here)?;
        declared.native.then_some(*declared)
    }

    /// A record's name: `r`, or `{m, r}` of another module.
    fn native_name(&self, native: Native, name: Name) -> Arg {
        let Native::Of(module) = native else {
            return atom(name, self.names);
        };
        let (module, name) = (self.text(module), self.text(name));
        let term = TermTree::tuple([TermTree::atom(module), TermTree::atom(name)]);
        Arg::Shown(format!("#{module}:{name}"), term)
    }

    /// `-record #r{...}`: defaults are constants.
    #[inline(never)]
    pub fn native_defaults(&mut self, record: &RecordDecl<'a>) {
        for field in record.fields {
            let Some(default) = field.default else {
                continue;
            };
            if !is_constant(default) {
                self.say(
                    Diagnostic::new(Code::NativeDefault, field.name.span)
                        .arg(atom(record.name.name, self.names))
                        .arg(atom(field.name.name, self.names))
                        .secondary(default.span, "not a constant")
                        .help("give the value where the record is made"),
                );
            }
        }
    }

    /// A native record is declared in a header, so that several modules would each have their own.
    #[inline(never)]
    pub fn native_in_header(&mut self, record: &RecordDecl<'a>, place: Span) {
        if !self.is_own(place) {
            let said = Diagnostic::new(Code::NativeInHeader, record.name.span)
                .arg(atom(record.name.name, self.names))
                .otp_at(place);
            self.warn(said.help("declare it in one module, and import it with `-import_record`"));
        }
    }

    /// `-export_record([...])`.
    #[inline(never)]
    pub fn export_records(&mut self, value: &Expr<'a>, place: Span) {
        let names = match value.kind {
            ExprKind::Nil => &[][..],
            ExprKind::List {
                elements,
                tail: None,
                ..
            } if elements
                .iter()
                .all(|element| matches!(element.kind, ExprKind::Atom(_))) =>
            {
                elements
            }
            _ => {
                let said = Diagnostic::new(Code::BadExportRecord, value.span).otp_at(place);
                return self.say(said.help("write `-export_record([name, ...]).`"));
            }
        };
        for element in names {
            let ExprKind::Atom(name) = element.kind else {
                continue;
            };
            match self.facts.records.get(&name) {
                Some(record) if record.native => {
                    self.used_records.insert(name);
                }
                Some(record) => {
                    let declared = record.name.span;
                    self.used_records.insert(name);
                    self.say(
                        Diagnostic::new(Code::TupleRecordExport, element.span)
                            .otp_at(place)
                            .secondary(declared, "a tuple's record"),
                    );
                }
                None => self.say(
                    Diagnostic::new(Code::UndefinedNativeRecord, element.span)
                        .arg(atom(name, self.names))
                        .otp_at(place),
                ),
            }
        }
    }

    /// A construction or update.
    #[inline(never)]
    pub fn native_record(
        &mut self,
        base: Option<&'a Expr<'a>>,
        native: Native,
        name: Ident,
        fields: &'a [RecordField<'a>],
        hash: Span,
    ) {
        let what = match base {
            None => Use::Construct,
            Some(_) => Use::Update,
        };
        if base.is_none() && native == Native::Any {
            let said =
                Diagnostic::new(Code::UndefinedNativeRecord, hash).arg(atom(name.name, self.names));
            self.say(said.help("`#_` stands in patterns, updates and field accesses"));
        }
        self.native_fields(native, name, fields, what, hash);
        self.operands(
            base.into_iter()
                .chain(fields.iter().map(|field| field.value)),
            None,
        );
    }

    /// The fields of a construction, update or pattern: each once, and as declared.
    #[inline(never)]
    pub fn native_fields(
        &mut self,
        native: Native,
        name: Ident,
        fields: &'a [RecordField<'a>],
        what: Use,
        hash: Span,
    ) {
        if native == Native::Own {
            self.used_records.insert(name.name);
        }
        if let Some(wildcard) = fields.iter().find(|field| field.name.is_none()) {
            self.say(Diagnostic::new(Code::NativeWildcard, wildcard.span));
        }
        let record = self.native_name(native, name.name);
        let mut seen: Vec<Ident> = Vec::new();
        for field in fields.iter().filter_map(|field| field.name) {
            let first = seen.iter().find(|first| first.name == field.name);
            let is_said = native == Native::Own || what != Use::Update && native != Native::Any;
            match first {
                Some(first) if is_said => self.say(
                    Diagnostic::new(Code::FieldTwice, field.span)
                        .arg(record.clone())
                        .arg(atom(field.name, self.names))
                        .secondary(first.span, "the first one"),
                ),
                Some(_) => {}
                None => seen.push(field),
            }
        }
        let Some(declared) = self.native_declaration(native, name.name) else {
            return;
        };
        for field in &seen {
            self.native_field(native, name, *field, what);
        }
        if what == Use::Construct && fields.iter().all(|field| field.name.is_some()) {
            for field in declared.fields {
                let given = seen.iter().any(|given| given.name == field.name.name);
                if !given && field.default.is_none() {
                    let code = match native {
                        Native::Own => Code::NativeNoValue,
                        Native::Of(_) | Native::Any => Code::NativeNoValueOutside,
                    };
                    let said = Diagnostic::new(code, hash)
                        .arg(record.clone())
                        .arg(atom(field.name.name, self.names))
                        .secondary(field.name.span, "declared without a default");
                    match native {
                        Native::Own => self.say(said),
                        Native::Of(_) | Native::Any => self.warn(said),
                    }
                }
            }
        }
    }

    /// A field that this module's declaration does not have. A value made earlier, or elsewhere, may.
    #[inline(never)]
    fn native_field(&mut self, native: Native, record: Ident, field: Ident, what: Use) {
        let Some(declared) = self.native_declaration(native, record.name) else {
            return;
        };
        if declared
            .fields
            .iter()
            .any(|known| known.name.name == field.name)
        {
            return;
        }
        if native == Native::Own && what == Use::Construct {
            return self.known_field(record, field, field.span);
        }
        let said = Diagnostic::new(Code::UndefinedNativeField, field.span)
            .arg(self.native_name(native, record.name))
            .arg(atom(field.name, self.names))
            .secondary(declared.name.span, "the record's declaration");
        self.warn(said);
    }

    /// `R#r.f`.
    #[inline(never)]
    pub fn native_access(&mut self, native: Native, name: Ident, field: Ident) {
        if native == Native::Own {
            self.used_records.insert(name.name);
        }
        self.native_field(native, name, field, Use::Match);
    }

    /// `#r.f`: true if it is a native record, which has been said then.
    #[inline(never)]
    pub fn native_index(&mut self, name: Ident, field: Ident, place: Span) -> bool {
        if self.native(RecordOf::Known, name.name).is_none() {
            return false;
        }
        self.used_records.insert(name.name);
        let said = Diagnostic::new(Code::NativeIndex, place)
            .arg(atom(name.name, self.names))
            .arg(atom(field.name, self.names));
        self.say(said.help("a native record has no places: write `Record#name.field`"));
        true
    }

    /// `#r{f :: T}`, of a native record of this module.
    #[inline(never)]
    pub fn native_field_types(&mut self, native: Native, fields: &[(Ident, &'a Type<'a>)]) {
        if native == Native::Own
            && let Some((field, _)) = fields.first()
        {
            self.say(Diagnostic::new(Code::NativeFieldTypes, field.span));
        }
    }
}

/// What can be a field's default: a constant, or arithmetic of constants.
fn is_constant(expr: &Expr<'_>) -> bool {
    match expr.kind {
        ExprKind::Tuple(elements) => elements.iter().all(is_constant),
        ExprKind::List { elements, tail, .. } => {
            elements.iter().all(is_constant) && tail.is_none_or(is_constant)
        }
        ExprKind::Map {
            base: None, fields, ..
        } => fields
            .iter()
            .all(|field| is_constant(field.key) && is_constant(field.value)),
        ExprKind::Bits(segments) => segments.iter().all(|segment| {
            let plain = segment.size.is_none() && is_constant(segment.value);
            plain && !matches!(segment.value.kind, ExprKind::Bits(_))
        }),
        ExprKind::Unary {
            op: UnaryOp::Not,
            operand,
        } => matches!(operand.kind, ExprKind::Atom(_)),
        ExprKind::Unary { operand, .. } => is_number(operand),
        ExprKind::Binary { .. } => is_number(expr),
        ExprKind::Atom(_)
        | ExprKind::Integer(_)
        | ExprKind::Float(_)
        | ExprKind::Char(_)
        | ExprKind::String(_)
        | ExprKind::Nil => true,
        _ => false,
    }
}

fn is_arithmetic(op: BinaryOp) -> bool {
    use BinaryOp as B;
    matches!(
        op,
        B::Add
            | B::Sub
            | B::Mul
            | B::FloatDiv
            | B::Div
            | B::Rem
            | B::Band
            | B::Bor
            | B::Bxor
            | B::Bsl
            | B::Bsr
    )
}

/// Arithmetic of numbers that are written out; nothing is divided by zero.
fn is_number(expr: &Expr<'_>) -> bool {
    match expr.kind {
        ExprKind::Integer(_) | ExprKind::Float(_) | ExprKind::Char(_) => true,
        ExprKind::Unary { op, operand } => op != UnaryOp::Not && is_number(operand),
        ExprKind::Binary {
            op, left, right, ..
        } => {
            let divides = matches!(op, BinaryOp::FloatDiv | BinaryOp::Div | BinaryOp::Rem);
            let by_zero = matches!(right.kind, ExprKind::Integer(Integer::Small(0)))
                || matches!(right.kind, ExprKind::Float(x) if x == 0.0);
            is_arithmetic(op) && is_number(left) && is_number(right) && !(divides && by_zero)
        }
        _ => false,
    }
}
