//! Ops of a module file to loaded instructions: packs operands, picks specialised and fused forms, resolves names, labels and records.
//!
//! Input is a module that verify.rs accepted: indices are in range, labels lie on ops, frames and live sets agree. What would not fit the
//! loaded form (an X register above the limit, a jump beyond 31 bits) is a `TranslateError`.

use super::export::EntryRef;
use super::fun_entry::FunRef;
use super::module::{NO_FRAME, function_header};
use crate::atom::Atom;
use crate::bif::quick;
use crate::interp::table::{
    INDEX_MASK, KIND_CONSTANT, KIND_Y, Loaded, MAX_FUSED, MAX_LENGTH, OPCODE_BITS, OPCODE_MASK,
    word, word_wide,
};
use crate::term::layout::Word;
use purlin_isa::module::{Module, SiteRow};
use purlin_isa::op::Op;
use purlin_isa::operand as isa;
use purlin_isa::operand::{FailKind, Reg, Segment, SegmentKind, Src, UtfKind};
use smallvec::SmallVec;

/// What names in the module file stand for in this VM.
pub struct Names {
    pub atoms: Vec<Atom>,
    pub literals: Vec<Word>,
    pub imports: Vec<EntryRef>,
    pub lambdas: Vec<FunRef>,
}

/// A record before words have addresses.
pub struct RecDraft {
    /// Word index where execution goes on.
    pub next: usize,
    pub frame: u32,
    pub live_start: usize,
    pub n_live_y: u16,
    pub n_live_x: u16,
    pub handler: Option<isa::Label>,
    pub function: u32,
    pub line: u32,
}

pub struct Translated {
    pub words: Vec<u64>,
    pub recs: Vec<RecDraft>,
    /// (word, record): the word becomes the record's address.
    pub rec_words: Vec<(usize, u32)>,
    pub live: Vec<u16>,
    /// Word index of each label.
    pub labels: Vec<usize>,
    /// Word index of each function's entry.
    pub entries: Vec<u32>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TranslateError {
    TooLarge,
    BadModule(&'static str),
}

struct Fixup {
    at: usize,
    high: bool,
    from: usize,
    label: isa::Label,
}

/// An instruction under construction: fixed words first, then constants.
struct Draft {
    op: Loaded,
    n_fixed: usize,
    a: u16,
    b: u16,
    c: u16,
    fixed: Vec<u64>,
    constants: Vec<u64>,
    /// (word of the instruction, high half, label)
    jumps: Vec<(usize, bool, isa::Label)>,
    /// (word of the instruction, site)
    rec: Option<(usize, isa::Site)>,
}

pub struct Translator<'m> {
    module: &'m Module,
    names: &'m Names,
    out: Translated,
    fixups: Vec<Fixup>,
    function: u32,
    /// The instructions just made, one behind the other, that a fused one may be made of: place and opcode.
    recent: Vec<(usize, Loaded)>,
}

impl Draft {
    fn new(op: Loaded, n_fixed: usize) -> Draft {
        Draft {
            op,
            n_fixed,
            a: 0,
            b: 0,
            c: 0,
            fixed: Vec::with_capacity(n_fixed),
            constants: Vec::new(),
            jumps: Vec::new(),
            rec: None,
        }
    }

    /// Index of the next fixed word.
    fn next(&self) -> usize {
        1 + self.fixed.len()
    }

    fn push(&mut self, word: u64) {
        self.fixed.push(word);
    }

    fn site(&mut self, site: isa::Site) {
        self.rec = Some((self.next(), site));
        self.push(0);
    }

    /// A word whose low half is the jump distance of `fail` (0: raise).
    fn fail(&mut self, fail: Option<isa::Label>, high: u32) {
        if let Some(label) = fail {
            self.jumps.push((self.next(), false, label));
        }
        self.push((high as u64) << 32);
    }

    /// The jump distance in b and c of word 0.
    fn jump(&mut self, label: isa::Label) {
        self.jumps.push((0, true, label));
    }

    fn constant(&mut self, value: u64) -> u16 {
        self.constants.push(value);
        KIND_CONSTANT | (self.n_fixed + self.constants.len() - 1) as u16
    }

    fn wide(&mut self, value: u32) {
        self.b = value as u16;
        self.c = (value >> 16) as u16;
    }

    fn length(&self) -> usize {
        self.n_fixed + self.constants.len()
    }
}

fn reg(reg: Reg) -> u16 {
    match reg {
        Reg::X(i) => i,
        Reg::Y(i) => KIND_Y | (i + 1),
    }
}

fn small(value: i64) -> u64 {
    Word::small(value).bits()
}

/// Labels at each op: a function's first op that has one besides the entry's begins a loop.
fn labels_at(module: &Module) -> Vec<u8> {
    let mut n = vec![0u8; module.code.len() + 1];
    for &op in &module.labels {
        n[op as usize] = n[op as usize].saturating_add(1);
    }
    n
}

impl<'m> Translator<'m> {
    pub fn new(module: &'m Module, names: &'m Names) -> Translator<'m> {
        let out = Translated {
            words: Vec::new(),
            recs: Vec::new(),
            rec_words: Vec::new(),
            live: Vec::new(),
            labels: Vec::new(),
            entries: Vec::new(),
        };
        Translator {
            module,
            names,
            out,
            fixups: Vec::new(),
            function: 0,
            recent: Vec::new(),
        }
    }

    pub fn run(mut self) -> Result<Translated, TranslateError> {
        let module = self.module;
        let mut position = vec![usize::MAX; module.code.len() + 1];
        let labels_at = labels_at(module);
        for (index, function) in module.functions.iter().enumerate() {
            self.function = index as u32;
            let entry_op = module.labels[function.entry.0 as usize];
            let mut at = function.start as usize;
            while at < function.end as usize {
                if at == entry_op as usize {
                    self.recent.clear();
                    if at != function.start as usize {
                        // Code before the entry may fall into it: over the header.
                        self.out.words.push(word_wide(Loaded::Jump, 1, 0, 2));
                    }
                    self.out
                        .words
                        .push(function_header(index as u32, function.arity));
                    self.out.entries.push(self.out.words.len() as u32);
                    if labels_at[entry_op as usize] > 1 {
                        self.simple(Loaded::Enter)?;
                    }
                }
                position[at] = self.out.words.len();
                self.translate_one(&module.code[at])?;
                at += 1;
            }
            if self.out.entries.len() != index + 1 {
                return Err(TranslateError::BadModule("function without entry"));
            }
        }
        position[module.code.len()] = self.out.words.len();
        self.out.labels = module
            .labels
            .iter()
            .map(|&op| position[op as usize])
            .collect();
        // Calls lead to the entry, jumps behind what may stand there.
        for (function, &entry) in module.functions.iter().zip(&self.out.entries) {
            self.out.labels[function.entry.0 as usize] = entry as usize;
        }
        self.resolve()?;
        Ok(self.out)
    }

