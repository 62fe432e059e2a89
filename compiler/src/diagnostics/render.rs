//! Diagnostics for people: headline, the lines concerned with marks under them, notes, and the text a suggestion
//! would make.
//!
//! The first line of each is `file.erl:LINE:COL: severity[ID]: headline`, for editors and for `grep`.

use std::fmt::Write;

use super::diagnostic::{Diagnostic, Severity, Suggestion};
use crate::source::file::{SourceFile, SourceMap};
use crate::source::span::Span;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RenderOptions {
    /// Terminal colours.
    pub color: bool,
}

/// Longer lines are shown in part.
const MAX_WIDTH: usize = 120;
/// How much of a long line is shown before what is marked.
const CONTEXT_WIDTH: usize = 40;

const RED: &str = "\x1b[1;31m";
const YELLOW: &str = "\x1b[1;33m";
const BLUE: &str = "\x1b[1;34m";
const GREEN: &str = "\x1b[1;32m";
const BOLD: &str = "\x1b[1m";
const RESET: &str = "\x1b[0m";

/// A mark under a line.
struct Mark<'d> {
    /// Display columns, from 0.
    begin: usize,
    width: usize,
    primary: bool,
    text: &'d str,
}

/// Text to be laid out: a character and its colour for each display column.
struct Row {
    cells: Vec<(char, &'static str)>,
}

impl Row {
    fn new() -> Row {
        Row { cells: Vec::new() }
    }

    fn put(&mut self, column: usize, text: &str, color: &'static str) {
        for (index, c) in text.chars().enumerate() {
            while self.cells.len() <= column + index {
                self.cells.push((' ', ""));
            }
            self.cells[column + index] = (c, color);
        }
    }
}

/// Renders diagnostics one after the other, an empty line after each.
pub fn render_all(
    diagnostics: &[Diagnostic],
    sources: &SourceMap,
    options: RenderOptions,
) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&render(diagnostic, sources, options));
        text.push('\n');
    }
    text
}

/// Renders one diagnostic; ends with a line end.
pub fn render(diagnostic: &Diagnostic, sources: &SourceMap, options: RenderOptions) -> String {
    let mut renderer = Renderer {
        sources,
        options,
        out: String::new(),
        gutter: 1,
    };
    renderer.diagnostic(diagnostic);
    renderer.out
}

struct Renderer<'s> {
    sources: &'s SourceMap,
    options: RenderOptions,
    out: String,
    /// Width of the line numbers.
    gutter: usize,
}

