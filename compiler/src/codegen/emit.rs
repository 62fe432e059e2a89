//! Core instructions to ops, with the registers that registers.rs chose. Sites and heap needs are filled in by assemble.rs: what is
//! emitted here carries rows with handler, line and frame only.

use super::CodegenError;
use super::frame::{Frames, ends_in_tail_call};
use super::liveness::Liveness;
use super::moves::parallel;
use super::registers::Registers;
use super::tables::Tables;
use crate::core::nodes::*;
use crate::source::name::Name;
use purlin_isa::module::SiteRow;
use purlin_isa::op::Op;
use purlin_isa::operand::{Function as FunctionIndex, Label, MAX_X, OptCount, Reg, Site, Src};

/// A line of code.
pub enum Item {
    Op(Op),
    Label(Label),
}

/// Code of a function before its sites are known.
pub struct Draft {
    pub items: Vec<Item>,
    /// `Site(n)` in the items is row `n` here.
    pub sites: Vec<SiteRow>,
    pub slots: u32,
    /// Arguments that `function_clause` shows.
    pub arity: u32,
    pub entry: Label,
}

/// What a lambda or a local fun needs to know of its function.
#[derive(Clone, Copy)]
pub struct Signature {
    pub arity: u32,
    pub n_free: u32,
}

pub struct Emitter<'a, 'b> {
    function: &'a Function,
    liveness: &'a Liveness,
    frames: &'a Frames,
    registers: &'a Registers,
    signatures: &'a [Signature],
    tables: &'a mut Tables<'b>,
    labels: Vec<Label>,
    draft: Draft,
    framed: bool,
    handler: Option<Label>,
    block: usize,
    /// X registers that still hold a value of the frame.
    copies: Vec<(u16, Value)>,
    /// The same at the end of each block that has been emitted.
    copies_at_end: Vec<Vec<(u16, Value)>>,
}

pub fn emit(
    function: &Function,
    liveness: &Liveness,
    frames: &Frames,
    registers: &Registers,
    signatures: &[Signature],
    tables: &mut Tables<'_>,
) -> Result<Draft, CodegenError> {
    let labels: Vec<Label> = function.blocks.iter().map(|_| tables.label()).collect();
    let entry = labels
        .first()
        .copied()
        .ok_or(CodegenError::Malformed("function without blocks"))?;
    let draft = Draft {
        items: Vec::new(),
        sites: Vec::new(),
        slots: registers.slots,
        arity: function.shown_arity(),
        entry,
    };
    let mut emitter = Emitter {
        function,
        liveness,
        frames,
        registers,
        signatures,
        tables,
        labels,
        draft,
        framed: false,
        handler: None,
        block: 0,
        copies: Vec::new(),
        copies_at_end: vec![Vec::new(); function.blocks.len()],
    };
    for index in 0..function.blocks.len() {
        emitter.block(index)?;
    }
    Ok(emitter.draft)
}

type Done = Result<(), CodegenError>;

impl Emitter<'_, '_> {
    fn push(&mut self, op: Op) {
        let mut written = Written(Vec::new());
        op.visit(&mut written);
        if !written.0.is_empty() {
            self.copies
                .retain(|(register, _)| !written.0.contains(register));
        }
        self.draft.items.push(Item::Op(op));
    }

    fn place(&mut self, label: Label) {
        self.draft.items.push(Item::Label(label));
    }

    fn label_of(&self, target: &Target) -> Label {
        self.labels[target.block.0 as usize]
    }

    fn site(&mut self, loc: LocId) -> Site {
        let line = self.tables.line(loc);
        let site = Site(self.draft.sites.len() as u32);
        let frame = self.slots();
        self.draft.sites.push(SiteRow {
            live_x: Vec::new(),
            live_y: Vec::new(),
            frame,
            handler: self.handler,
            line,
        });
        site
    }

    fn slots(&self) -> OptCount {
        self.framed.then_some(self.registers.slots)
    }

    /// Where the value is: in the frame, if it has a place there and there is a frame.
    fn home(&self, value: Value, framed: bool) -> Reg {
        let i = value.0 as usize;
        if framed && self.frames.slotted[i] {
            Reg::Y(self.registers.y[i])
        } else {
            Reg::X(self.registers.x[i])
        }
    }

    fn dst(&self, value: Value) -> Reg {
        self.home(value, self.framed)
    }

    fn result(&self, inst: &Inst) -> Result<Reg, CodegenError> {
        inst.result
            .map(|value| self.dst(value))
            .ok_or(CodegenError::Malformed("instruction without a result"))
    }

    /// Where to read the value from.
    fn reg(&self, value: Value) -> Reg {
        let home = self.dst(value);
        if matches!(home, Reg::Y(_))
            && let Some(&(register, _)) = self.copies.iter().find(|(_, copy)| *copy == value)
        {
            return Reg::X(register);
        }
        home
    }

    fn src(&mut self, x: Operand) -> Result<Src, CodegenError> {
        match x {
            Operand::Value(value) => Ok(Src::Reg(self.reg(value))),
            Operand::Const(constant) => self.tables.constant(constant),
        }
    }

    fn srcs(&mut self, list: &[Operand]) -> Result<Vec<Src>, CodegenError> {
        list.iter().map(|&x| self.src(x)).collect()
    }

