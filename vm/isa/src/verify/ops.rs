//! What each family of ops asks of its operands, and what is known after it.

use super::*;
use crate::known::{
    CHARACTER, Numeric, Relation, arithmetic, bif_result, bits, operand_kinds, related, without,
};
use crate::range::Range;

impl Checker<'_, '_> {
    pub(super) fn op(&mut self, op: &Op) -> Checked {
        let mut found = Operands::default();
        op.visit(&mut found);
        self.operands(op, &found)?;
        let n_args = self.n_args(op);
        match op {
            Op::Call { function, .. } | Op::CallTail { function, .. } => {
                self.local_arguments(*function)?
            }
            _ => self.arguments(n_args)?,
        }
        self.site(op, &found, n_args)?;
        self.destinations_after(op, &found)?;
        if op.opcode().effects().has(Effects::ends) {
            self.reached = false;
        }
        Ok(())
    }

    fn destinations_after(&mut self, op: &Op, found: &Operands) -> Checked {
        self.destinations(found)?;
        match op.opcode().family() {
            "control" | "call" => self.control(op),
            "data" => self.data(op),
            "arith" => self.arith(op, found),
            "compare" => self.compare(op),
            "binary" => self.binary(op, found),
            "map" => self.map(op),
            "message" => self.message(op),
            _ => self.exception(op),
        }
    }

    fn control(&mut self, op: &Op) -> Checked {
        match op {
            Op::Jump { to } => self.flow(*to),
            Op::Ret {} => {
                self.leave(None)?;
                self.term(Reg::X(0))?;
                self.gives(self.type_of(Src::Reg(Reg::X(0))))
            }
            Op::SelectValue { src, fail, cases } => self.select_value(*src, *fail, cases),
            Op::SelectArity { src, fail, cases } => {
                cases_ascend(cases)?;
                for (arity, label) in cases {
                    let Src::Int(arity @ 0..=0xffff_ffff) = *arity else {
                        return Err("arity that is no count");
                    };
                    self.flow_refined(*label, *src, Type::tuple(arity as u32))?;
                }
                self.flow(*fail)
            }
            Op::Allocate {
                slots,
                heap,
                site: _,
            } => {
                self.leave(None)?;
                ensure(*slots <= u32::from(MAX_Y), "frame too large")?;
                ensure(*heap <= MAX_WORDS, "too much heap at once")?;
                self.snapshot = None;
                self.state.frame = Some(*slots);
                self.state.y.clear();
                self.reserved = *heap;
                Ok(())
            }
            Op::Deallocate { slots } => {
                self.leave(Some(*slots))?;
                self.snapshot = None;
                self.state.frame = None;
                self.state.y.clear();
                Ok(())
            }
            Op::Call { .. } | Op::CallExt { .. } | Op::CallFun { .. } | Op::Apply { .. } => {
                ensure(self.state.frame.is_some(), "call without a frame")?;
                self.clear_x();
                let result = match op {
                    Op::Call { function, .. } => self.result_of(*function),
                    _ => Type::ANY,
                };
                self.define(Reg::X(0), result);
                Ok(())
            }
            Op::CallTail { function, slots } => {
                self.gives(self.result_of(*function))?;
                self.leave(*slots)
            }
            Op::CallExtTail { slots, .. }
            | Op::CallFunTail { slots, .. }
            | Op::ApplyTail { slots, .. } => {
                self.gives(Type::ANY)?;
                self.leave(*slots)
            }
            Op::Bif {
                import,
                args,
                dst,
                fail,
                site: _,
            } => {
                let arity = usize::from(self.module.imports[import.0 as usize].arity);
                ensure(args.len() == arity, "number of a native's arguments")?;
                fail.map_or(Ok(()), |label| self.flow(label))?;
                let result = self.native(*import, args);
                self.define(*dst, result);
                Ok(())
            }
            _ => Err("op of another family"),
        }
    }

