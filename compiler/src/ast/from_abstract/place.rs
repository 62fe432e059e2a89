//! Places of abstract forms as positions.
//!
//! A place that names a line and column of a text the compilation has is that text's position, so that messages show
//! the source; every other one gets a position of its own in a table of places (source/file.rs).

use crate::ast::term_tree::TermTree;
use crate::scan::is_name_char;
use crate::source::file::{FileId, SourceMap, TooLarge};
use crate::source::span::Span;

pub(super) struct Places<'s> {
    sources: &'s mut SourceMap,
    /// The name of the first file.
    name: String,
    /// The text of the file that the forms say they come from.
    text: Option<FileId>,
    base: u32,
    table: Vec<(u32, u32)>,
    /// `-file` attributes: from this index on.
    renames: Vec<(u32, String, u32)>,
}

impl<'s> Places<'s> {
    pub(super) fn new(sources: &'s mut SourceMap, name: &str) -> Places<'s> {
        Places {
            text: sources.named(name),
            name: name.to_owned(),
            base: sources.next_base(),
            sources,
            table: Vec::new(),
            renames: Vec::new(),
        }
    }

    /// What follows comes from the file.
    pub(super) fn enter(&mut self, file: &str, anno: &TermTree) {
        let (line, column) = location(anno);
        self.text = self.sources.named(file);
        let index = self.push(line, column);
        self.renames.push((index, file.to_owned(), line));
    }

    fn push(&mut self, line: u32, column: u32) -> u32 {
        self.table.push((line, column));
        self.base + (self.table.len() - 1) as u32
    }

    /// The span of what stands at a place.
    pub(super) fn at(&mut self, anno: &TermTree) -> Span {
        let (line, column) = location(anno);
        if let Some(span) = self.in_text(line, column) {
            return span;
        }
        let lo = self.push(line, column);
        Span::new(lo, lo + 1)
    }

    /// The span of a form, its dash included, and that of the word after the dash, which is `width` long.
    pub(super) fn form(&mut self, anno: &TermTree, width: u32) -> (Span, Span) {
        let (line, column) = location(anno);
        if let Some(span) = self.in_text(line, column)
            && span.lo > 1
        {
            let word = Span::new(span.lo, span.lo + width);
            return (Span::new(span.lo - 1, word.hi), word);
        }
        let dash = self.push(line, column);
        for _ in 0..width.max(1) {
            self.push(line, column);
        }
        let word = Span::new(dash + 1, dash + 1 + width);
        (Span::new(dash, word.hi), word)
    }

    fn in_text(&self, line: u32, column: u32) -> Option<Span> {
        let file = self.sources.file(self.text?);
        let offset = file.offset_of(line, column)?;
        let word = file.text()[offset as usize..]
            .chars()
            .take_while(|&c| is_name_char(c));
        let width = word.map(char::len_utf8).sum::<usize>().max(1) as u32;
        let lo = file.base() + offset;
        Some(Span::new(lo, (lo + width).min(file.end())))
    }

    /// The table becomes a file.
    pub(super) fn finish(self) -> Result<(), TooLarge> {
        self.sources.add_places(&self.name, self.table)?;
        for (position, file, line) in self.renames {
            self.sources.rename_from(position, &file, line);
        }
        Ok(())
    }
}

/// Does the annotation say that nobody wrote it so?
pub(super) fn is_generated(anno: &TermTree) -> bool {
    let TermTree::List(items) = anno else {
        return false;
    };
    let mut marks = items.iter().filter_map(|item| item.tagged("generated"));
    marks.any(|rest| matches!(rest, [value] if value.as_atom() == Some("true")))
}

/// Line and column (0: not known) of an annotation: a line, `{Line, Column}`, or a list with a `location`.
pub(crate) fn location(anno: &TermTree) -> (u32, u32) {
    let number = |term: &TermTree| match term {
        TermTree::Int(value) => u32::try_from(*value).unwrap_or(0),
        _ => 0,
    };
    match anno {
        TermTree::Int(_) => (number(anno), 0),
        TermTree::Tuple(parts) => match parts.as_slice() {
            [line, column] => (number(line), number(column)),
            _ => (0, 0),
        },
        TermTree::List(items) => items
            .iter()
            .find_map(|item| match item.tagged("location") {
                Some([place @ (TermTree::Int(_) | TermTree::Tuple(_))]) => Some(location(place)),
                _ => None,
            })
            .unwrap_or((0, 0)),
        _ => (0, 0),
    }
}
