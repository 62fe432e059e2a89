//! Records are tuples: the record's name, then the fields in order of declaration.

use std::collections::HashMap;
use std::rc::Rc;

use super::pattern::Pat;
use super::{Lower, NIL};
use crate::ast::nodes::{Expr, ExprKind, Ident, RecordDecl, RecordField, RecordOf};
use crate::core::nodes::{Comparison, Const, InstKind, LocId, Operand, Target, Terminator, Test};
use crate::source::name::Name;
use crate::source::span::Span;
use purlin_isa::operand::{FailKind, InPlace};

#[derive(Clone)]
pub(super) struct RecordInfo<'a> {
    /// Name and default.
    fields: Vec<(Name, Option<&'a Expr<'a>>)>,
    index: HashMap<Name, u32>,
    /// The variables that the defaults name.
    names: Rc<[Name]>,
}

impl RecordInfo<'_> {
    fn arity(&self) -> u32 {
        self.fields.len() as u32 + 1
    }
}

impl RecordInfo<'_> {
    pub(super) fn names(&self) -> &[Name] {
        &self.names
    }
}

/// What a record expression says about each field.
struct Given<'a> {
    named: HashMap<Name, &'a Expr<'a>>,
    /// `_ = Default`.
    others: Option<&'a Expr<'a>>,
}

impl<'a> Given<'a> {
    fn new(fields: &'a [RecordField<'a>]) -> Given<'a> {
        Given {
            named: fields
                .iter()
                .filter_map(|field| Some((field.name?.name, field.value)))
                .collect(),
            others: fields
                .iter()
                .find(|field| field.name.is_none())
                .map(|field| field.value),
        }
    }

    fn of(&self, field: Name) -> Option<&'a Expr<'a>> {
        self.named.get(&field).copied().or(self.others)
    }
}