    /// What a native gives that has succeeded, and what its arguments must have been.
    fn native(&mut self, import: Import, args: &[Src]) -> Type {
        let row = &self.module.imports[import.0 as usize];
        let text = |atom: Atom| self.module.atoms.get(atom.0 as usize).map(String::as_str);
        if text(row.module) != Some("erlang") {
            return Type::ANY;
        }
        let Some(told) = text(row.name).and_then(|name| bif_result(name, args.len())) else {
            return Type::ANY;
        };
        if let Some((index, kinds)) = told.argument
            && let Some(&src) = args.get(usize::from(index))
        {
            let known = self.type_of(src);
            self.refine(src, known.only(kinds));
        }
        Type::ANY.with(told.result)
    }

    fn select_value(&mut self, src: Src, fail: Label, cases: &[(Src, Label)]) -> Checked {
        cases_ascend(cases)?;
        let known = self.type_of(src);
        let mut integers = Vec::new();
        let mut atom: Option<Rc<State>> = None;
        for (value, label) in cases {
            let case = self.type_of(*value);
            if let (Src::Atom(_), Some(state)) = (value, &atom) {
                let state = state.clone();
                self.flow_with(*label, state)?;
                continue;
            }
            let state = self.state_with(src, meet(known, case));
            match value {
                Src::Int(n) => integers.push(*n),
                _ => atom = Some(state.clone()),
            }
            self.flow_with(*label, state)?;
        }
        let rest = match without(known.range, &integers) {
            Some(range) => Type { range, ..known },
            None => known.only(!Fact::INTEGER),
        };
        self.flow_refined(fail, src, rest)
    }

    fn spend(&mut self, words: u32) -> Checked {
        let left = self
            .reserved
            .checked_sub(words)
            .ok_or("heap that is not reserved")?;
        self.reserved = left;
        Ok(())
    }

    fn cons(&self, src: Src) -> Checked {
        ensure(
            self.type_of(src).kinds & !Fact::CONS == 0,
            "not known to be a cons cell",
        )
    }

    fn data(&mut self, op: &Op) -> Checked {
        match op {
            Op::Move { src, dst } => {
                match src {
                    Src::Reg(reg) => {
                        let id = self.state.get(*reg);
                        self.set(*dst, id);
                    }
                    Src::Int(_) | Src::Atom(_) | Src::Nil | Src::Literal(_) => {
                        let known = self.type_of(*src);
                        self.define(*dst, known);
                    }
                }
                Ok(())
            }
            Op::Swap { a, b } => {
                let (ia, ib) = (self.state.get(*a), self.state.get(*b));
                self.set(*a, ib);
                self.set(*b, ia);
                Ok(())
            }
            Op::NeedHeap { words, site: _ } => {
                ensure(*words <= MAX_WORDS, "too much heap at once")?;
                self.reserved = *words;
                Ok(())
            }
            Op::PutList {
                head: _,
                tail: _,
                dst,
            } => {
                self.spend(2)?;
                self.define(*dst, Type::kinds(Fact::CONS));
                Ok(())
            }
            Op::PutTuple { elements, dst } => {
                ensure(elements.len() < MAX_WORDS as usize, "tuple too large")?;
                let arity = elements.len() as u32;
                self.spend(arity + 1)?;
                self.define(*dst, Type::tuple(arity));
                Ok(())
            }
            Op::PutRecord {
                definition,
                values,
                dst,
            } => {
                let Src::Literal(definition) = *definition else {
                    return Err("a record's definition is a literal");
                };
                let n_fields = record_definition(self.module, definition)?;
                ensure(values.len() == n_fields, "values of other fields")?;
                self.spend(n_fields as u32 + 2)?;
                self.define(*dst, Type::kinds(Fact::OTHER));
                Ok(())
            }
            Op::SetTuple {
                src,
                arity,
                hint: _,
                changes,
                dst,
                site: _,
            } => {
                let known = self.type_of(*src);
                let fits =
                    known.kinds & !Fact::TUPLE == 0 && known.exact && known.min_arity == *arity;
                ensure(fits, "not known to be a tuple of that arity")?;
                ensure(
                    changes.windows(2).all(|pair| pair[0].0 < pair[1].0),
                    "changes out of order",
                )?;
                ensure(
                    changes.last().is_none_or(|(index, _)| index < arity),
                    "change beyond the tuple",
                )?;
                self.define(*dst, Type::tuple(*arity));
                Ok(())
            }
            Op::MakeFun {
                lambda,
                free,
                dst,
                site: _,
            } => {
                let n_free = usize::from(self.module.lambdas[lambda.0 as usize].n_free);
                ensure(free.len() == n_free, "number of free variables")?;
                self.define(*dst, Type::kinds(Fact::FUN));
                Ok(())
            }
            Op::GetList { src, head, tail } => {
                self.cons(*src)?;
                ensure(head != tail, "head and tail in one register")?;
                self.define(*head, Type::ANY);
                self.define(*tail, Type::ANY);
                Ok(())
            }
            Op::GetHead { src, dst } | Op::GetTail { src, dst } => {
                self.cons(*src)?;
                self.define(*dst, Type::ANY);
                Ok(())
            }
            Op::GetElement { src, index, dst } => {
                let known = self.type_of(*src);
                let fits = known.kinds & !Fact::TUPLE == 0 && *index < known.min_arity;
                ensure(fits, "not known to be a tuple that large")?;
                self.define(*dst, Type::ANY);
                Ok(())
            }
            _ => Err("op of another family"),
        }
    }