impl Renderer<'_> {
    fn paint(&mut self, text: &str, color: &str) {
        match self.options.color && !color.is_empty() && !text.is_empty() {
            true => {
                self.out.push_str(color);
                self.out.push_str(text);
                self.out.push_str(RESET);
            }
            false => self.out.push_str(text),
        }
    }

    fn diagnostic(&mut self, diagnostic: &Diagnostic) {
        let (color, severity) = match diagnostic.severity {
            Severity::Error => (RED, "error"),
            Severity::Warning => (YELLOW, "warning"),
        };
        let place = self.place(diagnostic.span);
        self.paint(&place, BOLD);
        self.paint(&format!("{severity}[{}]", diagnostic.code.id()), color);
        self.paint(&format!(": {}", diagnostic.headline()), BOLD);
        self.out.push('\n');
        self.snippets(diagnostic, color);
        for note in &diagnostic.notes {
            self.remark("note", note);
        }
        for help in &diagnostic.help {
            self.remark("help", help);
        }
        for suggestion in &diagnostic.suggestions {
            self.suggestion(suggestion);
        }
    }

    /// `file:line:column: `, as much of it as is known.
    fn place(&self, span: Span) -> String {
        match self.sources.presumed(span.lo) {
            Some((file, line, 0)) => format!("{file}:{line}: "),
            Some((file, line, column)) => format!("{file}:{line}:{column}: "),
            None => String::new(),
        }
    }

    fn remark(&mut self, kind: &str, text: &str) {
        let pad = " ".repeat(self.gutter + 1);
        self.paint(&format!("{pad}= "), BLUE);
        self.paint(&format!("{kind}: "), BOLD);
        let _ = writeln!(self.out, "{text}");
    }

    /// The lines concerned, file by file, the primary one's first.
    fn snippets(&mut self, diagnostic: &Diagnostic, color: &'static str) {
        let primary = (diagnostic.span, diagnostic.label.as_str(), true);
        let secondary = diagnostic
            .secondary
            .iter()
            .map(|label| (label.span, label.text.as_str(), false));
        let labels: Vec<(Span, &str, bool)> = std::iter::once(primary).chain(secondary).collect();
        let mut files = Vec::new();
        for (span, ..) in &labels {
            let file = self.sources.file_of(span.lo);
            if let Some(file) = file.filter(|_| *span != Span::NONE)
                && !files.contains(&file)
            {
                files.push(file);
            }
        }
        let last_line = labels
            .iter()
            .filter_map(|(span, ..)| self.sources.location(span.lo))
            .map(|at| at.line)
            .max();
        self.gutter = last_line.unwrap_or(0).to_string().len().max(1);
        for (index, &file) in files.iter().enumerate() {
            let in_file: Vec<&(Span, &str, bool)> = labels
                .iter()
                .filter(|(span, ..)| self.sources.file_of(span.lo) == Some(file))
                .collect();
            let source = self.sources.file(file);
            if source.text().is_empty() {
                continue;
            }
            if index > 0 {
                let place = in_file
                    .first()
                    .map_or(String::new(), |(span, ..)| self.place(*span));
                let pad = " ".repeat(self.gutter);
                self.paint(&format!("{pad}--> "), BLUE);
                let _ = writeln!(self.out, "{}", place.trim_end_matches(": "));
            }
            self.file_snippet(source, &in_file, color);
        }
    }

    fn file_snippet(
        &mut self,
        source: &SourceFile,
        labels: &[&(Span, &str, bool)],
        color: &'static str,
    ) {
        let Some(index) = source.lines() else { return };
        let line_of = |span: Span| index.line(span.lo - source.base());
        let mut lines: Vec<u32> = labels.iter().map(|(span, ..)| line_of(*span)).collect();
        lines.sort_unstable();
        lines.dedup();
        self.bar();
        let mut before = None;
        for line in lines {
            if let Some(before) = before {
                match line - before {
                    1 => {}
                    2 => self.plain_line(source, before + 1),
                    _ => self.paint("...\n", BLUE),
                }
            }
            before = Some(line);
            let on_line: Vec<&(Span, &str, bool)> = labels
                .iter()
                .filter(|(span, ..)| line_of(*span) == line)
                .copied()
                .collect();
            self.marked_line(source, line, &on_line, color);
        }
    }

    fn bar(&mut self) {
        let pad = " ".repeat(self.gutter);
        self.paint(&format!("{pad} |\n"), BLUE);
    }

    fn line_text<'f>(&self, source: &'f SourceFile, line: u32) -> (&'f str, u32) {
        let range = source
            .lines()
            .and_then(|lines| lines.line_range(source.text(), line))
            .unwrap_or(0..0);
        let text = &source.text()[range.clone()];
        (
            text.trim_end_matches(['\n', '\r']),
            source.base() + range.start as u32,
        )
    }

    fn numbered(&mut self, line: u32, sign: char) {
        let width = self.gutter;
        self.paint(
            &format!("{line:>width$} {sign} "),
            if sign == '+' { GREEN } else { BLUE },
        );
    }

    fn plain_line(&mut self, source: &SourceFile, line: u32) {
        let (text, _) = self.line_text(source, line);
        let shown = window(&expand(text), 0);
        self.numbered(line, '|');
        let _ = writeln!(self.out, "{}", shown.trim_end());
    }

    fn marked_line(
        &mut self,
        source: &SourceFile,
        line: u32,
        labels: &[&(Span, &str, bool)],
        color: &'static str,
    ) {
        let (text, start) = self.line_text(source, line);
        let leftmost = labels.iter().map(|(span, ..)| span.lo).min();
        let (text, cut) = surroundings(text, leftmost.map_or(0, |lo| (lo - start) as usize));
        let start = start + cut as u32;
        let column =
            |position: u32| display_width(&text[..floor_char(text, (position - start) as usize)]);
        let mut marks: Vec<Mark<'_>> = labels
            .iter()
            .map(|(span, label, primary)| {
                let begin = column(span.lo);
                let end = column(span.hi.min(start + text.len() as u32).max(span.lo));
                Mark {
                    begin,
                    width: end.saturating_sub(begin).max(1),
                    primary: *primary,
                    text: label,
                }
            })
            .collect();
        marks.sort_by_key(|mark| (mark.begin, mark.primary));
        let expanded = expand(text);
        let shift = match expanded.chars().count() > MAX_WIDTH {
            true => marks
                .first()
                .map_or(0, |mark| mark.begin.saturating_sub(CONTEXT_WIDTH)),
            false => 0,
        };
        self.numbered(line, '|');
        let _ = writeln!(self.out, "{}", window(&expanded, shift).trim_end());
        for row in mark_rows(&marks, shift, color) {
            self.row(&row);
        }
    }

    fn row(&mut self, row: &Row) {
        let pad = " ".repeat(self.gutter);
        self.paint(&format!("{pad} | "), BLUE);
        let mut cells = row.cells.as_slice();
        while let Some(&(_, color)) = cells.first() {
            let length = cells
                .iter()
                .take_while(|(_, other)| *other == color)
                .count();
            let text: String = cells[..length].iter().map(|(c, _)| c).collect();
            self.paint(&text, color);
            cells = &cells[length..];
        }
        self.out.push('\n');
    }

    /// What the text would be.
    fn suggestion(&mut self, suggestion: &Suggestion) {
        let Some((first, _)) = suggestion.edits.first() else {
            return;
        };
        let Some(file) = self
            .sources
            .file_of(first.lo)
            .map(|id| self.sources.file(id))
        else {
            return self.remark("help", &suggestion.text);
        };
        self.remark("help", &suggestion.text);
        for (span, replacement) in &suggestion.edits {
            self.edit(file, *span, replacement);
        }
    }

    fn edit(&mut self, source: &SourceFile, span: Span, replacement: &str) {
        let Some(index) = source.lines() else { return };
        if span.lo < source.base() || span.hi > source.end() {
            return;
        }
        let line = index.line(span.lo - source.base());
        let last = index.line(span.hi - source.base());
        let (text, start) = self.line_text(source, line);
        let (last_text, last_start) = self.line_text(source, last);
        let before = &text[..floor_char(text, (span.lo - start) as usize)];
        let before = &before[floor_char(before, before.len().saturating_sub(LONG_LINE))..];
        let after = &last_text[floor_char(last_text, (span.hi - last_start) as usize)..];
        let after = &after[..floor_char(after, LONG_LINE)];
        // A line end typed before the insertion point stays before it.
        let changed = format!("{before}{replacement}{after}");
        let column = display_width(before);
        for (offset, text) in changed.split('\n').enumerate() {
            let expanded = expand(text);
            let shift = match offset == 0 && expanded.chars().count() > MAX_WIDTH {
                true => column.saturating_sub(CONTEXT_WIDTH),
                false => 0,
            };
            self.numbered(line + offset as u32, '+');
            let _ = writeln!(self.out, "{}", window(&expanded, shift).trim_end());
        }
    }
}