    fn resolve(&mut self) -> Result<(), TranslateError> {
        for fixup in &self.fixups {
            let target = self.out.labels[fixup.label.0 as usize];
            if target == usize::MAX {
                return Err(TranslateError::BadModule("jump into a fused op"));
            }
            let distance = i32::try_from(target as i64 - fixup.from as i64)
                .map_err(|_| TranslateError::TooLarge)?;
            let bits = u64::from(distance as u32);
            self.out.words[fixup.at] |= if fixup.high { bits << 32 } else { bits };
        }
        Ok(())
    }

    fn finish(&mut self, draft: Draft) -> Result<(), TranslateError> {
        debug_assert_eq!(draft.next(), draft.n_fixed, "{:?}", draft.op);
        let start = self.out.words.len();
        let length = draft.length();
        if length > INDEX_MASK as usize {
            return Err(TranslateError::TooLarge);
        }
        let constant =
            |operand: u16| draft.constants[usize::from(operand & INDEX_MASK) - draft.n_fixed];
        let op = draft.op.form([draft.a, draft.b, draft.c], constant);
        self.fuse(start, op);
        self.out
            .words
            .push(word(op, length, draft.a, draft.b, draft.c));
        self.out.words.extend(&draft.fixed);
        self.out.words.extend(&draft.constants);
        for (at, high, label) in draft.jumps {
            self.fixups.push(Fixup {
                at: start + at,
                high,
                from: start,
                label,
            });
        }
        if let Some((at, site)) = draft.rec {
            let rec = self.add_rec(site);
            self.out.rec_words.push((start + at, rec));
        }
        Ok(())
    }

    /// An instruction comes behind others: some may do it along.
    fn fuse(&mut self, at: usize, op: Loaded) {
        if self.recent.len() == MAX_FUSED {
            self.recent.remove(0);
        }
        self.recent.push((at, op));
        let parts: SmallVec<[Loaded; MAX_FUSED]> = self.recent.iter().map(|part| part.1).collect();
        for first in 0..parts.len() - 1 {
            if let Some(fused) = Loaded::fused(&parts[first..]) {
                let word = &mut self.out.words[self.recent[first].0];
                *word = *word & !OPCODE_MASK | fused as u64;
            }
        }
    }

    fn add_rec(&mut self, site: isa::Site) -> u32 {
        let row: &SiteRow = &self.module.sites[site.0 as usize];
        let live_start = self.out.live.len();
        self.out.live.extend(&row.live_y);
        self.out.live.extend(&row.live_x);
        self.out.recs.push(RecDraft {
            next: self.out.words.len(),
            frame: row.frame.unwrap_or(NO_FRAME),
            live_start,
            n_live_y: row.live_y.len() as u16,
            n_live_x: row.live_x.len() as u16,
            handler: row.handler,
            function: self.function,
            line: row.line,
        });
        (self.out.recs.len() - 1) as u32
    }

    /// The word of a constant; none for registers.
    fn constant_of(&self, src: Src) -> Option<u64> {
        Some(match src {
            Src::Reg(_) => return None,
            Src::Int(value) => small(value),
            Src::Atom(atom) => self.atom(atom),
            Src::Nil => Word::NIL.bits(),
            Src::Literal(literal) => self.names.literals[literal.0 as usize].bits(),
        })
    }

    fn atom(&self, atom: isa::Atom) -> u64 {
        crate::term::Term::atom(self.names.atoms[atom.0 as usize])
            .word()
            .bits()
    }

    fn src(&self, draft: &mut Draft, src: Src) -> u16 {
        match (src, self.constant_of(src)) {
            (Src::Reg(r), _) => reg(r),
            (_, Some(constant)) => draft.constant(constant),
            (_, None) => 0,
        }
    }

    fn import(&self, import: isa::Import) -> EntryRef {
        self.names.imports[import.0 as usize]
    }

    /// Operands four a word, appended as fixed words; their number must be counted in `n_fixed`.
    fn pack4(&self, draft: &mut Draft, sources: &[Src]) {
        let operands: Vec<u16> = sources.iter().map(|&s| self.src(draft, s)).collect();
        for chunk in operands.chunks(4) {
            let mut packed = 0;
            for (i, &operand) in chunk.iter().enumerate() {
                packed |= (operand as u64) << (16 * i);
            }
            draft.push(packed);
        }
    }

    fn pack_pairs(&self, draft: &mut Draft, pairs: &[(u16, u16)]) {
        for chunk in pairs.chunks(2) {
            let mut packed = 0;
            for (i, &(first, second)) in chunk.iter().enumerate() {
                packed |= (first as u64 | (second as u64) << 16) << (32 * i);
            }
            draft.push(packed);
        }
    }

    fn simple(&mut self, op: Loaded) -> Result<(), TranslateError> {
        self.finish(Draft::new(op, 1))
    }

    fn test(&mut self, op: Loaded, src: Src, fail: isa::Label) -> Result<(), TranslateError> {
        let mut d = Draft::new(op, 1);
        d.a = self.src(&mut d, src);
        d.jump(fail);
        self.finish(d)
    }

    fn arith(
        &mut self,
        op: Loaded,
        a: Src,
        b: Option<Src>,
        dst: Reg,
        fail: isa::Fail,
        site: isa::Site,
    ) -> Result<(), TranslateError> {
        let mut d = Draft::new(op, 3);
        d.a = self.src(&mut d, a);
        d.b = match b {
            Some(b) => self.src(&mut d, b),
            None => 0,
        };
        d.c = reg(dst);
        d.fail(fail, 0);
        d.site(site);
        self.finish(d)
    }

    fn compare(
        &mut self,
        op: Loaded,
        a: Src,
        b: Src,
        fail: isa::Label,
    ) -> Result<(), TranslateError> {
        let mut d = Draft::new(op, 2);
        d.a = self.src(&mut d, a);
        d.b = self.src(&mut d, b);
        d.fail(Some(fail), 0);
        self.finish(d)
    }

