//! Bit syntax: segments as written become fields to match or segments to build; constants become bits at once.

use num_bigint::{BigInt, Sign};
use purlin_isa::operand::{BitFlags, SegmentKind, UtfKind};

use super::Lower;
use super::constant::Number;
use super::pattern::{Layer, Pat};
use crate::ast::nodes::{BitSegment, BitSpecKind, Expr, ExprKind};
use crate::core::nodes::{Attempt, Const, ConstNode, InstKind, Operand, Segment};
use crate::source::name::Name;
use crate::source::span::Span;

/// Constants larger than this are built at run time.
const MAX_CONSTANT_BITS: u64 = 1 << 20;
/// A literal integer larger than this is read and compared, not matched as bits.
const MAX_LITERAL_BITS: i64 = 4096;

/// A field of a bitstring pattern.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) kind: FieldKind,
    pub(super) size: Size<'a>,
    pub(super) unit: u32,
    pub(super) flags: BitFlags,
    pub(super) value: Pat<'a>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FieldKind {
    Integer,
    Float,
    Bits,
    /// All that is left.
    Rest,
    Utf(UtfKind),
    /// Nothing is left.
    End,
}

/// In units.
#[derive(Clone, Copy)]
pub(super) enum Size<'a> {
    None,
    Const(Const),
    Expr(&'a Expr<'a>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum SegmentType {
    Integer,
    Float,
    Bits,
    Utf(UtfKind),
}

/// A segment's type list, with defaults filled in.
#[derive(Clone, Copy)]
struct Spec {
    typ: SegmentType,
    unit: u32,
    flags: BitFlags,
}

impl<'a> Lower<'a, '_> {
    fn spec(&self, segment: &BitSegment<'a>) -> Spec {
        let mut typ = SegmentType::Integer;
        let mut default_unit = 1;
        let mut unit = None;
        let mut flags = BitFlags::default();
        for spec in segment.specs {
            let word = match spec.kind {
                BitSpecKind::Unit(n) => {
                    unit = Some(n);
                    continue;
                }
                BitSpecKind::Word(word) => word,
            };
            if let Some((new, new_unit)) = self.segment_type(word) {
                typ = new;
                default_unit = new_unit;
            }
            flags.signed |= word == self.words.signed;
            flags.little |= word == self.words.little
                || word == self.words.native && cfg!(target_endian = "little");
        }
        Spec {
            typ,
            unit: unit.unwrap_or(default_unit),
            flags,
        }
    }

    fn segment_type(&self, word: Name) -> Option<(SegmentType, u32)> {
        let words = &self.words;
        let table = [
            (words.integer, SegmentType::Integer, 1),
            (words.float, SegmentType::Float, 1),
            (words.binary, SegmentType::Bits, 8),
            (words.bytes, SegmentType::Bits, 8),
            (words.bitstring, SegmentType::Bits, 1),
            (words.bits, SegmentType::Bits, 1),
            (words.utf8, SegmentType::Utf(UtfKind::Utf8), 1),
            (words.utf16, SegmentType::Utf(UtfKind::Utf16), 1),
            (words.utf32, SegmentType::Utf(UtfKind::Utf32), 1),
        ];
        table
            .iter()
            .find(|(name, _, _)| *name == word)
            .map(|&(_, typ, unit)| (typ, unit))
    }

    // ---- matching

    /// The fields of a pattern, with its end; none if it can match nothing.
    pub(super) fn fields(&mut self, segments: &'a [BitSegment<'a>]) -> Option<Vec<Field<'a>>> {
        let mut fields = self.open_fields(segments)?;
        if !fields
            .last()
            .is_some_and(|field| field.kind == FieldKind::Rest)
        {
            fields.push(Field {
                kind: FieldKind::End,
                size: Size::None,
                unit: 1,
                flags: BitFlags::default(),
                value: Pat::Any,
            });
        }
        Some(fields)
    }

    /// The fields of a pattern that something may follow.
    pub(super) fn open_fields(&mut self, segments: &'a [BitSegment<'a>]) -> Option<Vec<Field<'a>>> {
        let mut fields = Vec::with_capacity(segments.len() + 1);
        for segment in segments {
            let field = self.field(segment)?;
            match &segment.value.kind {
                ExprKind::String(chars) => {
                    for &char in *chars {
                        self.push_constant_field(&mut fields, field, Const::Int(i64::from(char)))?;
                    }
                }
                _ => match self.layer(field.value) {
                    Layer::Const(constant) => {
                        self.push_constant_field(&mut fields, field, constant)?
                    }
                    Layer::Never => return None,
                    _ => fields.push(field),
                },
            }
        }
        Some(fields)
    }

    /// A segment as one field, whatever its value.
    fn field(&mut self, segment: &BitSegment<'a>) -> Option<Field<'a>> {
        let Spec { typ, unit, flags } = self.spec(segment);
        let size = match segment.size {
            None => Size::None,
            Some(size) => match self.constant_pattern(size) {
                Some(constant @ Const::Int(0..)) => Size::Const(constant),
                Some(_) => return None,
                None => Size::Expr(size),
            },
        };
        let (kind, size) = match (typ, size) {
            (SegmentType::Integer, Size::None) => (FieldKind::Integer, Size::Const(Const::Int(8))),
            (SegmentType::Integer, size) => (FieldKind::Integer, size),
            (SegmentType::Float, Size::None) => (FieldKind::Float, Size::Const(Const::Int(64))),
            (SegmentType::Float, size) => (FieldKind::Float, size),
            (SegmentType::Bits, Size::None) => (FieldKind::Rest, Size::None),
            (SegmentType::Bits, size) => (FieldKind::Bits, size),
            (SegmentType::Utf(kind), _) => (FieldKind::Utf(kind), Size::None),
        };
        Some(Field {
            kind,
            size,
            unit,
            flags,
            value: Pat::Expr(segment.value),
        })
    }

    fn push_constant_field(
        &mut self,
        fields: &mut Vec<Field<'a>>,
        field: Field<'a>,
        constant: Const,
    ) -> Option<()> {
        match field.kind {
            FieldKind::Utf(kind) => {
                let mut bits = BitWriter::default();
                write_utf(&mut bits, kind, field.flags, constant)?;
                fields.extend(bits.bytes.iter().map(|&byte| Field {
                    kind: FieldKind::Integer,
                    size: Size::Const(Const::Int(8)),
                    unit: 1,
                    flags: BitFlags::default(),
                    value: Pat::Const(Const::Int(i64::from(byte))),
                }));
            }
            FieldKind::Float => {
                let value = Pat::Const(self.float_pattern(constant)?);
                fields.push(Field { value, ..field });
            }
            FieldKind::Integer | FieldKind::Bits | FieldKind::Rest | FieldKind::End => {
                let value = Pat::Const(constant);
                fields.push(Field { value, ..field });
            }
        }
        Some(())
    }

    /// The same fields with nothing asked of their values: what a generator skips.
    pub(super) fn skipped_fields(
        &mut self,
        segments: &'a [BitSegment<'a>],
    ) -> Option<Vec<Field<'a>>> {
        let mut fields = Vec::with_capacity(segments.len() + 1);
        let mut seen = super::NameSet::new();
        for segment in segments {
            let field = self.field(segment)?;
            let (times, value) = match &segment.value.kind {
                ExprKind::String(chars) => (chars.len(), Pat::Any),
                // Later sizes may need it; a second time it would ask for an equal value.
                ExprKind::Var(name) if seen.insert(*name) => (1, field.value),
                _ => (1, Pat::Any),
            };
            fields.extend(std::iter::repeat_n(Field { value, ..field }, times));
        }
        Some(fields)
    }

    /// The constant that a field of known size is compared with, if its bits can be matched as such.
    pub(super) fn field_literal(&mut self, field: &Field<'a>) -> Option<Const> {
        let (FieldKind::Integer, Size::Const(Const::Int(size))) = (field.kind, field.size) else {
            return None;
        };
        let n_bits = size
            .checked_mul(i64::from(field.unit))
            .filter(|bits| (1..=MAX_LITERAL_BITS).contains(bits))?;
        let Layer::Const(constant) = self.layer(field.value) else {
            return None;
        };
        let Number::Int(value) = self.number(constant)? else {
            return None;
        };
        fits(&value, n_bits as u64, field.flags.signed).then_some(constant)
    }

    /// The bits of fields that are all literals.
    pub(super) fn literal_bits(&mut self, fields: &[Field<'a>]) -> Option<Const> {
        let mut bits = BitWriter::default();
        for field in fields {
            let constant = self.field_literal(field)?;
            let (Size::Const(Const::Int(size)), Number::Int(value)) =
                (field.size, self.number(constant)?)
            else {
                return None;
            };
            bits.integer(
                &value,
                size as u64 * u64::from(field.unit),
                field.flags.little,
            );
        }
        Some(self.bits_const(bits))
    }

    fn bits_const(&mut self, bits: BitWriter) -> Const {
        self.out.consts.add(ConstNode::Bits {
            bytes: bits.bytes,
            bit_len: bits.bit_len,
        })
    }

    // ---- building

    #[inline(never)]
    pub(super) fn bits_expr(
        &mut self,
        expr: &'a Expr<'a>,
        segments: &'a [BitSegment<'a>],
    ) -> Operand {
        let mut pieces = Pieces::default();
        self.pieces(segments, &mut pieces);
        self.make_bits(pieces, expr.span)
    }

    /// `<<Acc/bitstring, segments>>`, where `element` is an expression of bitstring kind.
    pub(super) fn append_bits(&mut self, acc: Operand, element: &'a Expr<'a>) -> Operand {
        let mut pieces = Pieces::default();
        if let ExprKind::Bits(segments) = &element.kind {
            self.pieces(segments, &mut pieces);
        } else {
            let value = self.value(element);
            let segment = whole_bits(SegmentKind::Bits, value);
            self.piece(&mut pieces, segment);
        }
        pieces
            .segments
            .insert(0, whole_bits(SegmentKind::Bits, acc));
        self.make_bits(pieces, element.span)
    }

    /// A bitstring of constants, for attributes.
    pub(super) fn constant_bits(&mut self, expr: &Expr<'a>) -> Option<Const> {
        let ExprKind::Bits(segments) = &expr.kind else {
            return None;
        };
        let mut pieces = Pieces::default();
        self.pieces(segments, &mut pieces);
        pieces
            .segments
            .is_empty()
            .then(|| self.bits_const(pieces.pending))
    }

    fn pieces(&mut self, segments: &'a [BitSegment<'a>], pieces: &mut Pieces) {
        for segment in segments {
            let Spec { typ, unit, flags } = self.spec(segment);
            let kind = match typ {
                SegmentType::Integer => SegmentKind::Integer,
                SegmentType::Float => SegmentKind::Float,
                SegmentType::Bits => SegmentKind::Bits,
                SegmentType::Utf(UtfKind::Utf8) => SegmentKind::Utf8,
                SegmentType::Utf(UtfKind::Utf16) => SegmentKind::Utf16,
                SegmentType::Utf(UtfKind::Utf32) => SegmentKind::Utf32,
            };
            let values = match &segment.value.kind {
                ExprKind::String(chars) => chars
                    .iter()
                    .map(|&char| Operand::Const(Const::Int(i64::from(char))))
                    .collect(),
                _ => vec![self.value(segment.value)],
            };
            let size = match (segment.size, typ) {
                (Some(size), _) => Some(self.value(size)),
                (None, SegmentType::Integer) => Some(Operand::Const(Const::Int(8))),
                (None, SegmentType::Float) => Some(Operand::Const(Const::Int(64))),
                (None, SegmentType::Bits | SegmentType::Utf(_)) => None,
            };
            // The characters of a string are one segment.
            for (index, value) in values.into_iter().enumerate() {
                self.piece(
                    pieces,
                    Segment {
                        kind,
                        flags,
                        unit,
                        value,
                        size,
                        covers: u32::from(index == 0),
                    },
                );
            }
        }
    }

    /// Constants are collected, everything else stays a segment.
    fn piece(&mut self, pieces: &mut Pieces, segment: Segment) {
        if self.constant_piece(&mut pieces.pending, &segment).is_some() {
            pieces.n_pending += segment.covers;
        } else {
            self.flush(pieces);
            pieces.segments.push(segment);
        }
    }

    fn flush(&mut self, pieces: &mut Pieces) {
        if pieces.pending.bit_len > 0 {
            let bits = std::mem::take(&mut pieces.pending);
            let constant = self.bits_const(bits);
            pieces.segments.push(Segment {
                covers: std::mem::take(&mut pieces.n_pending),
                ..whole_bits(SegmentKind::Bits, Operand::Const(constant))
            });
        }
    }

    fn constant_piece(&mut self, bits: &mut BitWriter, segment: &Segment) -> Option<()> {
        let Operand::Const(value) = segment.value else {
            return None;
        };
        let n_bits = match segment.size {
            Some(Operand::Const(Const::Int(size @ 0..))) => {
                Some((size as u64).checked_mul(u64::from(segment.unit))?)
            }
            Some(_) => return None,
            None => None,
        };
        if bits.bit_len + n_bits.unwrap_or(0) > MAX_CONSTANT_BITS {
            return None;
        }
        match (segment.kind, n_bits) {
            (SegmentKind::Integer, Some(n_bits)) => {
                let Number::Int(value) = self.number(value)? else {
                    return None;
                };
                bits.integer(&value, n_bits, segment.flags.little);
            }
            (SegmentKind::Float, Some(n_bits)) => {
                let float = self.float_pattern(value)?;
                let Number::Float(value) = self.number(float)? else {
                    return None;
                };
                bits.float(value, n_bits, segment.flags.little)?;
            }
            (SegmentKind::Utf8, None) => write_utf(bits, UtfKind::Utf8, segment.flags, value)?,
            (SegmentKind::Utf16, None) => write_utf(bits, UtfKind::Utf16, segment.flags, value)?,
            (SegmentKind::Utf32, None) => write_utf(bits, UtfKind::Utf32, segment.flags, value)?,
            (SegmentKind::Bits | SegmentKind::Append, n_bits) => {
                let Const::Pooled(id) = value else {
                    return None;
                };
                let ConstNode::Bits { bytes, bit_len } = self.out.consts.get(id) else {
                    return None;
                };
                let wanted = n_bits.unwrap_or(*bit_len);
                if wanted > *bit_len || n_bits.is_none() && bit_len % u64::from(segment.unit) != 0 {
                    return None;
                }
                bits.append(bytes, wanted);
            }
            (SegmentKind::Integer | SegmentKind::Float, None)
            | (SegmentKind::Utf8 | SegmentKind::Utf16 | SegmentKind::Utf32, Some(_)) => {
                return None;
            }
        }
        Some(())
    }

    fn make_bits(&mut self, mut pieces: Pieces, span: Span) -> Operand {
        if pieces.segments.is_empty() {
            return Operand::Const(self.bits_const(pieces.pending));
        }
        self.flush(&mut pieces);
        let mut segments = pieces.segments;
        if let Some(first) = segments.first_mut()
            && first.kind == SegmentKind::Bits
            && first.size.is_none()
            && matches!(first.value, Operand::Value(_))
        {
            first.kind = SegmentKind::Append;
        }
        match self.fail {
            Some(_) => self.attempt(Attempt::BsCreate(segments), span),
            None => {
                let loc = self.loc(span);
                self.b.emit(InstKind::BsCreate(segments), loc)
            }
        }
    }
}

