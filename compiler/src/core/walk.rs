//! Walks over the operands and targets of Core's nodes. Each list of operands stands here once; passes use these walks.

use super::nodes::*;

macro_rules! define_walks {
    ($inst:ident, $test:ident, $attempt:ident, $end:ident, $iter:ident, [$($m:tt)?]) => {
        impl InstKind {
            /// Calls `f` on each operand, in evaluation order.
            pub fn $inst(&$($m)? self, f: &mut impl FnMut(&$($m)? Operand)) {
                match self {
                    InstKind::Copy(x) | InstKind::Head(x) | InstKind::Tail(x) => f(x),
                    InstKind::Call { function: _, args }
                    | InstKind::CallExt { module: _, name: _, args }
                    | InstKind::Bif { name: _, args }
                    | InstKind::Arith { op: _, args }
                    | InstKind::Tuple(args)
                    | InstKind::Record { definition: _, values: args }
                    | InstKind::MakeFun { function: _, free: args } => args.$iter().for_each(f),
                    InstKind::CallFun { fun, args } => {
                        f(fun);
                        args.$iter().for_each(f);
                    }
                    InstKind::Apply { module, name, args } => {
                        f(module);
                        f(name);
                        args.$iter().for_each(f);
                    }
                    InstKind::Boolean(test) => test.$test(f),
                    InstKind::Cons { head, tail } => {
                        f(head);
                        f(tail);
                    }
                    InstKind::SetTuple { src, arity: _, hint: _, changes } => {
                        f(src);
                        changes.$iter().for_each(|(_, x)| f(x));
                    }
                    InstKind::Element { tuple, index: _ } => f(tuple),
                    InstKind::MapPut { map, pairs } | InstKind::MapUpdate { map, pairs } => {
                        f(map);
                        pairs.$iter().for_each(|(k, v)| {
                            f(k);
                            f(v);
                        });
                    }
                    InstKind::BsCreate(segments) => segments.$iter().for_each(|s| {
                        f(&$($m)? s.value);
                        s.size.$iter().for_each(&mut *f);
                    }),
                    InstKind::BsPosition { ctx } => f(ctx),
                    InstKind::BsRestore { ctx, position } => {
                        f(ctx);
                        f(position);
                    }
                    InstKind::Send { to, message } => {
                        f(to);
                        f(message);
                    }
                    InstKind::RecvAccept | InstKind::RecvMark => {}
                    InstKind::RecvBind { marker, reference } => {
                        f(marker);
                        f(reference);
                    }
                    InstKind::RecvUse { reference } => f(reference),
                    InstKind::BuildTrace { trace } => f(trace),
                    InstKind::CatchValue { class, reason, trace } => {
                        f(class);
                        f(reason);
                        f(trace);
                    }
                }
            }
        }

        impl Test {
            pub fn $test(&$($m)? self, f: &mut impl FnMut(&$($m)? Operand)) {
                match self {
                    Test::Is(_, x) | Test::Arity(x, _) => f(x),
                    Test::Tagged { value, arity: _, tag: _ } => f(value),
                    Test::FunctionArity { value, arity } => {
                        f(value);
                        f(arity);
                    }
                    Test::Compare(_, a, b) => {
                        f(a);
                        f(b);
                    }
                    Test::Version { origin: _, version: _ } => {}
                    Test::MapHas { map, keys } => {
                        f(map);
                        keys.$iter().for_each(f);
                    }
                }
            }
        }

        impl Attempt {
            pub fn $attempt(&$($m)? self, f: &mut impl FnMut(&$($m)? Operand)) {
                match self {
                    Attempt::Bif { name: _, args } | Attempt::Arith { op: _, args } => args.$iter().for_each(f),
                    Attempt::MapGet { map, key } => {
                        f(map);
                        f(key);
                    }
                    Attempt::MapPut { map, pairs } | Attempt::MapUpdate { map, pairs } => {
                        f(map);
                        pairs.$iter().for_each(|(k, v)| {
                            f(k);
                            f(v);
                        });
                    }
                    Attempt::BsCreate(segments) => segments.$iter().for_each(|s| {
                        f(&$($m)? s.value);
                        s.size.$iter().for_each(&mut *f);
                    }),
                    Attempt::BsStart(x) => f(x),
                    Attempt::BsGetInteger { ctx, size, unit: _, flags: _ }
                    | Attempt::BsGetFloat { ctx, size, unit: _, flags: _ }
                    | Attempt::BsGetBits { ctx, size, unit: _ }
                    | Attempt::BsSkipBits { ctx, size, unit: _ } => {
                        f(ctx);
                        f(size);
                    }
                    Attempt::BsGetRest { ctx, unit: _ }
                    | Attempt::BsGetUtf { ctx, kind: _, flags: _ }
                    | Attempt::BsSkipUtf { ctx, kind: _, flags: _ }
                    | Attempt::BsMatchLiteral { ctx, bits: _ }
                    | Attempt::BsTestRest { ctx, bits: _ }
                    | Attempt::BsTestUnit { ctx, unit: _ } => f(ctx),
                }
            }
        }

        impl Terminator {
            /// Calls `f` on each operand that is not an argument of a target.
            pub fn $end(&$($m)? self, f: &mut impl FnMut(&$($m)? Operand)) {
                match self {
                    Terminator::Unreachable
                    | Terminator::Jump(_)
                    | Terminator::RecvPeek { .. }
                    | Terminator::RecvSkip { .. }
                    | Terminator::RecvWait { .. } => {}
                    Terminator::Return(x) => f(x),
                    Terminator::Branch { test, .. } => test.$test(f),
                    Terminator::Switch { subject, .. } | Terminator::SwitchArity { subject, .. } => f(subject),
                    Terminator::Attempt { what, .. } => what.$attempt(f),
                    Terminator::Fail { value, .. } => f(value),
                    Terminator::FunctionClause { args, .. } => args.$iter().for_each(f),
                    Terminator::Reraise { class, reason, trace, .. } => {
                        f(class);
                        f(reason);
                        f(trace);
                    }
                    Terminator::RecvWaitTimeout { timeout, .. } => f(timeout),
                }
            }
        }
    };
}