    fn equal(
        &mut self,
        ops: (Loaded, Loaded),
        a: Src,
        b: Src,
        fail: isa::Label,
    ) -> Result<(), TranslateError> {
        let (a, b) = if matches!(a, Src::Reg(_)) {
            (a, b)
        } else {
            (b, a)
        };
        match (a, b) {
            (Src::Reg(_), Src::Int(_) | Src::Atom(_) | Src::Nil) => {
                let mut d = Draft::new(ops.1, 2);
                d.a = self.src(&mut d, a);
                d.jump(fail);
                d.push(self.constant_of(b).unwrap_or_default());
                self.finish(d)
            }
            _ => self.compare(ops.0, a, b, fail),
        }
    }

    fn select(
        &mut self,
        src: Src,
        fail: isa::Label,
        mut cases: Vec<(u64, isa::Label)>,
        arity: bool,
    ) -> Result<(), TranslateError> {
        cases.sort_by_key(|case| case.0);
        let dense = !arity && is_dense(&cases);
        if dense {
            return self.select_table(src, fail, &cases);
        }
        let n = cases.len();
        let op = match (arity, n) {
            (true, _) => Loaded::SelectArity,
            (false, 2) => Loaded::SelectTwo,
            (false, ..=4) => Loaded::SelectLinear,
            (false, _) => Loaded::SelectSearch,
        };
        let mut d = Draft::new(op, 2 + n + n.div_ceil(2));
        d.a = self.select_src(&mut d, src)?;
        d.jump(fail);
        d.push(n as u64);
        for (value, _) in &cases {
            d.push(*value);
        }
        push_offsets(&mut d, cases.iter().map(|case| case.1));
        self.finish_select(d)
    }

    fn select_table(
        &mut self,
        src: Src,
        fail: isa::Label,
        cases: &[(u64, isa::Label)],
    ) -> Result<(), TranslateError> {
        let first = cases[0].0;
        let n = table_size(cases);
        let mut d = Draft::new(Loaded::SelectTable, 3 + n.div_ceil(2));
        d.a = self.select_src(&mut d, src)?;
        d.jump(fail);
        d.push(first);
        d.push(n as u64);
        let mut next = cases.iter().peekable();
        let targets = (0..n).map(|i| match next.peek() {
            Some((value, label)) if *value == first.wrapping_add((i as u64) << 3) => {
                let label = *label;
                next.next();
                label
            }
            _ => fail,
        });
        push_offsets(&mut d, targets);
        self.finish_select(d)
    }

    /// Selects may be long: their source is a register, so that there are no constants behind.
    fn select_src(&mut self, d: &mut Draft, src: Src) -> Result<u16, TranslateError> {
        match src {
            Src::Reg(r) => Ok(reg(r)),
            _ if d.n_fixed < INDEX_MASK as usize => Ok(self.src(d, src)),
            _ => Err(TranslateError::TooLarge),
        }
    }

    /// As `finish`, without the limit on length: nothing in a select refers to words by index except its source.
    fn finish_select(&mut self, draft: Draft) -> Result<(), TranslateError> {
        let start = self.out.words.len();
        let op = draft.op.form([draft.a, draft.b, draft.c], |_| 0);
        self.fuse(start, op);
        self.recent.clear();
        self.out
            .words
            .push(word(op, MAX_LENGTH + 1, draft.a, draft.b, draft.c));
        self.out.words.extend(&draft.fixed);
        self.out.words.extend(&draft.constants);
        for (at, high, label) in draft.jumps {
            self.fixups.push(Fixup {
                at: start + at,
                high,
                from: start,
                label,
            });
        }
        Ok(())
    }

    fn move_(&mut self, src: Src, dst: Reg) -> Result<(), TranslateError> {
        let (op, n) = match (src, dst) {
            (Src::Reg(Reg::X(_)), Reg::X(_)) => (Loaded::MoveXX, 1),
            (Src::Reg(Reg::X(_)), Reg::Y(_)) => (Loaded::MoveXY, 1),
            (Src::Reg(Reg::Y(_)), Reg::X(_)) => (Loaded::MoveYX, 1),
            (Src::Reg(Reg::Y(_)), Reg::Y(_)) => (Loaded::MoveYY, 1),
            (_, Reg::X(_)) => (Loaded::MoveCX, 2),
            (_, Reg::Y(_)) => (Loaded::MoveCY, 2),
        };
        let mut d = Draft::new(op, n);
        d.a = match src {
            Src::Reg(r) => reg(r) & INDEX_MASK,
            _ => 0,
        };
        d.b = reg(dst) & INDEX_MASK;
        if let Some(constant) = self.constant_of(src) {
            d.push(constant);
        }
        self.finish(d)
    }

