//! What the forms of a module declare, gathered before any expression is looked at.

use std::collections::HashMap;

use crate::ast::nodes::*;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic};
use crate::source::name::{Interner, Name};
use crate::source::span::Span;

/// Name and arity.
pub type FunKey = (Name, u32);

pub struct Facts<'a> {
    pub module: Option<Ident>,
    /// With the place of the export.
    pub exports: HashMap<FunKey, Span>,
    /// The attributes those stand in.
    pub export_forms: HashMap<FunKey, Span>,
    pub type_exports: HashMap<FunKey, Span>,
    /// With the place of the first clause's name.
    pub functions: HashMap<FunKey, Span>,
    /// In source order.
    pub function_order: Vec<(FunKey, Span)>,
    /// Functions whose form did not parse may be missing: then nothing is said of missing functions.
    pub has_errors: bool,
    pub imports: HashMap<FunKey, (Name, Span)>,
    pub import_forms: HashMap<FunKey, Span>,
    pub records: HashMap<Name, RecordDecl<'a>>,
    pub record_order: Vec<(Name, Span)>,
    /// Native records of other modules, with the module and the place of the attribute's name.
    pub imported_records: HashMap<Name, (Name, Span)>,
    pub types: HashMap<FunKey, (TypeDecl<'a>, Span)>,
    pub type_order: Vec<FunKey>,
    pub callbacks: HashMap<FunKey, Span>,
    pub specs: HashMap<FunKey, Span>,
    pub behaviours: Vec<Ident>,
    /// Values of `-compile` attributes, flattened: each option with its place.
    pub compile_options: Vec<(&'a Expr<'a>, Span)>,
    pub on_load: Vec<(&'a Expr<'a>, Span)>,
    pub nifs: Vec<(FunName, Span)>,
    pub export_all: bool,
    pub no_auto_import_all: bool,
    pub no_auto_import: Vec<FunKey>,
}

