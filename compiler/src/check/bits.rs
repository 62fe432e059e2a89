//! Bit syntax: type lists that contradict themselves, sizes that cannot be.

use crate::ast::nodes::*;
use crate::ast::term_tree::TermTree;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic};
use crate::diagnostics::suggest::closest;
use crate::source::span::Span;

use super::Checker;
use super::expr::construct;

/// The four things a type list may say, each once.
#[derive(Clone, Copy, Default)]
struct Said {
    typ: Option<&'static str>,
    sign: Option<&'static str>,
    endian: Option<&'static str>,
    unit: Option<u32>,
}

/// The words of type lists: what they are about, and their usual name.
const WORDS: &[(&str, Slot, &str)] = &[
    ("integer", Slot::Type, "integer"),
    ("float", Slot::Type, "float"),
    ("binary", Slot::Type, "binary"),
    ("bytes", Slot::Type, "binary"),
    ("bitstring", Slot::Type, "bitstring"),
    ("bits", Slot::Type, "bitstring"),
    ("utf8", Slot::Type, "utf8"),
    ("utf16", Slot::Type, "utf16"),
    ("utf32", Slot::Type, "utf32"),
    ("signed", Slot::Sign, "signed"),
    ("unsigned", Slot::Sign, "unsigned"),
    ("big", Slot::Endian, "big"),
    ("little", Slot::Endian, "little"),
    ("native", Slot::Endian, "native"),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Type,
    Sign,
    Endian,
}

impl Slot {
    fn name(self) -> &'static str {
        match self {
            Slot::Type => "type",
            Slot::Sign => "sign",
            Slot::Endian => "endianness",
        }
    }
}

impl<'a> Checker<'_, 'a> {
    /// `<<...>>` as an expression.
    #[inline(never)]
    pub fn bits(&mut self, segments: &'a [BitSegment<'a>], span: Span) {
        for segment in segments {
            self.segment_types(segment);
            self.float_size(segment);
        }
        let parts = segments
            .iter()
            .flat_map(|segment| std::iter::once(segment.value).chain(segment.size));
        self.operands(parts, Some(construct("binary", span)));
    }

    /// A segment of a pattern.
    #[inline(never)]
    pub fn segment_in_pattern(&mut self, segment: &BitSegment<'_>, is_last: bool) {
        let said = self.segment_types(segment);
        let unsized_bits =
            matches!(said.typ, Some("binary" | "bitstring")) && segment.size.is_none();
        if unsized_bits && !is_last {
            self.say(Diagnostic::new(Code::UnsizedNotLast, segment.span).help(
                "only the last segment of a pattern may take what is left: give the others a size",
            ));
        }
    }

    /// A string in a pattern stands for its characters, of which nothing else may be said. True if it is well.
    #[inline(never)]
    pub fn string_in_pattern(&mut self, segment: &BitSegment<'_>) -> bool {
        let is_utf = |spec: &BitSpec| match spec.kind {
            BitSpecKind::Word(word) => ["utf8", "utf16", "utf32"].contains(&self.text(word)),
            BitSpecKind::Unit(_) => false,
        };
        let is_plain = segment.specs.is_empty() || segment.specs.iter().any(is_utf);
        let is_well = segment.size.is_none() && is_plain;
        if !is_well {
            self.say(
                Diagnostic::new(Code::TypedString, segment.span)
                    .help("write the characters as segments of their own"),
            );
        }
        is_well
    }

    /// The segment's type list; says what is wrong with it.
    #[inline(never)]
    pub fn segment_types(&mut self, segment: &BitSegment<'_>) -> SegmentTypes {
        let mut said = Said::default();
        for spec in segment.specs {
            match spec.kind {
                BitSpecKind::Unit(unit) => self.segment_unit(unit, segment, &mut said),
                BitSpecKind::Word(word) => {
                    let text = self.text(word).to_string();
                    match WORDS.iter().find(|(name, ..)| *name == text) {
                        Some(&(_, slot, name)) => self.segment_word(slot, name, segment, &mut said),
                        None => {
                            let mut diagnostic = Diagnostic::new(Code::UnknownBitType, spec.span);
                            if let Some(meant) = closest(&text, WORDS.iter().map(|word| word.0)) {
                                let there = format!("did you mean `{meant}`?");
                                diagnostic = diagnostic.suggest(there, spec.span, meant);
                            }
                            self.say(diagnostic.arg(Arg::Atom(text)).otp_at(segment.span));
                        }
                    }
                }
            }
        }
        let is_utf = matches!(said.typ, Some("utf8" | "utf16" | "utf32"));
        if is_utf && (segment.size.is_some() || said.unit.is_some()) {
            self.error(Code::UtfSize, segment.span);
        }
        let is_number = matches!(said.typ, None | Some("integer" | "float"));
        let is_fine = said.unit.is_none_or(|unit| !(1..=256).contains(&unit));
        if is_number && segment.size.is_none() && !is_fine {
            self.say(
                Diagnostic::new(Code::UnitWithoutSize, segment.span)
                    .help("say how many units there are: `X:1/unit:8`"),
            );
        }
        SegmentTypes { typ: said.typ }
    }

    #[inline(never)]
    fn segment_unit(&mut self, unit: u32, segment: &BitSegment<'_>, said: &mut Said) {
        if !(1..=256).contains(&unit) {
            let term = TermTree::tuple([TermTree::atom("unit"), TermTree::Int(i64::from(unit))]);
            self.say(
                Diagnostic::new(Code::UnknownBitType, segment.span)
                    .arg(Arg::Shown(format!("unit:{unit}"), term)),
            );
        }
        said.unit = Some(unit);
    }

    #[inline(never)]
    fn segment_word(
        &mut self,
        slot: Slot,
        name: &'static str,
        segment: &BitSegment<'_>,
        said: &mut Said,
    ) {
        let place = match slot {
            Slot::Type => &mut said.typ,
            Slot::Sign => &mut said.sign,
            Slot::Endian => &mut said.endian,
        };
        match *place {
            Some(first) if first != name => self.say(
                Diagnostic::new(Code::BitTypesConflict, segment.span)
                    .arg(Arg::Atom(name.to_string()))
                    .arg(Arg::Atom(first.to_string()))
                    .arg(Arg::Text(slot.name().to_string())),
            ),
            _ => *place = Some(name),
        }
    }

    #[inline(never)]
    fn float_size(&mut self, segment: &BitSegment<'_>) {
        let is_float = segment.specs.iter().any(|spec| match spec.kind {
            BitSpecKind::Word(word) => self.is(word, "float"),
            BitSpecKind::Unit(_) => false,
        });
        let Some(size) = segment.size else { return };
        let unit = segment
            .specs
            .iter()
            .find_map(|spec| match spec.kind {
                BitSpecKind::Unit(unit) => Some(i64::from(unit)),
                BitSpecKind::Word(_) => None,
            })
            .unwrap_or(1);
        if let (true, ExprKind::Integer(Integer::Small(bits))) = (is_float, size.kind)
            && !matches!(bits.saturating_mul(unit), 16 | 32 | 64)
        {
            let diagnostic = Diagnostic::new(Code::BadBitSize, segment.span)
                .arg(Arg::Text("float".to_string()))
                .help("a float takes 16, 32 or 64 bits");
            self.warn(diagnostic);
        }
    }
}

/// What a type list says of its segment's type.
pub struct SegmentTypes {
    pub typ: Option<&'static str>,
}