    fn translate_one(&mut self, op: &Op) -> Result<(), TranslateError> {
        match op {
            Op::Jump { to } => {
                let mut d = Draft::new(Loaded::Jump, 1);
                d.jump(*to);
                self.finish(d)
            }
            Op::Ret {} => self.simple(Loaded::Ret),
            Op::SelectValue { src, fail, cases } => {
                let cases = cases
                    .iter()
                    .map(|(value, label)| (self.constant_of(*value).unwrap_or_default(), *label))
                    .collect();
                self.select(*src, *fail, cases, false)
            }
            Op::SelectArity { src, fail, cases } => {
                let cases = cases
                    .iter()
                    .filter_map(|(arity, label)| match arity {
                        Src::Int(n) => Some((Word::tuple_header(*n as usize).bits(), *label)),
                        _ => None,
                    })
                    .collect();
                self.select(*src, *fail, cases, true)
            }
            Op::Allocate { .. }
            | Op::Deallocate { .. }
            | Op::Call { .. }
            | Op::CallTail { .. }
            | Op::CallExt { .. }
            | Op::CallExtTail { .. }
            | Op::CallFun { .. }
            | Op::CallFunTail { .. }
            | Op::Apply { .. }
            | Op::ApplyTail { .. }
            | Op::Bif { .. } => self.call_family(op),
            Op::Move { .. }
            | Op::Swap { .. }
            | Op::NeedHeap { .. }
            | Op::PutList { .. }
            | Op::PutTuple { .. }
            | Op::PutRecord { .. }
            | Op::SetTuple { .. }
            | Op::MakeFun { .. }
            | Op::GetList { .. }
            | Op::GetHead { .. }
            | Op::GetTail { .. }
            | Op::GetElement { .. } => self.data_family(op),
            Op::Add {
                a,
                b,
                dst,
                fail,
                site,
            } => self.arith(Loaded::Add, *a, Some(*b), *dst, *fail, *site),
            Op::Sub {
                a,
                b,
                dst,
                fail,
                site,
            } => self.arith(Loaded::Sub, *a, Some(*b), *dst, *fail, *site),
            Op::Mul {
                a,
                b,
                dst,
                fail,
                site,
            } => self.arith(Loaded::Mul, *a, Some(*b), *dst, *fail, *site),
            Op::Div {
                a,
                b,
                dst,
                fail,
                site,
            } => self.arith(Loaded::Div, *a, Some(*b), *dst, *fail, *site),
            Op::Rem {
                a,
                b,
                dst,
                fail,
                site,
            } => self.arith(Loaded::Rem, *a, Some(*b), *dst, *fail, *site),
            Op::FloatDiv {
                a,
                b,
                dst,
                fail,
                site,
            } => self.arith(Loaded::FloatDiv, *a, Some(*b), *dst, *fail, *site),
            Op::Band {
                a,
                b,
                dst,
                fail,
                site,
            } => self.arith(Loaded::Band, *a, Some(*b), *dst, *fail, *site),
            Op::Bor {
                a,
                b,
                dst,
                fail,
                site,
            } => self.arith(Loaded::Bor, *a, Some(*b), *dst, *fail, *site),
            Op::Bxor {
                a,
                b,
                dst,
                fail,
                site,
            } => self.arith(Loaded::Bxor, *a, Some(*b), *dst, *fail, *site),
            Op::Bsl {
                a,
                b,
                dst,
                fail,
                site,
            } => self.arith(Loaded::Bsl, *a, Some(*b), *dst, *fail, *site),
            Op::Bsr {
                a,
                b,
                dst,
                fail,
                site,
            } => self.arith(Loaded::Bsr, *a, Some(*b), *dst, *fail, *site),
            Op::Neg { a, dst, fail, site } => self.arith(Loaded::Neg, *a, None, *dst, *fail, *site),
            Op::Bnot { a, dst, fail, site } => {
                self.arith(Loaded::Bnot, *a, None, *dst, *fail, *site)
            }
            Op::IsAtom { src, fail } => self.test(Loaded::IsAtom, *src, *fail),
            Op::IsInteger { src, fail } => self.test(Loaded::IsInteger, *src, *fail),
            Op::IsFloat { src, fail } => self.test(Loaded::IsFloat, *src, *fail),
            Op::IsNumber { src, fail } => self.test(Loaded::IsNumber, *src, *fail),
            Op::IsBoolean { src, fail } => self.test(Loaded::IsBoolean, *src, *fail),
            Op::IsList { src, fail } => self.test(Loaded::IsList, *src, *fail),
            Op::IsCons { src, fail } => self.test(Loaded::IsCons, *src, *fail),
            Op::IsNil { src, fail } => self.test(Loaded::IsNil, *src, *fail),
            Op::IsTuple { src, fail } => self.test(Loaded::IsTuple, *src, *fail),
            Op::IsMap { src, fail } => self.test(Loaded::IsMap, *src, *fail),
            Op::IsBinary { src, fail } => self.test(Loaded::IsBinary, *src, *fail),
            Op::IsBitstring { src, fail } => self.test(Loaded::IsBitstring, *src, *fail),
            Op::IsPid { src, fail } => self.test(Loaded::IsPid, *src, *fail),
            Op::IsReference { src, fail } => self.test(Loaded::IsReference, *src, *fail),
            Op::IsPort { src, fail } => self.test(Loaded::IsPort, *src, *fail),
            Op::IsFunction { src, fail } => self.test(Loaded::IsFunction, *src, *fail),
            Op::IsFunctionArity { src, arity, fail } => {
                let mut d = Draft::new(Loaded::IsFunctionArity, 2);
                d.a = self.src(&mut d, *src);
                let arity = self.src(&mut d, *arity);
                d.jump(*fail);
                d.push(arity as u64);
                self.finish(d)
            }
            Op::IsArity { src, arity, fail } => {
                let mut d = Draft::new(Loaded::IsArity, 2);
                d.a = self.src(&mut d, *src);
                d.jump(*fail);
                d.push(Word::tuple_header(*arity as usize).bits());
                self.finish(d)
            }
            Op::IsTagged {
                src,
                arity,
                tag,
                fail,
            } => {
                let mut d = Draft::new(Loaded::IsTagged, 3);
                d.a = self.src(&mut d, *src);
                d.jump(*fail);
                d.push(Word::tuple_header(*arity as usize).bits());
                d.push(self.atom(*tag));
                self.finish(d)
            }
            Op::IsLt { a, b, fail } => self.compare(Loaded::IsLt, *a, *b, *fail),
            Op::IsGe { a, b, fail } => self.compare(Loaded::IsGe, *a, *b, *fail),
            Op::IsEq { a, b, fail } => self.compare(Loaded::IsEq, *a, *b, *fail),
            Op::IsNe { a, b, fail } => self.compare(Loaded::IsNe, *a, *b, *fail),
            Op::IsEqExact { a, b, fail } => {
                self.equal((Loaded::IsEqExact, Loaded::IsEqImmediate), *a, *b, *fail)
            }
            Op::IsNeExact { a, b, fail } => {
                self.equal((Loaded::IsNeExact, Loaded::IsNeImmediate), *a, *b, *fail)
            }
            Op::BsStart { .. }
            | Op::BsGetInteger { .. }
            | Op::BsGetFloat { .. }
            | Op::BsGetBits { .. }
            | Op::BsGetRest { .. }
            | Op::BsGetUtf { .. }
            | Op::BsSkipBits { .. }
            | Op::BsSkipUtf { .. }
            | Op::BsMatchLiteral { .. }
            | Op::BsTestRest { .. }
            | Op::BsTestUnit { .. }
            | Op::BsGetPosition { .. }
            | Op::BsSetPosition { .. }
            | Op::BsCreate { .. } => self.binary_family(op),
            Op::MapGet { .. }
            | Op::MapGetMany { .. }
            | Op::MapHas { .. }
            | Op::MapPut { .. }
            | Op::MapUpdate { .. } => self.map_family(op),
            Op::Send { .. }
            | Op::RecvPeek { .. }
            | Op::RecvAccept {}
            | Op::RecvSkip { .. }
            | Op::RecvWait { .. }
            | Op::RecvWaitTimeout { .. }
            | Op::RecvMark { .. }
            | Op::RecvBind { .. }
            | Op::RecvUse { .. } => self.message_family(op),
            Op::FailWith { .. }
            | Op::FunctionClause { .. }
            | Op::Reraise { .. }
            | Op::BuildTrace { .. }
            | Op::CatchValue { .. } => self.exception_family(op),
        }
    }