define_walks!(operands, operands, operands, own_operands, iter, []);
define_walks!(operands_mut, operands_mut, operands_mut, own_operands_mut, iter_mut, [mut]);

macro_rules! define_targets {
    ($name:ident, $iter:ident, [$($m:tt)?]) => {
        impl Terminator {
            /// Calls `f` on each target: the likely one first, `fail`, `otherwise`, `default` last.
            pub fn $name(&$($m)? self, f: &mut impl FnMut(&$($m)? Target)) {
                match self {
                    Terminator::Unreachable
                    | Terminator::Return(_)
                    | Terminator::Fail { .. }
                    | Terminator::FunctionClause { .. }
                    | Terminator::Reraise { .. } => {}
                    Terminator::Jump(target) => f(target),
                    Terminator::Branch { test: _, then, otherwise } => {
                        f(then);
                        f(otherwise);
                    }
                    Terminator::Switch { subject: _, cases, default } => {
                        cases.$iter().for_each(|(_, target)| f(target));
                        f(default);
                    }
                    Terminator::SwitchArity { subject: _, cases, default } => {
                        cases.$iter().for_each(|(_, target)| f(target));
                        f(default);
                    }
                    Terminator::Attempt { what: _, ok, fail, loc: _ } => {
                        f(ok);
                        f(fail);
                    }
                    Terminator::RecvPeek { ok, empty, loc: _ } => {
                        f(ok);
                        f(empty);
                    }
                    Terminator::RecvSkip { next } | Terminator::RecvWait { next, loc: _ } => f(next),
                    Terminator::RecvWaitTimeout { timeout: _, next, expired, loc: _ } => {
                        f(next);
                        f(expired);
                    }
                }
            }
        }
    };
}

define_targets!(targets, iter, []);
define_targets!(targets_mut, iter_mut, [mut]);