    fn pairs(&mut self, pairs: &[(Operand, Operand)]) -> Result<Vec<(Src, Src)>, CodegenError> {
        pairs
            .iter()
            .map(|&(key, value)| Ok((self.src(key)?, self.src(value)?)))
            .collect()
    }

    fn context(&mut self, x: Operand) -> Result<Reg, CodegenError> {
        match x {
            Operand::Value(value) => Ok(self.reg(value)),
            Operand::Const(_) => Err(CodegenError::Malformed("a constant as match context")),
        }
    }

    fn segments(
        &mut self,
        segments: &[Segment],
    ) -> Result<Vec<purlin_isa::operand::Segment>, CodegenError> {
        segments
            .iter()
            .map(|s| {
                let size = s.size.map(|size| self.src(size)).transpose()?;
                let value = self.src(s.value)?;
                Ok(purlin_isa::operand::Segment {
                    kind: s.kind,
                    flags: s.flags,
                    unit: s.unit,
                    value,
                    size,
                    covers: s.covers,
                })
            })
            .collect()
    }

    fn moves(&mut self, moves: &[(Src, Reg)]) {
        let mut ops = Vec::new();
        parallel(moves, &mut ops);
        for op in ops {
            self.push(op);
        }
    }

    fn block(&mut self, index: usize) -> Done {
        let block = &self.function.blocks[index];
        self.block = index;
        self.framed = self.frames.at_start[index];
        self.handler = block.handler.map(|handler| self.labels[handler.0 as usize]);
        self.copies = self.inherited_copies(index);
        self.place(self.labels[index]);
        if self.is_handler(index) {
            self.receive_exception(block);
        }
        let tail = ends_in_tail_call(block);
        let mut at = 0;
        while at < block.insts.len() {
            if self.frames.made_at[index] == Some(at as u32) {
                self.make_frame(at);
            }
            if tail && at + 1 == block.insts.len() {
                self.tail_call(&block.insts[at])?;
            } else if self.frames.made_at[index] != Some(at as u32 + 1)
                && self.fused_list(&block.insts[at..])?
            {
                at += 1;
            } else {
                self.inst(&block.insts[at])?;
            }
            at += 1;
        }
        if self.frames.made_at[index] == Some(block.insts.len() as u32) {
            self.make_frame(block.insts.len());
        }
        if !tail {
            self.end(&block.end)?;
        }
        self.copies_at_end[index] = std::mem::take(&mut self.copies);
        Ok(())
    }

    fn is_handler(&self, index: usize) -> bool {
        let id = Some(BlockId(index as u32));
        self.liveness.preds[index]
            .first()
            .is_some_and(|&pred| self.function.blocks[pred as usize].handler == id)
    }

    /// Copies in X registers that hold at the block's start: those of its only predecessor, whatever its last op was.
    fn inherited_copies(&self, index: usize) -> Vec<(u16, Value)> {
        let [pred] = self.liveness.preds[index][..] else {
            return Vec::new();
        };
        if !self.framed || pred as usize >= index || self.is_handler(index) {
            return Vec::new();
        }
        let end = &self.function.blocks[pred as usize].end;
        if matches!(
            end,
            Terminator::RecvWait { .. } | Terminator::RecvWaitTimeout { .. }
        ) {
            return Vec::new();
        }
        let mut copies = self.copies_at_end[pred as usize].clone();
        // The parameter was written by the predecessor's last op.
        for param in &self.function.blocks[index].params {
            if let Reg::X(register) = self.home(*param, self.framed) {
                copies.retain(|(copy, _)| *copy != register);
            }
        }
        copies
    }

    fn receive_exception(&mut self, block: &Block) {
        for (at, &param) in block.params.iter().enumerate() {
            let (from, to) = (Reg::X(at as u16), self.home(param, self.framed));
            if from != to {
                self.push(Op::Move {
                    src: Src::Reg(from),
                    dst: to,
                });
                self.copies.push((at as u16, param));
            }
        }
    }

    /// Makes the frame before instruction `at` and moves into it what lives there.
    fn make_frame(&mut self, at: usize) {
        let block = &self.function.blocks[self.block];
        let loc = block
            .insts
            .get(at)
            .map_or(LocId::default(), |inst| inst.loc);
        let site = self.site(loc);
        // A frame made for a call inside a `try` is not part of it.
        self.draft.sites[site.0 as usize].handler = None;
        self.push(Op::Allocate {
            slots: self.registers.slots,
            heap: 0,
            site,
        });
        self.framed = true;
        let made_before = block.insts[..at].iter().filter_map(|inst| inst.result);
        let liveness = self.liveness;
        let candidates = liveness
            .values(&liveness.live_in[self.block])
            .chain(block.params.iter().copied());
        let alive = self.alive_after(block, at);
        for value in candidates.chain(made_before) {
            let i = value.0 as usize;
            if self.frames.slotted[i] && alive.binary_search(&value).is_ok() {
                let (x, y) = (self.registers.x[i], self.registers.y[i]);
                self.push(Op::Move {
                    src: Src::Reg(Reg::X(x)),
                    dst: Reg::Y(y),
                });
                self.copies.push((x, value));
            }
        }
    }

