//! Functions and attributes of abstract format.

use super::place::is_generated;
use super::{Read, Reader};
use crate::ast::nodes::{
    FieldDecl, Form, FormKind, FunName, Function, Ident, RecordDecl, SpecDecl, TypeDecl,
    TypeDeclKind,
};
use crate::ast::term_tree::TermTree;
use crate::diagnostics::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic};
use crate::source::span::Span;

impl<'a> Reader<'_, '_, 'a> {
    /// A form; nothing for what only tells something (`eof`, `error`, `warning`).
    pub(super) fn form(&mut self, term: &TermTree) -> Read<Option<Form<'a>>> {
        match term.as_tuple() {
            Some([TermTree::Atom(tag), anno, TermTree::Atom(name), value])
                if &**tag == "attribute" =>
            {
                self.attribute(anno, name, value).map(Some)
            }
            Some([TermTree::Atom(tag), anno, name, arity, clauses]) if &**tag == "function" => {
                self.function(anno, name, arity, clauses).map(Some)
            }
            Some([TermTree::Atom(tag), info]) if matches!(&**tag, "error" | "warning") => {
                self.report(tag, info);
                Ok(None)
            }
            Some([TermTree::Atom(tag), _]) if &**tag == "eof" => Ok(None),
            _ => self.bad(term),
        }
    }

    /// What another pass has found: `{Location, Module, Descriptor}`.
    fn report(&mut self, tag: &str, info: &TermTree) {
        let code = match tag {
            "error" => Code::ReportedError,
            _ => Code::ReportedWarning,
        };
        let diagnostic = match info.as_tuple() {
            Some([place, TermTree::Atom(module), descriptor]) => {
                let span = self.at(place);
                let text = Arg::Text(descriptor.to_string());
                Diagnostic::new(code, span)
                    .arg(text)
                    .otp_term(descriptor.clone())
                    .otp_module(module)
            }
            _ => Diagnostic::new(code, Span::NONE)
                .arg(Arg::Text(info.to_string()))
                .otp_term(info.clone()),
        };
        self.said.push(diagnostic);
    }

    fn function(
        &mut self,
        anno: &TermTree,
        name: &TermTree,
        arity: &TermTree,
        clauses: &TermTree,
    ) -> Read<Form<'a>> {
        let span = self.at(anno);
        let name = Ident {
            name: self.atom(name)?,
            span,
        };
        let arity = self.int(arity)?;
        let read = self.clauses(clauses, arity as usize)?;
        if read.is_empty() {
            return self.bad(clauses);
        }
        Ok(Form {
            span,
            anchor: span,
            kind: FormKind::Function(Function {
                name,
                arity,
                clauses: read,
            }),
        })
    }

    fn attribute(&mut self, anno: &TermTree, name: &str, value: &TermTree) -> Read<Form<'a>> {
        if name == "file"
            && let Some([path, TermTree::Int(line)]) = value.as_tuple()
            && let Some(path) = text_of(path)
        {
            self.places.enter(&path, anno);
            // What is written in the source is marked so.
            let place = self.at(anno);
            let span = match is_generated(anno) {
                true => place,
                false => Span::new(place.lo, place.lo),
            };
            let kind = FormKind::File {
                path: self.names.intern(&path),
                line: u32::try_from(*line).unwrap_or(0),
            };
            return Ok(Form {
                span,
                anchor: span,
                kind,
            });
        }
        let (span, anchor) = self.places.form(anno, name.chars().count() as u32);
        let kind = match self.declaration(anchor, name, value)? {
            Some(kind) => kind,
            None => {
                let value = self.value(value, anchor)?;
                FormKind::Attribute {
                    name: Ident {
                        name: self.names.intern(name),
                        span: anchor,
                    },
                    value: self.alloc(value),
                }
            }
        };
        Ok(Form { span, anchor, kind })
    }

    /// An attribute that has a node of its own.
    fn declaration(
        &mut self,
        span: Span,
        name: &str,
        value: &TermTree,
    ) -> Read<Option<FormKind<'a>>> {
        Ok(Some(match name {
            "module" => FormKind::Module(Ident {
                name: self.atom(value)?,
                span,
            }),
            "behaviour" | "behavior" => FormKind::Behaviour(Ident {
                name: self.atom(value)?,
                span,
            }),
            "export" => FormKind::Export(self.fun_names(value, span)?),
            "export_type" => FormKind::ExportType(self.fun_names(value, span)?),
            "optional_callbacks" => FormKind::OptionalCallbacks(self.fun_names(value, span)?),
            "import" => match value.as_tuple() {
                Some([module, functions]) => FormKind::Import {
                    module: Ident {
                        name: self.atom(module)?,
                        span,
                    },
                    functions: self.fun_names(functions, span)?,
                },
                _ => return self.bad(value),
            },
            "record" => self.record(span, value, false)?,
            "native_record" => self.record(span, value, true)?,
            "import_record" => match value.as_tuple() {
                Some([module, records]) => FormKind::ImportRecord {
                    module: Ident {
                        name: self.atom(module)?,
                        span,
                    },
                    records: self.each(records, |reader, name| {
                        let name = reader.atom(name)?;
                        Ok(Ident { name, span })
                    })?,
                },
                _ => return self.bad(value),
            },
            "type" => self.type_declaration(TypeDeclKind::Type, span, value)?,
            "opaque" => self.type_declaration(TypeDeclKind::Opaque, span, value)?,
            "nominal" => self.type_declaration(TypeDeclKind::Nominal, span, value)?,
            "spec" | "callback" => self.spec(name == "callback", span, value)?,
            _ => return Ok(None),
        }))
    }

    fn fun_names(&mut self, value: &TermTree, span: Span) -> Read<&'a [FunName]> {
        self.each(value, |reader, pair| match pair.as_tuple() {
            Some([name, arity]) => Ok(FunName {
                name: reader.atom(name)?,
                arity: reader.int(arity)?,
                span,
            }),
            _ => reader.bad(pair),
        })
    }

    fn record(&mut self, span: Span, value: &TermTree, native: bool) -> Read<FormKind<'a>> {
        let Some([name, fields]) = value.as_tuple() else {
            return self.bad(value);
        };
        Ok(FormKind::Record(RecordDecl {
            native,
            name: Ident {
                name: self.atom(name)?,
                span,
            },
            fields: self.each(fields, Self::field)?,
        }))
    }

    fn field(&mut self, term: &TermTree) -> Read<FieldDecl<'a>> {
        let (field, typ) = match term.tagged("typed_record_field") {
            Some([field, typ]) => (field, Some(typ)),
            _ => (term, None),
        };
        let (name, default) = match field.tagged("record_field") {
            Some([_, name]) => (name, None),
            Some([_, name, default]) => (name, Some(default)),
            _ => return self.bad(term),
        };
        let name = self.ident(name, "atom")?;
        let default = match default {
            Some(default) => Some(self.expr_ref(default)?),
            None => None,
        };
        let typ = match typ {
            Some(typ) => {
                let typ = self.typ(typ)?;
                Some(self.alloc(typ))
            }
            None => None,
        };
        Ok(FieldDecl { name, default, typ })
    }

    fn type_declaration(
        &mut self,
        kind: TypeDeclKind,
        span: Span,
        value: &TermTree,
    ) -> Read<FormKind<'a>> {
        let Some([name, body, params]) = value.as_tuple() else {
            return self.bad(value);
        };
        let name = Ident {
            name: self.atom(name)?,
            span,
        };
        let body = self.typ(body)?;
        Ok(FormKind::Type(TypeDecl {
            kind,
            name,
            params: self.each(params, |reader, param| reader.ident(param, "var"))?,
            body: self.alloc(body),
        }))
    }

    fn spec(&mut self, callback: bool, span: Span, value: &TermTree) -> Read<FormKind<'a>> {
        let Some([TermTree::Tuple(function), clauses]) = value.as_tuple() else {
            return self.bad(value);
        };
        let (module, name, arity) = match function.as_slice() {
            [name, arity] => (None, name, arity),
            [module, name, arity] => (Some(module), name, arity),
            _ => return self.bad(value),
        };
        let module = match module {
            Some(module) => Some(Ident {
                name: self.atom(module)?,
                span,
            }),
            None => None,
        };
        Ok(FormKind::Spec(SpecDecl {
            callback,
            module,
            name: Ident {
                name: self.atom(name)?,
                span,
            },
            arity: self.int(arity)?,
            clauses: self.each(clauses, Self::typ)?,
        }))
    }
}

fn text_of(term: &TermTree) -> Option<String> {
    match term {
        TermTree::Nil => Some(String::new()),
        TermTree::Chars(text) => Some(text.to_string()),
        TermTree::Binary(bytes) => String::from_utf8(bytes.to_vec()).ok(),
        _ => None,
    }
}
