//! Comprehensions: each generator is a function that calls itself with what is left of its source, as OTP has it, so
//! that stack traces agree. A list's elements are consed on the way back; a bitstring grows in an accumulator; a map
//! is made of a list of pairs.
//!
//! `Next` is what gives the rest of the result: nothing more at the outermost, else a call of a loop function: the loop
//! around with its own rest, or the loop itself after an element.

use std::rc::Rc;

use super::branch::Join;
use super::fun_::{LiftedKind, Part, PendingBody, Results};
use super::match_tree::{Body, Column, Fresh, Row};
use super::pattern::{Layer, Pat, is_open};
use super::{Lower, NIL, Want};
use crate::ast::nodes::{
    BinaryOp, BitSegment, CallTarget, Expr, ExprKind, MapField, Qualifier, QualifierKind,
};
use crate::core::nodes::{
    BlockId, Comparison, Const, ConstNode, FunctionId, InstKind, Kind, LocId, Operand, Target,
    Terminator, Test,
};
use crate::source::name::Name;
use crate::source::span::Span;
use purlin_isa::operand::{BitFlags, FailKind};

use super::binary::{Field, FieldKind, Size};

/// A comprehension from some qualifier on.
#[derive(Clone, Copy)]
struct Rest<'a> {
    span: Span,
    qualifiers: &'a [Qualifier<'a>],
    result: Result<'a>,
}

#[derive(Clone, Copy)]
enum Result<'a> {
    List(&'a [Expr<'a>]),
    Bits(&'a Expr<'a>),
    Pairs(&'a [MapField<'a>]),
}

/// How the rest of the result is got.
#[derive(Clone)]
struct Next {
    /// A loop function, and its arguments without the accumulator.
    call: Option<(FunctionId, Vec<Operand>, Vec<Operand>)>,
    /// The bitstring so far.
    acc: Option<Operand>,
    /// The generator whose loop is called.
    span: Span,
}

/// A loop function that is still to be lowered: the first of the qualifiers is its generator.
pub(super) struct Loop<'a> {
    rest: Rest<'a>,
    outer: Option<Around>,
    function: FunctionId,
}

/// The loop around: its function, the names of the arguments to call it with, its generator.
struct Around {
    function: FunctionId,
    sources: Vec<Name>,
    free: Vec<Name>,
    span: Span,
}

/// One generator of a loop.
struct Generator<'a> {
    kind: GeneratorKind<'a>,
    strict: bool,
    /// Goes together with others.
    zip: bool,
    /// Some variable is in the patterns of several generators of the zip.
    shares: bool,
    source: Operand,
    span: Span,
}

#[derive(Clone, Copy)]
enum GeneratorKind<'a> {
    List(&'a Expr<'a>),
    Bits(&'a Expr<'a>),
    Map(&'a Expr<'a>, &'a Expr<'a>),
}

impl Generator<'_> {
    fn is_open(&self) -> bool {
        match self.kind {
            GeneratorKind::List(pattern) | GeneratorKind::Bits(pattern) => is_open(pattern),
            GeneratorKind::Map(key, value) => is_open(key) || is_open(value),
        }
    }
}

/// What a generator's source gave.
struct Taken<'a> {
    values: Vec<(Operand, Pat<'a>)>,
    rest: Operand,
    /// Variables that are bound already.
    bound: Vec<(Name, Operand)>,
}

impl<'a> Rest<'a> {
    fn results(&self) -> Results<'a> {
        match self.result {
            Result::List(results) => Results::Exprs(results),
            Result::Bits(result) => Results::Exprs(std::slice::from_ref(result)),
            Result::Pairs(fields) => Results::Pairs(fields),
        }
    }
}