    /// Values that instruction `at` of the block or something after it reads; sorted.
    fn alive_after(&self, block: &Block, at: usize) -> Vec<Value> {
        let mut values = Vec::new();
        let mut note = |x: &Operand| values.extend(x.value());
        block.insts[at..]
            .iter()
            .for_each(|inst| inst.kind.operands(&mut note));
        block.end.operands(&mut note);
        self.liveness
            .live_out(block, &mut |value| values.push(value));
        values.sort_unstable();
        values
    }

    /// `Head` and `Tail` of the same cell, next to each other.
    fn fused_list(&mut self, insts: &[Inst]) -> Result<bool, CodegenError> {
        let [first, second, ..] = insts else {
            return Ok(false);
        };
        let (cell, head, tail) = match (&first.kind, &second.kind) {
            (InstKind::Head(a), InstKind::Tail(b)) if a == b => (*a, first, second),
            (InstKind::Tail(a), InstKind::Head(b)) if a == b => (*a, second, first),
            _ => return Ok(false),
        };
        let (head, tail) = (self.result(head)?, self.result(tail)?);
        let src = self.src(cell)?;
        self.push(Op::GetList { src, head, tail });
        Ok(true)
    }
}

/// The X registers an op writes.
struct Written(Vec<u16>);

impl purlin_isa::visit::Visitor for Written {
    fn def(&mut self, reg: Reg) {
        if let Reg::X(register) = reg {
            self.0.push(register);
        }
    }
}

// Instructions.
impl Emitter<'_, '_> {
    fn inst(&mut self, inst: &Inst) -> Done {
        let loc = inst.loc;
        match &inst.kind {
            InstKind::Copy(x) => {
                let (src, dst) = (self.src(*x)?, self.result(inst)?);
                self.push(Op::Move { src, dst });
            }
            InstKind::Call { .. }
            | InstKind::CallExt { .. }
            | InstKind::CallFun { .. }
            | InstKind::Apply { .. } => {
                return self.call(inst);
            }
            InstKind::Bif { name, args } => {
                let (args, dst) = (self.srcs(args)?, self.result(inst)?);
                let op = self.bif(*name, args, dst, None, loc)?;
                self.push(op);
            }
            InstKind::Arith { op, args } => {
                let (args, dst, site) = (self.srcs(args)?, self.result(inst)?, self.site(loc));
                self.push(arith(*op, &args, dst, None, site)?);
            }
            InstKind::Boolean(test) => {
                let dst = self.result(inst)?;
                return self.boolean(test, dst);
            }
            InstKind::Cons { head, tail } => {
                let (head, tail, dst) = (self.src(*head)?, self.src(*tail)?, self.result(inst)?);
                self.need_heap(2, loc);
                self.push(Op::PutList { head, tail, dst });
            }
            InstKind::Tuple(elements) => {
                let (elements, dst) = (self.srcs(elements)?, self.result(inst)?);
                self.need_heap(elements.len() as u32 + 1, loc);
                self.push(Op::PutTuple { elements, dst });
            }
            InstKind::Record { definition, values } => {
                let definition = self.src(Operand::Const(*definition))?;
                let (values, dst) = (self.srcs(values)?, self.result(inst)?);
                self.need_heap(values.len() as u32 + 2, loc);
                self.push(Op::PutRecord {
                    definition,
                    values,
                    dst,
                });
            }
            InstKind::SetTuple {
                src,
                arity,
                hint,
                changes,
            } => {
                let src = self.src(*src)?;
                let changes = changes
                    .iter()
                    .map(|&(index, x)| Ok((index, self.src(x)?)))
                    .collect::<Result<_, CodegenError>>()?;
                let (dst, site) = (self.result(inst)?, self.site(loc));
                self.push(Op::SetTuple {
                    src,
                    arity: *arity,
                    hint: *hint,
                    changes,
                    dst,
                    site,
                });
            }
            InstKind::Head(cell) => {
                let (src, dst) = (self.src(*cell)?, self.result(inst)?);
                self.push(Op::GetHead { src, dst });
            }
            InstKind::Tail(cell) => {
                let (src, dst) = (self.src(*cell)?, self.result(inst)?);
                self.push(Op::GetTail { src, dst });
            }
            InstKind::Element { tuple, index } => {
                let (src, dst) = (self.src(*tuple)?, self.result(inst)?);
                self.push(Op::GetElement {
                    src,
                    index: *index,
                    dst,
                });
            }
            InstKind::MakeFun { function, free } => {
                let signature = self.signature(*function)?;
                let arity = signature
                    .arity
                    .checked_sub(signature.n_free)
                    .ok_or(CodegenError::Malformed("lambda"))?;
                if free.len() as u32 != signature.n_free {
                    return Err(CodegenError::Malformed("number of free variables"));
                }
                let lambda =
                    self.tables
                        .lambda(FunctionIndex(function.0), arity, signature.n_free)?;
                let (free, dst, site) = (self.srcs(free)?, self.result(inst)?, self.site(loc));
                self.push(Op::MakeFun {
                    lambda,
                    free,
                    dst,
                    site,
                });
            }
            InstKind::MapPut { map, pairs } => {
                let (src, pairs, dst, site) = (
                    self.src(*map)?,
                    self.pairs(pairs)?,
                    self.result(inst)?,
                    self.site(loc),
                );
                self.push(Op::MapPut {
                    src,
                    pairs,
                    dst,
                    fail: None,
                    site,
                });
            }
            InstKind::MapUpdate { map, pairs } => {
                let (src, pairs, dst, site) = (
                    self.src(*map)?,
                    self.pairs(pairs)?,
                    self.result(inst)?,
                    self.site(loc),
                );
                self.push(Op::MapUpdate {
                    src,
                    pairs,
                    dst,
                    fail: None,
                    site,
                });
            }
            InstKind::BsCreate(segments) => {
                let (segments, dst, site) =
                    (self.segments(segments)?, self.result(inst)?, self.site(loc));
                self.push(Op::BsCreate {
                    segments,
                    dst,
                    fail: None,
                    site,
                });
            }
            InstKind::BsPosition { ctx } => {
                let (ctx, dst) = (self.context(*ctx)?, self.result(inst)?);
                self.push(Op::BsGetPosition { ctx, dst });
            }
            InstKind::BsRestore { ctx, position } => {
                let (ctx, position) = (self.context(*ctx)?, self.src(*position)?);
                self.push(Op::BsSetPosition { ctx, position });
            }
            InstKind::Send { to, message } => {
                let (to, message, dst, site) = (
                    self.src(*to)?,
                    self.src(*message)?,
                    self.result(inst)?,
                    self.site(loc),
                );
                self.push(Op::Send {
                    to,
                    message,
                    dst,
                    site,
                });
            }
            InstKind::RecvAccept => self.push(Op::RecvAccept {}),
            InstKind::RecvMark => {
                let dst = self.result(inst)?;
                self.push(Op::RecvMark { dst });
            }
            InstKind::RecvBind { marker, reference } => {
                let (marker, reference) = (self.src(*marker)?, self.src(*reference)?);
                self.push(Op::RecvBind { marker, reference });
            }
            InstKind::RecvUse { reference } => {
                let reference = self.src(*reference)?;
                self.push(Op::RecvUse { reference });
            }
            InstKind::BuildTrace { trace } => {
                let (trace, dst, site) = (self.src(*trace)?, self.result(inst)?, self.site(loc));
                self.push(Op::BuildTrace { trace, dst, site });
            }
            InstKind::CatchValue {
                class,
                reason,
                trace,
            } => {
                let (class, reason, trace) =
                    (self.src(*class)?, self.src(*reason)?, self.src(*trace)?);
                let (dst, site) = (self.result(inst)?, self.site(loc));
                self.push(Op::CatchValue {
                    class,
                    reason,
                    trace,
                    dst,
                    site,
                });
            }
        }
        Ok(())
    }