    fn call_family(&mut self, op: &Op) -> Result<(), TranslateError> {
        match op {
            Op::Allocate { slots, heap, site } => {
                let mut d = Draft::new(Loaded::Allocate, 2);
                d.a = frame_words(Some(*slots))?;
                d.wide(*heap);
                d.site(*site);
                self.finish(d)
            }
            Op::Deallocate { slots } => {
                let mut d = Draft::new(Loaded::Deallocate, 1);
                d.a = frame_words(Some(*slots))?;
                self.finish(d)
            }
            Op::Call { function, site } => {
                let mut d = Draft::new(Loaded::Call, 2);
                d.jump(self.entry_label(*function));
                d.site(*site);
                self.finish(d)
            }
            Op::CallTail { function, slots } => {
                let mut d = Draft::new(Loaded::CallTail, 1);
                d.a = frame_words(*slots)?;
                d.jump(self.entry_label(*function));
                self.finish(d)
            }
            Op::CallExt { import, site } => {
                let entry = self.import(*import);
                if entry.cell().native.is_some() {
                    return self.call_native(*import, true, *site);
                }
                let mut d = Draft::new(Loaded::CallExt, 3);
                d.push(entry.as_ptr() as u64);
                d.site(*site);
                self.finish(d)
            }
            Op::CallExtTail {
                import,
                slots,
                site,
            } => {
                let entry = self.import(*import);
                if entry.cell().native.is_some() {
                    self.call_native(*import, slots.is_some(), *site)?;
                    return self.leave(*slots);
                }
                let mut d = Draft::new(Loaded::CallExtTail, 2);
                d.a = frame_words(*slots)?;
                d.push(entry.as_ptr() as u64);
                self.finish(d)
            }
            Op::CallFun { fun, arity, site } => {
                let mut d = Draft::new(Loaded::CallFun, 2);
                d.a = self.src(&mut d, *fun);
                d.b = *arity as u16;
                d.site(*site);
                self.finish(d)
            }
            Op::CallFunTail {
                fun,
                arity,
                slots,
                site,
            } => {
                let mut d = Draft::new(Loaded::CallFunTail, 2);
                d.a = self.src(&mut d, *fun);
                d.b = *arity as u16;
                d.c = frame_words(*slots)?;
                d.site(*site);
                self.finish(d)
            }
            Op::Apply {
                module,
                name,
                arity,
                site,
            } => {
                let mut d = Draft::new(Loaded::Apply, 2);
                d.a = self.src(&mut d, *module);
                d.b = self.src(&mut d, *name);
                d.c = *arity as u16;
                d.site(*site);
                self.finish(d)
            }
            Op::ApplyTail {
                module,
                name,
                arity,
                slots,
                site,
            } => {
                let mut d = Draft::new(Loaded::ApplyTail, 3);
                d.a = self.src(&mut d, *module);
                d.b = self.src(&mut d, *name);
                d.c = *arity as u16;
                d.site(*site);
                d.push(u64::from(frame_words(*slots)?));
                self.finish(d)
            }
            Op::Bif {
                import,
                args,
                dst,
                fail,
                site,
            } => {
                let entry = self.import(*import);
                if entry.cell().native.is_none() {
                    return Err(TranslateError::BadModule(
                        "bif op of a function that is no native",
                    ));
                }
                let op = self.fast_bif(*import).unwrap_or(Loaded::Bif);
                let mut d = Draft::new(op, 4 + args.len().div_ceil(4));
                d.a = reg(*dst);
                d.b = args.len() as u16;
                d.push(entry.as_ptr() as u64);
                d.site(*site);
                d.fail(*fail, 0);
                self.pack4(&mut d, args);
                self.finish(d)
            }
            _ => unreachable!("not of the call family"),
        }
    }

    /// Guards that have an instruction of their own.
    fn fast_bif(&self, import: isa::Import) -> Option<Loaded> {
        let row = &self.module.imports[import.0 as usize];
        let text = |atom: isa::Atom| self.module.atoms[atom.0 as usize].as_str();
        if text(row.module) != "erlang" {
            return None;
        }
        Some(match (text(row.name), row.arity) {
            ("hd", 1) => Loaded::BifHead,
            ("tl", 1) => Loaded::BifTail,
            ("tuple_size", 1) => Loaded::BifTupleSize,
            ("element", 2) => Loaded::BifElement,
            ("self", 0) => Loaded::BifSelf,
            ("min", 2) => Loaded::BifMin,
            ("max", 2) => Loaded::BifMax,
            _ => return None,
        })
    }

    fn call_native(
        &mut self,
        import: isa::Import,
        framed: bool,
        site: isa::Site,
    ) -> Result<(), TranslateError> {
        let entry = self.import(import);
        let row = &self.module.imports[import.0 as usize];
        let text = |atom: isa::Atom| self.module.atoms[atom.0 as usize].as_str();
        let quick = quick::of(text(row.module), text(row.name), row.arity)
            .filter(|_| !entry.cell().is_traced());
        let mut d = match quick {
            Some(_) => Draft::new(Loaded::CallQuick, 4),
            None => Draft::new(Loaded::CallNative, 3),
        };
        d.a = u16::from(entry.cell().mfa.arity);
        d.b = u16::from(framed);
        d.push(entry.as_ptr() as u64);
        d.site(site);
        if let Some(quick) = quick {
            d.push(quick as usize as u64);
        }
        self.finish(d)
    }

    /// Drop the frame and return.
    fn leave(&mut self, slots: Option<u32>) -> Result<(), TranslateError> {
        if slots.is_some() {
            let mut d = Draft::new(Loaded::Deallocate, 1);
            d.a = frame_words(slots)?;
            self.finish(d)?;
        }
        self.simple(Loaded::Ret)
    }

    fn entry_label(&self, function: isa::Function) -> isa::Label {
        self.module.functions[function.0 as usize].entry
    }