impl<'a> Lower<'a, '_> {
    #[inline(never)]
    pub(super) fn comprehension(&mut self, expr: &'a Expr<'a>) -> Operand {
        let (qualifiers, result) = match &expr.kind {
            ExprKind::ListComprehension {
                results,
                qualifiers,
            } => (*qualifiers, Result::List(results)),
            ExprKind::BinaryComprehension { result, qualifiers } => {
                (*qualifiers, Result::Bits(result))
            }
            ExprKind::MapComprehension { fields, qualifiers } => {
                (*qualifiers, Result::Pairs(fields))
            }
            _ => return self.unreachable(),
        };
        let rest = Rest {
            span: expr.span,
            qualifiers,
            result,
        };
        let acc = matches!(result, Result::Bits(_)).then(|| {
            let empty = ConstNode::Bits {
                bytes: Vec::new(),
                bit_len: 0,
            };
            Operand::Const(self.out.consts.add(empty))
        });
        let mut join = self.start_join(Want::Value);
        let next = Next {
            call: None,
            acc,
            span: expr.span,
        };
        self.rest_of(rest, next, &mut join);
        let value = self.finish_join(join);
        match result {
            Result::List(_) | Result::Bits(_) => value,
            Result::Pairs(..) => self.call_ext(
                self.words.maps,
                self.words.from_list,
                vec![value],
                expr.span,
            ),
        }
    }

    /// The value of the comprehension from a qualifier on, followed by `next`.
    fn rest_of(&mut self, rest: Rest<'a>, next: Next, join: &mut Join) {
        let mut rest = rest;
        while let Some((first, others)) = rest.qualifiers.split_first() {
            if let QualifierKind::Filter(test) = first.kind {
                let no = self.b.block();
                let start = self.n_lifted();
                self.filter(test, no);
                if next.call.is_some() {
                    self.lifted_by_filter(start);
                }
                let here = self.b.leave();
                self.b.switch_to(no);
                let value = self.next(&next, join.want());
                self.end_value(join, value);
                self.b.switch_to(here);
                rest.qualifiers = others;
            } else {
                let value = self.start_loop(rest, &next, join.want());
                self.end_value(join, value);
                return self.forget(join);
            }
        }
        let value = self.element(rest, &next, join.want());
        self.end_value(join, value);
        self.forget(join);
    }

    fn next(&mut self, next: &Next, want: Want) -> Operand {
        let value = match &next.call {
            None => next.acc.unwrap_or(NIL),
            Some((function, sources, free)) => {
                let args = [&sources[..], next.acc.as_slice(), &free[..]].concat();
                let loc = self.loc(next.span);
                self.b.emit(
                    InstKind::Call {
                        function: *function,
                        args,
                    },
                    loc,
                )
            }
        };
        self.give(value, want)
    }

    /// One element of the result, then the rest.
    fn element(&mut self, rest: Rest<'a>, next: &Next, want: Want) -> Operand {
        let heads = match rest.result {
            Result::List(results) => self.values(results),
            Result::Pairs(fields) => {
                let mut pairs = Vec::with_capacity(fields.len());
                for (index, field) in fields.iter().enumerate() {
                    let pair = match index {
                        // Of the first pair OTP evaluates the value first.
                        0 => {
                            let value = self.value(field.value);
                            vec![self.value(field.key), value]
                        }
                        _ => vec![self.value(field.key), self.value(field.value)],
                    };
                    pairs.push(self.make_tuple(pair));
                }
                pairs
            }
            Result::Bits(result) => {
                let acc = next.acc.unwrap_or(NIL);
                let acc = self.append_bits(acc, result);
                let next = Next {
                    call: next.call.clone(),
                    acc: Some(acc),
                    span: next.span,
                };
                return self.next(&next, want);
            }
        };
        let tail = self.next(next, Want::Value);
        let list = self.make_list(&heads, tail);
        self.give(list, want)
    }

    // ---- filters

    /// Goes on if the filter holds, else to `no`.
    fn filter(&mut self, test: &'a Expr<'a>, no: BlockId) {
        let is_old_test = self
            .old_test(test)
            .is_some_and(|(_, args)| args.iter().all(|arg| self.is_guard(arg)));
        if self.is_guard(test) || is_old_test {
            let yes = self.b.block();
            let outer = self.fail.replace(no);
            self.guard_test(test, yes, no);
            self.fail = outer;
            return self.b.switch_to(yes);
        }
        let value = self.value(test);
        let wrong = self.failing_block(FailKind::BadFilter, value, test.span);
        let yes = self.b.block();
        self.b.end(Terminator::Switch {
            subject: value,
            cases: vec![
                (Const::Atom(self.words.true_), Target::to(yes)),
                (Const::Atom(self.words.false_), Target::to(no)),
            ],
            default: Target::to(wrong),
        });
        self.b.switch_to(yes);
    }

    /// Would this be allowed as a guard? Then it is one.
    fn is_guard(&self, test: &'a Expr<'a>) -> bool {
        let mut work = vec![test];
        while let Some(expr) = work.pop() {
            match &expr.kind {
                ExprKind::Atom(_)
                | ExprKind::Integer(_)
                | ExprKind::Float(_)
                | ExprKind::Char(_)
                | ExprKind::String(_)
                | ExprKind::Nil
                | ExprKind::Var(_)
                | ExprKind::RecordIndex { .. } => {}
                ExprKind::Tuple(exprs) => work.extend(*exprs),
                ExprKind::List { elements, tail, .. } => {
                    work.extend(*elements);
                    work.extend(*tail);
                }
                ExprKind::Bits(segments) => {
                    for segment in *segments {
                        work.push(segment.value);
                        work.extend(segment.size);
                    }
                }
                ExprKind::Map { base, fields, .. } => {
                    work.extend(*base);
                    for field in *fields {
                        work.extend([field.key, field.value]);
                    }
                }
                ExprKind::Record {
                    base: None, fields, ..
                } => work.extend(fields.iter().map(|field| field.value)),
                ExprKind::RecordAccess { base, .. } => work.push(base),
                ExprKind::Binary {
                    op, left, right, ..
                } => {
                    if matches!(op, BinaryOp::Send | BinaryOp::Append | BinaryOp::Subtract) {
                        return false;
                    }
                    work.extend([*left, *right]);
                }
                ExprKind::Unary { operand, .. } => work.push(operand),
                ExprKind::Call { target, args } => {
                    if !self.is_guard_call(target, args) {
                        return false;
                    }
                    work.extend(*args);
                }
                _ => return false,
            }
        }
        true
    }

    fn is_guard_call(&self, target: &CallTarget<'a>, args: &[Expr<'a>]) -> bool {
        let arity = args.len() as u32;
        self.bif_name(target, arity)
            .is_some_and(|name| purlin_isa::bifs::is_guard_bif(self.names.text(name), args.len()))
    }

    // ---- generators

    /// The generators of the first qualifier, with their sources computed.
    fn start_loop(&mut self, rest: Rest<'a>, next: &Next, want: Want) -> Operand {
        let generators = generators(&rest.qualifiers[0]);
        let zip = generators.len() > 1;
        let mut sources = Vec::with_capacity(generators.len());
        let start = self.n_lifted();
        let mark = self.env.mark();
        for generator in generators {
            let source = match generator.kind {
                QualifierKind::List { source, .. } | QualifierKind::Binary { source, .. } => {
                    self.value(source)
                }
                QualifierKind::Map { source, .. } => {
                    let value = self.value(source);
                    self.iterator(value, generator.op_span)
                }
                QualifierKind::Zip(_) | QualifierKind::Filter(_) => self.unreachable(),
            };
            sources.push(source);
        }
        // What the sources bind is seen by themselves alone.
        self.env.rollback(mark);
        // What the loop needs to go on around it travels as variables without a name, where it has none.
        let outer = next.call.as_ref().map(|(function, sources, free)| {
            let named = self.env.names_for_fun();
            let mut hide = |operands: &[Operand]| -> Vec<Name> {
                let name_of = |operand: &Operand| match named.get(operand) {
                    Some(&name) => name,
                    None => {
                        let name = self.hidden_name();
                        self.env.bind(name, *operand);
                        name
                    }
                };
                operands.iter().map(name_of).collect()
            };
            Around {
                function: *function,
                sources: hide(sources),
                free: hide(free),
                span: next.span,
            }
        });
        let mut parts = vec![Part::Loop {
            generators,
            qualifiers: &rest.qualifiers[1..],
            results: rest.results(),
        }];
        if let Some(outer) = &outer {
            parts.extend(
                outer
                    .sources
                    .iter()
                    .chain(&outer.free)
                    .map(|&name| Part::Name(name)),
            );
        }
        let free = self.free_variables(&parts);
        let arity = generators.len() as u32 + u32::from(next.acc.is_some());
        let what = match (zip, rest.result) {
            (false, Result::List(_) | Result::Pairs(..)) => "lc",
            (false, Result::Bits(_)) => "lbc",
            (true, Result::List(_) | Result::Pairs(..)) => "zlc",
            (true, Result::Bits(_)) => "bzip",
        };
        let body = Loop {
            rest,
            outer,
            function: FunctionId(self.out.functions.len() as u32),
        };
        let kind = LiftedKind::Loop(what, arity);
        let (function, free) = self.lift(
            kind,
            arity,
            free,
            PendingBody::Loop(Box::new(body)),
            rest.span,
        );
        self.lifted_by_sources(start, next.call.is_some());
        let args = [&sources[..], next.acc.as_slice(), &free[..]].concat();
        let loc = self.loc(generators[0].op_span);
        let value = self.b.emit(InstKind::Call { function, args }, loc);
        self.give(value, want)
    }

    /// A map generator goes over what `maps:next/1` gives: of a map's iterator, or of an iterator given as such.
    fn iterator(&mut self, source: Operand, span: Span) -> Operand {
        let (join, iterator) = self.b.block_with_param();
        let (map, other, next) = (self.b.block(), self.b.block(), self.b.block());
        self.b.end(Terminator::Branch {
            test: Test::Is(Kind::Map, source),
            then: Target::to(map),
            otherwise: Target::to(other),
        });
        self.b.switch_to(map);
        let made = self.call_ext(self.words.maps, self.words.iterator, vec![source], span);
        let state = self.call_ext(self.words.maps, self.words.next, vec![made], span);
        self.b.jump(join, vec![state]);
        self.b.switch_to(other);
        let wrong = self.failing_block(FailKind::BadGenerator, source, span);
        self.b.end(Terminator::Branch {
            test: Test::Arity(source, 3),
            then: Target::with(join, vec![source]),
            otherwise: Target::to(next),
        });
        self.b.switch_to(next);
        self.b.end(Terminator::Switch {
            subject: source,
            cases: vec![(
                Const::Atom(self.words.none),
                Target::with(join, vec![source]),
            )],
            default: Target::to(wrong),
        });
        self.b.switch_to(join);
        Operand::Value(iterator)
    }

    /// A loop function: `args` are the sources and the accumulator, `params` all parameters.
    pub(super) fn loop_body(&mut self, this: &Loop<'a>, args: &[Operand], params: &[Operand]) {
        let Some((first, others)) = this.rest.qualifiers.split_first() else {
            return;
        };
        let generators = generators(first);
        let (sources, acc) = args.split_at(generators.len());
        let acc = acc.first().copied();
        let call = this.outer.as_ref().map(|outer| {
            let get = |names: &[Name]| -> Vec<Operand> {
                names
                    .iter()
                    .map(|&name| self.env.get(name).unwrap_or(NIL))
                    .collect()
            };
            (outer.function, get(&outer.sources), get(&outer.free))
        });
        let around = Next {
            call,
            acc,
            span: this
                .outer
                .as_ref()
                .map_or(this.rest.span, |outer| outer.span),
        };
        let here = generators[0].op_span;
        let free = params[args.len()..].to_vec();
        let zip = generators.len() > 1;
        let shares = zip && self.shares_variables(generators);
        let generators: Vec<Generator<'a>> = generators
            .iter()
            .zip(sources)
            .filter_map(|(qualifier, &source)| generator(qualifier, source, zip, shares))
            .collect();
        let end = self.b.block();
        let taken = match zip {
            false => self.take_one(&generators[0], end),
            true => self.take_all(&generators, end, here),
        };
        let rests: Vec<Operand> = taken.iter().map(|taken| taken.rest).collect();
        let again = Next {
            call: Some((this.function, rests, free)),
            acc,
            span: here,
        };
        let rest = Rest {
            qualifiers: others,
            ..this.rest
        };
        let skip = self.b.block();
        match zip {
            false => self.match_one(&generators[0], &taken[0], skip),
            true => self.match_zip(&generators, &taken, skip, here),
        }
        let mut join = self.start_join(Want::Return);
        self.rest_of(rest, again.clone(), &mut join);
        self.b.switch_to(skip);
        self.next(&again, Want::Return);
        self.b.switch_to(end);
        self.next(&around, Want::Return);
    }

    /// The next element of a single generator; `end` when there is none.
    fn take_one(&mut self, generator: &Generator<'a>, end: BlockId) -> Vec<Taken<'a>> {
        let source = generator.source;
        let wrong = self.failing_block(FailKind::BadGenerator, source, generator.span);
        vec![self.take(generator, end, wrong)]
    }

    /// The next element of each; where one has none all must be at their end.
    fn take_all(
        &mut self,
        generators: &[Generator<'a>],
        end: BlockId,
        span: Span,
    ) -> Vec<Taken<'a>> {
        let sources: Vec<Operand> = generators
            .iter()
            .map(|generator| generator.source)
            .collect();
        let wrong = self.unequal(sources, span);
        let ended = self.b.block();
        let taken = generators
            .iter()
            .map(|generator| self.take(generator, ended, wrong))
            .collect();
        let here = self.b.leave();
        self.b.switch_to(ended);
        for generator in generators {
            let next = self.b.block();
            let test = self.end_test(generator);
            self.b.end(Terminator::Branch {
                test,
                then: Target::to(next),
                otherwise: Target::to(wrong),
            });
            self.b.switch_to(next);
        }
        self.b.jump(end, Vec::new());
        self.b.switch_to(here);
        taken
    }

    /// May the zip end with this generator as it is? What is left of a bitstring does not matter unless it is strict.
    fn end_test(&mut self, generator: &Generator<'a>) -> Test {
        let exact = |constant| {
            Test::Compare(
                Comparison::ExactEq,
                generator.source,
                Operand::Const(constant),
            )
        };
        match (generator.kind, generator.strict) {
            (GeneratorKind::List(_), _) => Test::Is(Kind::Nil, generator.source),
            (GeneratorKind::Map(..), _) => exact(Const::Atom(self.words.none)),
            (GeneratorKind::Bits(_), false) => Test::Is(Kind::Bitstring, generator.source),
            (GeneratorKind::Bits(_), true) => exact(self.out.consts.add(ConstNode::Bits {
                bytes: Vec::new(),
                bit_len: 0,
            })),
        }
    }

    /// Raises `{bad_generators, {S1, S2...}}`.
    fn unequal(&mut self, sources: Vec<Operand>, span: Span) -> BlockId {
        let here = self.b.leave();
        let block = self.b.block();
        self.b.switch_to(block);
        let value = self.make_tuple(sources);
        let loc = self.loc(span);
        self.b.end(Terminator::Fail {
            kind: FailKind::BadGenerators,
            value,
            loc,
        });
        self.b.switch_to(here);
        block
    }

    /// Takes an element from a source: goes to `end` when it is over, to `wrong` when it is no source.
    fn take(&mut self, generator: &Generator<'a>, end: BlockId, wrong: BlockId) -> Taken<'a> {
        match generator.kind {
            GeneratorKind::List(pattern) => {
                self.take_from_list(generator.source, pattern, end, wrong)
            }
            GeneratorKind::Bits(pattern) => self.take_from_bits(generator, pattern, end, wrong),
            GeneratorKind::Map(key, value) => {
                self.take_from_map(generator, [key, value], end, wrong)
            }
        }
    }

    fn take_from_list(
        &mut self,
        source: Operand,
        pattern: &'a Expr<'a>,
        end: BlockId,
        wrong: BlockId,
    ) -> Taken<'a> {
        let (cons, other) = (self.b.block(), self.b.block());
        self.b.end(Terminator::Branch {
            test: Test::Is(Kind::Cons, source),
            then: Target::to(cons),
            otherwise: Target::to(other),
        });
        self.b.switch_to(other);
        self.b.end(Terminator::Branch {
            test: Test::Is(Kind::Nil, source),
            then: Target::to(end),
            otherwise: Target::to(wrong),
        });
        self.b.switch_to(cons);
        let head = self.b.emit(InstKind::Head(source), LocId::default());
        let rest = self.b.emit(InstKind::Tail(source), LocId::default());
        Taken {
            values: vec![(head, Pat::Expr(pattern))],
            rest,
            bound: Vec::new(),
        }
    }

    fn take_from_map(
        &mut self,
        generator: &Generator<'a>,
        patterns: [&'a Expr<'a>; 2],
        end: BlockId,
        wrong: BlockId,
    ) -> Taken<'a> {
        let tuple = generator.source;
        let (more, other) = (self.b.block(), self.b.block());
        self.b.end(Terminator::Branch {
            test: Test::Arity(tuple, 3),
            then: Target::to(more),
            otherwise: Target::to(other),
        });
        self.b.switch_to(other);
        self.b.end(Terminator::Switch {
            subject: tuple,
            cases: vec![(Const::Atom(self.words.none), Target::to(end))],
            default: Target::to(wrong),
        });
        self.b.switch_to(more);
        let mut element = |index| {
            self.b
                .emit(InstKind::Element { tuple, index }, LocId::default())
        };
        let (key, value, iterator) = (element(0), element(1), element(2));
        let rest = self.call_ext(
            self.words.maps,
            self.words.next,
            vec![iterator],
            generator.span,
        );
        Taken {
            values: vec![
                (key, Pat::Expr(patterns[0])),
                (value, Pat::Expr(patterns[1])),
            ],
            rest,
            bound: Vec::new(),
        }
    }

    /// Skips what the pattern would take; the pattern itself is matched with the source again.
    fn take_from_bits(
        &mut self,
        generator: &Generator<'a>,
        pattern: &'a Expr<'a>,
        end: BlockId,
        wrong: BlockId,
    ) -> Taken<'a> {
        let ExprKind::Bits(segments) = &pattern.kind else {
            self.unreachable();
            return Taken {
                values: Vec::new(),
                rest: NIL,
                bound: Vec::new(),
            };
        };
        let rest_name = self.hidden_name();
        let fields = self.skipped_fields(segments);
        let skip = self.prepare_bits(fields, Pat::Var(rest_name));
        let short = self.b.block();
        let row = Row {
            patterns: vec![skip],
            guard: &[],
        };
        let bodies = self.match_rows(
            &[Column::Value(generator.source)],
            &[row],
            short,
            Fresh::All,
        );
        self.b.switch_to(short);
        self.end_of_bits(generator, end, wrong);
        let mut rest = NIL;
        let mut bound = Vec::new();
        for body in bodies {
            self.b.switch_to(body.block);
            let found = body.vars.iter().find(|(name, _)| *name == rest_name);
            rest = found.map_or(NIL, |&(_, value)| value);
            bound = body.vars;
        }
        if !generator.shares && self.only_variables(segments) {
            // What was skipped is what the pattern asks for.
            return Taken {
                values: Vec::new(),
                rest,
                bound,
            };
        }
        let fields = self.open_fields(segments);
        let whole = self.prepare_bits(fields, Pat::Any);
        Taken {
            values: vec![(generator.source, whole)],
            rest,
            bound: Vec::new(),
        }
    }

    /// Are all values variables, each once?
    fn only_variables(&self, segments: &'a [BitSegment<'a>]) -> bool {
        let n_vars = segments.iter().filter(|segment| matches!(&segment.value.kind, ExprKind::Var(name) if *name != self.words.underscore)).count();
        segments
            .iter()
            .all(|segment| matches!(segment.value.kind, ExprKind::Var(_)))
            && self
                .pattern_vars(segments.iter().map(|segment| segment.value))
                .len()
                == n_vars
    }

    /// Nothing more fits: the end, unless strictness or the type says otherwise.
    fn end_of_bits(&mut self, generator: &Generator<'a>, end: BlockId, wrong: BlockId) {
        let source = generator.source;
        let next = self.b.block();
        self.b.end(Terminator::Branch {
            test: Test::Is(Kind::Bitstring, source),
            then: Target::to(next),
            otherwise: Target::to(wrong),
        });
        self.b.switch_to(next);
        if generator.zip || !generator.strict {
            return self.b.jump(end, Vec::new());
        }
        let left = self.failing_block(FailKind::BadMatch, source, generator.span);
        let empty = ConstNode::Bits {
            bytes: Vec::new(),
            bit_len: 0,
        };
        let empty = Operand::Const(self.out.consts.add(empty));
        self.b.end(Terminator::Branch {
            test: Test::Compare(Comparison::ExactEq, source, empty),
            then: Target::to(end),
            otherwise: Target::to(left),
        });
    }

    /// A bitstring pattern of these fields and all that follows.
    fn prepare_bits(&mut self, fields: Option<Vec<Field<'a>>>, rest: Pat<'a>) -> Pat<'a> {
        let Some(mut fields) = fields else {
            // Matches nothing: an atom is no bitstring.
            return Pat::Const(Const::Nil);
        };
        fields.push(Field {
            kind: FieldKind::Rest,
            size: Size::None,
            unit: 1,
            flags: BitFlags::default(),
            value: rest,
        });
        self.prepared.push(Rc::from(fields));
        Pat::Prepared(self.prepared.len() - 1)
    }

    /// Matches the element with the pattern: goes on with its variables bound, to `skip` where it does not match, or raises
    /// where the generator is strict.
    fn match_one(&mut self, generator: &Generator<'a>, taken: &Taken<'a>, skip: BlockId) {
        let fail = match generator.strict {
            false => skip,
            true => {
                let operands: Vec<Operand> = taken.values.iter().map(|&(value, _)| value).collect();
                let here = self.b.leave();
                let block = self.b.block();
                self.b.switch_to(block);
                let value = match operands[..] {
                    [one] => one,
                    _ => self.make_tuple(operands),
                };
                let loc = self.loc(generator.span);
                self.b.end(Terminator::Fail {
                    kind: FailKind::BadMatch,
                    value,
                    loc,
                });
                self.b.switch_to(here);
                block
            }
        };
        self.match_elements(&[taken], fail);
    }

    /// Matches one element of each with the patterns. With a strict generator in the zip what does not match raises, but for
    /// what a relaxed generator skips once the others match.
    fn match_zip(
        &mut self,
        generators: &[Generator<'a>],
        taken: &[Taken<'a>],
        skip: BlockId,
        span: Span,
    ) {
        let all: Vec<&Taken<'a>> = taken.iter().collect();
        if !generators.iter().any(|generator| generator.strict) {
            return self.match_elements(&all, skip);
        }
        let sources = generators
            .iter()
            .map(|generator| generator.source)
            .collect();
        let wrong = self.unequal(sources, span);
        let demands = generators
            .iter()
            .any(|generator| generator.strict && generator.is_open());
        let (demanded, skipped): (Vec<_>, Vec<_>) =
            generators.iter().zip(taken).partition(|(generator, _)| {
                generator.strict || demands && self.is_demanding(generator)
            });
        let skipped: Vec<&Taken<'a>> = skipped
            .into_iter()
            .map(|(_, taken)| taken)
            .filter(|taken| !taken.values.is_empty())
            .collect();
        if !skipped.is_empty() {
            let demanded: Vec<&Taken<'a>> = demanded.into_iter().map(|(_, taken)| taken).collect();
            self.try_elements(&demanded, wrong);
            for element in skipped {
                self.try_elements(&[element], skip);
            }
        }
        self.match_elements(&all, wrong);
    }

    /// May a relaxed generator in a zip with a strict one, whose pattern is no constant, not skip? As in OTP that is so where the pattern is a
    /// constant, or, of a list's elements, a bitstring.
    fn is_demanding(&mut self, generator: &Generator<'a>) -> bool {
        let mut work = match generator.kind {
            GeneratorKind::List(pattern) => vec![Pat::Expr(pattern)],
            GeneratorKind::Map(key, value) => vec![Pat::Expr(key), Pat::Expr(value)],
            GeneratorKind::Bits(_) => return false,
        };
        let mut may_be_bits = matches!(generator.kind, GeneratorKind::List(_));
        while let Some(pattern) = work.pop() {
            match self.layer(pattern) {
                Layer::Const(_) | Layer::Never => {}
                Layer::Bits(_) if may_be_bits => {}
                Layer::Both(left, right) => {
                    let asks = |layer| !matches!(layer, Layer::Var(_) | Layer::Any);
                    let sides = [Pat::Expr(left), Pat::Expr(right)];
                    let asking = sides.into_iter().filter(|&side| asks(self.layer(side)));
                    let before = work.len();
                    work.extend(asking);
                    if work.len() == before {
                        return false;
                    }
                    continue;
                }
                Layer::Cons(head, tail) => work.extend([head, tail]),
                Layer::Tuple(elements) => work.extend(elements.iter().map(Pat::Expr)),
                Layer::Record(record) => {
                    work.extend(self.record_patterns(record).unwrap_or_default())
                }
                Layer::Any
                | Layer::Var(_)
                | Layer::Map(_)
                | Layer::Native(..)
                | Layer::Bits(_)
                | Layer::Prepared(_) => {
                    return false;
                }
            }
            may_be_bits = false;
        }
        true
    }

    /// Matches the elements with their patterns as one, and binds the variables.
    fn match_elements(&mut self, taken: &[&Taken<'a>], fail: BlockId) {
        for &(name, value) in taken.iter().flat_map(|taken| &taken.bound) {
            self.env.bind(name, value);
        }
        for body in self.match_patterns(taken, fail) {
            self.enter_body(&body);
        }
    }

    /// Matches the elements with their patterns, nothing more.
    fn try_elements(&mut self, taken: &[&Taken<'a>], fail: BlockId) {
        for body in self.match_patterns(taken, fail) {
            self.b.switch_to(body.block);
        }
    }

    fn match_patterns(&mut self, taken: &[&Taken<'a>], fail: BlockId) -> Vec<Body> {
        let values = || taken.iter().flat_map(|taken| &taken.values);
        let columns: Vec<Column> = values()
            .map(|&(operand, _)| Column::Value(operand))
            .collect();
        if columns.is_empty() {
            return Vec::new();
        }
        let row = Row {
            patterns: values().map(|&(_, pattern)| pattern).collect(),
            guard: &[],
        };
        self.match_rows(&columns, &[row], fail, Fresh::All)
    }

    /// Is a variable in the patterns of more than one of these?
    fn shares_variables(&self, generators: &'a [Qualifier<'a>]) -> bool {
        let mut seen = super::NameSet::new();
        generators.iter().any(|qualifier| {
            let patterns: &[&'a Expr<'a>] = match &qualifier.kind {
                QualifierKind::List { pattern, .. } | QualifierKind::Binary { pattern, .. } => {
                    &[*pattern]
                }
                QualifierKind::Map { key, value, .. } => &[*key, *value],
                QualifierKind::Zip(_) | QualifierKind::Filter(_) => &[],
            };
            let names = self.pattern_vars(patterns.iter().copied());
            // All of them, so that none is missing in `seen`.
            names.into_iter().filter(|name| !seen.insert(*name)).count() > 0
        })
    }
}

fn generators<'a>(qualifier: &'a Qualifier<'a>) -> &'a [Qualifier<'a>] {
    match qualifier.kind {
        QualifierKind::Zip(generators) => generators,
        QualifierKind::List { .. }
        | QualifierKind::Binary { .. }
        | QualifierKind::Map { .. }
        | QualifierKind::Filter(_) => std::slice::from_ref(qualifier),
    }
}

fn generator<'a>(
    qualifier: &Qualifier<'a>,
    source: Operand,
    zip: bool,
    shares: bool,
) -> Option<Generator<'a>> {
    let (kind, strict) = match qualifier.kind {
        QualifierKind::List {
            strict, pattern, ..
        } => (GeneratorKind::List(pattern), strict),
        QualifierKind::Binary {
            strict, pattern, ..
        } => (GeneratorKind::Bits(pattern), strict),
        QualifierKind::Map {
            strict, key, value, ..
        } => (GeneratorKind::Map(key, value), strict),
        QualifierKind::Zip(_) | QualifierKind::Filter(_) => return None,
    };
    Some(Generator {
        kind,
        strict,
        zip,
        shares,
        source,
        span: qualifier.op_span,
    })
}