    /// assemble.rs merges the needs.
    fn need_heap(&mut self, words: u32, loc: LocId) {
        let site = self.site(loc);
        self.push(Op::NeedHeap { words, site });
    }

    fn signature(&self, function: FunctionId) -> Result<Signature, CodegenError> {
        self.signatures
            .get(function.0 as usize)
            .copied()
            .ok_or(CodegenError::Malformed("function number"))
    }

    fn bif(
        &mut self,
        name: Name,
        args: Vec<Src>,
        dst: Reg,
        fail: Option<Label>,
        loc: LocId,
    ) -> Result<Op, CodegenError> {
        let is_erlangs =
            purlin_isa::bifs::find("erlang", self.tables.text(name), args.len()).is_some();
        let module = if is_erlangs {
            "erlang"
        } else {
            crate::lower::native_record::MODULE
        };
        let (module, name) = (self.tables.atom_text(module), self.tables.atom(name));
        let import = self.tables.import(module, name, args.len())?;
        let site = self.site(loc);
        Ok(Op::Bif {
            import,
            args,
            dst,
            fail,
            site,
        })
    }

    /// `dst := ` the truth of the test. The destination is `false` until the test has passed, where the test does not read it.
    fn boolean(&mut self, test: &Test, dst: Reg) -> Done {
        let (yes, no) = (
            Src::Atom(self.tables.atom_text("true")),
            Src::Atom(self.tables.atom_text("false")),
        );
        let after = self.tables.label();
        let mut reads = false;
        test.operands(&mut |x| {
            reads |= x
                .value()
                .is_some_and(|value| self.reg(value) == dst || self.dst(value) == dst)
        });
        if reads {
            let otherwise = self.tables.label();
            self.test(test, otherwise)?;
            self.push(Op::Move { src: yes, dst });
            self.push(Op::Jump { to: after });
            self.place(otherwise);
            self.push(Op::Move { src: no, dst });
        } else {
            self.push(Op::Move { src: no, dst });
            self.test(test, after)?;
            self.push(Op::Move { src: yes, dst });
        }
        self.place(after);
        Ok(())
    }

    fn test(&mut self, test: &Test, fail: Label) -> Done {
        let op = match test {
            Test::Is(kind, x) => {
                let src = self.src(*x)?;
                is_kind(*kind, src, fail)
            }
            Test::Arity(x, arity) => Op::IsArity {
                src: self.src(*x)?,
                arity: *arity,
                fail,
            },
            Test::Tagged { value, arity, tag } => Op::IsTagged {
                src: self.src(*value)?,
                arity: *arity,
                tag: self.tables.atom(*tag),
                fail,
            },
            Test::FunctionArity { value, arity } => Op::IsFunctionArity {
                src: self.src(*value)?,
                arity: self.src(*arity)?,
                fail,
            },
            Test::Compare(Comparison::ExactEq, x, Operand::Const(Const::Nil)) => Op::IsNil {
                src: self.src(*x)?,
                fail,
            },
            Test::Compare(comparison, a, b) => {
                let (a, b) = (self.src(*a)?, self.src(*b)?);
                compare(*comparison, a, b, fail)
            }
            Test::Version { origin, version } => Op::IsVersion {
                import: self.import(origin.module, origin.name, origin.arity as usize)?,
                version: Src::Int(*version),
                fail,
            },
            Test::MapHas { map, keys } => Op::MapHas {
                src: self.src(*map)?,
                keys: self.srcs(keys)?,
                fail,
            },
        };
        self.push(op);
        Ok(())
    }
}

