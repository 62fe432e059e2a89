//! Native records: values of a type of their own that carry the definition they were made from.
//!
//! Records of this module are made by an instruction; everything else is a native of `purlin_record` (vm/runtime/src/bif/record.rs draws the
//! literals that tell it which records are meant). Those natives only ever fail to a block, which asks another native for the reason.

use std::collections::HashMap;

use super::Lower;
use crate::ast::nodes::{Expr, ExprKind, Ident, RecordDecl, RecordField, RecordOf};
use crate::core::nodes::{Attempt, Const, InstKind, LocId, Operand, Terminator};
use crate::source::name::Name;
use crate::source::span::Span;
use purlin_isa::operand::FailKind;

/// Values that a change takes directly; more come in a tuple.
const DIRECT: usize = 4;
/// Where the natives are.
pub(crate) const MODULE: &str = "purlin_record";

/// A native record of this module.
#[derive(Clone)]
pub(super) struct NativeInfo<'a> {
    /// Name and default.
    fields: Vec<(Name, Option<&'a Expr<'a>>)>,
    definition: Const,
}

/// Which native records are meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Native {
    /// The module's own.
    Local(Name),
    External {
        module: Name,
        name: Name,
    },
    Any,
}

/// Native records that a module declares and imports.
#[derive(Default)]
pub(super) struct NativeRecords<'a> {
    own: HashMap<Name, NativeInfo<'a>>,
    /// The module they belong to, if it is not this one.
    pub(super) module: Option<Name>,
    /// Definitions of the module's own, in order.
    declared: Vec<RecordDecl<'a>>,
    pub(super) exported: std::collections::HashSet<Name>,
    /// Record and module.
    pub(super) imported: HashMap<Name, Name>,
}