    fn arith(&mut self, op: &Op, found: &Operands) -> Checked {
        let name = op.opcode().name();
        found
            .labels
            .iter()
            .try_for_each(|&label| self.flow(label))?;
        let operands: Vec<Numeric> = found
            .srcs
            .iter()
            .map(|&src| self.type_of(src).numeric())
            .collect();
        for &src in &found.srcs {
            let known = self.type_of(src);
            self.refine(src, known.only(operand_kinds(name)));
        }
        let result = Type::ANY.with(arithmetic(name, &operands));
        found.defs.iter().for_each(|&dst| self.define(dst, result));
        Ok(())
    }

    /// An op with at most one label, where it goes having written nothing, and one result.
    fn result(&mut self, found: &Operands, kinds: u16) -> Checked {
        found
            .labels
            .iter()
            .try_for_each(|&label| self.flow(label))?;
        found
            .defs
            .iter()
            .for_each(|&dst| self.define(dst, Type::kinds(kinds)));
        Ok(())
    }

    fn integer_result(&mut self, found: &Operands, range: Range) -> Checked {
        self.result(found, Fact::INTEGER)?;
        for &dst in &found.defs {
            let known = Type {
                range,
                ..Type::kinds(Fact::INTEGER)
            };
            self.define(dst, known);
        }
        Ok(())
    }

    /// A test for kinds of terms: what passes is of the kinds `yes`, and all of `exactly` does.
    fn kind_test(&mut self, src: Src, fail: Label, yes: u16, exactly: u16) -> Checked {
        let known = self.type_of(src);
        let no = Type {
            kinds: known.kinds & !exactly,
            ..known
        };
        self.flow_refined(fail, src, no)?;
        self.refine(
            src,
            Type {
                kinds: known.kinds & yes,
                ..known
            },
        );
        Ok(())
    }

    fn tuple_test(&mut self, src: Src, arity: u32, fail: Label) -> Checked {
        self.flow(fail)?;
        self.refine(src, Type::tuple(arity));
        Ok(())
    }