impl<'a> Lower<'a, '_> {
    pub(super) fn declare_record(&mut self, record: &RecordDecl<'a>) {
        let fields: Vec<(Name, Option<&'a Expr<'a>>)> = record
            .fields
            .iter()
            .map(|field| (field.name.name, field.default))
            .collect();
        let index = fields
            .iter()
            .zip(1..)
            .map(|(&(name, _), index)| (name, index))
            .collect();
        let defaults = fields.iter().filter_map(|&(_, default)| default);
        let names = self.names_in(defaults).into();
        let info = RecordInfo {
            fields,
            index,
            names,
        };
        self.declarations.records.insert(record.name.name, info);
    }

    /// `#r{...}`: fields are computed in order of declaration.
    #[inline(never)]
    pub(super) fn record_construct(
        &mut self,
        name: &Ident,
        fields: &'a [RecordField<'a>],
    ) -> Operand {
        let Some(info) = self.declarations.records.get(&name.name).cloned() else {
            return self.unreachable();
        };
        let given = Given::new(fields);
        let mut elements = vec![self.atom(name.name)];
        let mut others = 0;
        let mut starts = Vec::with_capacity(info.fields.len());
        for &(field, default) in &info.fields {
            starts.push(self.n_lifted());
            let value = match (given.named.get(&field), given.others.or(default)) {
                (Some(expr), _) => self.value(expr),
                (None, Some(expr)) if given.others.is_some() && others == 0 => self.value(expr),
                (None, Some(expr)) => self.copied(expr, name.name, name.span),
                (None, None) => self.atom(self.words.undefined),
            };
            others += u32::from(!given.named.contains_key(&field));
            elements.push(value);
        }
        self.count_backwards(&starts);
        self.make_tuple(elements)
    }

    /// `R#r{...}`: the new values are computed first, in the order written, then the record.
    #[inline(never)]
    pub(super) fn record_update(
        &mut self,
        base: &'a Expr<'a>,
        name: &Ident,
        fields: &'a [RecordField<'a>],
        hash: Span,
    ) -> Operand {
        let Some(info) = self.declarations.records.get(&name.name).cloned() else {
            return self.unreachable();
        };
        let mut changes: Vec<(u32, Operand)> = Vec::with_capacity(fields.len());
        for field in fields {
            let Some(index) = field.name.and_then(|field| info.index.get(&field.name)) else {
                return self.unreachable();
            };
            let value = self.value(field.value);
            changes.push((*index, value));
        }
        changes.sort_by_key(|&(index, _)| index);
        let src = self.value(base);
        self.check_record(src, name.name, info.arity(), hash);
        if changes.is_empty() {
            return src;
        }
        let kind = InstKind::SetTuple {
            src,
            arity: info.arity(),
            hint: InPlace::Copy,
            changes,
        };
        let loc = self.loc(hash);
        self.b.emit(kind, loc)
    }

    /// Goes on if the value is such a record; raises `{badrecord, V}`, or fails in a guard.
    fn check_record(&mut self, value: Operand, tag: Name, arity: u32, span: Span) {
        let wrong = match self.fail {
            Some(fail) => fail,
            None => self.failing_block(FailKind::BadRecord, value, span),
        };
        let right = self.b.block();
        self.b.end(Terminator::Branch {
            test: Test::Tagged { value, arity, tag },
            then: Target::to(right),
            otherwise: Target::to(wrong),
        });
        self.b.switch_to(right);
    }

    #[inline(never)]
    pub(super) fn record_access(
        &mut self,
        base: &'a Expr<'a>,
        name: &Ident,
        field: &Ident,
        _hash: Span,
    ) -> Operand {
        let tuple = self.value(base);
        let Some(info) = self.declarations.records.get(&name.name) else {
            return self.unreachable();
        };
        let (Some(&index), arity) = (info.index.get(&field.name), info.arity()) else {
            return self.unreachable();
        };
        self.check_record(tuple, name.name, arity, base.span);
        self.b
            .emit(InstKind::Element { tuple, index }, LocId::default())
    }

    /// `#r.f`: the field's place in the tuple.
    pub(super) fn record_index(&mut self, name: &Ident, field: &Ident) -> Operand {
        let index = self
            .declarations
            .records
            .get(&name.name)
            .and_then(|info| info.index.get(&field.name));
        match index {
            Some(&index) => Operand::Const(Const::Int(i64::from(index) + 1)),
            None => NIL,
        }
    }

    /// `record_info(fields | size, r)`.
    pub(super) fn record_info(&mut self, args: &'a [Expr<'a>]) -> Option<Operand> {
        let [
            Expr {
                kind: ExprKind::Atom(what),
                ..
            },
            Expr {
                kind: ExprKind::Atom(name),
                ..
            },
        ] = args
        else {
            return None;
        };
        let info = self.declarations.records.get(name)?;
        if *what == self.words.size {
            return Some(Operand::Const(Const::Int(i64::from(info.arity()))));
        }
        if *what != self.words.fields {
            return None;
        }
        let names: Vec<Const> = info
            .fields
            .iter()
            .map(|&(name, _)| Const::Atom(name))
            .collect();
        Some(Operand::Const(self.list(&names, Const::Nil)))
    }

    /// `is_record(V, r)`, `is_record(V, r, Size)` with the record's name written out.
    pub(super) fn record_test(&mut self, args: &'a [Expr<'a>]) -> Option<Test> {
        let (value, tag, arity) = match args {
            [
                value,
                Expr {
                    kind: ExprKind::Atom(tag),
                    ..
                },
            ] => {
                if let Some(native) = self.native(RecordOf::Known, *tag) {
                    let value = self.value(value);
                    let answer = self.native_test(value, native);
                    let yes = self.boolean(true);
                    return Some(Test::Compare(Comparison::ExactEq, answer, yes));
                }
                let arity = self.declarations.records.get(tag)?.arity();
                (value, *tag, arity)
            }
            [
                value,
                Expr {
                    kind: ExprKind::Atom(tag),
                    ..
                },
                size,
            ] => match size.kind {
                ExprKind::Integer(crate::ast::nodes::Integer::Small(arity @ 1..)) => {
                    (value, *tag, u32::try_from(arity).ok()?)
                }
                _ => return None,
            },
            _ => return None,
        };
        let value = self.value(value);
        Some(Test::Tagged { value, arity, tag })
    }

    /// A record pattern as the patterns of the tuple's elements.
    pub(super) fn record_patterns(&mut self, expr: &'a Expr<'a>) -> Option<Vec<Pat<'a>>> {
        let ExprKind::Record { name, fields, .. } = &expr.kind else {
            return None;
        };
        let info = self.declarations.records.get(&name.name)?;
        let given = Given::new(fields);
        let mut patterns = vec![Pat::Const(Const::Atom(name.name))];
        patterns.extend(
            info.fields
                .iter()
                .map(|&(field, _)| given.of(field).map_or(Pat::Any, Pat::Expr)),
        );
        let n_others = info.fields.len() - given.named.len().min(info.fields.len());
        match given.others {
            Some(others) if n_others > 1 && !matches!(others.kind, ExprKind::Var(_)) => self
                .copied_patterns(n_others - 1, name.name, name.span)
                .then_some(patterns),
            _ => Some(patterns),
        }
    }
}
