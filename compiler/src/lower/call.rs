//! Calls: who is called, and which BIFs are instructions or tests of Core.

use super::{Lower, Want};
use crate::ast::nodes::{BinaryOp, CallTarget, Expr, ExprKind, Ident, UnaryOp};
use crate::core::nodes::{Const, ConstNode, InstKind, Kind, Operand, Test};
use crate::source::name::Name;
use crate::source::span::Span;

/// Tests that are instructions.
pub(super) fn type_test(name: &str, n_args: usize) -> Option<TypeTest> {
    Some(match (name, n_args) {
        ("is_atom", 1) => TypeTest::Kind(Kind::Atom),
        ("is_integer", 1) => TypeTest::Kind(Kind::Integer),
        ("is_float", 1) => TypeTest::Kind(Kind::Float),
        ("is_number", 1) => TypeTest::Kind(Kind::Number),
        ("is_boolean", 1) => TypeTest::Kind(Kind::Boolean),
        ("is_list", 1) => TypeTest::Kind(Kind::List),
        ("is_tuple", 1) => TypeTest::Kind(Kind::Tuple),
        ("is_map", 1) => TypeTest::Kind(Kind::Map),
        ("is_binary", 1) => TypeTest::Kind(Kind::Binary),
        ("is_bitstring", 1) => TypeTest::Kind(Kind::Bitstring),
        ("is_pid", 1) => TypeTest::Kind(Kind::Pid),
        ("is_reference", 1) => TypeTest::Kind(Kind::Reference),
        ("is_port", 1) => TypeTest::Kind(Kind::Port),
        ("is_function", 1) => TypeTest::Kind(Kind::Function),
        ("is_function", 2) => TypeTest::FunctionArity,
        ("is_record", 2 | 3) => TypeTest::Record,
        ("==", 2) => TypeTest::Operator(BinaryOp::Eq),
        ("/=", 2) => TypeTest::Operator(BinaryOp::NotEq),
        ("=<", 2) => TypeTest::Operator(BinaryOp::LessEq),
        ("<", 2) => TypeTest::Operator(BinaryOp::Less),
        (">=", 2) => TypeTest::Operator(BinaryOp::GreaterEq),
        (">", 2) => TypeTest::Operator(BinaryOp::Greater),
        ("=:=", 2) => TypeTest::Operator(BinaryOp::ExactEq),
        ("=/=", 2) => TypeTest::Operator(BinaryOp::ExactNotEq),
        _ => return None,
    })
}

pub(super) enum TypeTest {
    Kind(Kind),
    Operator(BinaryOp),
    Record,
    FunctionArity,
}

/// An operator called as a function of `erlang`.
fn operator(name: &str, n_args: usize) -> Option<Operator> {
    if n_args == 1 {
        return Some(match name {
            "+" => Operator::Unary(UnaryOp::Plus),
            "-" => Operator::Unary(UnaryOp::Minus),
            "bnot" => Operator::Unary(UnaryOp::Bnot),
            "not" => Operator::Unary(UnaryOp::Not),
            _ => return None,
        });
    }
    let op = BinaryOp::ALL.iter().copied().find(|op| op.text() == name)?;
    (n_args == 2 && !op.is_short_circuit()).then_some(Operator::Binary(op))
}

enum Operator {
    Unary(UnaryOp),
    Binary(BinaryOp),
}