    fn compare(&mut self, op: &Op) -> Checked {
        match op {
            Op::IsAtom { src, fail } => self.kind_test(*src, *fail, Fact::ATOM, Fact::ATOM),
            Op::IsBoolean { src, fail } => self.kind_test(*src, *fail, Fact::ATOM, 0),
            Op::IsInteger { src, fail } => {
                self.kind_test(*src, *fail, Fact::INTEGER, Fact::INTEGER)
            }
            Op::IsFloat { src, fail } => self.kind_test(*src, *fail, Fact::FLOAT, Fact::FLOAT),
            Op::IsNumber { src, fail } => self.kind_test(
                *src,
                *fail,
                Fact::INTEGER | Fact::FLOAT,
                Fact::INTEGER | Fact::FLOAT,
            ),
            Op::IsList { src, fail } => {
                self.kind_test(*src, *fail, Fact::CONS | Fact::NIL, Fact::CONS | Fact::NIL)
            }
            Op::IsCons { src, fail } => self.kind_test(*src, *fail, Fact::CONS, Fact::CONS),
            Op::IsNil { src, fail } => self.kind_test(*src, *fail, Fact::NIL, Fact::NIL),
            Op::IsTuple { src, fail } => self.kind_test(*src, *fail, Fact::TUPLE, Fact::TUPLE),
            Op::IsMap { src, fail } => self.kind_test(*src, *fail, Fact::MAP, Fact::MAP),
            Op::IsBinary { src, fail } => self.kind_test(*src, *fail, Fact::BITSTRING, 0),
            Op::IsBitstring { src, fail } => {
                self.kind_test(*src, *fail, Fact::BITSTRING, Fact::BITSTRING)
            }
            Op::IsPid { src, fail } => self.kind_test(*src, *fail, Fact::PID, Fact::PID),
            Op::IsReference { src, fail } => {
                self.kind_test(*src, *fail, Fact::REFERENCE, Fact::REFERENCE)
            }
            Op::IsPort { src, fail } => self.kind_test(*src, *fail, Fact::OTHER, 0),
            Op::IsFunction { src, fail } => self.kind_test(*src, *fail, Fact::FUN, Fact::FUN),
            Op::IsFunctionArity {
                src,
                arity: _,
                fail,
            } => self.kind_test(*src, *fail, Fact::FUN, 0),
            Op::IsVersion {
                import: _,
                version,
                fail,
            } => {
                ensure(matches!(version, Src::Int(_)), "version that is no number")?;
                self.flow(*fail)
            }
            Op::IsArity { src, arity, fail } => self.tuple_test(*src, *arity, *fail),
            Op::IsTagged {
                src,
                arity,
                tag: _,
                fail,
            } => {
                ensure(*arity > 0, "a tuple without elements has no tag")?;
                self.tuple_test(*src, *arity, *fail)
            }
            Op::IsEqExact {
                a,
                b: Src::Nil,
                fail,
            } => self.kind_test(*a, *fail, Fact::NIL, Fact::NIL),
            Op::IsEqExact { a, b, fail } => {
                let yes = self.compared(*a, *b, Relation::Same);
                let no = self.compared(*a, *b, Relation::Differ);
                self.compare_test((*a, *b), *fail, yes, no)
            }
            Op::IsNeExact {
                a,
                b: Src::Nil,
                fail,
            } => {
                let known = self.type_of(*a);
                self.flow_refined(
                    *fail,
                    *a,
                    Type {
                        kinds: known.kinds & Fact::NIL,
                        ..known
                    },
                )?;
                self.refine(
                    *a,
                    Type {
                        kinds: known.kinds & !Fact::NIL,
                        ..known
                    },
                );
                Ok(())
            }
            Op::IsNeExact { a, b, fail } => {
                let yes = self.compared(*a, *b, Relation::Differ);
                let no = self.compared(*a, *b, Relation::Same);
                self.compare_test((*a, *b), *fail, yes, no)
            }
            Op::IsLt { a, b, fail } => {
                let yes = self.compared(*a, *b, Relation::Less);
                let no = self.compared(*a, *b, Relation::NotLess);
                self.compare_test((*a, *b), *fail, yes, no)
            }
            Op::IsGe { a, b, fail } => {
                let yes = self.compared(*a, *b, Relation::NotLess);
                let no = self.compared(*a, *b, Relation::Less);
                self.compare_test((*a, *b), *fail, yes, no)
            }
            Op::IsEq { a, b, fail } => {
                let yes = self.compared(*a, *b, Relation::Equal);
                let no = self.compared(*a, *b, Relation::Differ);
                self.compare_test((*a, *b), *fail, yes, no)
            }
            Op::IsNe { a, b, fail } => {
                let yes = self.compared(*a, *b, Relation::Differ);
                let no = self.compared(*a, *b, Relation::Equal);
                self.compare_test((*a, *b), *fail, yes, no)
            }
            _ => Err("op of another family"),
        }
    }

