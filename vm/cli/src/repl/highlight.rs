//! Colours while typing, and the partner of the bracket at the cursor.

use nu_ansi_term::{Color, Style};
use purlin::syntax::{Piece, partner, pieces};
use reedline::{Highlighter, StyledText};

pub struct Colours {
    pub on: bool,
}

impl Highlighter for Colours {
    fn highlight(&self, line: &str, cursor: usize) -> StyledText {
        let mut styled = StyledText::new();
        if !self.on {
            styled.push((Style::new(), line.to_owned()));
            return styled;
        }
        let found = pieces(line);
        let mut at = 0;
        for (range, piece) in &found {
            between(&mut styled, &line[at..range.start]);
            styled.push((
                style(*piece, &line[range.clone()]),
                line[range.clone()].to_owned(),
            ));
            at = range.end;
        }
        between(&mut styled, &line[at..]);
        mark_brackets(&mut styled, &found, cursor);
        styled
    }
}

/// White space and comments.
fn between(styled: &mut StyledText, text: &str) {
    if !text.is_empty() {
        let style = match text.contains('%') {
            true => Style::new().fg(Color::DarkGray),
            false => Style::new(),
        };
        styled.push((style, text.to_owned()));
    }
}

fn style(piece: Piece, text: &str) -> Style {
    match piece {
        Piece::Variable => Style::new().fg(Color::Yellow),
        Piece::Number => Style::new().fg(Color::Cyan),
        Piece::Text => Style::new().fg(Color::Green),
        Piece::Word => Style::new().fg(Color::Magenta),
        Piece::Error => Style::new().fg(Color::Red),
        Piece::Atom if text.starts_with('\'') => Style::new().fg(Color::Blue),
        Piece::Atom | Piece::Mark | Piece::Open | Piece::Close | Piece::Dot => Style::new(),
    }
}

/// The bracket at or before the cursor and its partner stand out.
fn mark_brackets(
    styled: &mut StyledText,
    found: &[(std::ops::Range<usize>, Piece)],
    cursor: usize,
) {
    let is_bracket = |piece: Piece| matches!(piece, Piece::Open | Piece::Close);
    let here = found.iter().find(|(range, piece)| {
        is_bracket(*piece) && (range.start == cursor || range.end == cursor)
    });
    if let Some((range, _)) = here
        && let Some(other) = partner(found, range)
    {
        let strong = Style::new().bold().underline();
        styled.style_range(range.start, range.end, strong);
        styled.style_range(other.start, other.end, strong);
    }
}
