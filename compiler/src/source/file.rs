//! The texts of one compilation and the position space they share.
//!
//! Invariants: files own disjoint ranges of positions in the order in which they were added; position 0 belongs to
//! none, so that `Span::NONE` is nowhere; a text never changes once added.

use std::sync::Arc;

use super::line_index::LineIndex;
use super::span::Span;

/// Number of a file within its `SourceMap`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct FileId(pub u32);

/// One text.
pub struct SourceFile {
    name: Box<str>,
    content: Content,
    base: u32,
    len: u32,
    /// What `-file` attributes in this text say, in order of position.
    renames: Vec<Rename>,
}

enum Content {
    Text {
        text: Arc<str>,
        lines: LineIndex,
    },
    /// Places without a text: position `base + i` is the `i`-th line and column (forms that did not come from a file).
    Places(Vec<(u32, u32)>),
}

/// From `offset` on, the text claims to be `name`, its next line being `line`.
struct Rename {
    offset: u32,
    name: Box<str>,
    /// Presumed line minus real line.
    delta: i64,
}

/// A position as a person reads it. Line and column count from one; column 0 means that it is not known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Location {
    pub file: FileId,
    pub line: u32,
    pub column: u32,
}

/// All texts together exceed the position space of 4 GiB.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLarge;

/// All texts of one compilation.
#[derive(Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    pub fn new() -> SourceMap {
        SourceMap::default()
    }

    /// Adds a text under the name by which messages call it.
    pub fn add(&mut self, name: &str, text: impl Into<Arc<str>>) -> Result<FileId, TooLarge> {
        let text: Arc<str> = text.into();
        let len = text.len();
        let lines = LineIndex::new(&text);
        self.push(name, Content::Text { text, lines }, len)
    }

    /// Adds places that have no text: a table of lines and columns, one position each.
    pub fn add_places(&mut self, name: &str, places: Vec<(u32, u32)>) -> Result<FileId, TooLarge> {
        let len = places.len();
        self.push(name, Content::Places(places), len)
    }

    fn push(&mut self, name: &str, content: Content, len: usize) -> Result<FileId, TooLarge> {
        let base = self.next_base();
        let len = u32::try_from(len).map_err(|_| TooLarge)?;
        base.checked_add(len)
            .and_then(|end| end.checked_add(1))
            .ok_or(TooLarge)?;
        self.files.push(SourceFile {
            name: name.into(),
            content,
            base,
            len,
            renames: Vec::new(),
        });
        Ok(FileId(self.files.len() as u32 - 1))
    }

    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The first text under a name.
    pub fn named(&self, name: &str) -> Option<FileId> {
        let is = |file: &SourceFile| &*file.name == name && file.lines().is_some();
        self.files
            .iter()
            .position(is)
            .map(|index| FileId(index as u32))
    }

    /// The first position of the file that is added next.
    pub fn next_base(&self) -> u32 {
        self.files.last().map_or(1, |file| file.base + file.len + 1)
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The file that owns a position.
    pub fn file_of(&self, position: u32) -> Option<FileId> {
        let after = self.files.partition_point(|file| file.base <= position);
        let index = after.checked_sub(1)?;
        let file = &self.files[index];
        (position <= file.base + file.len).then_some(FileId(index as u32))
    }

    /// Real file, line and column of a position.
    pub fn location(&self, position: u32) -> Option<Location> {
        let id = self.file_of(position)?;
        let file = self.file(id);
        let (line, column) = file.line_column(position - file.base);
        Some(Location {
            file: id,
            line,
            column,
        })
    }

    /// File name and line as `-file` attributes want them: what `?FILE`, `?LINE`, stack traces and OTP's messages say.
    pub fn presumed(&self, position: u32) -> Option<(&str, u32, u32)> {
        let file = self.file(self.file_of(position)?);
        let offset = position - file.base;
        let (line, column) = file.line_column(offset);
        let after = file
            .renames
            .partition_point(|rename| rename.offset <= offset);
        let Some(rename) = after.checked_sub(1).map(|index| &file.renames[index]) else {
            return Some((&file.name, line, column));
        };
        let presumed = (i64::from(line) + rename.delta).clamp(0, i64::from(u32::MAX)) as u32;
        Some((&rename.name, presumed, column))
    }

    /// Records `-file(name, line)`: the line that holds `position` is `line` of `name`, the next one `line + 1`. `position` itself is
    /// still where it was before.
    pub fn rename_from(&mut self, position: u32, name: &str, line: u32) {
        let Some(id) = self.file_of(position) else {
            return;
        };
        let file = &mut self.files[id.0 as usize];
        let offset = position - file.base;
        let (real, _) = file.line_column(offset);
        file.renames.push(Rename {
            offset: offset + 1,
            name: name.into(),
            delta: i64::from(line) - i64::from(real),
        });
    }

    /// The text under a span; empty for places without a text.
    pub fn text(&self, span: Span) -> &str {
        let Some(id) = self.file_of(span.lo) else {
            return "";
        };
        let file = self.file(id);
        let lo = (span.lo - file.base) as usize;
        let hi = (span.hi.max(span.lo) - file.base) as usize;
        file.text().get(lo..hi.min(file.len as usize)).unwrap_or("")
    }
}