    fn data_family(&mut self, op: &Op) -> Result<(), TranslateError> {
        match op {
            Op::Move { src, dst } => self.move_(*src, *dst),
            Op::Swap { a, b } => {
                let mut d = Draft::new(Loaded::Swap, 1);
                d.a = reg(*a);
                d.b = reg(*b);
                self.finish(d)
            }
            Op::NeedHeap { words, site } => {
                let mut d = Draft::new(Loaded::NeedHeap, 2);
                d.wide(*words);
                d.site(*site);
                self.finish(d)
            }
            Op::PutList { head, tail, dst } => {
                let mut d = Draft::new(Loaded::PutList, 1);
                d.a = self.src(&mut d, *head);
                d.b = self.src(&mut d, *tail);
                d.c = reg(*dst);
                self.finish(d)
            }
            Op::PutTuple { elements, dst } => {
                let mut d = Draft::new(Loaded::PutTuple, 2 + elements.len().div_ceil(4));
                d.a = reg(*dst);
                d.wide(elements.len() as u32);
                d.push(0);
                self.pack4(&mut d, elements);
                d.fixed[0] = d.length() as u64;
                self.finish(d)
            }
            Op::PutRecord {
                definition,
                values,
                dst,
            } => {
                let operands: Vec<isa::Src> = std::iter::once(*definition)
                    .chain(values.iter().copied())
                    .collect();
                let mut d = Draft::new(Loaded::PutRecord, 2 + operands.len().div_ceil(4));
                d.a = reg(*dst);
                d.wide(operands.len() as u32);
                d.push(0);
                self.pack4(&mut d, &operands);
                d.fixed[0] = d.length() as u64;
                self.finish(d)
            }
            Op::SetTuple {
                src,
                arity,
                hint,
                changes,
                dst,
                site,
            } => {
                let mut d = Draft::new(Loaded::SetTuple, 4 + changes.len().div_ceil(2));
                d.a = self.src(&mut d, *src);
                d.wide(*arity);
                d.push(0);
                let hint = u64::from(*hint == isa::InPlace::Unshared);
                d.push(u64::from(reg(*dst)) | hint << 16);
                d.site(*site);
                let mut pairs = Vec::new();
                for (index, value) in changes {
                    let index = u16::try_from(*index).map_err(|_| TranslateError::TooLarge)?;
                    pairs.push((index, self.src(&mut d, *value)));
                }
                self.pack_pairs(&mut d, &pairs);
                d.fixed[0] = d.length() as u64 | (changes.len() as u64) << 32;
                self.finish(d)
            }
            Op::MakeFun {
                lambda,
                free,
                dst,
                site,
            } => {
                let mut d = Draft::new(Loaded::MakeFun, 4 + free.len().div_ceil(4));
                d.a = reg(*dst);
                d.b = free.len() as u16;
                d.push(0);
                d.push(self.names.lambdas[lambda.0 as usize].address() as u64);
                d.site(*site);
                self.pack4(&mut d, free);
                d.fixed[0] = d.length() as u64;
                self.finish(d)
            }
            Op::GetList { src, head, tail } => {
                let mut d = Draft::new(Loaded::GetList, 1);
                d.a = self.src(&mut d, *src);
                d.b = reg(*head);
                d.c = reg(*tail);
                self.finish(d)
            }
            Op::GetHead { src, dst } => self.get(Loaded::GetHead, *src, *dst),
            Op::GetTail { src, dst } => self.get(Loaded::GetTail, *src, *dst),
            Op::GetElement { src, index, dst } => {
                let mut d = Draft::new(Loaded::GetElement, 1);
                d.a = self.src(&mut d, *src);
                d.b = u16::try_from(*index + 1).map_err(|_| TranslateError::TooLarge)?;
                d.c = reg(*dst);
                self.finish(d)
            }
            _ => unreachable!("not of the data family"),
        }
    }

    fn get(&mut self, op: Loaded, src: Src, dst: Reg) -> Result<(), TranslateError> {
        let mut d = Draft::new(op, 1);
        d.a = self.src(&mut d, src);
        d.c = reg(dst);
        self.finish(d)
    }

    fn binary_family(&mut self, op: &Op) -> Result<(), TranslateError> {
        match op {
            Op::BsStart {
                src,
                ctx,
                fail,
                site,
            } => {
                let mut d = Draft::new(Loaded::BsStart, 3);
                d.a = self.src(&mut d, *src);
                d.b = reg(*ctx);
                d.fail(Some(*fail), 0);
                d.site(*site);
                self.finish(d)
            }
            Op::BsGetInteger {
                ctx,
                size,
                unit,
                flags,
                dst,
                fail,
                site,
            } => self.bs_get(
                Loaded::BsGetInteger,
                *ctx,
                *size,
                *unit,
                bit_flags(*flags),
                *dst,
                *fail,
                *site,
            ),
            Op::BsGetFloat {
                ctx,
                size,
                unit,
                flags,
                dst,
                fail,
                site,
            } => self.bs_get(
                Loaded::BsGetFloat,
                *ctx,
                *size,
                *unit,
                bit_flags(*flags),
                *dst,
                *fail,
                *site,
            ),
            Op::BsGetBits {
                ctx,
                size,
                unit,
                dst,
                fail,
                site,
            } => self.bs_get(Loaded::BsGetBits, *ctx, *size, *unit, 0, *dst, *fail, *site),
            Op::BsGetRest {
                ctx,
                unit,
                dst,
                fail,
                site,
            } => self.bs_get(
                Loaded::BsGetRest,
                *ctx,
                Src::Nil,
                *unit,
                0,
                *dst,
                *fail,
                *site,
            ),
            Op::BsGetUtf {
                ctx,
                kind,
                flags,
                dst,
                fail,
            } => {
                let mut d = Draft::new(Loaded::BsGetUtf, 2);
                d.a = reg(*ctx);
                d.c = reg(*dst);
                d.fail(Some(*fail), utf_code(*kind) << 8 | bit_flags(*flags));
                self.finish(d)
            }
            Op::BsSkipBits {
                ctx,
                size,
                unit,
                fail,
            } => {
                let mut d = Draft::new(Loaded::BsSkipBits, 2);
                d.a = reg(*ctx);
                d.b = self.src(&mut d, *size);
                d.fail(Some(*fail), *unit);
                self.finish(d)
            }
            Op::BsSkipUtf {
                ctx,
                kind,
                flags,
                fail,
            } => {
                let mut d = Draft::new(Loaded::BsSkipUtf, 2);
                d.a = reg(*ctx);
                d.fail(Some(*fail), utf_code(*kind) << 8 | bit_flags(*flags));
                self.finish(d)
            }
            Op::BsMatchLiteral { ctx, bits, fail } => {
                let mut d = Draft::new(Loaded::BsMatchLiteral, 2);
                d.a = reg(*ctx);
                d.b = self.src(&mut d, *bits);
                d.fail(Some(*fail), 0);
                self.finish(d)
            }
            Op::BsTestRest { ctx, bits, fail } => {
                self.bs_test(Loaded::BsTestRest, *ctx, *bits, *fail)
            }
            Op::BsTestUnit { ctx, unit, fail } => {
                self.bs_test(Loaded::BsTestUnit, *ctx, *unit, *fail)
            }
            Op::BsGetPosition { ctx, dst } => {
                let mut d = Draft::new(Loaded::BsGetPosition, 1);
                d.a = reg(*ctx);
                d.b = reg(*dst);
                self.finish(d)
            }
            Op::BsSetPosition { ctx, position } => {
                let mut d = Draft::new(Loaded::BsSetPosition, 1);
                d.a = reg(*ctx);
                d.b = self.src(&mut d, *position);
                self.finish(d)
            }
            Op::BsCreate {
                segments,
                dst,
                fail,
                site,
            } => {
                let mut d = Draft::new(Loaded::BsCreate, 3 + 2 * segments.len());
                d.a = reg(*dst);
                d.b = segments.len() as u16;
                d.fail(*fail, 0);
                d.site(*site);
                for segment in segments {
                    self.segment(&mut d, segment);
                }
                d.fixed[0] |= (d.length() as u64) << 32;
                self.finish(d)
            }
            _ => unreachable!("not of the binary family"),
        }
    }