impl<'a> Facts<'a> {
    pub fn gather(module: &Module<'a>, names: &Interner, said: &mut Vec<Diagnostic>) -> Facts<'a> {
        let mut facts = Facts {
            module: None,
            exports: HashMap::new(),
            export_forms: HashMap::new(),
            type_exports: HashMap::new(),
            functions: HashMap::new(),
            function_order: Vec::new(),
            has_errors: false,
            imports: HashMap::new(),
            import_forms: HashMap::new(),
            records: HashMap::new(),
            record_order: Vec::new(),
            imported_records: HashMap::new(),
            types: HashMap::new(),
            type_order: Vec::new(),
            callbacks: HashMap::new(),
            specs: HashMap::new(),
            behaviours: Vec::new(),
            compile_options: Vec::new(),
            on_load: Vec::new(),
            nifs: Vec::new(),
            export_all: false,
            no_auto_import_all: false,
            no_auto_import: Vec::new(),
        };
        let mut first_function = None;
        for form in module.forms {
            match (first_function, early_attribute(form, names)) {
                (Some(function), Some(late)) => said.push(misplaced(form, late, function)),
                _ => facts.form(form, names, said),
            }
            if let FormKind::Function(function) = form.kind {
                first_function.get_or_insert(function.name.span);
            }
        }
        facts.compile_switches(names);
        facts
    }

    fn form(&mut self, form: &Form<'a>, names: &Interner, said: &mut Vec<Diagnostic>) {
        let place = attribute_place(form.span);
        match form.kind {
            FormKind::Module(name) => self.module_name(name, place, said),
            FormKind::Export(functions) => self.export(functions, place, names, said),
            FormKind::ExportType(types) => {
                for typ in types {
                    self.type_exports.insert((typ.name, typ.arity), place);
                }
            }
            FormKind::Import { module, functions } => {
                self.import(module, functions, place, names, said)
            }
            FormKind::Record(record) => self.record(record, place, names, said),
            FormKind::ImportRecord { module, records } => {
                self.import_records(module, records, place, names, said);
            }
            FormKind::Type(declaration) => self.typ(declaration, place, names, said),
            FormKind::Spec(spec) if spec.callback => self.callback(&spec, place, names, said),
            FormKind::Spec(spec) => self.spec(&spec, place, names, said),
            FormKind::Behaviour(name) => self.behaviours.push(name),
            FormKind::Attribute { name, value } => self.attribute(name, value, place, names),
            FormKind::Function(function) => self.function(&function, names, said),
            FormKind::Error => self.has_errors = true,
            FormKind::OptionalCallbacks(_) | FormKind::File { .. } => {}
        }
    }

    fn module_name(&mut self, name: Ident, span: Span, said: &mut Vec<Diagnostic>) {
        match self.module {
            None => self.module = Some(name),
            Some(first) => said.push(
                Diagnostic::new(Code::ModuleTwice, span)
                    .secondary(first.span, "the module already has this name"),
            ),
        }
    }

    fn export(
        &mut self,
        functions: &[FunName],
        span: Span,
        names: &Interner,
        said: &mut Vec<Diagnostic>,
    ) {
        for function in functions {
            let key = (function.name, function.arity);
            match self.exports.get(&key) {
                None => {
                    self.exports.insert(key, function.span);
                    self.export_forms.insert(key, span);
                }
                Some(&first) => said.push(
                    Diagnostic::new(Code::DuplicateExport, function.span)
                        .arg(fun_arg(key, names))
                        .otp_at(span)
                        .secondary(first, "exported here already"),
                ),
            }
        }
    }

    fn import(
        &mut self,
        module: Ident,
        functions: &[FunName],
        span: Span,
        names: &Interner,
        said: &mut Vec<Diagnostic>,
    ) {
        for function in functions {
            let key = (function.name, function.arity);
            match self.imports.get(&key) {
                Some(&(other, first)) if other != module.name => said.push(
                    Diagnostic::new(Code::ImportTwice, function.span)
                        .arg(Arg::Shown(
                            format!("{}/{}", names.text(key.0), key.1),
                            fun_term(key, names),
                        ))
                        .arg(Arg::Atom(names.text(other).to_string()))
                        .otp_at(span)
                        .secondary(first, format!("imported from `{}` here", names.text(other))),
                ),
                _ => {
                    self.imports.insert(key, (module.name, function.span));
                    self.import_forms.insert(key, span);
                }
            }
        }
    }

    fn record(
        &mut self,
        record: RecordDecl<'a>,
        span: Span,
        names: &Interner,
        said: &mut Vec<Diagnostic>,
    ) {
        let name = record.name.name;
        if let Some(first) = self.records.get(&name) {
            said.push(
                Diagnostic::new(Code::RecordTwice, record.name.span)
                    .arg(atom(name, names))
                    .otp_at(span)
                    .secondary(first.name.span, "defined here first"),
            );
            return;
        }
        if let Some(&(module, first)) = self.imported_records.get(&name) {
            said.push(imported_twice(module, record.name, first, span, names));
            return;
        }
        self.records.insert(name, record);
        self.record_order.push((name, span));
    }

    fn import_records(
        &mut self,
        module: Ident,
        records: &[Ident],
        span: Span,
        names: &Interner,
        said: &mut Vec<Diagnostic>,
    ) {
        for record in records {
            if let Some(local) = self.records.get(&record.name) {
                said.push(
                    Diagnostic::new(Code::ImportLocalRecord, record.span)
                        .arg(atom(record.name, names))
                        .otp_at(span)
                        .secondary(local.name.span, "defined here"),
                );
            } else if let Some(&(other, first)) = self.imported_records.get(&record.name) {
                said.push(imported_twice(other, *record, first, span, names));
            } else {
                self.imported_records
                    .insert(record.name, (module.name, record.span));
            }
        }
    }

    fn typ(
        &mut self,
        declaration: TypeDecl<'a>,
        span: Span,
        names: &Interner,
        said: &mut Vec<Diagnostic>,
    ) {
        let key = (declaration.name.name, declaration.params.len() as u32);
        if let Some((first, _)) = self.types.get(&key) {
            said.push(
                Diagnostic::new(Code::TypeTwice, declaration.name.span)
                    .arg(fun_arg(key, names))
                    .otp_at(span)
                    .secondary(first.name.span, "defined here first"),
            );
            return;
        }
        self.types.insert(key, (declaration, span));
        self.type_order.push(key);
    }

    fn callback(
        &mut self,
        spec: &SpecDecl<'a>,
        span: Span,
        names: &Interner,
        said: &mut Vec<Diagnostic>,
    ) {
        let key = (spec.name.name, spec.arity);
        if let Some(&first) = self.callbacks.get(&key) {
            said.push(
                Diagnostic::new(Code::CallbackTwice, spec.name.span)
                    .arg(fun_arg(key, names))
                    .otp_at(span)
                    .secondary(first, "declared here first"),
            );
            return;
        }
        self.callbacks.insert(key, spec.name.span);
    }

    fn spec(
        &mut self,
        spec: &SpecDecl<'a>,
        span: Span,
        names: &Interner,
        said: &mut Vec<Diagnostic>,
    ) {
        let key = (spec.name.name, spec.arity);
        if let (Some(module), Some(own)) = (spec.module, self.module)
            && module.name != own.name
        {
            said.push(
                Diagnostic::new(Code::SpecOfOtherModule, module.span)
                    .arg(Arg::RemoteFun(
                        names.text(module.name).to_string(),
                        names.text(key.0).to_string(),
                        key.1,
                    ))
                    .otp_at(span),
            );
            return;
        }
        if let Some(&first) = self.specs.get(&key) {
            said.push(
                Diagnostic::new(Code::SpecTwice, spec.name.span)
                    .arg(fun_arg(key, names))
                    .otp_at(span)
                    .secondary(first, "specified here first"),
            );
            return;
        }
        self.specs.insert(key, spec.name.span);
    }

    fn attribute(&mut self, name: Ident, value: &'a Expr<'a>, span: Span, names: &Interner) {
        match names.text(name.name) {
            "compile" => self.compile_option(value, span),
            "on_load" => self.on_load.push((value, span)),
            "nifs" => {
                for element in elements(value) {
                    if let Some((key, place)) = fun_key(element) {
                        self.nifs.push((
                            FunName {
                                name: key.0,
                                arity: key.1,
                                span: place,
                            },
                            span,
                        ));
                    }
                }
            }
            _ => {}
        }
    }

    fn compile_option(&mut self, value: &'a Expr<'a>, form: Span) {
        self.compile_options
            .extend(elements(value).iter().map(|option| (option, form)));
    }

    fn compile_switches(&mut self, names: &Interner) {
        for (option, _) in self.compile_options.clone() {
            match option.kind {
                ExprKind::Atom(name) if names.text(name) == "export_all" => self.export_all = true,
                ExprKind::Atom(name) if names.text(name) == "no_auto_import" => {
                    self.no_auto_import_all = true
                }
                ExprKind::Tuple([key, list]) if is_atom(key, "no_auto_import", names) => {
                    for element in elements(list) {
                        self.no_auto_import
                            .extend(fun_key(element).map(|(key, _)| key));
                    }
                }
                _ => {}
            }
        }
    }

    fn function(&mut self, function: &Function<'a>, names: &Interner, said: &mut Vec<Diagnostic>) {
        let key = (function.name.name, function.arity);
        if let Some(&first) = self.functions.get(&key) {
            said.push(
                Diagnostic::new(Code::FunctionTwice, function.name.span)
                    .arg(fun_arg(key, names))
                    .secondary(first, "defined here first"),
            );
            return;
        }
        self.functions.insert(key, function.name.span);
        self.function_order.push((key, function.name.span));
    }
}

/// Where OTP places an attribute: at its name, behind the `-`.
fn imported_twice(
    module: Name,
    record: Ident,
    first: Span,
    span: Span,
    names: &Interner,
) -> Diagnostic {
    Diagnostic::new(Code::ImportedRecordTwice, record.span)
        .arg(atom(module, names))
        .arg(atom(record.name, names))
        .otp_at(span)
        .secondary(
            first,
            format!("imported from `{}` here", names.text(module)),
        )
}

pub fn attribute_place(form: Span) -> Span {
    Span::new((form.lo + 1).min(form.hi), form.hi)
}

/// `f/1` as an argument of a diagnostic.
pub fn fun_arg(key: FunKey, names: &Interner) -> Arg {
    Arg::Fun(names.text(key.0).to_string(), key.1)
}

pub fn fun_term(key: FunKey, names: &Interner) -> crate::ast::term_tree::TermTree {
    use crate::ast::term_tree::TermTree;
    TermTree::tuple([
        TermTree::atom(names.text(key.0)),
        TermTree::Int(i64::from(key.1)),
    ])
}

pub fn atom(name: Name, names: &Interner) -> Arg {
    Arg::Atom(names.text(name).to_string())
}

/// The functions that a compiler option names: a list of them, or one alone.
pub fn named<'a>(value: &'a Expr<'a>) -> &'a [Expr<'a>] {
    match fun_key(value) {
        Some(_) => std::slice::from_ref(value),
        None => elements(value),
    }
}

/// The elements of a list written out, or the thing itself.
pub fn elements<'a>(value: &'a Expr<'a>) -> &'a [Expr<'a>] {
    match value.kind {
        ExprKind::List { elements, .. } => elements,
        ExprKind::Nil => &[],
        _ => std::slice::from_ref(value),
    }
}

/// `f/1` or `{f, 1}` in an attribute.
pub fn fun_key(value: &Expr<'_>) -> Option<(FunKey, Span)> {
    let (name, arity) = match value.kind {
        ExprKind::Binary {
            op: BinaryOp::FloatDiv | BinaryOp::Div,
            left,
            right,
            ..
        } => (left, right),
        ExprKind::Tuple([name, arity]) => (name, arity),
        _ => return None,
    };
    match (name.kind, arity.kind) {
        (ExprKind::Atom(name), ExprKind::Integer(Integer::Small(arity))) => {
            Some(((name, u32::try_from(arity).ok()?), value.span))
        }
        _ => None,
    }
}

pub fn is_atom(value: &Expr<'_>, text: &str, names: &Interner) -> bool {
    matches!(value.kind, ExprKind::Atom(name) if names.text(name) == text)
}

/// Attributes of no form of their own that may stand among the functions.
const ANYWHERE: &[&str] = &["compile", "dialyzer", "doc", "feature", "moduledoc"];

/// The name of an attribute that has to stand before the first function.
fn early_attribute<'n>(form: &Form, names: &'n Interner) -> Option<&'n str> {
    match form.kind {
        FormKind::Module(_) => Some("module"),
        FormKind::Export(_) => Some("export"),
        FormKind::ExportType(_) => Some("export_type"),
        FormKind::Import { .. } => Some("import"),
        FormKind::ImportRecord { .. } => Some("import_record"),
        FormKind::Spec(spec) if spec.callback => Some("callback"),
        FormKind::OptionalCallbacks(_) => Some("optional_callbacks"),
        FormKind::Behaviour(_) => Some("behaviour"),
        FormKind::Attribute { name, .. } => {
            let name = names.text(name.name);
            (!ANYWHERE.contains(&name)).then_some(name)
        }
        FormKind::Record(_)
        | FormKind::Type(_)
        | FormKind::Spec(_)
        | FormKind::File { .. }
        | FormKind::Function(_)
        | FormKind::Error => None,
    }
}

fn misplaced(form: &Form, name: &str, first_function: Span) -> Diagnostic {
    Diagnostic::new(Code::AttributeAfterFunction, attribute_place(form.span))
        .arg(Arg::Atom(name.to_string()))
        .secondary(first_function, "the first function")
        .help("move it before the first function")
}