fn is_kind(kind: Kind, src: Src, fail: Label) -> Op {
    match kind {
        Kind::Atom => Op::IsAtom { src, fail },
        Kind::Integer => Op::IsInteger { src, fail },
        Kind::Float => Op::IsFloat { src, fail },
        Kind::Number => Op::IsNumber { src, fail },
        Kind::Boolean => Op::IsBoolean { src, fail },
        Kind::List => Op::IsList { src, fail },
        Kind::Cons => Op::IsCons { src, fail },
        Kind::Nil => Op::IsNil { src, fail },
        Kind::Tuple => Op::IsTuple { src, fail },
        Kind::Map => Op::IsMap { src, fail },
        Kind::Binary => Op::IsBinary { src, fail },
        Kind::Bitstring => Op::IsBitstring { src, fail },
        Kind::Pid => Op::IsPid { src, fail },
        Kind::Reference => Op::IsReference { src, fail },
        Kind::Port => Op::IsPort { src, fail },
        Kind::Function => Op::IsFunction { src, fail },
    }
}

fn compare(comparison: Comparison, a: Src, b: Src, fail: Label) -> Op {
    match comparison {
        Comparison::Less => Op::IsLt { a, b, fail },
        Comparison::GreaterEq => Op::IsGe { a, b, fail },
        Comparison::Eq => Op::IsEq { a, b, fail },
        Comparison::NotEq => Op::IsNe { a, b, fail },
        Comparison::ExactEq => Op::IsEqExact { a, b, fail },
        Comparison::ExactNotEq => Op::IsNeExact { a, b, fail },
    }
}

fn opposite(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::GreaterEq,
        Comparison::GreaterEq => Comparison::Less,
        Comparison::Eq => Comparison::NotEq,
        Comparison::NotEq => Comparison::Eq,
        Comparison::ExactEq => Comparison::ExactNotEq,
        Comparison::ExactNotEq => Comparison::ExactEq,
    }
}

fn arith(
    op: ArithOp,
    args: &[Src],
    dst: Reg,
    fail: Option<Label>,
    site: Site,
) -> Result<Op, CodegenError> {
    Ok(match (op, args) {
        (ArithOp::Add, &[a, b]) => Op::Add {
            a,
            b,
            dst,
            fail,
            site,
        },
        (ArithOp::Sub, &[a, b]) => Op::Sub {
            a,
            b,
            dst,
            fail,
            site,
        },
        (ArithOp::Mul, &[a, b]) => Op::Mul {
            a,
            b,
            dst,
            fail,
            site,
        },
        (ArithOp::Div, &[a, b]) => Op::Div {
            a,
            b,
            dst,
            fail,
            site,
        },
        (ArithOp::Rem, &[a, b]) => Op::Rem {
            a,
            b,
            dst,
            fail,
            site,
        },
        (ArithOp::FloatDiv, &[a, b]) => Op::FloatDiv {
            a,
            b,
            dst,
            fail,
            site,
        },
        (ArithOp::Band, &[a, b]) => Op::Band {
            a,
            b,
            dst,
            fail,
            site,
        },
        (ArithOp::Bor, &[a, b]) => Op::Bor {
            a,
            b,
            dst,
            fail,
            site,
        },
        (ArithOp::Bxor, &[a, b]) => Op::Bxor {
            a,
            b,
            dst,
            fail,
            site,
        },
        (ArithOp::Bsl, &[a, b]) => Op::Bsl {
            a,
            b,
            dst,
            fail,
            site,
        },
        (ArithOp::Bsr, &[a, b]) => Op::Bsr {
            a,
            b,
            dst,
            fail,
            site,
        },
        (ArithOp::Neg, &[a]) => Op::Neg { a, dst, fail, site },
        (ArithOp::Bnot, &[a]) => Op::Bnot { a, dst, fail, site },
        _ => return Err(CodegenError::Malformed("number of operands")),
    })
}

// Calls.
impl Emitter<'_, '_> {
    /// Moves the arguments to x0.., and the fun or the module and name, which are read after that, out of their way.
    fn arguments(
        &mut self,
        args: &[Operand],
        others: &[Operand],
    ) -> Result<Vec<Src>, CodegenError> {
        let n = args.len();
        if n + others.len() > usize::from(MAX_X) {
            return Err(CodegenError::TooManyArguments(n as u32));
        }
        let mut moves = Vec::new();
        for (at, &arg) in args.iter().enumerate() {
            let to = Reg::X(at as u16);
            moves.push((self.argument(arg, to)?, to));
        }
        let mut read = Vec::new();
        for (at, &other) in others.iter().enumerate() {
            let in_the_way = |src: Src| matches!(src, Src::Reg(Reg::X(register)) if usize::from(register) < n + others.len());
            let mut src = self.src(other)?;
            if let Operand::Value(value) = other
                && in_the_way(src)
            {
                src = Src::Reg(self.dst(value));
            }
            match src {
                Src::Reg(Reg::X(register)) if usize::from(register) < n + others.len() => {
                    let to = Reg::X((n + at) as u16);
                    moves.push((src, to));
                    read.push(Src::Reg(to));
                }
                Src::Reg(_) | Src::Int(_) | Src::Atom(_) | Src::Nil | Src::Literal(_) => {
                    read.push(src)
                }
            }
        }
        self.moves(&moves);
        Ok(read)
    }

