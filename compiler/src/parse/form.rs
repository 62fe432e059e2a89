//! Functions and attributes.

use super::recover::{Place, Wanted};
use super::{Fail, Parse, Parser, attribute};
use crate::ast::nodes::{
    Clause, FieldDecl, Form, FormKind, Function, Ident, RecordDecl, SpecDecl, Type, TypeDecl,
    TypeDeclKind, TypeKind,
};
use crate::ast::nodes::{Expr, ExprKind};
use crate::ast::term_tree::{TermTree, quote_atom};
use crate::diagnostics::{Arg, Code, Diagnostic};
use crate::scan::token::TokenKind as T;
use crate::source::name::{Name, known};
use crate::source::span::Span;

impl<'a> Parser<'_, 'a> {
    /// All forms the tokens hold: one, unless full stops are missing.
    pub(super) fn forms(&mut self, forms: &mut Vec<Form<'a>>) {
        let damaged = self.damaged;
        while self.at < self.tokens.len() {
            let start = self.at;
            self.reset();
            self.damaged = damaged;
            match self.form() {
                Ok(form) => forms.push(form),
                Err(Fail) => {
                    self.at = self.at.max(start + 1);
                    self.skip_to_form();
                    let span = self.span_at(start).to(self.previous());
                    forms.push(Form {
                        span,
                        anchor: self.span_at(start),
                        kind: FormKind::Error,
                    });
                }
            }
        }
    }

    /// Exactly one form.
    pub(super) fn single_form(&mut self) -> Parse<Form<'a>> {
        let form = self.form()?;
        match self.at < self.tokens.len() {
            true => Err(self.unexpected(Wanted::Dot)),
            false => Ok(form),
        }
    }

    /// Expressions and nothing else.
    pub(super) fn whole_expressions(&mut self) -> Parse<&'a [Expr<'a>]> {
        let exprs = self.expressions()?;
        self.eat(T::Dot);
        match self.at < self.tokens.len() {
            true => Err(self.unexpected(Wanted::Dot)),
            false => Ok(exprs),
        }
    }

    fn form(&mut self) -> Parse<Form<'a>> {
        match self.peek() {
            T::Minus => self.attribute(),
            T::Atom(name) => self.function(name),
            T::Error => {
                self.damaged = true;
                Err(Fail)
            }
            _ => Err(self.unexpected(Wanted::Form)),
        }
    }

    /// The full stop.
    fn dot(&mut self) -> Parse<()> {
        if self.eat(T::Dot) {
            return Ok(());
        }
        match self.missing_dot() {
            true => Ok(()),
            false => Err(self.unexpected(Wanted::Dot)),
        }
    }

    // ---- functions

    fn function(&mut self, name: Name) -> Parse<Form<'a>> {
        let start = self.span();
        let mut clauses: Vec<Clause<'a>> = Vec::new();
        let mut failed = false;
        loop {
            if let Ok(clause) = self.function_clause() {
                clauses.push(clause);
                if self.eat(T::Semicolon) || self.missing_clause_semicolon(name) {
                    continue;
                }
                if self.dot().is_ok() {
                    break;
                }
            }
            failed = true;
            if !self.skip_to_clause(name) {
                return Err(Fail);
            }
        }
        let span = start.to(self.previous());
        let Some(first) = clauses.first().filter(|_| !failed) else {
            return Ok(Form {
                span,
                anchor: start,
                kind: FormKind::Error,
            });
        };
        let function = Function {
            name: first.name.unwrap_or(Ident { name, span: start }),
            arity: first.patterns.len() as u32,
            clauses: self.alloc_all(&clauses),
        };
        self.check_heads(&clauses, "");
        Ok(Form {
            span,
            anchor: start,
            kind: FormKind::Function(function),
        })
    }

    fn function_clause(&mut self) -> Parse<Clause<'a>> {
        let span = self.span();
        let T::Atom(name) = self.peek() else {
            return Err(self.unexpected(Wanted::FunctionClause));
        };
        self.at += 1;
        if self.peek() != T::LeftParen && self.at > 1 && self.kind(self.at - 2) == T::Semicolon {
            let fail = self.unexpected(Wanted::FunctionClause);
            self.last_at(span);
            return Err(fail);
        }
        if self.peek() != T::LeftParen {
            return Err(self.unexpected(Wanted::Parameters));
        }
        self.clause_after_name(span, Some(Ident { name, span }))
    }

    /// All clauses have the first one's name and number of arguments.
    pub(super) fn check_heads(&mut self, clauses: &[Clause<'a>], anonymous: &str) {
        let Some(first) = clauses.first() else { return };
        let text = |name: Option<Ident>| {
            name.map_or(anonymous.to_owned(), |ident| {
                self.names.text(ident.name).to_owned()
            })
        };
        let same_name = |clause: &Clause<'_>| {
            clause.name.map(|ident| ident.name) == first.name.map(|ident| ident.name)
        };
        let odd = clauses
            .iter()
            .find(|clause| !same_name(clause) || clause.patterns.len() != first.patterns.len());
        let Some(odd) = odd.filter(|_| !self.damaged) else {
            return;
        };
        let (name, arity) = (text(first.name), first.patterns.len());
        let (odd_name, odd_arity) = (text(odd.name), odd.patterns.len());
        let place =
            |clause: &Clause<'_>| clause.name.map_or(clause.span.start(), |ident| ident.span);
        let head = match odd.name {
            Some(ident) => ident.span,
            None => Span::new(odd.span.lo, odd.span.lo + 1),
        };
        let diagnostic = if same_name(odd) {
            let term = format!(
                "head mismatch: function {name} with arities \0{arity}\0 and \0{odd_arity}\0 is regarded as two distinct functions. \
                 Is the number of arguments incorrect or is the semicolon in {name}/\0{arity}\0 unwanted?"
            );
            Diagnostic::new(Code::HeadArity, head)
                .arg(Arg::Int(odd_arity as i64))
                .arg(Arg::Int(arity as i64))
                .label(format!("{} here", arguments(odd_arity)))
                .secondary(place(first), format!("{} here", arguments(arity)))
                .help("end the function before with `.` if this is another function")
                .otp_term(deep_chars(&term))
        } else {
            let term = format!(
                "head mismatch: previous function {name}/\0{arity}\0 is distinct from {odd_name}/\0{odd_arity}\0. \
                 Is the semicolon in {name}/\0{arity}\0 unwanted?"
            );
            let mut diagnostic = Diagnostic::new(Code::HeadName, head)
                .arg(Arg::Atom(odd_name.clone()))
                .arg(Arg::Atom(name.clone()))
                .secondary(
                    place(first),
                    format!("the function is `{}`", quote_atom(&name)),
                );
            if crate::diagnostics::suggest::closest(&odd_name, [name.as_str()]).is_some() {
                diagnostic = diagnostic.suggest("use the same name", head, quote_atom(&name));
            } else {
                diagnostic =
                    diagnostic.help("end the function before with `.` if this is another function");
            }
            diagnostic.otp_term(deep_chars(&term))
        };
        self.diagnostics.push(diagnostic);
    }

    // ---- attributes

    fn attribute(&mut self) -> Parse<Form<'a>> {
        let start = self.bump();
        let name = self.ident(Wanted::AttributeName)?;
        let kind = match name.name {
            known::SPEC => self.spec(false)?,
            known::CALLBACK => self.spec(true)?,
            known::TYPE => self.type_declaration(name, TypeDeclKind::Type)?,
            known::OPAQUE => self.type_declaration(name, TypeDeclKind::Opaque)?,
            known::NOMINAL => self.type_declaration(name, TypeDeclKind::Nominal)?,
            known::RECORD => self.record()?,
            _ => {
                let values = self.attribute_values()?;
                self.dot()?;
                let kind = attribute::interpret(self, name, values);
                return Ok(Form {
                    span: start.to(self.previous()),
                    anchor: name.span,
                    kind,
                });
            }
        };
        self.dot()?;
        Ok(Form {
            span: start.to(self.previous()),
            anchor: name.span,
            kind,
        })
    }

    /// `(E, ...)`, or the same without parentheses.
    fn attribute_values(&mut self) -> Parse<&'a [Expr<'a>]> {
        if self.peek() != T::LeftParen {
            return self.expressions();
        }
        self.open(T::RightParen);
        let values = self.expressions()?;
        self.close(T::RightParen, Wanted::CommaOr)?;
        Ok(values)
    }

    /// Parses `inner` in parentheses if there are any.
    fn maybe_parenthesized<R>(&mut self, inner: impl FnOnce(&mut Self) -> Parse<R>) -> Parse<R> {
        if self.peek() != T::LeftParen {
            return inner(self);
        }
        self.open(T::RightParen);
        let result = inner(self)?;
        self.close(T::RightParen, Wanted::Closing)?;
        Ok(result)
    }

    fn spec(&mut self, callback: bool) -> Parse<FormKind<'a>> {
        self.maybe_parenthesized(|parser| parser.spec_inner(callback))
    }

    fn spec_inner(&mut self, callback: bool) -> Parse<FormKind<'a>> {
        let mut name = self.ident(Wanted::FunctionName)?;
        let mut module = None;
        if self.eat(T::Colon) {
            module = Some(name);
            name = self.ident(Wanted::FunctionName)?;
        }
        let mut clauses: Vec<Type<'a>> = Vec::new();
        loop {
            if self.peek() != T::LeftParen {
                return Err(self.unexpected(Wanted::Signature));
            }
            clauses.push(*self.spec_clause()?);
            if !self.eat(T::Semicolon) {
                break;
            }
        }
        let arity = clauses.first().map_or(0, signature_arity);
        Ok(FormKind::Spec(SpecDecl {
            callback,
            module,
            name,
            arity,
            clauses: self.alloc_all(&clauses),
        }))
    }

    fn spec_clause(&mut self) -> Parse<&'a Type<'a>> {
        let fun = self.signature()?;
        if !self.eat(T::When) {
            return Ok(fun);
        }
        let mut constraints = Vec::new();
        loop {
            constraints.push(*self.constraint()?);
            if !self.eat(T::Comma) {
                break;
            }
        }
        Ok(self.alloc(Type {
            span: fun.span.to(self.previous()),
            kind: TypeKind::Constrained {
                fun,
                constraints: self.alloc_all(&constraints),
            },
        }))
    }

    /// `V :: T` or `is_subtype(V, T)`.
    fn constraint(&mut self) -> Parse<&'a Type<'a>> {
        let span = self.span();
        match self.peek() {
            T::Var(name) => {
                self.at += 1;
                if !self.eat(T::DoubleColon) {
                    return Err(self.unexpected(Wanted::FieldType));
                }
                let typ = self.top_type()?;
                Ok(self.annotated(Ident { name, span }, typ))
            }
            T::Atom(known::IS_SUBTYPE) => {
                self.at += 1;
                self.open(T::RightParen);
                let variable = match self.peek() {
                    T::Var(name) => Ident {
                        name,
                        span: self.bump(),
                    },
                    _ => {
                        return Err(self.special(
                            Code::BadTypeVariable,
                            self.span(),
                            "bad type variable",
                        ));
                    }
                };
                if !self.eat(T::Comma) {
                    return Err(self.unexpected(Wanted::CommaOr));
                }
                let typ = self.top_type()?;
                self.close(T::RightParen, Wanted::Closing)?;
                Ok(self.annotated(variable, typ))
            }
            T::Atom(name) => {
                let text = format!(
                    "unsupported constraint {}",
                    quote_atom(self.names.text(name))
                );
                Err(self.special(Code::UnsupportedConstraint, span, &text))
            }
            _ => Err(self.unexpected(Wanted::Constraint)),
        }
    }

    fn annotated(&self, var: Ident, typ: &'a Type<'a>) -> &'a Type<'a> {
        self.alloc(Type {
            span: var.span.to(typ.span),
            kind: TypeKind::Annotated { var, typ },
        })
    }

    fn type_declaration(&mut self, attribute: Ident, kind: TypeDeclKind) -> Parse<FormKind<'a>> {
        if self.head_is_parenthesized() {
            return self.type_inner(attribute, kind);
        }
        self.maybe_parenthesized(|parser| parser.type_inner(attribute, kind))
    }

    /// `(t()) :: T`: are the parentheses here those of a head alone?
    fn head_is_parenthesized(&self) -> bool {
        let mut open = 0;
        for at in self.at..self.tokens.len() {
            match self.kind(at) {
                T::LeftParen => open += 1,
                T::RightParen if open == 1 => return self.kind(at + 1) == T::DoubleColon,
                T::RightParen => open -= 1,
                _ if open == 0 => return false,
                _ => {}
            }
        }
        false
    }

    fn type_inner(&mut self, attribute: Ident, kind: TypeDeclKind) -> Parse<FormKind<'a>> {
        let mut around = 0;
        while self.peek() == T::LeftParen {
            self.open(T::RightParen);
            around += 1;
        }
        let span = self.span();
        let head_ok = matches!(self.peek(), T::Atom(_)) && self.kind(self.at + 1) == T::LeftParen;
        if !head_ok && matches!(self.peek(), T::Atom(_) | T::Var(_)) {
            let text = format!("bad {} declaration", self.names.text(attribute.name));
            let fail = self.special(Code::BadTypeDeclaration, span, &text);
            self.last_otp_at(attribute.span);
            return Err(fail);
        }
        let name = self.ident(Wanted::TypeName)?;
        let params = self.type_parameters()?;
        for _ in 0..around {
            self.close(T::RightParen, Wanted::Closing)?;
        }
        if !self.eat(T::DoubleColon) {
            return Err(self.unexpected(Wanted::FieldType));
        }
        let body = self.top_type()?;
        Ok(FormKind::Type(TypeDecl {
            kind,
            name,
            params,
            body,
        }))
    }

    fn type_parameters(&mut self) -> Parse<&'a [Ident]> {
        self.open(T::RightParen);
        let mut params = Vec::new();
        if self.peek() != T::RightParen {
            loop {
                let span = self.span();
                match self.peek() {
                    T::Var(name) if name != known::UNDERSCORE => params.push(Ident { name, span }),
                    _ => {
                        return Err(self.special(Code::BadTypeVariable, span, "bad type variable"));
                    }
                }
                self.at += 1;
                if !self.eat(T::Comma) {
                    break;
                }
            }
        }
        self.close(T::RightParen, Wanted::CommaOr)?;
        Ok(self.alloc_all(&params))
    }

    fn record(&mut self) -> Parse<FormKind<'a>> {
        self.maybe_parenthesized(Self::record_inner)
    }

    fn record_inner(&mut self) -> Parse<FormKind<'a>> {
        if self.eat(T::Hash) {
            return self.native_record();
        }
        let name = self.ident(Wanted::RecordName)?;
        if self.peek() != T::Comma && self.peek() != T::RightParen {
            return Err(self.bad_record());
        }
        if !self.eat(T::Comma) {
            return Err(self.unexpected(Wanted::CommaOr));
        }
        self.record_declaration(name, false)
    }

    /// `#name{...}`.
    fn native_record(&mut self) -> Parse<FormKind<'a>> {
        let name = self.native_name()?;
        self.record_declaration(name, true)
    }

    #[cold]
    fn bad_record(&mut self) -> Fail {
        self.special(
            Code::BadRecordDeclaration,
            self.span(),
            "bad record declaration",
        )
    }

    fn record_declaration(&mut self, name: Ident, native: bool) -> Parse<FormKind<'a>> {
        if self.peek() != T::LeftBrace {
            return Err(self.bad_record());
        }
        self.open(T::RightBrace);
        let mut fields = Vec::new();
        if self.peek() != T::RightBrace {
            loop {
                fields.push(self.field_declaration()?);
                if !self.eat(T::Comma) && !self.missing_comma(Place::Brackets) {
                    break;
                }
            }
        }
        self.close(T::RightBrace, Wanted::CommaOr)?;
        Ok(FormKind::Record(RecordDecl {
            native,
            name,
            fields: self.alloc_all(&fields),
        }))
    }

    /// `name = Default :: Type`.
    fn field_declaration(&mut self) -> Parse<FieldDecl<'a>> {
        let span = self.span();
        let name = match self.peek() {
            T::Atom(name) => Ident {
                name,
                span: self.bump(),
            },
            T::Integer(_) | T::Var(_) | T::Str(_) | T::Float(_) | T::Char(_) => {
                return Err(self.special(Code::BadRecordField, span, "bad record field"));
            }
            _ => return Err(self.unexpected(Wanted::FieldName)),
        };
        let default = match self.eat(T::Equal) {
            true => {
                let value = self.expression()?;
                Some(value)
            }
            false => None,
        };
        let typ = match self.eat(T::DoubleColon) {
            true => {
                let typ = self.top_type()?;
                Some(typ)
            }
            false => None,
        };
        Ok(FieldDecl { name, default, typ })
    }

    /// Whether a value can stand in an attribute; else the part that cannot.
    pub(super) fn not_constant(expr: &Expr<'a>) -> Option<Span> {
        crate::ast::abstract_format::not_constant(expr)
    }
}

/// What formatting makes in OTP: the texts between zeros are lists in the list.
fn deep_chars(text: &str) -> TermTree {
    let mut elements = Vec::new();
    for (index, part) in text.split('\0').enumerate() {
        match index % 2 {
            0 => elements.extend(part.chars().map(|c| TermTree::Int(i64::from(u32::from(c))))),
            _ => elements.push(TermTree::chars(part)),
        }
    }
    TermTree::list(elements)
}

/// How many parameters a spec's clause has.
fn signature_arity(typ: &Type<'_>) -> u32 {
    match typ.kind {
        TypeKind::Fun { params, .. } => params.map_or(0, |params| params.len() as u32),
        TypeKind::Constrained { fun, .. } => signature_arity(fun),
        _ => 0,
    }
}

fn arguments(n: usize) -> String {
    match n {
        1 => "1 argument".into(),
        n => format!("{n} arguments"),
    }
}

/// Used by attribute.rs: an error that does not stop the parser.
pub(super) fn is_name(expr: &Expr<'_>) -> Option<Ident> {
    match expr.kind {
        ExprKind::Atom(name) => Some(Ident {
            name,
            span: expr.span,
        }),
        _ => None,
    }
}
