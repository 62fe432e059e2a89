//! Byte offset to line and column. Lines end at `\n`; columns count characters, from one, as OTP's do.

/// Where the lines of one text begin.
pub struct LineIndex {
    /// Offset of each line's first byte; the first entry is 0.
    starts: Vec<u32>,
    /// Then a column is a subtraction.
    ascii: bool,
}

impl LineIndex {
    pub fn new(text: &str) -> LineIndex {
        let mut starts = vec![0];
        let newlines = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        starts.extend(newlines.map(|(offset, _)| offset as u32 + 1));
        LineIndex {
            starts,
            ascii: text.is_ascii(),
        }
    }

    /// The line (from one) that holds the byte at `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32
    }

    /// Line and column, both from one. An offset inside a character counts as its beginning.
    pub fn line_column(&self, text: &str, offset: u32) -> (u32, u32) {
        let line = self.line(offset);
        let start = self.starts[line as usize - 1];
        if self.ascii {
            return (line, offset - start + 1);
        }
        let bytes = &text.as_bytes()[start as usize..(offset as usize).min(text.len())];
        let characters = bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        (line, characters as u32 + 1)
    }

    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The byte range of a line (from one), its line end included; `None` past the last line.
    pub fn line_range(&self, text: &str, line: u32) -> Option<std::ops::Range<usize>> {
        let start = *self.starts.get(line.checked_sub(1)? as usize)?;
        let end = self
            .starts
            .get(line as usize)
            .map_or(text.len(), |&next| next as usize);
        Some(start as usize..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "a\n\u{e9}b\n";
        let index = LineIndex::new(text);
        assert_eq!(index.line_column(text, 0), (1, 1));
        assert_eq!(index.line_column(text, 1), (1, 2));
        assert_eq!(index.line_column(text, 2), (2, 1));
        assert_eq!(index.line_column(text, 4), (2, 2));
        assert_eq!(index.line_column(text, 6), (3, 1));
        assert_eq!(index.line_range(text, 2), Some(2..6));
        assert_eq!(index.line_range(text, 4), None);
    }
}