    /// An argument is taken from where it must be, if a copy is there.
    fn argument(&mut self, arg: Operand, to: Reg) -> Result<Src, CodegenError> {
        if let (Operand::Value(value), Reg::X(register)) = (arg, to)
            && self.copies.contains(&(register, value))
        {
            return Ok(Src::Reg(to));
        }
        self.src(arg)
    }

    fn call(&mut self, inst: &Inst) -> Done {
        let loc = inst.loc;
        let op = match &inst.kind {
            InstKind::Call { function, args } => {
                self.check_arity(*function, args.len())?;
                self.arguments(args, &[])?;
                Op::Call {
                    function: FunctionIndex(function.0),
                    site: self.site(loc),
                }
            }
            InstKind::CallExt { module, name, args } => {
                self.arguments(args, &[])?;
                let import = self.import(*module, *name, args.len())?;
                Op::CallExt {
                    import,
                    site: self.site(loc),
                }
            }
            InstKind::CallFun { fun, args } => {
                let read = self.arguments(args, &[*fun])?;
                Op::CallFun {
                    fun: read[0],
                    arity: args.len() as u32,
                    site: self.site(loc),
                }
            }
            InstKind::Apply { module, name, args } => {
                let read = self.arguments(args, &[*module, *name])?;
                Op::Apply {
                    module: read[0],
                    name: read[1],
                    arity: args.len() as u32,
                    site: self.site(loc),
                }
            }
            _ => return Err(CodegenError::Malformed("call")),
        };
        self.push(op);
        self.copies.clear();
        let dst = self.result(inst)?;
        if dst != Reg::X(0) {
            self.push(Op::Move {
                src: Src::Reg(Reg::X(0)),
                dst,
            });
            if let (Reg::Y(_), Some(value)) = (dst, inst.result) {
                self.copies.push((0, value));
            }
        }
        Ok(())
    }

    fn tail_call(&mut self, inst: &Inst) -> Done {
        let slots = self.slots();
        let op = match &inst.kind {
            InstKind::Call { function, args } => {
                self.check_arity(*function, args.len())?;
                self.arguments(args, &[])?;
                Op::CallTail {
                    function: FunctionIndex(function.0),
                    slots,
                }
            }
            InstKind::CallExt { module, name, args } => {
                self.arguments(args, &[])?;
                let import = self.import(*module, *name, args.len())?;
                Op::CallExtTail {
                    import,
                    slots,
                    site: self.site(inst.loc),
                }
            }
            InstKind::CallFun { fun, args } => {
                let read = self.arguments(args, &[*fun])?;
                Op::CallFunTail {
                    fun: read[0],
                    arity: args.len() as u32,
                    slots,
                    site: self.site(inst.loc),
                }
            }
            InstKind::Apply { module, name, args } => {
                let read = self.arguments(args, &[*module, *name])?;
                let (module, name, arity) = (read[0], read[1], args.len() as u32);
                Op::ApplyTail {
                    module,
                    name,
                    arity,
                    slots,
                    site: self.site(inst.loc),
                }
            }
            _ => return Err(CodegenError::Malformed("call")),
        };
        self.push(op);
        Ok(())
    }

    fn check_arity(&self, function: FunctionId, n: usize) -> Done {
        if self.signature(function)?.arity as usize != n {
            return Err(CodegenError::Malformed("number of arguments"));
        }
        Ok(())
    }

    fn import(
        &mut self,
        module: Name,
        name: Name,
        arity: usize,
    ) -> Result<purlin_isa::operand::Import, CodegenError> {
        let (module, name) = (self.tables.atom(module), self.tables.atom(name));
        self.tables.import(module, name, arity)
    }
}

// Terminators.
impl Emitter<'_, '_> {
    fn go(&mut self, target: &Target) {
        if target.block.0 as usize != self.block + 1 {
            let to = self.label_of(target);
            self.push(Op::Jump { to });
        }
    }

    /// Moves the arguments to the target's parameters.
    fn pass(&mut self, target: &Target) -> Done {
        let params = &self.function.blocks[target.block.0 as usize].params;
        let framed = self.frames.at_start[target.block.0 as usize];
        let mut moves = Vec::new();
        for (&arg, &param) in target.args.iter().zip(params) {
            let to = self.home(param, framed);
            moves.push((self.argument(arg, to)?, to));
        }
        self.moves(&moves);
        Ok(())
    }

