//! Forms: what a module declares, and the functions every module has.

use std::collections::{HashMap, HashSet};

use super::native_record::NativeRecords;
use super::record::RecordInfo;
use super::{Lower, LowerOptions};
use crate::ast::nodes::{BinaryOp, Expr, ExprKind, Form, FormKind, Module as Tree, UnaryOp};
use crate::core::builder::FunctionBuilder;
use crate::core::nodes::{
    BlockId, Const, ConstNode, Function, FunctionId, InstKind, LocId, Operand, Target, Terminator,
};
use crate::source::name::Name;
use crate::source::span::Span;

#[derive(Default)]
pub(super) struct Declarations<'a> {
    pub(super) module: Option<Name>,
    pub(super) functions: HashMap<(Name, u32), FunctionId>,
    pub(super) imports: HashMap<(Name, u32), Name>,
    pub(super) records: HashMap<Name, RecordInfo<'a>>,
    pub(super) natives: NativeRecords<'a>,
    exports: HashSet<(Name, u32)>,
    callbacks: Vec<(Name, u32)>,
    optional_callbacks: Vec<(Name, u32)>,
    export_all: bool,
    no_auto_import_all: bool,
    no_auto_import: HashSet<(Name, u32)>,
    inline: Vec<(Name, u32)>,
}

impl Declarations<'_> {
    /// May an unqualified call mean the BIF of that name?
    pub(super) fn auto_imports(&self, name: Name, arity: u32) -> bool {
        !self.no_auto_import_all && !self.no_auto_import.contains(&(name, arity))
    }
}