    #[allow(clippy::too_many_arguments, reason = "the operands of the op")]
    fn bs_get(
        &mut self,
        op: Loaded,
        ctx: Reg,
        size: Src,
        unit: u32,
        flags: u32,
        dst: Reg,
        fail: isa::Label,
        site: isa::Site,
    ) -> Result<(), TranslateError> {
        let mut d = Draft::new(op, 4);
        d.a = reg(ctx);
        d.b = self.src(&mut d, size);
        d.c = reg(dst);
        d.fail(Some(fail), flags);
        d.site(site);
        d.push(u64::from(unit));
        self.finish(d)
    }

    fn bs_test(
        &mut self,
        op: Loaded,
        ctx: Reg,
        number: u32,
        fail: isa::Label,
    ) -> Result<(), TranslateError> {
        let mut d = Draft::new(op, 2);
        d.a = reg(ctx);
        d.fail(Some(fail), number);
        self.finish(d)
    }

    /// Two words: value operand, size operand (or all ones), kind, flags, how many segments of the source; unit.
    fn segment(&self, d: &mut Draft, segment: &Segment) {
        let value = self.src(d, segment.value);
        let size = match segment.size {
            Some(size) => self.src(d, size),
            None => u16::MAX,
        };
        let kind = segment_code(segment.kind) as u64;
        let flags = bit_flags(segment.flags) as u64;
        let covers = u64::from(u16::try_from(segment.covers).unwrap_or(u16::MAX));
        d.push(value as u64 | (size as u64) << 16 | kind << 32 | flags << 40 | covers << 48);
        d.push(u64::from(segment.unit));
    }

    fn map_family(&mut self, op: &Op) -> Result<(), TranslateError> {
        match op {
            Op::MapGet {
                src,
                key,
                dst,
                fail,
            } => {
                let mut d = Draft::new(Loaded::MapGet, 2);
                d.a = self.src(&mut d, *src);
                d.b = self.src(&mut d, *key);
                d.c = reg(*dst);
                d.fail(Some(*fail), 0);
                self.finish(d)
            }
            Op::MapGetMany { src, gets, fail } => {
                let mut d = Draft::new(Loaded::MapGetMany, 2 + gets.len().div_ceil(2));
                d.a = self.src(&mut d, *src);
                d.b = gets.len() as u16;
                d.fail(Some(*fail), 0);
                let mut pairs = Vec::new();
                for (key, dst) in gets {
                    pairs.push((self.src(&mut d, *key), reg(*dst)));
                }
                self.pack_pairs(&mut d, &pairs);
                d.fixed[0] |= (d.length() as u64) << 32;
                self.finish(d)
            }
            Op::MapHas { src, keys, fail } => {
                let mut d = Draft::new(Loaded::MapHas, 2 + keys.len().div_ceil(4));
                d.a = self.src(&mut d, *src);
                d.b = keys.len() as u16;
                d.fail(Some(*fail), 0);
                self.pack4(&mut d, keys);
                d.fixed[0] |= (d.length() as u64) << 32;
                self.finish(d)
            }
            Op::MapPut {
                src,
                pairs,
                dst,
                fail,
                site,
            } => self.map_put(Loaded::MapPut, *src, pairs, *dst, *fail, *site),
            Op::MapUpdate {
                src,
                pairs,
                dst,
                fail,
                site,
            } => self.map_put(Loaded::MapUpdate, *src, pairs, *dst, *fail, *site),
            _ => unreachable!("not of the map family"),
        }
    }

    fn map_put(
        &mut self,
        op: Loaded,
        src: Src,
        puts: &[(Src, Src)],
        dst: Reg,
        fail: isa::Fail,
        site: isa::Site,
    ) -> Result<(), TranslateError> {
        let mut d = Draft::new(op, 4 + puts.len().div_ceil(2));
        d.a = self.src(&mut d, src);
        d.b = puts.len() as u16;
        d.fail(fail, 0);
        d.site(site);
        d.push(u64::from(reg(dst)));
        let mut pairs = Vec::new();
        for (key, value) in puts {
            let key = self.src(&mut d, *key);
            pairs.push((key, self.src(&mut d, *value)));
        }
        self.pack_pairs(&mut d, &pairs);
        d.fixed[0] |= (d.length() as u64) << 32;
        self.finish(d)
    }