    fn end(&mut self, end: &Terminator) -> Done {
        match end {
            Terminator::Unreachable => {
                let value = Src::Atom(self.tables.atom_text("unreachable"));
                let site = self.site(LocId::default());
                self.push(Op::FailWith {
                    kind: purlin_isa::operand::FailKind::Reason,
                    value,
                    site,
                });
            }
            Terminator::Jump(target) => {
                self.pass(target)?;
                self.go(target);
            }
            Terminator::Return(x) => {
                let src = match *x {
                    Operand::Value(value) if self.copies.contains(&(0, value)) => {
                        Src::Reg(Reg::X(0))
                    }
                    x => self.src(x)?,
                };
                self.moves(&[(src, Reg::X(0))]);
                if let Some(slots) = self.slots() {
                    self.push(Op::Deallocate { slots });
                }
                self.push(Op::Ret {});
            }
            Terminator::Branch {
                test,
                then,
                otherwise,
            } => self.branch(test, then, otherwise)?,
            Terminator::Switch {
                subject,
                cases,
                default,
            } => self.switch(*subject, cases, default)?,
            Terminator::SwitchArity {
                subject,
                cases,
                default,
            } => self.switch_arity(*subject, cases, default)?,
            Terminator::Attempt {
                what,
                ok,
                fail,
                loc,
            } => {
                let label = self.label_of(fail);
                let dst = self.first_param(ok);
                let op = self.attempt(what, dst, label, *loc)?;
                self.push(op);
                self.go(ok);
            }
            Terminator::Fail { kind, value, loc } => {
                let (value, site) = (self.src(*value)?, self.site(*loc));
                self.push(Op::FailWith {
                    kind: *kind,
                    value,
                    site,
                });
            }
            Terminator::FunctionClause { args, loc } => {
                self.arguments(args, &[])?;
                let site = self.site(*loc);
                self.push(Op::FunctionClause { site });
            }
            Terminator::Reraise {
                class,
                reason,
                trace,
                loc,
            } => {
                let (class, reason, trace) =
                    (self.src(*class)?, self.src(*reason)?, self.src(*trace)?);
                let site = self.site(*loc);
                self.push(Op::Reraise {
                    class,
                    reason,
                    trace,
                    site,
                });
            }
            Terminator::RecvPeek { ok, empty, loc } => {
                let dst = self
                    .first_param(ok)
                    .ok_or(CodegenError::Malformed("receive without a message"))?;
                let (empty, site) = (self.label_of(empty), self.site(*loc));
                self.push(Op::RecvPeek { dst, empty, site });
                self.go(ok);
            }
            Terminator::RecvSkip { next } => {
                self.pass(next)?;
                let next = self.label_of(next);
                self.push(Op::RecvSkip { next });
            }
            Terminator::RecvWait { next, loc } => {
                let (next, site) = (self.label_of(next), self.site(*loc));
                self.push(Op::RecvWait { next, site });
            }
            Terminator::RecvWaitTimeout {
                timeout,
                next,
                expired,
                loc,
            } => {
                let (timeout, next, site) =
                    (self.src(*timeout)?, self.label_of(next), self.site(*loc));
                self.push(Op::RecvWaitTimeout {
                    timeout,
                    next,
                    site,
                });
                self.copies.clear();
                self.go(expired);
            }
        }
        Ok(())
    }

    /// Where the result of a terminator goes: the first parameter of the block that it goes to.
    fn first_param(&self, target: &Target) -> Option<Reg> {
        let index = target.block.0 as usize;
        let param = self.function.blocks[index].params.first()?;
        Some(self.home(*param, self.frames.at_start[index]))
    }

    fn branch(&mut self, test: &Test, then: &Target, otherwise: &Target) -> Done {
        let next = self.block + 1;
        if let Test::Compare(comparison, a, b) = test
            && otherwise.block.0 as usize == next
        {
            let (a, b, fail) = (self.src(*a)?, self.src(*b)?, self.label_of(then));
            self.push(compare(opposite(*comparison), a, b, fail));
            return Ok(());
        }
        let fail = self.label_of(otherwise);
        self.test(test, fail)?;
        self.go(then);
        Ok(())
    }

    fn switch(&mut self, subject: Operand, cases: &[(Const, Target)], default: &Target) -> Done {
        let src = self.src(subject)?;
        let mut selected = Vec::new();
        for (constant, target) in cases {
            let (value, label) = (self.tables.constant(*constant)?, self.label_of(target));
            match value {
                Src::Int(_) | Src::Atom(_) => selected.push((value, label)),
                // Integers that are not small, which no select takes.
                Src::Nil | Src::Literal(_) | Src::Reg(_) => self.push(Op::IsNeExact {
                    a: src,
                    b: value,
                    fail: label,
                }),
            }
        }
        selected.sort_by_key(|(value, _)| match *value {
            Src::Int(n) => (0, n),
            Src::Atom(atom) => (1, i64::from(atom.0)),
            Src::Nil | Src::Literal(_) | Src::Reg(_) => (2, 0),
        });
        match selected[..] {
            [] => self.go(default),
            [(value, label)] => self.one_case(
                Op::IsEqExact {
                    a: src,
                    b: value,
                    fail: self.label_of(default),
                },
                label,
            ),
            _ => {
                let fail = self.label_of(default);
                self.push(Op::SelectValue {
                    src,
                    fail,
                    cases: selected,
                });
            }
        }
        Ok(())
    }

