//! Positions. All files of one compilation share one position space: file `n` owns the half-open range
//! `[base, base + len]`, so a span is two `u32` and needs no file number. `SourceMap` (file.rs) turns a
//! position into file, line and column.

/// A half-open byte range in the position space of one compilation.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub lo: u32,
    /// One past the last byte.
    pub hi: u32,
}

impl Span {
    /// The span of nothing: what the compiler made up itself.
    pub const NONE: Span = Span { lo: 0, hi: 0 };

    pub const fn new(lo: u32, hi: u32) -> Span {
        Span { lo, hi }
    }

    /// The empty span before it: a place to insert something.
    pub const fn start(self) -> Span {
        Span {
            lo: self.lo,
            hi: self.lo,
        }
    }

    /// The empty span after it.
    pub const fn end(self) -> Span {
        Span {
            lo: self.hi,
            hi: self.hi,
        }
    }

    /// The smallest span that covers both.
    pub fn to(self, end: Span) -> Span {
        if self == Span::NONE {
            return end;
        }
        if end == Span::NONE {
            return self;
        }
        Span {
            lo: self.lo.min(end.lo),
            hi: self.hi.max(end.hi),
        }
    }
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.lo, self.hi)
    }
}