impl<'a> Lower<'a, '_> {
    #[inline(never)]
    pub(super) fn call(
        &mut self,
        expr: &'a Expr<'a>,
        target: &'a CallTarget<'a>,
        args: &'a [Expr<'a>],
        want: Want,
    ) -> Operand {
        let result = match target {
            CallTarget::Local(ident) => self.local_call(ident, args, expr.span),
            CallTarget::Remote { module, name, .. } => {
                self.remote_call(module, name, args, expr.span)
            }
            CallTarget::Value(fun) => self.fun_call(fun, args, expr.span),
        };
        self.give(result, want)
    }

    /// The name of the BIF of `erlang` that a call means, if it means one.
    pub(super) fn bif_name(&self, target: &CallTarget<'a>, arity: u32) -> Option<Name> {
        match target {
            CallTarget::Local(ident) => {
                let key = (ident.name, arity);
                let hidden = self.declarations.functions.contains_key(&key)
                    || self
                        .declarations
                        .imports
                        .get(&key)
                        .is_some_and(|&module| module != self.words.erlang)
                    || !self.declarations.auto_imports(ident.name, arity);
                (!hidden).then_some(ident.name)
            }
            CallTarget::Remote { module, name, .. } => match (&module.kind, &name.kind) {
                (ExprKind::Atom(module), ExprKind::Atom(name)) if *module == self.words.erlang => {
                    Some(*name)
                }
                _ => None,
            },
            CallTarget::Value(_) => None,
        }
    }

    fn local_call(&mut self, ident: &Ident, args: &'a [Expr<'a>], span: Span) -> Operand {
        let key = (ident.name, args.len() as u32);
        if let Some(&function) = self.declarations.functions.get(&key) {
            let args = self.values(args);
            let loc = self.loc(span);
            return self.b.emit(InstKind::Call { function, args }, loc);
        }
        if let Some(&module) = self.declarations.imports.get(&key) {
            return self.named_call(module, ident.name, args, span);
        }
        if ident.name == self.words.record_info
            && let Some(value) = self.record_info(args)
        {
            return value;
        }
        let arity = args.len() as u32;
        if self.declarations.auto_imports(ident.name, arity)
            && purlin_isa::bifs::is_auto_imported(self.names.text(ident.name), args.len())
        {
            return self.named_call(self.words.erlang, ident.name, args, span);
        }
        // Not defined: the checker has said so. The call fails when it is made.
        let module = self.declarations.module.unwrap_or(self.words.undefined);
        let args = self.values(args);
        self.call_ext(module, ident.name, args, span)
    }

    fn remote_call(
        &mut self,
        module: &'a Expr<'a>,
        name: &'a Expr<'a>,
        args: &'a [Expr<'a>],
        span: Span,
    ) -> Operand {
        if let (ExprKind::Atom(module), ExprKind::Atom(name)) = (&module.kind, &name.kind) {
            return self.named_call(*module, *name, args, span);
        }
        let module = self.value(module);
        let name = self.value(name);
        let args = self.values(args);
        if let (Operand::Const(Const::Atom(module)), Operand::Const(Const::Atom(name))) =
            (module, name)
        {
            return self.call_ext(module, name, args, span);
        }
        self.apply(module, name, args, span)
    }

    fn apply(&mut self, module: Operand, name: Operand, args: Vec<Operand>, span: Span) -> Operand {
        let loc = self.loc(span);
        self.b.emit(InstKind::Apply { module, name, args }, loc)
    }

    /// `M:F(...)` with known names.
    fn named_call(
        &mut self,
        module: Name,
        name: Name,
        args: &'a [Expr<'a>],
        span: Span,
    ) -> Operand {
        if module == self.words.erlang {
            return self.erlang_call(name, args, span);
        }
        // As OTP's compiler has it: errors of `maps:get/2` written out are those of `map_get/2`.
        if module == self.words.maps && self.names.text(name) == "get" && args.len() == 2 {
            let name = self.names.intern("map_get");
            return self.erlang_call(name, args, span);
        }
        let args = self.values(args);
        self.call_ext(module, name, args, span)
    }

    fn erlang_call(&mut self, name: Name, args: &'a [Expr<'a>], span: Span) -> Operand {
        if let Some(test) = self.type_test_call(name, args) {
            let loc = self.loc(span);
            return self.b.emit(InstKind::Boolean(test), loc);
        }
        if name == self.words.apply
            && let Some(result) = self.apply_call(args, span)
        {
            return result;
        }
        let operands = self.values(args);
        let text = self.names.text(name);
        if let Some(operator) = operator(text, args.len()) {
            return match operator {
                Operator::Unary(op) => self.operate_unary(op, operands[0], span),
                Operator::Binary(op) => self.operate(op, operands[0], operands[1], span),
            };
        }
        if purlin_isa::bifs::is_guard_bif(text, args.len()) {
            return self.bif(name, operands, span);
        }
        if self.fail.is_some() {
            // Not allowed in guards: the checker has said so.
            return self.unreachable();
        }
        self.call_ext(self.words.erlang, name, operands, span)
    }

    /// `apply(F, [..])`, `apply(M, F, [..])` with the list written out.
    fn apply_call(&mut self, args: &'a [Expr<'a>], span: Span) -> Option<Operand> {
        let (last, callee) = args.split_last()?;
        let list = match &last.kind {
            ExprKind::List {
                elements,
                tail: None,
                ..
            } => elements,
            ExprKind::Nil => &[][..],
            _ => return None,
        };
        match callee {
            [module, name] => {
                let module = self.value(module);
                let name = self.value(name);
                let args = self.values(list);
                Some(match (module, name) {
                    (Operand::Const(Const::Atom(module)), Operand::Const(Const::Atom(name))) => {
                        self.call_ext(module, name, args, span)
                    }
                    _ => self.apply(module, name, args, span),
                })
            }
            [fun] => Some(self.fun_call(fun, list, span)),
            _ => None,
        }
    }

    fn fun_call(&mut self, fun: &'a Expr<'a>, args: &'a [Expr<'a>], span: Span) -> Operand {
        if let ExprKind::LocalFun(name) = &fun.kind
            && name.arity as usize == args.len()
            && let Some(&function) = self.declarations.functions.get(&(name.name, name.arity))
        {
            let args = self.values(args);
            let loc = self.loc(span);
            return self.b.emit(InstKind::Call { function, args }, loc);
        }
        let is_made_here = matches!(fun.kind, ExprKind::Fun { .. });
        let fun = self.value(fun);
        let made = self.b.place();
        let mut args = self.values(args);
        let loc = self.loc(span);
        if is_made_here {
            // Right before the call, so that it is seen to be for that alone.
            self.b.bring_here(&fun, made);
        }
        if let Some(itself) = &self.function.itself
            && itself.value == fun
            && itself.arity as usize == args.len()
        {
            args.extend_from_slice(&itself.free);
            let function = self.function.id.0;
            return self.b.emit(InstKind::Call { function, args }, loc);
        }
        if let Operand::Const(Const::Pooled(id)) = fun
            && let ConstNode::ExternalFun {
                module,
                name,
                arity,
            } = *self.out.consts.get(id)
            && arity as usize == args.len()
        {
            return self.b.emit(InstKind::CallExt { module, name, args }, loc);
        }
        self.b.emit(InstKind::CallFun { fun, args }, loc)
    }

    /// A call of a BIF that is a test of Core, with its operands computed.
    pub(super) fn type_test_call(&mut self, name: Name, args: &'a [Expr<'a>]) -> Option<Test> {
        let test = type_test(self.names.text(name), args.len())?;
        self.known_test(test, args)
    }

    pub(super) fn known_test(&mut self, test: TypeTest, args: &'a [Expr<'a>]) -> Option<Test> {
        match test {
            TypeTest::Record => self.record_test(args),
            TypeTest::FunctionArity => {
                // With an arity that is no number it raises.
                if !matches!(
                    &args[1].kind,
                    ExprKind::Integer(crate::ast::nodes::Integer::Small(0..))
                ) {
                    return None;
                }
                let value = self.value(&args[0]);
                let arity = self.value(&args[1]);
                Some(Test::FunctionArity { value, arity })
            }
            TypeTest::Kind(kind) => {
                let value = self.value(&args[0]);
                Some(Test::Is(kind, value))
            }
            TypeTest::Operator(op) => {
                let left = self.value(&args[0]);
                let right = self.value(&args[1]);
                op.comparison(left, right)
            }
        }
    }
}