    fn switch_arity(
        &mut self,
        subject: Operand,
        cases: &[(u32, Target)],
        default: &Target,
    ) -> Done {
        let src = self.src(subject)?;
        let fail = self.label_of(default);
        let mut cases: Vec<(Src, Label)> = cases
            .iter()
            .map(|(arity, target)| (Src::Int(i64::from(*arity)), self.label_of(target)))
            .collect();
        cases.sort_by_key(|(arity, _)| match *arity {
            Src::Int(n) => n,
            Src::Atom(_) | Src::Nil | Src::Literal(_) | Src::Reg(_) => 0,
        });
        match cases[..] {
            [] => self.go(default),
            [(Src::Int(arity), label)] => self.one_case(
                Op::IsArity {
                    src,
                    arity: arity as u32,
                    fail,
                },
                label,
            ),
            _ => self.push(Op::SelectArity { src, fail, cases }),
        }
        Ok(())
    }

    /// A test that goes on to `label`.
    fn one_case(&mut self, op: Op, label: Label) {
        self.push(op);
        if self.labels.get(self.block + 1) != Some(&label) {
            self.push(Op::Jump { to: label });
        }
    }

    fn attempt(
        &mut self,
        what: &Attempt,
        dst: Option<Reg>,
        fail: Label,
        loc: LocId,
    ) -> Result<Op, CodegenError> {
        let result = dst.ok_or(CodegenError::Malformed("attempt without a result"));
        Ok(match what {
            Attempt::Bif { name, args } => {
                let args = self.srcs(args)?;
                self.bif(*name, args, result?, Some(fail), loc)?
            }
            Attempt::Arith { op, args } => {
                let (args, site) = (self.srcs(args)?, self.site(loc));
                arith(*op, &args, result?, Some(fail), site)?
            }
            Attempt::MapGet { map, key } => Op::MapGet {
                src: self.src(*map)?,
                key: self.src(*key)?,
                dst: result?,
                fail,
            },
            Attempt::MapPut { map, pairs } => {
                let (src, pairs, site) = (self.src(*map)?, self.pairs(pairs)?, self.site(loc));
                Op::MapPut {
                    src,
                    pairs,
                    dst: result?,
                    fail: Some(fail),
                    site,
                }
            }
            Attempt::MapUpdate { map, pairs } => {
                let (src, pairs, site) = (self.src(*map)?, self.pairs(pairs)?, self.site(loc));
                Op::MapUpdate {
                    src,
                    pairs,
                    dst: result?,
                    fail: Some(fail),
                    site,
                }
            }
            Attempt::BsCreate(segments) => {
                let (segments, site) = (self.segments(segments)?, self.site(loc));
                Op::BsCreate {
                    segments,
                    dst: result?,
                    fail: Some(fail),
                    site,
                }
            }
            Attempt::BsStart(x) => Op::BsStart {
                src: self.src(*x)?,
                ctx: result?,
                fail,
                site: self.site(loc),
            },
            Attempt::BsGetInteger {
                ctx,
                size,
                unit,
                flags,
            } => {
                let (ctx, size, site) = (self.context(*ctx)?, self.src(*size)?, self.site(loc));
                Op::BsGetInteger {
                    ctx,
                    size,
                    unit: *unit,
                    flags: *flags,
                    dst: result?,
                    fail,
                    site,
                }
            }
            Attempt::BsGetFloat {
                ctx,
                size,
                unit,
                flags,
            } => {
                let (ctx, size, site) = (self.context(*ctx)?, self.src(*size)?, self.site(loc));
                Op::BsGetFloat {
                    ctx,
                    size,
                    unit: *unit,
                    flags: *flags,
                    dst: result?,
                    fail,
                    site,
                }
            }
            Attempt::BsGetBits { ctx, size, unit } => {
                let (ctx, size, site) = (self.context(*ctx)?, self.src(*size)?, self.site(loc));
                Op::BsGetBits {
                    ctx,
                    size,
                    unit: *unit,
                    dst: result?,
                    fail,
                    site,
                }
            }
            Attempt::BsGetRest { ctx, unit } => Op::BsGetRest {
                ctx: self.context(*ctx)?,
                unit: *unit,
                dst: result?,
                fail,
                site: self.site(loc),
            },
            Attempt::BsGetUtf { ctx, kind, flags } => Op::BsGetUtf {
                ctx: self.context(*ctx)?,
                kind: *kind,
                flags: *flags,
                dst: result?,
                fail,
            },
            Attempt::BsSkipBits { ctx, size, unit } => Op::BsSkipBits {
                ctx: self.context(*ctx)?,
                size: self.src(*size)?,
                unit: *unit,
                fail,
            },
            Attempt::BsSkipUtf { ctx, kind, flags } => Op::BsSkipUtf {
                ctx: self.context(*ctx)?,
                kind: *kind,
                flags: *flags,
                fail,
            },
            Attempt::BsMatchLiteral { ctx, bits } => Op::BsMatchLiteral {
                ctx: self.context(*ctx)?,
                bits: self.tables.constant(*bits)?,
                fail,
            },
            Attempt::BsTestRest { ctx, bits } => Op::BsTestRest {
                ctx: self.context(*ctx)?,
                bits: *bits,
                fail,
            },
            Attempt::BsTestUnit { ctx, unit } => Op::BsTestUnit {
                ctx: self.context(*ctx)?,
                unit: *unit,
                fail,
            },
        })
    }
}