    /// What both are if they compare like that.
    fn compared(&self, a: Src, b: Src, relation: Relation) -> (Type, Type) {
        let (ta, tb) = (self.type_of(a), self.type_of(b));
        if relation == Relation::Same {
            return (meet(ta, tb), meet(tb, ta));
        }
        let (na, nb) = related(relation, ta.numeric(), tb.numeric());
        (ta.with(na), tb.with(nb))
    }

    fn compare_test(
        &mut self,
        (a, b): (Src, Src),
        fail: Label,
        yes: (Type, Type),
        no: (Type, Type),
    ) -> Checked {
        let before = (self.type_of(a), self.type_of(b));
        if no == before {
            self.flow(fail)?;
        } else {
            let here = self.state.clone();
            let snapshot = self.snapshot.take();
            self.refine(a, no.0);
            self.refine(b, no.1);
            let state = std::mem::replace(&mut self.state, here);
            self.snapshot = snapshot;
            self.flow_with(fail, Rc::new(state))?;
        }
        self.refine(a, yes.0);
        self.refine(b, yes.1);
        Ok(())
    }

    fn binary(&mut self, op: &Op, found: &Operands) -> Checked {
        let unit = match op {
            Op::BsGetInteger { unit, .. }
            | Op::BsGetFloat { unit, .. }
            | Op::BsGetBits { unit, .. }
            | Op::BsGetRest { unit, .. }
            | Op::BsSkipBits { unit, .. }
            | Op::BsTestUnit { unit, .. } => *unit,
            _ => 1,
        };
        ensure((1..=256).contains(&unit), "unit out of bounds")?;
        match op {
            Op::BsStart { .. } => self.result(found, Fact::CONTEXT),
            Op::BsGetInteger {
                size, unit, flags, ..
            } => {
                let size = match size {
                    Src::Int(size) => Some(*size),
                    _ => None,
                };
                self.integer_result(found, bits(size, *unit, flags.signed))
            }
            Op::BsGetUtf { .. } => self.integer_result(found, CHARACTER),
            Op::BsGetPosition { .. } => self.result(found, Fact::INTEGER),
            Op::BsGetFloat { .. } => self.result(found, Fact::FLOAT),
            Op::BsGetBits { .. } | Op::BsGetRest { .. } => self.result(found, Fact::BITSTRING),
            Op::BsMatchLiteral { bits, .. } => {
                ensure(
                    self.type_of(*bits).kinds == Fact::BITSTRING,
                    "no bitstring literal",
                )?;
                ensure(matches!(bits, Src::Literal(_)), "no bitstring literal")?;
                self.result(found, 0)
            }
            Op::BsSetPosition { ctx: _, position } => ensure(
                self.type_of(*position).kinds & !Fact::INTEGER == 0,
                "position that is no integer",
            ),
            Op::BsCreate { segments, .. } => {
                for (index, segment) in segments.iter().enumerate() {
                    ensure((1..=256).contains(&segment.unit), "unit out of bounds")?;
                    let sized = match segment.kind {
                        SegmentKind::Integer | SegmentKind::Float => segment.size.is_some(),
                        SegmentKind::Bits => true,
                        SegmentKind::Append => segment.size.is_none() && index == 0,
                        SegmentKind::Utf8 | SegmentKind::Utf16 | SegmentKind::Utf32 => {
                            segment.size.is_none()
                        }
                    };
                    ensure(sized, "size of a segment")?;
                }
                self.result(found, Fact::BITSTRING)
            }
            _ => self.result(found, 0),
        }
    }