/// The rows under a line: one with all marks and the last label, then the other labels from right to left.
fn mark_rows(marks: &[Mark<'_>], shift: usize, color: &'static str) -> Vec<Row> {
    let offset = if shift > 0 { 3 } else { 0 };
    let at = |column: usize| (column + offset).saturating_sub(shift);
    let mut first = Row::new();
    let paint = |mark: &Mark<'_>| if mark.primary { color } else { BLUE };
    for mark in marks {
        let sign = if mark.primary { "^" } else { "-" };
        let width = mark
            .width
            .min(MAX_WIDTH.saturating_sub(at(mark.begin)).max(1));
        first.put(at(mark.begin), &sign.repeat(width), paint(mark));
    }
    // The primary mark wins where marks overlap.
    for mark in marks.iter().filter(|mark| mark.primary) {
        let width = mark
            .width
            .min(MAX_WIDTH.saturating_sub(at(mark.begin)).max(1));
        first.put(at(mark.begin), &"^".repeat(width), color);
    }
    let mut waiting: Vec<&Mark<'_>> = marks.iter().filter(|mark| !mark.text.is_empty()).collect();
    let end = first.cells.len();
    let reaches_end = |mark: &&Mark<'_>| at(mark.begin) + mark.width >= end;
    if waiting.last().is_some_and(reaches_end)
        && let Some(last) = waiting.pop()
    {
        first.put(end + 1, last.text, paint(last));
    }
    let mut rows = vec![first];
    while let Some(mark) = waiting.pop() {
        let mut row = Row::new();
        for left in &waiting {
            row.put(at(left.begin), "|", paint(left));
        }
        row.put(at(mark.begin), mark.text, paint(mark));
        rows.push(row);
    }
    rows
}

/// The part of a line that is shown: from display column `shift`, so much as fits.
fn window(expanded: &str, shift: usize) -> String {
    let n = expanded.chars().count();
    if n <= MAX_WIDTH && shift == 0 {
        return expanded.to_owned();
    }
    let shown: String = expanded.chars().skip(shift).take(MAX_WIDTH).collect();
    let head = if shift > 0 { "..." } else { "" };
    let tail = if n > shift + MAX_WIDTH { "..." } else { "" };
    format!("{head}{shown}{tail}")
}

/// Tabs as spaces and control characters as something visible, so that columns can be counted.
fn expand(text: &str) -> String {
    let mut expanded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => expanded.push_str("    "),
            c if c.is_control() => expanded.push('\u{fffd}'),
            c => expanded.push(c),
        }
    }
    expanded
}

/// Columns a text takes on a terminal.
fn display_width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

fn char_width(c: char) -> usize {
    match c {
        '\t' => 4,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f900}'..='\u{1f9ff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// How far on each side of what is marked a line is looked at.
const LONG_LINE: usize = 1024;

/// The part of a line around `at`, and where it begins: lines of generated sources can be as long as the file.
fn surroundings(text: &str, at: usize) -> (&str, usize) {
    let from = floor_char(text, at.saturating_sub(LONG_LINE));
    let to = floor_char(text, at + LONG_LINE);
    match from == 0 && text.len() <= LONG_LINE {
        true => (text, 0),
        false => (&text[from..to], from),
    }
}

/// The greatest character boundary not beyond `at`.
fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