impl<'a> Lower<'a, '_> {
    pub(super) fn declare_native_record(&mut self, record: &RecordDecl<'a>) {
        self.declarations.natives.declared.push(*record);
    }

    /// `-export_record([...])`.
    pub(super) fn export_records(&mut self, value: &Expr<'a>) {
        if let ExprKind::List { elements, .. } = &value.kind {
            let names = elements.iter().filter_map(|element| match element.kind {
                ExprKind::Atom(name) => Some(name),
                _ => None,
            });
            self.declarations.natives.exported.extend(names);
        }
    }

    fn record_module(&self) -> Name {
        let module = self.declarations.natives.module;
        let module = module.or(self.declarations.module);
        module.unwrap_or(self.words.undefined)
    }

    /// Makes the definitions, once all forms are known.
    pub(super) fn define_native_records(&mut self) {
        let module = self.record_module();
        for record in std::mem::take(&mut self.declarations.natives.declared) {
            let name = record.name.name;
            let exported = self.declarations.natives.exported.contains(&name);
            let exported = match exported {
                true => self.words.true_,
                false => self.words.false_,
            };
            let mut elements = vec![
                Const::Atom(module),
                Const::Atom(name),
                Const::Atom(exported),
            ];
            elements.extend(
                record
                    .fields
                    .iter()
                    .map(|field| Const::Atom(field.name.name)),
            );
            let definition = self.tuple(elements);
            let defaults: Vec<Const> = record
                .fields
                .iter()
                .map(|field| {
                    let default = field.default.and_then(|expr| self.default_value(expr));
                    match default {
                        Some(value) => self.list(&[value], Const::Nil),
                        None => Const::Nil,
                    }
                })
                .collect();
            let defaults = self.tuple(defaults);
            self.out.records.push((definition, defaults));
            let fields = record
                .fields
                .iter()
                .map(|field| (field.name.name, field.default))
                .collect();
            let info = NativeInfo { fields, definition };
            self.declarations.natives.own.insert(name, info);
        }
    }

    /// A default is a constant: the checker has seen that it is one.
    fn default_value(&mut self, expr: &'a Expr<'a>) -> Option<Const> {
        match &expr.kind {
            ExprKind::Tuple(elements) => {
                let elements = self.default_values(elements)?;
                Some(self.tuple(elements))
            }
            ExprKind::List { elements, tail, .. } => {
                let elements = self.default_values(elements)?;
                let tail = match tail {
                    Some(tail) => self.default_value(tail)?,
                    None => Const::Nil,
                };
                Some(self.list(&elements, tail))
            }
            ExprKind::Map {
                base: None, fields, ..
            } => {
                let pairs = fields
                    .iter()
                    .map(|field| {
                        Some((
                            self.default_value(field.key)?,
                            self.default_value(field.value)?,
                        ))
                    })
                    .collect::<Option<Vec<(Const, Const)>>>()?;
                Some(self.map_const(&pairs))
            }
            ExprKind::Binary { .. } | ExprKind::Unary { .. } => self.folded(expr),
            ExprKind::Bits(_) => self.constant_bits(expr),
            _ => self.literal(expr),
        }
    }

    fn default_values(&mut self, exprs: &'a [Expr<'a>]) -> Option<Vec<Const>> {
        exprs.iter().map(|expr| self.default_value(expr)).collect()
    }

    /// An operator of constants.
    fn folded(&mut self, expr: &'a Expr<'a>) -> Option<Const> {
        match &expr.kind {
            ExprKind::Binary {
                op, left, right, ..
            } => {
                let left = self.default_value(left)?;
                let right = self.default_value(right)?;
                self.fold_binary(*op, Operand::Const(left), Operand::Const(right))
            }
            ExprKind::Unary { op, operand } => {
                let operand = self.default_value(operand)?;
                self.fold_unary(*op, Operand::Const(operand))
            }
            _ => None,
        }
    }

    /// The native records that are meant, unless it is a record of the other kind.
    pub(super) fn native(&self, of: RecordOf, name: Name) -> Option<Native> {
        match of {
            RecordOf::Any => Some(Native::Any),
            RecordOf::Module(module) => Some(Native::External {
                module: module.name,
                name,
            }),
            RecordOf::Known if self.declarations.natives.own.contains_key(&name) => {
                Some(Native::Local(name))
            }
            RecordOf::Known => {
                let module = *self.declarations.natives.imported.get(&name)?;
                Some(Native::External { module, name })
            }
        }
    }

    /// The literal that tells a native which records are meant, and what is wanted of them.
    fn native_ask(&mut self, what: Const, native: Native) -> Operand {
        let own = self.record_module();
        let mut elements = vec![what];
        match native {
            Native::Any => elements.push(Const::Atom(own)),
            Native::Local(name) => {
                let access = self.names.intern("local");
                elements.extend([own, name, access].map(Const::Atom));
            }
            Native::External { module, name } => {
                let access = self.names.intern("external");
                elements.extend([module, name, access].map(Const::Atom));
            }
        }
        Operand::Const(self.tuple(elements))
    }

    /// What is asked where a field is read.
    pub(super) fn field_ask(&mut self, native: Native, field: Name) -> Operand {
        let hint = match native {
            Native::Local(name) => self.declarations.natives.own[&name]
                .fields
                .iter()
                .position(|&(known, _)| known == field),
            Native::External { .. } | Native::Any => None,
        };
        let hint = Const::Int(hint.unwrap_or(0) as i64);
        let what = self.tuple(vec![Const::Atom(field), hint]);
        self.native_ask(what, native)
    }

    /// Does what may fail; in a body, failing raises what the native `reason` says of `args`.
    fn touch(
        &mut self,
        name: &str,
        args: Vec<Operand>,
        reason: (&str, usize),
        span: Span,
    ) -> Operand {
        let name = self.names.intern(name);
        let asked = args[..reason.1].to_vec();
        let what = Attempt::Bif { name, args };
        if self.fail.is_some() {
            return self.attempt(what, span);
        }
        let fail = self.b.block();
        let result = self.attempt_or(what, fail, span);
        let here = self.b.current();
        self.b.switch_to(fail);
        let (module, name) = (self.names.intern(MODULE), self.names.intern(reason.0));
        let loc = self.loc(span);
        let kind = InstKind::CallExt {
            module,
            name,
            args: asked,
        };
        let value = self.b.emit(kind, loc);
        self.b.end(Terminator::Fail {
            kind: FailKind::Reason,
            value,
            loc,
        });
        self.b.switch_to(here);
        result
    }

    /// `#r{...}`, `#m:r{...}`: values in the order written.
    #[inline(never)]
    pub(super) fn native_construct(
        &mut self,
        native: Native,
        fields: &'a [RecordField<'a>],
        hash: Span,
    ) -> Operand {
        let mut names = Vec::with_capacity(fields.len());
        let mut values = Vec::with_capacity(fields.len());
        for field in fields {
            let Some(name) = field.name else {
                return self.unreachable();
            };
            names.push(name.name);
            values.push(self.value(field.value));
        }
        match native {
            Native::Local(name) => self.native_make(name, &names, &values),
            Native::External { .. } => {
                let fields = self.tuple(names.into_iter().map(Const::Atom).collect());
                let ask = self.native_ask(fields, native);
                let values = self.make_tuple(values);
                self.touch(
                    "record_new",
                    vec![ask, values],
                    ("record_new_error", 1),
                    hash,
                )
            }
            Native::Any => self.unreachable(),
        }
    }

    fn native_make(&mut self, name: Name, names: &[Name], values: &[Operand]) -> Operand {
        let info = self.declarations.natives.own[&name].clone();
        let mut all = Vec::with_capacity(info.fields.len());
        for (field, default) in info.fields {
            let value = match names.iter().position(|&given| given == field) {
                Some(given) => values[given],
                None => match default.and_then(|default| self.default_value(default)) {
                    Some(constant) => Operand::Const(constant),
                    None => return self.unreachable(),
                },
            };
            all.push(value);
        }
        let kind = InstKind::Record {
            definition: info.definition,
            values: all,
        };
        self.b.emit(kind, LocId::default())
    }

    /// `R#r{...}`, `R#m:r{...}`, `R#_{...}`: the record first, then the values in the order written.
    #[inline(never)]
    pub(super) fn native_update(
        &mut self,
        base: &'a Expr<'a>,
        native: Native,
        fields: &'a [RecordField<'a>],
        hash: Span,
    ) -> Operand {
        let record = self.value(base);
        let mut names = Vec::with_capacity(fields.len());
        let mut values = Vec::with_capacity(fields.len());
        for field in fields {
            let Some(name) = field.name else {
                return self.unreachable();
            };
            names.push(Const::Atom(name.name));
            values.push(self.value(field.value));
        }
        let fields = self.tuple(names);
        let ask = self.native_ask(fields, native);
        let mut args = vec![record, ask];
        let name = if values.len() > DIRECT {
            args.push(self.make_tuple(values));
            "record_put_all"
        } else {
            args.extend(values);
            "record_put"
        };
        self.touch(name, args, ("record_put_error", 2), hash)
    }

    /// `R#r.f`, `R#m:r.f`, `R#_.f`.
    #[inline(never)]
    pub(super) fn native_access(
        &mut self,
        base: &'a Expr<'a>,
        native: Native,
        field: &Ident,
        hash: Span,
    ) -> Operand {
        let record = self.value(base);
        let ask = match native {
            // Reading one field of any record looks at no borders, in OTP either.
            Native::Any => {
                let what = self.tuple(vec![Const::Atom(field.name), Const::Int(0)]);
                Operand::Const(self.tuple(vec![what]))
            }
            Native::Local(_) | Native::External { .. } => self.field_ask(native, field.name),
        };
        self.touch(
            "record_get",
            vec![record, ask],
            ("record_get_error", 2),
            hash,
        )
    }

    /// `true` if the value is such a record; nothing is asked about its fields.
    pub(super) fn native_test(&mut self, value: Operand, native: Native) -> Operand {
        let own = self.record_module();
        let mut args = vec![value];
        match native {
            Native::Any => {}
            Native::Local(name) => args.extend([own, name].map(|x| Operand::Const(Const::Atom(x)))),
            Native::External { module, name } => {
                args.extend([module, name].map(|x| Operand::Const(Const::Atom(x))));
            }
        }
        let name = self.names.intern("is_record");
        match self.fail {
            Some(_) => self.attempt(Attempt::Bif { name, args }, Span::NONE),
            None => self.b.emit(InstKind::Bif { name, args }, LocId::default()),
        }
    }

    /// What a pattern reads from a record, as an attempt.
    pub(super) fn native_get(&mut self, record: Operand, ask: Operand) -> Attempt {
        Attempt::Bif {
            name: self.names.intern("record_get"),
            args: vec![record, ask],
        }
    }

    /// A native record pattern: which records, and its fields.
    pub(super) fn native_pattern(
        &self,
        expr: &'a Expr<'a>,
    ) -> Option<(Native, &'a [RecordField<'a>])> {
        match &expr.kind {
            ExprKind::Record {
                base: None,
                of,
                name,
                fields,
                ..
            } => Some((self.native(*of, name.name)?, fields)),
            _ => None,
        }
    }
}