    fn map(&mut self, op: &Op) -> Checked {
        match op {
            Op::MapGet {
                src: _,
                key: _,
                dst,
                fail,
            } => {
                self.flow(*fail)?;
                self.define(*dst, Type::ANY);
                Ok(())
            }
            Op::MapGetMany { src, gets, fail } => {
                let (last, others) = gets.split_last().ok_or("no keys")?;
                let early = |reg: Reg| {
                    *src == Src::Reg(reg) || gets.iter().any(|(key, _)| *key == Src::Reg(reg))
                };
                ensure(
                    !others.iter().any(|(_, dst)| early(*dst)),
                    "key or map overwritten before all is read",
                )?;
                ensure(
                    !gets.iter().any(|(key, _)| *key == Src::Reg(last.1)) || others.is_empty(),
                    "key overwritten",
                )?;
                for (_, dst) in gets {
                    self.set(*dst, 0);
                }
                self.flow(*fail)?;
                for (_, dst) in gets {
                    self.define(*dst, Type::ANY);
                }
                Ok(())
            }
            Op::MapHas { src, fail, .. } => {
                self.flow(*fail)?;
                let known = self.type_of(*src);
                self.refine(*src, known.only(Fact::MAP));
                Ok(())
            }
            Op::MapPut { dst, fail, .. } | Op::MapUpdate { dst, fail, .. } => {
                fail.map_or(Ok(()), |label| self.flow(label))?;
                self.define(*dst, Type::kinds(Fact::MAP));
                Ok(())
            }
            _ => Err("op of another family"),
        }
    }

    fn message(&mut self, op: &Op) -> Checked {
        match op {
            Op::Send { dst, .. } | Op::RecvMark { dst } => {
                self.define(*dst, Type::ANY);
                Ok(())
            }
            Op::RecvPeek {
                dst,
                empty,
                site: _,
            } => {
                self.flow(*empty)?;
                self.define(*dst, Type::ANY);
                Ok(())
            }
            Op::RecvSkip { next } => self.flow(*next),
            Op::RecvWait { next, site: _ }
            | Op::RecvWaitTimeout {
                timeout: _,
                next,
                site: _,
            } => {
                self.clear_x();
                self.flow(*next)
            }
            Op::RecvAccept {} | Op::RecvBind { .. } | Op::RecvUse { .. } => Ok(()),
            _ => Err("op of another family"),
        }
    }

    fn exception(&mut self, op: &Op) -> Checked {
        match op {
            Op::FailWith { .. } | Op::FunctionClause { .. } | Op::Reraise { .. } => Ok(()),
            Op::BuildTrace { dst, .. } => {
                self.define(*dst, Type::kinds(Fact::CONS | Fact::NIL));
                Ok(())
            }
            Op::CatchValue { dst, .. } => {
                self.define(*dst, Type::ANY);
                Ok(())
            }
            _ => Err("op of another family"),
        }
    }
}

fn cases_ascend(cases: &[(Src, Label)]) -> Checked {
    let mut last: Option<(u8, i64)> = None;
    for (value, _) in cases {
        let key = match value {
            Src::Int(n) => (0, *n),
            Src::Atom(atom) => (1, i64::from(atom.0)),
            Src::Nil | Src::Literal(_) | Src::Reg(_) => {
                return Err("case that is no small integer or atom");
            }
        };
        ensure(last.is_none_or(|last| last < key), "cases out of order")?;
        last = Some(key);
    }
    Ok(())
}