    fn message_family(&mut self, op: &Op) -> Result<(), TranslateError> {
        match op {
            Op::Send {
                to,
                message,
                dst,
                site,
            } => {
                let mut d = Draft::new(Loaded::Send, 2);
                d.a = self.src(&mut d, *to);
                d.b = self.src(&mut d, *message);
                d.c = reg(*dst);
                d.site(*site);
                self.finish(d)
            }
            Op::RecvPeek { dst, empty, site } => {
                let mut d = Draft::new(Loaded::RecvPeek, 2);
                d.a = reg(*dst);
                d.jump(*empty);
                d.site(*site);
                self.finish(d)
            }
            Op::RecvAccept {} => self.simple(Loaded::RecvAccept),
            Op::RecvSkip { next } => {
                let mut d = Draft::new(Loaded::RecvSkip, 1);
                d.jump(*next);
                self.finish(d)
            }
            Op::RecvWait { next, site } => {
                let mut d = Draft::new(Loaded::RecvWait, 2);
                d.jump(*next);
                d.site(*site);
                self.finish(d)
            }
            Op::RecvWaitTimeout {
                timeout,
                next,
                site,
            } => {
                let mut d = Draft::new(Loaded::RecvWaitTimeout, 2);
                d.a = self.src(&mut d, *timeout);
                d.jump(*next);
                d.site(*site);
                self.finish(d)
            }
            Op::RecvMark { dst } => {
                let mut d = Draft::new(Loaded::RecvMark, 1);
                d.a = reg(*dst);
                self.finish(d)
            }
            Op::RecvBind { marker, reference } => {
                let mut d = Draft::new(Loaded::RecvBind, 1);
                d.a = self.src(&mut d, *marker);
                d.b = self.src(&mut d, *reference);
                self.finish(d)
            }
            Op::RecvUse { reference } => {
                let mut d = Draft::new(Loaded::RecvUse, 1);
                d.a = self.src(&mut d, *reference);
                self.finish(d)
            }
            _ => unreachable!("not of the message family"),
        }
    }

    fn exception_family(&mut self, op: &Op) -> Result<(), TranslateError> {
        match op {
            Op::FailWith { kind, value, site } => {
                let mut d = Draft::new(Loaded::FailWith, 2);
                d.a = self.src(&mut d, *value);
                d.b = fail_code(*kind);
                d.site(*site);
                self.finish(d)
            }
            Op::FunctionClause { site } => {
                let mut d = Draft::new(Loaded::FunctionClause, 2);
                d.site(*site);
                self.finish(d)
            }
            Op::Reraise {
                class,
                reason,
                trace,
                site,
            } => {
                let mut d = Draft::new(Loaded::Reraise, 2);
                d.a = self.src(&mut d, *class);
                d.b = self.src(&mut d, *reason);
                d.c = self.src(&mut d, *trace);
                d.site(*site);
                self.finish(d)
            }
            Op::BuildTrace { trace, dst, site } => {
                let mut d = Draft::new(Loaded::BuildTrace, 2);
                d.a = self.src(&mut d, *trace);
                d.b = reg(*dst);
                d.site(*site);
                self.finish(d)
            }
            Op::CatchValue {
                class,
                reason,
                trace,
                dst,
                site,
            } => {
                let mut d = Draft::new(Loaded::CatchValue, 3);
                d.a = self.src(&mut d, *class);
                d.b = self.src(&mut d, *reason);
                d.c = self.src(&mut d, *trace);
                d.site(*site);
                d.push(u64::from(reg(*dst)));
                self.finish(d)
            }
            _ => unreachable!("not of the exception family"),
        }
    }
}

/// Words to drop for a frame of that many slots.
fn frame_words(slots: Option<u32>) -> Result<u16, TranslateError> {
    match slots {
        None => Ok(0),
        Some(n) if n <= u32::from(isa::MAX_Y) => Ok(n as u16 + 1),
        Some(_) => Err(TranslateError::TooLarge),
    }
}

fn push_offsets(d: &mut Draft, targets: impl Iterator<Item = isa::Label>) {
    for (i, label) in targets.enumerate() {
        if i % 2 == 0 {
            d.push(0);
        }
        d.jumps.push((d.next() - 1, i % 2 == 1, label));
    }
}

/// Words between the first and the last case, both included, of small integers.
fn table_size(cases: &[(u64, isa::Label)]) -> usize {
    match (cases.first(), cases.last()) {
        (Some(first), Some(last)) => (last.0.wrapping_sub(first.0) >> 3) as usize + 1,
        _ => 0,
    }
}

/// At least four small integers close together: sorted as unsigned words, so negative ones come last and never are dense with others.
fn is_dense(cases: &[(u64, isa::Label)]) -> bool {
    cases.len() >= 4
        && cases.iter().all(|case| case.0 & 7 == 0)
        && table_size(cases) <= 3 * cases.len() + 8
}

pub const FLAG_LITTLE: u32 = 1;
pub const FLAG_SIGNED: u32 = 2;

fn bit_flags(flags: isa::BitFlags) -> u32 {
    (u32::from(flags.little) * FLAG_LITTLE) | (u32::from(flags.signed) * FLAG_SIGNED)
}

fn utf_code(kind: UtfKind) -> u32 {
    match kind {
        UtfKind::Utf8 => 0,
        UtfKind::Utf16 => 1,
        UtfKind::Utf32 => 2,
    }
}

pub fn utf_kind(code: u32) -> UtfKind {
    match code {
        0 => UtfKind::Utf8,
        1 => UtfKind::Utf16,
        _ => UtfKind::Utf32,
    }
}

const SEGMENT_KINDS: [SegmentKind; 7] = [
    SegmentKind::Integer,
    SegmentKind::Float,
    SegmentKind::Bits,
    SegmentKind::Append,
    SegmentKind::Utf8,
    SegmentKind::Utf16,
    SegmentKind::Utf32,
];

fn segment_code(kind: SegmentKind) -> usize {
    SEGMENT_KINDS
        .iter()
        .position(|&k| k == kind)
        .expect("the list holds every kind")
}

pub fn segment_kind(code: u8) -> SegmentKind {
    SEGMENT_KINDS[code as usize % SEGMENT_KINDS.len()]
}

const FAIL_KINDS: [FailKind; 15] = [
    FailKind::BadMatch,
    FailKind::CaseClause,
    FailKind::TryClause,
    FailKind::IfClause,
    FailKind::ElseClause,
    FailKind::BadRecord,
    FailKind::BadGenerator,
    FailKind::BadFilter,
    FailKind::BadFun,
    FailKind::BadKey,
    FailKind::BadMap,
    FailKind::BadGenerators,
    FailKind::BadArg,
    FailKind::BadArgValue,
    FailKind::Reason,
];

fn fail_code(kind: FailKind) -> u16 {
    FAIL_KINDS
        .iter()
        .position(|&k| k == kind)
        .expect("the list holds every kind") as u16
}

pub fn fail_kind(code: u16) -> FailKind {
    FAIL_KINDS[code as usize % FAIL_KINDS.len()]
}

const _: () = assert!(OPCODE_BITS == 10 && MAX_LENGTH == 63);