/// A bitstring under construction: constants not yet made a segment come last.
#[derive(Default)]
struct Pieces {
    segments: Vec<Segment>,
    pending: BitWriter,
    /// How many segments of the source `pending` is.
    n_pending: u32,
}

fn whole_bits(kind: SegmentKind, value: Operand) -> Segment {
    Segment {
        kind,
        flags: BitFlags::default(),
        unit: 1,
        value,
        size: None,
        covers: 1,
    }
}

fn fits(value: &BigInt, n_bits: u64, signed: bool) -> bool {
    match (signed, value.sign()) {
        (false, Sign::Minus) => false,
        (false, _) => value.bits() <= n_bits,
        (true, Sign::Minus) => (value + 1u8).bits() < n_bits,
        (true, _) => value.bits() < n_bits,
    }
}

#[derive(Default)]
struct BitWriter {
    bytes: Vec<u8>,
    bit_len: u64,
}

impl BitWriter {
    fn bit(&mut self, bit: bool) {
        if self.bit_len.is_multiple_of(8) {
            self.bytes.push(0);
        }
        if bit && let Some(last) = self.bytes.last_mut() {
            *last |= 0x80 >> (self.bit_len % 8);
        }
        self.bit_len += 1;
    }

    /// The low `n` bits of a byte, highest first.
    fn low_bits(&mut self, byte: u8, n: u64) {
        if n == 8 && self.bit_len.is_multiple_of(8) {
            self.bytes.push(byte);
            self.bit_len += 8;
            return;
        }
        for index in (0..n).rev() {
            self.bit(byte >> index & 1 == 1);
        }
    }