impl<'a> Lower<'a, '_> {
    pub(super) fn module(&mut self, module: &Tree<'a>, options: &LowerOptions) {
        self.declarations.export_all = options.export_all;
        self.out.inline_any = options.inline;
        self.show_operands = options.show_operands;
        for form in module.forms {
            self.declare(form);
        }
        self.out.name = self.declarations.module;
        self.define_native_records();
        for form in module.forms {
            if let FormKind::Function(function) = &form.kind {
                self.declare_function(function.name.name, function.arity, form.span);
            }
        }
        let module_info: Vec<FunctionId> = (0..2)
            .filter_map(|arity| self.declare_function(self.words.module_info, arity, Span::NONE))
            .collect();
        let behaviour_info = match self.declarations.callbacks.is_empty() {
            true => None,
            false => self.declare_function(self.words.behaviour_info, 1, Span::NONE),
        };
        for form in module.forms {
            match &form.kind {
                FormKind::Function(function) => self.function(function),
                FormKind::Attribute { name, value } if name.name == self.words.on_load => {
                    let target = self
                        .fun_name(value)
                        .and_then(|name| self.declarations.functions.get(&name));
                    self.out.on_load = target.copied();
                }
                _ => {}
            }
        }
        for id in module_info {
            self.module_info(id);
        }
        let inline = self.declarations.inline.iter();
        let known = &self.declarations.functions;
        self.out.inline = inline.filter_map(|key| known.get(key).copied()).collect();
        if let Some(id) = behaviour_info {
            self.behaviour_info(id);
        }
    }

    fn declare(&mut self, form: &Form<'a>) {
        match &form.kind {
            FormKind::Module(name) => self.declarations.module = Some(name.name),
            FormKind::Export(functions) => {
                let names = functions
                    .iter()
                    .map(|function| (function.name, function.arity));
                self.declarations.exports.extend(names);
            }
            FormKind::Import { module, functions } => {
                let names = functions
                    .iter()
                    .map(|function| ((function.name, function.arity), module.name));
                self.declarations.imports.extend(names);
            }
            FormKind::Record(record) if record.native => self.declare_native_record(record),
            FormKind::Record(record) => self.declare_record(record),
            FormKind::ImportRecord { module, records } => {
                let names = records.iter().map(|record| (record.name, module.name));
                self.declarations.natives.imported.extend(names);
            }
            FormKind::Attribute { name, value }
                if self.names.text(name.name) == "export_record" =>
            {
                self.export_records(value);
            }
            FormKind::Attribute { name, value } => self.attribute(name.name, value),
            FormKind::Behaviour(name) => {
                let behaviour = self.names.intern("behaviour");
                let list = self.list(&[Const::Atom(name.name)], Const::Nil);
                self.out.attributes.push((behaviour, list));
            }
            FormKind::Spec(spec) if spec.callback => {
                let callback = (spec.name.name, spec.arity);
                self.declarations.callbacks.push(callback);
            }
            FormKind::OptionalCallbacks(functions) => {
                let names = functions
                    .iter()
                    .map(|function| (function.name, function.arity));
                self.declarations.optional_callbacks.extend(names);
            }
            FormKind::ExportType(_)
            | FormKind::Type(_)
            | FormKind::Spec(_)
            | FormKind::File { .. }
            | FormKind::Function(_)
            | FormKind::Error => {}
        }
    }

    fn attribute(&mut self, name: Name, value: &Expr<'a>) {
        if name == self.words.compile {
            self.compile_options(value);
            return;
        }
        // The shell's throwaway modules share the records defined at the prompt.
        if self.names.text(name) == "purlin_record_module" {
            if let ExprKind::Atom(module) = value.kind {
                self.declarations.natives.module = Some(module);
            }
            return;
        }
        if matches!(
            self.names.text(name),
            "on_load" | "doc" | "moduledoc" | "nifs" | "feature"
        ) {
            return;
        }
        let constant = self.attribute_value(value);
        let is_list = matches!(
            value.kind,
            ExprKind::Nil | ExprKind::List { .. } | ExprKind::String(_)
        );
        let list = if is_list {
            constant
        } else {
            self.list(&[constant], Const::Nil)
        };
        self.out.attributes.push((name, list));
    }

    fn compile_options(&mut self, value: &Expr<'a>) {
        let one = std::slice::from_ref(value);
        let options = match &value.kind {
            ExprKind::List { elements, .. } => elements,
            _ => one,
        };
        for option in options {
            match &option.kind {
                ExprKind::Atom(name) if *name == self.words.export_all => {
                    self.declarations.export_all = true
                }
                ExprKind::Atom(name) if *name == self.words.no_auto_import => {
                    self.declarations.no_auto_import_all = true;
                }
                ExprKind::Atom(name) if *name == self.words.inline => self.out.inline_any = true,
                ExprKind::Tuple([tag, what]) if matches!(tag.kind, ExprKind::Atom(name) if name == self.words.inline) =>
                {
                    let functions = crate::check::facts::elements(what);
                    let names: Vec<(Name, u32)> =
                        functions.iter().filter_map(|e| self.fun_name(e)).collect();
                    self.declarations.inline.extend(names);
                }
                ExprKind::Tuple([tag, list]) => {
                    if let (ExprKind::Atom(tag), ExprKind::List { elements, .. }) =
                        (&tag.kind, &list.kind)
                        && *tag == self.words.no_auto_import
                    {
                        let names: Vec<(Name, u32)> =
                            elements.iter().filter_map(|e| self.fun_name(e)).collect();
                        self.declarations.no_auto_import.extend(names);
                    }
                }
                _ => {}
            }
        }
    }

    /// `f/1` or `{f, 1}` inside an attribute.
    fn fun_name(&self, value: &Expr<'a>) -> Option<(Name, u32)> {
        let (name, arity) = match &value.kind {
            ExprKind::Binary {
                op: BinaryOp::FloatDiv,
                left,
                right,
                ..
            } => (*left, *right),
            ExprKind::Tuple([left, right]) => (left, right),
            _ => return None,
        };
        match (&name.kind, &arity.kind) {
            (ExprKind::Atom(name), ExprKind::Integer(crate::ast::nodes::Integer::Small(arity))) => {
                Some((*name, u32::try_from(*arity).ok()?))
            }
            _ => None,
        }
    }

    /// The value of an attribute: a constant expression in which `f/1` stands for `{f,1}`.
    fn attribute_value(&mut self, value: &Expr<'a>) -> Const {
        if let Some((name, arity)) = self.fun_name(value)
            && matches!(value.kind, ExprKind::Binary { .. })
        {
            return self.tuple(vec![Const::Atom(name), Const::Int(i64::from(arity))]);
        }
        match &value.kind {
            ExprKind::Atom(name) => Const::Atom(*name),
            ExprKind::Integer(integer) => self.integer(integer),
            ExprKind::Float(float) => self.float(*float),
            ExprKind::Char(char) => Const::Int(i64::from(*char)),
            ExprKind::String(chars) => self.string(chars),
            ExprKind::Nil => Const::Nil,
            ExprKind::ExternalFun {
                module,
                name,
                arity,
            } => match (&module.kind, &name.kind, self.attribute_value(arity)) {
                (ExprKind::Atom(module), ExprKind::Atom(name), Const::Int(arity)) => {
                    self.out.consts.add(ConstNode::ExternalFun {
                        module: *module,
                        name: *name,
                        arity: u32::try_from(arity).unwrap_or(u32::MAX),
                    })
                }
                _ => Const::Nil,
            },
            ExprKind::Tuple(elements) => {
                let elements = elements
                    .iter()
                    .map(|element| self.attribute_value(element))
                    .collect();
                self.tuple(elements)
            }
            ExprKind::List { elements, tail, .. } => {
                let elements: Vec<Const> = elements
                    .iter()
                    .map(|element| self.attribute_value(element))
                    .collect();
                let tail = tail.map_or(Const::Nil, |tail| self.attribute_value(tail));
                self.list(&elements, tail)
            }
            ExprKind::Map {
                base: None, fields, ..
            } => {
                let pairs: Vec<(Const, Const)> = fields
                    .iter()
                    .map(|field| {
                        (
                            self.attribute_value(field.key),
                            self.attribute_value(field.value),
                        )
                    })
                    .collect();
                self.map_const(&pairs)
            }
            ExprKind::Unary {
                op: op @ (UnaryOp::Minus | UnaryOp::Plus),
                operand,
            } => {
                let operand = self.attribute_value(operand);
                self.fold_unary(*op, Operand::Const(operand))
                    .unwrap_or(Const::Nil)
            }
            ExprKind::Bits(_) => match self.constant_bits(value) {
                Some(constant) => constant,
                None => Const::Nil,
            },
            // The checker has said that this is no constant.
            _ => Const::Nil,
        }
    }

    fn declare_function(&mut self, name: Name, arity: u32, span: Span) -> Option<FunctionId> {
        if self.declarations.functions.contains_key(&(name, arity)) {
            return None;
        }
        let id = self.new_function(name, arity, span);
        self.declarations.functions.insert((name, arity), id);
        let exported = self.declarations.export_all
            || self.declarations.exports.contains(&(name, arity))
            || name == self.words.module_info
            || span == Span::NONE;
        self.out.functions[id.0 as usize].exported = exported;
        Some(id)
    }

    /// A function whose blocks are still to come.
    pub(super) fn new_function(&mut self, name: Name, arity: u32, span: Span) -> FunctionId {
        let id = FunctionId(self.out.functions.len() as u32);
        self.out.functions.push(Function {
            name,
            arity,
            exported: false,
            lambda_free: None,
            copy_of: None,
            span,
            blocks: Vec::new(),
            n_values: 0,
        });
        id
    }

    /// `behaviour_info/1` of a module with `-callback`s.
    fn behaviour_info(&mut self, id: FunctionId) {
        let lists = [
            (
                self.words.callbacks,
                std::mem::take(&mut self.declarations.callbacks),
            ),
            (
                self.words.optional_callbacks,
                std::mem::take(&mut self.declarations.optional_callbacks),
            ),
        ];
        let mut b = FunctionBuilder::new(1);
        let subject = Operand::Value(b.params(BlockId(0))[0]);
        let mut cases = Vec::new();
        let mut answers = Vec::new();
        for (word, functions) in lists {
            let names: Vec<Const> = functions
                .into_iter()
                .map(|(name, arity)| {
                    self.tuple(vec![Const::Atom(name), Const::Int(i64::from(arity))])
                })
                .collect();
            let block = b.block();
            cases.push((Const::Atom(word), Target::to(block)));
            answers.push((block, self.list(&names, Const::Nil)));
        }
        let other = b.block();
        b.end(Terminator::Switch {
            subject,
            cases,
            default: Target::to(other),
        });
        for (block, answer) in answers {
            b.switch_to(block);
            b.end(Terminator::Return(Operand::Const(answer)));
        }
        b.switch_to(other);
        b.end(Terminator::FunctionClause {
            args: vec![subject],
            loc: LocId::default(),
        });
        b.finish(&mut self.out.functions[id.0 as usize]);
    }

    /// `module_info/0` and `/1` ask the machine.
    fn module_info(&mut self, id: FunctionId) {
        let function = &mut self.out.functions[id.0 as usize];
        let mut b = FunctionBuilder::new(function.arity);
        let name = self.declarations.module.unwrap_or(self.words.undefined);
        let mut args = vec![Operand::Const(Const::Atom(name))];
        args.extend(
            b.params(crate::core::nodes::BlockId(0))
                .iter()
                .map(|&param| Operand::Value(param)),
        );
        let call = InstKind::CallExt {
            module: self.words.erlang,
            name: self.words.get_module_info,
            args,
        };
        let result = b.emit(call, LocId::default());
        b.end(Terminator::Return(result));
        b.finish(function);
    }
}
