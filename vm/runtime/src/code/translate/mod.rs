//! Ops of a module file to loaded instructions: packs operands, picks specialised and fused forms, resolves names, labels and records.
//!
//! Input is a module that verify/ accepted: indices are in range, labels lie on ops, frames and live sets agree. What would not fit the
//! loaded form (an X register above the limit, a jump beyond 31 bits) is a `TranslateError`.

mod binary;
mod calls;
mod control;
mod data;
mod select;

pub use binary::{FLAG_LITTLE, FLAG_SIGNED, segment_kind, utf_kind};
pub use control::fail_kind;

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

/// `match` on an op: the arms of those whose loaded instruction has the same name and whose operands their family says.
macro_rules! translate_by_name {
    ($self:ident, $op:ident; binary: $($binary:ident)*; unary: $($unary:ident)*; test: $($test:ident)*; compare: $($compare:ident)*;
        else $others:expr) => {
        match $op {
            $(Op::$binary { a, b, dst, fail, site } => $self.arith(Loaded::$binary, *a, Some(*b), *dst, *fail, *site),)*
            $(Op::$unary { a, dst, fail, site } => $self.arith(Loaded::$unary, *a, None, *dst, *fail, *site),)*
            $(Op::$test { src, fail } => $self.test(Loaded::$test, *src, *fail),)*
            $(Op::$compare { a, b, fail } => $self.compare(Loaded::$compare, *a, *b, *fail),)*
            _ => $others,
        }
    };
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
        self.write(op, length, &draft);
        if let Some((at, site)) = draft.rec {
            let rec = self.add_rec(site);
            self.out.rec_words.push((start + at, rec));
        }
        Ok(())
    }

    /// The words of an instruction, and the jumps in them that wait for their labels.
    fn write(&mut self, op: Loaded, length: usize, draft: &Draft) {
        let start = self.out.words.len();
        self.out
            .words
            .push(word(op, length, draft.a, draft.b, draft.c));
        self.out.words.extend(&draft.fixed);
        self.out.words.extend(&draft.constants);
        for &(at, high, label) in &draft.jumps {
            self.fixups.push(Fixup {
                at: start + at,
                high,
                from: start,
                label,
            });
        }
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

    /// The instruction of an op. Families whose loaded instructions have the names of the ops are listed by name.
    fn translate_one(&mut self, op: &Op) -> Result<(), TranslateError> {
        translate_by_name!(self, op;
            binary: Add Sub Mul Div Rem FloatDiv Band Bor Bxor Bsl Bsr;
            unary: Neg Bnot;
            test: IsAtom IsInteger IsFloat IsNumber IsBoolean IsList IsCons IsNil IsTuple IsMap IsBinary IsBitstring IsPid IsReference
                IsPort IsFunction;
            compare: IsLt IsGe IsEq IsNe;
            else self.translate_special(op)
        )
    }

    fn translate_special(&mut self, op: &Op) -> Result<(), TranslateError> {
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
            Op::IsFunctionArity { src, arity, fail } => {
                let mut d = Draft::new(Loaded::IsFunctionArity, 2);
                d.a = self.src(&mut d, *src);
                let arity = self.src(&mut d, *arity);
                d.jump(*fail);
                d.push(arity as u64);
                self.finish(d)
            }
            Op::IsVersion {
                import,
                version,
                fail,
            } => {
                let mut d = Draft::new(Loaded::IsVersion, 3);
                d.jump(*fail);
                d.push(self.import(*import).as_ptr() as u64);
                d.push(match version {
                    Src::Int(version) => *version as u64,
                    // The verifier lets no other pass.
                    _ => u64::MAX,
                });
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
            _ => unreachable!("listed by name"),
        }
    }
}

const _: () = assert!(OPCODE_BITS == 10 && MAX_LENGTH == 63);
