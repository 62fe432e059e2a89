//! Types and specs of abstract format.

use super::{Fail, Read, Reader};
use crate::ast::nodes::{BinaryOp, Ident, MapFieldType, Type, TypeKind, UnaryOp};
use crate::ast::term_tree::TermTree;

impl<'a> Reader<'_, '_, 'a> {
    fn type_ref(&mut self, term: &TermTree) -> Read<&'a Type<'a>> {
        let typ = self.typ(term)?;
        Ok(self.alloc(typ))
    }

    fn types(&mut self, term: &TermTree) -> Read<&'a [Type<'a>]> {
        self.each(term, Self::typ)
    }

    pub(super) fn typ(&mut self, term: &TermTree) -> Read<Type<'a>> {
        let Some([TermTree::Atom(tag), anno, rest @ ..]) = term.as_tuple() else {
            return self.bad(term);
        };
        self.enter(anno)?;
        let said = self.said.len();
        let kind = self.type_kind(tag, anno, rest);
        self.leave();
        match kind {
            Ok(kind) => Ok(Type {
                span: self.at(anno),
                kind,
            }),
            Err(Fail) if self.said.len() == said => self.bad(term),
            Err(Fail) => Err(Fail),
        }
    }

    /// A chain of operators, along its left side. `rest` is what stands behind the first one's place.
    #[inline(never)]
    fn type_operations(&mut self, anno: &TermTree, rest: &[TermTree]) -> Read<TypeKind<'a>> {
        let mut chain = Vec::new();
        let mut outer = (anno, rest);
        let first = loop {
            let (anno, [TermTree::Atom(op), left, right]) = outer else {
                return Err(Fail);
            };
            let op = BinaryOp::ALL.iter().copied().find(|o| o.text() == &**op);
            chain.push((op.ok_or(Fail)?, anno, right));
            match left.tagged("op") {
                Some([anno, inner @ ..]) if inner.len() == 3 => outer = (anno, inner),
                _ => break left,
            }
        };
        let mut left = self.type_ref(first)?;
        loop {
            let Some((op, anno, right)) = chain.pop() else {
                return Ok(left.kind);
            };
            let op_span = self.at(anno);
            let right = self.type_ref(right)?;
            left = self.alloc(Type {
                span: op_span,
                kind: TypeKind::Binary {
                    op,
                    op_span,
                    left,
                    right,
                },
            });
        }
    }

    #[inline(never)]
    fn type_kind(&mut self, tag: &str, anno: &TermTree, rest: &[TermTree]) -> Read<TypeKind<'a>> {
        Ok(match (tag, rest) {
            ("var", [name]) => TypeKind::Var(self.atom(name)?),
            ("atom", [name]) => TypeKind::Atom(self.atom(name)?),
            ("integer", [value]) => TypeKind::Integer(self.integer(value)?),
            ("char", [point]) => TypeKind::Char(self.int(point)?),
            ("op", [TermTree::Atom(_), _, _]) => self.type_operations(anno, rest)?,
            ("op", [TermTree::Atom(op), operand]) => TypeKind::Unary {
                op: match &**op {
                    "-" => UnaryOp::Minus,
                    "+" => UnaryOp::Plus,
                    "bnot" => UnaryOp::Bnot,
                    _ => return Err(Fail),
                },
                operand: self.type_ref(operand)?,
            },
            ("ann_type", [parts]) => match self.list(parts)? {
                [var, typ] => TypeKind::Annotated {
                    var: self.ident(var, "var")?,
                    typ: self.type_ref(typ)?,
                },
                _ => return Err(Fail),
            },
            ("paren_type", [parts]) => match self.list(parts)? {
                [typ] => return self.typ(typ).map(|typ| typ.kind),
                _ => return Err(Fail),
            },
            ("remote_type", [parts]) => match self.list(parts)? {
                [module, name, args] => TypeKind::Remote {
                    module: self.ident(module, "atom")?,
                    name: self.ident(name, "atom")?,
                    args: self.types(args)?,
                },
                _ => return Err(Fail),
            },
            ("user_type", [name, args]) => self.local(anno, name, args)?,
            ("type", [TermTree::Atom(name), args]) => self.built_in(name, anno, args)?,
            _ => return Err(Fail),
        })
    }

    fn local(&mut self, anno: &TermTree, name: &TermTree, args: &TermTree) -> Read<TypeKind<'a>> {
        let span = self.at(anno);
        let name = self.atom(name)?;
        Ok(TypeKind::Local {
            name: Ident { name, span },
            args: self.types(args)?,
        })
    }

    #[inline(never)]
    fn built_in(&mut self, name: &str, anno: &TermTree, args: &TermTree) -> Read<TypeKind<'a>> {
        if matches!((name, args.as_atom()), ("tuple" | "map", Some("any"))) {
            return self.local(anno, &TermTree::atom(name), &TermTree::Nil);
        }
        let parts = self.list(args)?;
        Ok(match (name, parts) {
            ("nil", []) => TypeKind::Nil,
            ("union", _) => TypeKind::Union(self.types(args)?),
            ("tuple", _) => TypeKind::Tuple(self.types(args)?),
            ("map", _) => TypeKind::Map(self.each(args, Self::map_field_type)?),
            ("range", [lo, hi]) => TypeKind::Range {
                lo: self.type_ref(lo)?,
                hi: self.type_ref(hi)?,
            },
            ("list" | "nonempty_list", [element]) => TypeKind::List {
                element: self.type_ref(element)?,
                nonempty: name == "nonempty_list",
            },
            ("record", [name, ..]) => TypeKind::Record {
                module: match self.record_type_name(name)? {
                    [module, _] => Some(self.ident(module, "atom")?),
                    _ => None,
                },
                name: match self.record_type_name(name)? {
                    [.., name] => self.ident(name, "atom")?,
                    [] => return self.bad(name),
                },
                fields: {
                    let mut fields = Vec::new();
                    for field in &parts[1..] {
                        fields.push(self.field_type(field)?);
                    }
                    self.alloc_all(&fields)
                },
            },
            ("binary", [size, unit]) => TypeKind::Bits {
                size: self.bits_part(size)?,
                unit: self.bits_part(unit)?,
            },
            ("fun", []) => TypeKind::AnyFun,
            ("fun", [params, result]) => {
                let params = match params.tagged("type") {
                    Some([_, TermTree::Atom(any)]) if &**any == "any" => None,
                    Some([_, TermTree::Atom(product), params]) if &**product == "product" => {
                        Some(self.types(params)?)
                    }
                    _ => return Err(Fail),
                };
                TypeKind::Fun {
                    params,
                    result: self.type_ref(result)?,
                }
            }
            ("bounded_fun", [fun, constraints]) => TypeKind::Constrained {
                fun: self.type_ref(fun)?,
                constraints: self.each(constraints, Self::constraint)?,
            },
            _ => self.local(anno, &TermTree::atom(name), args)?,
        })
    }

    /// A name, or a tuple of module and name.
    fn record_type_name<'t>(&mut self, name: &'t TermTree) -> Read<&'t [TermTree]> {
        match name.tagged("tuple") {
            Some([_, parts]) => self.list(parts),
            _ => Ok(std::slice::from_ref(name)),
        }
    }

    /// A number that is not written stands as 0.
    fn bits_part(&mut self, term: &TermTree) -> Read<Option<&'a Type<'a>>> {
        match term.tagged("integer") {
            Some([_, TermTree::Int(0)]) => Ok(None),
            _ => self.type_ref(term).map(Some),
        }
    }

    fn map_field_type(&mut self, term: &TermTree) -> Read<MapFieldType<'a>> {
        let Some([anno, TermTree::Atom(kind), parts]) = term.tagged("type") else {
            return self.bad(term);
        };
        let mandatory = match &**kind {
            "map_field_exact" => true,
            "map_field_assoc" => false,
            _ => return self.bad(term),
        };
        let [key, value] = self.list(parts)? else {
            return self.bad(term);
        };
        let op_span = self.at(anno);
        let (key, value) = (self.type_ref(key)?, self.type_ref(value)?);
        Ok(MapFieldType {
            span: key.span,
            mandatory,
            op_span,
            key,
            value,
        })
    }

    fn field_type(&mut self, term: &TermTree) -> Read<(Ident, &'a Type<'a>)> {
        let Some([_, TermTree::Atom(kind), parts]) = term.tagged("type") else {
            return self.bad(term);
        };
        match (&**kind, self.list(parts)?) {
            ("field_type", [name, typ]) => Ok((self.ident(name, "atom")?, self.type_ref(typ)?)),
            _ => self.bad(term),
        }
    }

    fn constraint(&mut self, term: &TermTree) -> Read<Type<'a>> {
        let Some([anno, TermTree::Atom(kind), parts]) = term.tagged("type") else {
            return self.bad(term);
        };
        let [_, subtype] = self.list(parts)? else {
            return self.bad(term);
        };
        match (&**kind, self.list(subtype)?) {
            ("constraint", [var, typ]) => Ok(Type {
                span: self.at(anno),
                kind: TypeKind::Annotated {
                    var: self.ident(var, "var")?,
                    typ: self.type_ref(typ)?,
                },
            }),
            _ => self.bad(term),
        }
    }
}