impl SourceFile {
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Position of the first byte.
    pub fn base(&self) -> u32 {
        self.base
    }

    /// Position one past the last byte.
    pub fn end(&self) -> u32 {
        self.base + self.len
    }

    pub fn text(&self) -> &str {
        match &self.content {
            Content::Text { text, .. } => text,
            Content::Places(_) => "",
        }
    }

    /// The text, to be kept while more files are added.
    pub fn shared_text(&self) -> Arc<str> {
        match &self.content {
            Content::Text { text, .. } => Arc::clone(text),
            Content::Places(_) => Arc::from(""),
        }
    }

    pub fn lines(&self) -> Option<&LineIndex> {
        match &self.content {
            Content::Text { lines, .. } => Some(lines),
            Content::Places(_) => None,
        }
    }

    /// The offset of a line and column of the text (not of what `-file` attributes make of them).
    pub fn offset_of(&self, line: u32, column: u32) -> Option<u32> {
        let Content::Text { text, lines } = &self.content else {
            return None;
        };
        if !self.renames.is_empty() {
            return None;
        }
        let range = lines.line_range(text, line)?;
        let mut columns = text[range.clone()].char_indices();
        let (at, _) = columns.nth(column.checked_sub(1)? as usize)?;
        Some((range.start + at) as u32)
    }

    fn line_column(&self, offset: u32) -> (u32, u32) {
        match &self.content {
            Content::Text { text, lines } => lines.line_column(text, offset),
            Content::Places(places) => {
                let last = places.len().saturating_sub(1);
                places
                    .get((offset as usize).min(last))
                    .copied()
                    .unwrap_or((0, 0))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_name_file_line_and_column() {
        let mut map = SourceMap::new();
        let a = map.add("a.erl", "x\ny").unwrap();
        let b = map.add("b.erl", "").unwrap();
        let c = map.add("c.erl", "zz").unwrap();
        let base = |id| map.file(id).base();
        assert_eq!(map.file_of(0), None);
        assert_eq!(map.file_of(base(a) + 3), Some(a));
        assert_eq!(map.file_of(base(b)), Some(b));
        assert_eq!(
            map.location(base(c) + 1),
            Some(Location {
                file: c,
                line: 1,
                column: 2
            })
        );
        assert_eq!(
            map.location(base(a) + 2),
            Some(Location {
                file: a,
                line: 2,
                column: 1
            })
        );
        assert_eq!(map.file_of(base(c) + 3), None);
        assert_eq!(map.text(Span::new(base(c), base(c) + 2)), "zz");
    }

    #[test]
    fn file_attributes_rename_what_follows() {
        let mut map = SourceMap::new();
        let a = map
            .add("a.erl", "one\n-file(\"b.y\", 10).\nthree\n")
            .unwrap();
        let base = map.file(a).base();
        map.rename_from(base + 5, "b.y", 10);
        assert_eq!(map.presumed(base), Some(("a.erl", 1, 1)));
        assert_eq!(map.presumed(base + 22), Some(("b.y", 11, 1)));
    }
}
