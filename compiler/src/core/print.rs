//! Core as text. `read.rs` reads it back; tests of passes start and end there.
//!
//! ```text
//! const #0 tuple 1 'a'
//! function 'f'/2 exported at 17
//! b0(v0 v1):
//!     v2 = add v0 1 @20
//!     branch less v2 v1 then b1() else b2(v2)
//! b1() handler b3:
//!     v3 = call 'g'/1 [v0] @30
//!     return v3
//! ```
//!
//! `@20` is the place in the source (a position); `@20 in 'g'/1 @30` code inlined from g/1 into the call at 30.

use super::nodes::*;
use crate::source::name::{Interner, Name};
use purlin_isa::operand::{BitFlags, InPlace};
use std::fmt::Write;

pub fn print_module(module: &Module, names: &Interner) -> String {
    let mut p = Printer {
        module,
        names,
        out: String::new(),
    };
    if let Some(name) = module.name {
        p.out.push_str("module");
        p.name(name);
        p.out.push('\n');
    }
    for (index, node) in module.consts.nodes.iter().enumerate() {
        let _ = write!(p.out, "const #{index}");
        p.const_node(node);
        p.out.push('\n');
    }
    for (name, value) in &module.attributes {
        p.out.push_str("attribute");
        p.name(*name);
        p.constant(*value);
        p.out.push('\n');
    }
    for (definition, defaults) in &module.records {
        p.out.push_str("record");
        p.constant(*definition);
        p.constant(*defaults);
        p.out.push('\n');
    }
    for function in &module.functions {
        p.function(function);
    }
    if let Some(function) = module.on_load {
        p.out.push_str("on_load");
        p.function_name(function);
        p.out.push('\n');
    }
    p.out
}

/// One function, as in `print_module`.
pub fn print_function(module: &Module, function: &Function, names: &Interner) -> String {
    let mut p = Printer {
        module,
        names,
        out: String::new(),
    };
    p.function(function);
    p.out
}

struct Printer<'a> {
    module: &'a Module,
    names: &'a Interner,
    out: String,
}

pub(super) const ARITH: [(ArithOp, &str); 13] = [
    (ArithOp::Add, "add"),
    (ArithOp::Sub, "sub"),
    (ArithOp::Mul, "mul"),
    (ArithOp::Div, "div"),
    (ArithOp::Rem, "rem"),
    (ArithOp::FloatDiv, "fdiv"),
    (ArithOp::Band, "band"),
    (ArithOp::Bor, "bor"),
    (ArithOp::Bxor, "bxor"),
    (ArithOp::Bsl, "bsl"),
    (ArithOp::Bsr, "bsr"),
    (ArithOp::Neg, "neg"),
    (ArithOp::Bnot, "bnot"),
];

pub(super) const KINDS: [(Kind, &str); 16] = [
    (Kind::Atom, "is_atom"),
    (Kind::Integer, "is_integer"),
    (Kind::Float, "is_float"),
    (Kind::Number, "is_number"),
    (Kind::Boolean, "is_boolean"),
    (Kind::List, "is_list"),
    (Kind::Cons, "is_cons"),
    (Kind::Nil, "is_nil"),
    (Kind::Tuple, "is_tuple"),
    (Kind::Map, "is_map"),
    (Kind::Binary, "is_binary"),
    (Kind::Bitstring, "is_bitstring"),
    (Kind::Pid, "is_pid"),
    (Kind::Reference, "is_reference"),
    (Kind::Port, "is_port"),
    (Kind::Function, "is_function"),
];

pub(super) const COMPARISONS: [(Comparison, &str); 6] = [
    (Comparison::Less, "less"),
    (Comparison::GreaterEq, "greater_eq"),
    (Comparison::Eq, "eq"),
    (Comparison::NotEq, "not_eq"),
    (Comparison::ExactEq, "exact_eq"),
    (Comparison::ExactNotEq, "exact_not_eq"),
];