impl Terminator {
    /// Calls `f` on every operand, arguments of targets included.
    pub fn operands(&self, f: &mut impl FnMut(&Operand)) {
        self.own_operands(f);
        self.targets(&mut |target| target.args.iter().for_each(&mut *f));
    }

    pub fn operands_mut(&mut self, f: &mut impl FnMut(&mut Operand)) {
        self.own_operands_mut(f);
        self.targets_mut(&mut |target| target.args.iter_mut().for_each(&mut *f));
    }

    /// A value made by the terminator itself is the first argument of the first target: `Attempt` with a result, `RecvPeek`.
    pub fn has_result(&self) -> bool {
        match self {
            Terminator::Attempt { what, .. } => what.has_result(),
            Terminator::RecvPeek { .. } => true,
            Terminator::Unreachable
            | Terminator::Jump(_)
            | Terminator::Return(_)
            | Terminator::Branch { .. }
            | Terminator::Switch { .. }
            | Terminator::SwitchArity { .. }
            | Terminator::Fail { .. }
            | Terminator::FunctionClause { .. }
            | Terminator::Reraise { .. }
            | Terminator::RecvSkip { .. }
            | Terminator::RecvWait { .. }
            | Terminator::RecvWaitTimeout { .. } => false,
        }
    }
}

impl Attempt {
    pub fn has_result(&self) -> bool {
        match self {
            Attempt::Bif { .. }
            | Attempt::Arith { .. }
            | Attempt::MapGet { .. }
            | Attempt::MapPut { .. }
            | Attempt::MapUpdate { .. }
            | Attempt::BsCreate(_)
            | Attempt::BsStart(_)
            | Attempt::BsGetInteger { .. }
            | Attempt::BsGetFloat { .. }
            | Attempt::BsGetBits { .. }
            | Attempt::BsGetRest { .. }
            | Attempt::BsGetUtf { .. } => true,
            Attempt::BsSkipBits { .. }
            | Attempt::BsSkipUtf { .. }
            | Attempt::BsMatchLiteral { .. }
            | Attempt::BsTestRest { .. }
            | Attempt::BsTestUnit { .. } => false,
        }
    }
}

impl InstKind {
    /// Is it an instruction that makes a value?
    pub fn has_result(&self) -> bool {
        !matches!(
            self,
            InstKind::BsRestore { .. }
                | InstKind::RecvAccept
                | InstKind::RecvBind { .. }
                | InstKind::RecvUse { .. }
        )
    }

    /// A call in the machine's sense: only what lies in the frame survives it.
    pub fn is_call(&self) -> bool {
        matches!(
            self,
            InstKind::Call { .. }
                | InstKind::CallExt { .. }
                | InstKind::CallFun { .. }
                | InstKind::Apply { .. }
        )
    }

    /// May it go to the block's handler?
    pub fn raises(&self) -> bool {
        match self {
            InstKind::Call { .. }
            | InstKind::CallExt { .. }
            | InstKind::CallFun { .. }
            | InstKind::Apply { .. }
            | InstKind::Bif { .. }
            | InstKind::Arith { .. }
            | InstKind::SetTuple { .. }
            | InstKind::MapPut { .. }
            | InstKind::MapUpdate { .. }
            | InstKind::BsCreate(_)
            | InstKind::Send { .. } => true,
            InstKind::Copy(_)
            | InstKind::Boolean(_)
            | InstKind::Cons { .. }
            | InstKind::Tuple(_)
            | InstKind::Record { .. }
            | InstKind::Head(_)
            | InstKind::Tail(_)
            | InstKind::Element { .. }
            | InstKind::MakeFun { .. }
            | InstKind::BsPosition { .. }
            | InstKind::BsRestore { .. }
            | InstKind::RecvAccept
            | InstKind::RecvMark
            | InstKind::RecvBind { .. }
            | InstKind::RecvUse { .. }
            | InstKind::BuildTrace { .. }
            | InstKind::CatchValue { .. } => false,
        }
    }
}

impl Operand {
    pub fn value(self) -> Option<Value> {
        match self {
            Operand::Value(value) => Some(value),
            Operand::Const(_) => None,
        }
    }
}