    /// The first `n` bits of some bytes.
    fn append(&mut self, bytes: &[u8], n: u64) {
        for (&byte, index) in bytes.iter().zip(0..) {
            let left = n.saturating_sub(index * 8).min(8);
            if left == 0 {
                break;
            }
            self.low_bits(byte >> (8 - left), left);
        }
    }

    /// An integer in two's complement, cut to `n_bits`.
    fn integer(&mut self, value: &BigInt, n_bits: u64, little: bool) {
        let mut bytes = value.to_signed_bytes_le();
        let fill = if value.sign() == Sign::Minus { 0xff } else { 0 };
        bytes.resize(n_bits.div_ceil(8) as usize, fill);
        let top = if n_bits.is_multiple_of(8) {
            8
        } else {
            n_bits % 8
        };
        let last = bytes.len();
        let pieces = bytes
            .iter()
            .enumerate()
            .map(|(index, &byte)| (byte, if index + 1 == last { top } else { 8 }));
        if little {
            pieces.for_each(|(byte, n)| self.low_bits(byte, n));
        } else {
            pieces.rev().for_each(|(byte, n)| self.low_bits(byte, n));
        }
    }

    fn float(&mut self, value: f64, n_bits: u64, little: bool) -> Option<()> {
        let bytes = match n_bits {
            64 => value.to_be_bytes().to_vec(),
            32 => {
                let short = value as f32;
                // Too large a number is infinite.
                short.to_be_bytes().to_vec()
            }
            _ => return None,
        };
        if little {
            bytes.iter().rev().for_each(|&byte| self.low_bits(byte, 8));
        } else {
            bytes.iter().for_each(|&byte| self.low_bits(byte, 8));
        }
        Some(())
    }
}

/// A code point in one of the UTFs; none if it is none.
fn write_utf(bits: &mut BitWriter, kind: UtfKind, flags: BitFlags, constant: Const) -> Option<()> {
    let Const::Int(code) = constant else {
        return None;
    };
    let char = char::from_u32(u32::try_from(code).ok()?)?;
    match kind {
        UtfKind::Utf8 => {
            let mut buffer = [0; 4];
            char.encode_utf8(&mut buffer)
                .bytes()
                .for_each(|byte| bits.low_bits(byte, 8));
        }
        UtfKind::Utf16 => {
            let mut buffer = [0; 2];
            for unit in char.encode_utf16(&mut buffer) {
                bits.integer(&BigInt::from(*unit), 16, flags.little);
            }
        }
        UtfKind::Utf32 => bits.integer(&BigInt::from(code), 32, flags.little),
    }
    Some(())
}