/// The word of an entry of one of the tables above.
fn word_of<T: PartialEq>(table: &[(T, &'static str)], item: &T) -> &'static str {
    table
        .iter()
        .find(|(entry, _)| entry == item)
        .map_or("?", |(_, word)| word)
}

impl Printer<'_> {
    fn word(&mut self, text: &str) {
        if !self
            .out
            .ends_with(['\n', ' ', '[', '(', '=', '/', ':', '<'])
        {
            self.out.push(' ');
        }
        self.out.push_str(text);
    }

    fn show(&mut self, value: impl std::fmt::Display) {
        self.word("");
        // Writing to a string cannot fail.
        let _ = write!(self.out, "{value}");
    }

    fn name(&mut self, name: Name) {
        self.word("'");
        for c in self.names.text(name).chars() {
            match c {
                '\'' | '\\' => {
                    self.out.push('\\');
                    self.out.push(c);
                }
                '\n' => self.out.push_str("\\n"),
                c => self.out.push(c),
            }
        }
        self.out.push('\'');
    }

    fn function_name(&mut self, id: FunctionId) {
        match self.module.functions.get(id.0 as usize) {
            Some(function) => {
                self.name(function.name);
                let _ = write!(self.out, "/{}", function.arity);
            }
            None => self.word("'?'/0"),
        }
    }

    fn constant(&mut self, constant: Const) {
        match constant {
            Const::Int(n) => self.show(n),
            Const::Atom(name) => self.name(name),
            Const::Nil => self.word("[]"),
            Const::Pooled(id) => {
                self.word("#");
                let _ = write!(self.out, "{}", id.0);
            }
        }
    }

    fn constants(&mut self, list: &[Const]) {
        list.iter().for_each(|&constant| self.constant(constant));
    }

    fn hex(&mut self, bytes: &[u8]) {
        self.word("0x");
        for byte in bytes {
            let _ = write!(self.out, "{byte:02x}");
        }
    }

    fn const_node(&mut self, node: &ConstNode) {
        match node {
            ConstNode::BigInt {
                negative,
                magnitude,
            } => {
                self.word(if *negative { "big_negative" } else { "big" });
                self.hex(magnitude);
            }
            ConstNode::Float(bits) => {
                self.word("float");
                self.hex(&bits.to_be_bytes());
            }
            ConstNode::List { elements, tail } => {
                self.word("list");
                self.constant(*tail);
                self.constants(elements);
            }
            ConstNode::String(points) => {
                self.word("string");
                points.iter().for_each(|point| self.show(point));
            }
            ConstNode::Tuple(elements) => {
                self.word("tuple");
                self.constants(elements);
            }
            ConstNode::Map(pairs) => {
                self.word("map");
                for (key, value) in pairs {
                    self.constant(*key);
                    self.constant(*value);
                }
            }
            ConstNode::Bits { bytes, bit_len } => {
                self.word("bits");
                self.hex(bytes);
                self.show(bit_len);
            }
            ConstNode::ExternalFun {
                module,
                name,
                arity,
            } => {
                self.word("fun");
                self.name(*module);
                self.name(*name);
                self.show(arity);
            }
        }
    }

    fn value(&mut self, value: Value) {
        self.word("v");
        let _ = write!(self.out, "{}", value.0);
    }

    fn operand(&mut self, x: Operand) {
        match x {
            Operand::Value(value) => self.value(value),
            Operand::Const(constant) => self.constant(constant),
        }
    }

    fn list(&mut self, list: &[Operand]) {
        self.word("[");
        list.iter().for_each(|&x| self.operand(x));
        self.out.push(']');
    }

    fn pairs(&mut self, pairs: &[(Operand, Operand)]) {
        self.word("[");
        for (key, value) in pairs {
            self.operand(*key);
            self.out.push('=');
            self.operand(*value);
        }
        self.out.push(']');
    }

    fn loc(&mut self, loc: LocId) {
        if loc == LocId::default() {
            return;
        }
        let Some(place) = self.module.locs.get(loc.0 as usize) else {
            return;
        };
        self.word("@");
        let _ = write!(self.out, "{}", place.span.lo);
        if let Some(inlined) = place.inlined
            && inlined.call < loc
        {
            self.word("in");
            if let Some(module) = inlined.module {
                self.name(module);
                self.out.push(':');
            }
            self.name(inlined.name);
            let _ = write!(self.out, "/{}", inlined.arity);
            if let Some(call) = self.module.locs.get(inlined.call.0 as usize) {
                self.word("@");
                let _ = write!(self.out, "{}", call.span.lo);
            }
        }
    }

    fn target(&mut self, target: &Target) {
        self.word("b");
        let _ = write!(self.out, "{}(", target.block.0);
        target.args.iter().for_each(|&x| self.operand(x));
        self.out.push(')');
    }

    fn function(&mut self, function: &Function) {
        self.out.push_str("function");
        self.name(function.name);
        let _ = write!(self.out, "/{}", function.arity);
        if function.exported {
            self.word("exported");
        }
        if let Some(free) = function.lambda_free {
            self.word("lambda");
            self.show(free);
        }
        if let Some(origin) = &function.copy_of {
            self.word("copy");
            self.copied(origin);
        }
        if function.span.lo != 0 {
            self.word("at");
            self.show(function.span.lo);
        }
        self.out.push('\n');
        for (index, block) in function.blocks.iter().enumerate() {
            let _ = write!(self.out, "b{index}(");
            block.params.iter().for_each(|&param| self.value(param));
            self.out.push(')');
            if let Some(handler) = block.handler {
                let _ = write!(self.out, " handler b{}", handler.0);
            }
            self.out.push_str(":\n");
            block.insts.iter().for_each(|inst| self.inst(inst));
            self.out.push_str("    ");
            self.end(&block.end);
            self.out.push('\n');
        }
    }

    fn copied(&mut self, origin: &CopyOf) {
        self.name(origin.module);
        self.out.push(':');
        self.name(origin.name);
        let _ = write!(self.out, "/{}", origin.arity);
    }

    fn inst(&mut self, inst: &Inst) {
        self.out.push_str("    ");
        if let Some(result) = inst.result {
            self.value(result);
            self.out.push_str(" = ");
        }
        self.inst_kind(&inst.kind);
        self.loc(inst.loc);
        self.out.push('\n');
    }

    fn inst_kind(&mut self, kind: &InstKind) {
        match kind {
            InstKind::Copy(x) => self.with("copy", &[*x]),
            InstKind::Call { function, args } => {
                self.word("call");
                self.function_name(*function);
                self.list(args);
            }
            InstKind::CallExt { module, name, args } => {
                self.word("call");
                self.name(*module);
                self.out.push(':');
                self.name(*name);
                self.list(args);
            }
            InstKind::CallFun { fun, args } => {
                self.with("call_fun", &[*fun]);
                self.list(args);
            }
            InstKind::Apply { module, name, args } => {
                self.with("apply", &[*module, *name]);
                self.list(args);
            }
            InstKind::Bif { name, args } => {
                self.word("bif");
                self.name(*name);
                self.list(args);
            }
            InstKind::Arith { op, args } => self.with(word_of(&ARITH, op), args),
            InstKind::Boolean(test) => {
                self.word("boolean");
                self.test(test);
            }
            InstKind::Cons { head, tail } => self.with("cons", &[*head, *tail]),
            InstKind::Tuple(elements) => {
                self.word("tuple");
                self.list(elements);
            }
            InstKind::Record { definition, values } => {
                self.word("record");
                self.constant(*definition);
                self.list(values);
            }
            InstKind::SetTuple {
                src,
                arity,
                hint,
                changes,
            } => {
                self.with("set_tuple", &[*src]);
                self.show(arity);
                self.word(match hint {
                    InPlace::Copy => "copy",
                    InPlace::Unshared => "unshared",
                });
                self.word("[");
                for (index, x) in changes {
                    self.show(index);
                    self.out.push('=');
                    self.operand(*x);
                }
                self.out.push(']');
            }
            InstKind::Head(x) => self.with("head", &[*x]),
            InstKind::Tail(x) => self.with("tail", &[*x]),
            InstKind::Element { tuple, index } => {
                self.with("element", &[*tuple]);
                self.show(index);
            }
            InstKind::MakeFun { function, free } => {
                self.word("make_fun");
                self.function_name(*function);
                self.list(free);
            }
            InstKind::MapPut { map, pairs } => self.map("map_put", *map, pairs),
            InstKind::MapUpdate { map, pairs } => self.map("map_update", *map, pairs),
            InstKind::BsCreate(segments) => self.segments(segments),
            InstKind::BsPosition { ctx } => self.with("bs_position", &[*ctx]),
            InstKind::BsRestore { ctx, position } => self.with("bs_restore", &[*ctx, *position]),
            InstKind::Send { to, message } => self.with("send", &[*to, *message]),
            InstKind::RecvAccept => self.word("recv_accept"),
            InstKind::RecvMark => self.word("recv_mark"),
            InstKind::RecvBind { marker, reference } => {
                self.with("recv_bind", &[*marker, *reference])
            }
            InstKind::RecvUse { reference } => self.with("recv_use", &[*reference]),
            InstKind::BuildTrace { trace } => self.with("build_trace", &[*trace]),
            InstKind::CatchValue {
                class,
                reason,
                trace,
            } => self.with("catch_value", &[*class, *reason, *trace]),
        }
    }

    fn with(&mut self, word: &str, operands: &[Operand]) {
        self.word(word);
        operands.iter().for_each(|&x| self.operand(x));
    }

    fn map(&mut self, word: &str, map: Operand, pairs: &[(Operand, Operand)]) {
        self.with(word, &[map]);
        self.pairs(pairs);
    }

    fn flags(&mut self, flags: BitFlags) {
        if flags.little {
            self.word("little");
        }
        if flags.signed {
            self.word("signed");
        }
    }

    fn segments(&mut self, segments: &[Segment]) {
        self.word("bs_create [");
        for segment in segments {
            self.word("(");
            let _ = write!(self.out, "{:?}", segment.kind);
            self.operand(segment.value);
            if let Some(size) = segment.size {
                self.word("size");
                self.operand(size);
            }
            self.word("unit");
            self.show(segment.unit);
            self.flags(segment.flags);
            if segment.covers != 1 {
                self.word("covers");
                self.show(segment.covers);
            }
            self.out.push(')');
        }
        self.out.push(']');
    }

    fn test(&mut self, test: &Test) {
        match test {
            Test::Is(kind, x) => self.with(word_of(&KINDS, kind), &[*x]),
            Test::Arity(x, arity) => {
                self.with("arity", &[*x]);
                self.show(arity);
            }
            Test::Tagged { value, arity, tag } => {
                self.with("tagged", &[*value]);
                self.show(arity);
                self.name(*tag);
            }
            Test::FunctionArity { value, arity } => self.with("function_arity", &[*value, *arity]),
            Test::Compare(comparison, a, b) => {
                self.with(word_of(&COMPARISONS, comparison), &[*a, *b])
            }
            Test::Version { origin, version } => {
                self.word("version");
                self.copied(origin);
                self.show(version);
            }
            Test::MapHas { map, keys } => {
                self.with("map_has", &[*map]);
                self.list(keys);
            }
        }
    }

    fn attempt(&mut self, what: &Attempt) {
        match what {
            Attempt::Bif { name, args } => {
                self.word("bif");
                self.name(*name);
                self.list(args);
            }
            Attempt::Arith { op, args } => self.with(word_of(&ARITH, op), args),
            Attempt::MapGet { map, key } => self.with("map_get", &[*map, *key]),
            Attempt::MapPut { map, pairs } => self.map("map_put", *map, pairs),
            Attempt::MapUpdate { map, pairs } => self.map("map_update", *map, pairs),
            Attempt::BsCreate(segments) => self.segments(segments),
            Attempt::BsStart(x) => self.with("bs_start", &[*x]),
            Attempt::BsGetInteger {
                ctx,
                size,
                unit,
                flags,
            } => {
                self.sized("bs_get_integer", *ctx, *size, *unit);
                self.flags(*flags);
            }
            Attempt::BsGetFloat {
                ctx,
                size,
                unit,
                flags,
            } => {
                self.sized("bs_get_float", *ctx, *size, *unit);
                self.flags(*flags);
            }
            Attempt::BsGetBits { ctx, size, unit } => self.sized("bs_get_bits", *ctx, *size, *unit),
            Attempt::BsGetRest { ctx, unit } => self.counted("bs_get_rest", *ctx, *unit),
            Attempt::BsGetUtf { ctx, kind, flags } => {
                self.with("bs_get_utf", &[*ctx]);
                self.show(format_args!("{kind:?}"));
                self.flags(*flags);
            }
            Attempt::BsSkipBits { ctx, size, unit } => {
                self.sized("bs_skip_bits", *ctx, *size, *unit)
            }
            Attempt::BsSkipUtf { ctx, kind, flags } => {
                self.with("bs_skip_utf", &[*ctx]);
                self.show(format_args!("{kind:?}"));
                self.flags(*flags);
            }
            Attempt::BsMatchLiteral { ctx, bits } => {
                self.with("bs_match_literal", &[*ctx]);
                self.constant(*bits);
            }
            Attempt::BsTestRest { ctx, bits } => self.counted("bs_test_rest", *ctx, *bits),
            Attempt::BsTestUnit { ctx, unit } => self.counted("bs_test_unit", *ctx, *unit),
        }
    }

    fn sized(&mut self, word: &str, ctx: Operand, size: Operand, unit: u32) {
        self.with(word, &[ctx, size]);
        self.show(unit);
    }

    fn counted(&mut self, word: &str, ctx: Operand, n: u32) {
        self.with(word, &[ctx]);
        self.show(n);
    }

    fn labelled(&mut self, word: &str, target: &Target) {
        self.word(word);
        self.target(target);
    }

    fn end(&mut self, end: &Terminator) {
        match end {
            Terminator::Unreachable => self.word("unreachable"),
            Terminator::Jump(target) => self.labelled("jump", target),
            Terminator::Return(x) => self.with("return", &[*x]),
            Terminator::Branch {
                test,
                then,
                otherwise,
            } => {
                self.word("branch");
                self.test(test);
                self.labelled("then", then);
                self.labelled("else", otherwise);
            }
            Terminator::Switch {
                subject,
                cases,
                default,
            } => {
                self.with("switch", &[*subject]);
                for (constant, target) in cases {
                    self.constant(*constant);
                    self.labelled("then", target);
                }
                self.labelled("else", default);
            }
            Terminator::SwitchArity {
                subject,
                cases,
                default,
            } => {
                self.with("switch_arity", &[*subject]);
                for (arity, target) in cases {
                    self.show(arity);
                    self.labelled("then", target);
                }
                self.labelled("else", default);
            }
            Terminator::Attempt {
                what,
                ok,
                fail,
                loc,
            } => {
                self.word("attempt");
                self.attempt(what);
                self.labelled("then", ok);
                self.labelled("else", fail);
                self.loc(*loc);
            }
            Terminator::Fail { kind, value, loc } => {
                self.word("fail");
                self.show(format_args!("{kind:?}"));
                self.operand(*value);
                self.loc(*loc);
            }
            Terminator::FunctionClause { args, loc } => {
                self.word("function_clause");
                self.list(args);
                self.loc(*loc);
            }
            Terminator::Reraise {
                class,
                reason,
                trace,
                loc,
            } => {
                self.with("reraise", &[*class, *reason, *trace]);
                self.loc(*loc);
            }
            Terminator::RecvPeek { ok, empty, loc } => {
                self.word("recv_peek");
                self.labelled("then", ok);
                self.labelled("else", empty);
                self.loc(*loc);
            }
            Terminator::RecvSkip { next } => self.labelled("recv_skip", next),
            Terminator::RecvWait { next, loc } => {
                self.labelled("recv_wait", next);
                self.loc(*loc);
            }
            Terminator::RecvWaitTimeout {
                timeout,
                next,
                expired,
                loc,
            } => {
                self.with("recv_wait_timeout", &[*timeout]);
                self.labelled("then", next);
                self.labelled("else", expired);
                self.loc(*loc);
            }
        }
    }
}
