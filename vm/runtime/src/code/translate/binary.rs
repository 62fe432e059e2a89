//! Matching and building of bitstrings; how kinds of segments and text travel in an instruction.

use super::*;

pub const FLAG_LITTLE: u32 = 1;
pub const FLAG_SIGNED: u32 = 2;

impl Translator<'_> {
    pub(super) fn binary_family(&mut self, op: &Op) -> Result<(), TranslateError> {
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
}

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
