//! Format strings written out in the program: that they are well formed and have as many arguments as they ask for.

use crate::ast::nodes::*;
use crate::ast::term_tree::TermTree;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic};
use crate::source::span::Span;

use super::Checker;

impl<'a> Checker<'_, 'a> {
    /// A call that may be one of the formatting functions.
    pub fn format_call(&mut self, module: Option<&str>, name: Ident, args: &'a [Expr<'a>]) {
        let function = self.text(name.name);
        if !matches!(function, "format" | "fwrite") {
            return;
        }
        let module = module.map(str::to_string).or_else(|| {
            let key = (name.name, args.len() as u32);
            self.facts
                .imports
                .get(&key)
                .map(|&(module, _)| self.text(module).to_string())
        });
        match (module.as_deref(), args) {
            (Some("io" | "io_lib"), [format, args]) => self.format(format, Some(args)),
            (Some("io"), [format]) => self.format(format, None),
            (Some("io"), [_, format, args]) => self.format(format, Some(args)),
            _ => {}
        }
    }

    fn format(&mut self, format: &Expr<'_>, args: Option<&Expr<'_>>) {
        let Some(text) = format_text(format) else {
            return;
        };
        if let Some(args) = args.filter(|args| is_no_list(args)) {
            self.format_problem(
                args.span,
                "format arguments not a list",
                TermTree::Nil,
                String::new(),
            );
            return;
        }
        match needed_arguments(&text) {
            Err(reason) => {
                let shown = format!("format string invalid ({reason})");
                let args = TermTree::list([TermTree::chars(&reason)]);
                self.format_problem(format.span, "format string invalid (~ts)", args, shown);
            }
            Ok(needed) => {
                let given = args.map_or(Some(0), list_length);
                if let Some(given) = given.filter(|given| *given != needed) {
                    let place = args.map_or(format.span, |args| args.span);
                    self.wrong_count(place, needed, given, args.is_some());
                }
            }
        }
    }

    fn wrong_count(&mut self, place: Span, needed: usize, given: usize, is_list_given: bool) {
        let wants = match needed {
            0 => "an empty argument list",
            _ => "an argument list with ~s",
        };
        let has = match (given, given > needed) {
            (0, _) if is_list_given => "the argument list is empty",
            (0, _) => "no argument list is given",
            (_, true) => "the argument list contains ~s",
            (_, false) => "the argument list contains only ~s",
        };
        let template = format!("the format string requires {wants}, but {has}");
        let mut shown = template.clone();
        let counts = [needed, given];
        let counts = counts.into_iter().filter(|count| *count > 0);
        let counts: Vec<usize> = counts.collect();
        for &count in &counts {
            shown = shown.replacen("~s", &count_text(count), 1);
        }
        let args = TermTree::list(counts.iter().map(|&count| count_term(count)));
        self.format_problem(place, &template, args, shown);
    }

    /// OTP's descriptor holds a format and its arguments; `shown` is the two together, empty when they are the same.
    fn format_problem(&mut self, place: Span, template: &str, args: TermTree, shown: String) {
        let term = TermTree::tuple([TermTree::chars(template), args]);
        let shown = if shown.is_empty() {
            template.to_string()
        } else {
            shown
        };
        self.warn(Diagnostic::new(Code::FormatString, place).arg(Arg::Shown(shown, term)));
    }
}

fn count_text(count: usize) -> String {
    match count {
        1 => "1 argument".to_string(),
        _ => format!("{count} arguments"),
    }
}

fn count_term(count: usize) -> TermTree {
    match count {
        1 => TermTree::chars("1 argument"),
        _ => TermTree::list([
            TermTree::chars(&count.to_string()),
            TermTree::chars(" arguments"),
        ]),
    }
}

/// The format when it is written out.
fn format_text(format: &Expr<'_>) -> Option<Vec<u32>> {
    match format.kind {
        ExprKind::String(text) => Some(text.to_vec()),
        ExprKind::Nil => Some(Vec::new()),
        _ => None,
    }
}

/// How many elements, if the list is written out.
fn list_length(args: &Expr<'_>) -> Option<usize> {
    match args.kind {
        ExprKind::Nil => Some(0),
        ExprKind::List {
            elements,
            tail: None,
            ..
        } => Some(elements.len()),
        ExprKind::List {
            elements,
            tail: Some(tail),
            ..
        } => list_length(tail).map(|n| n + elements.len()),
        ExprKind::String(text) => Some(text.len()),
        _ => None,
    }
}

fn is_no_list(args: &Expr<'_>) -> bool {
    matches!(
        args.kind,
        ExprKind::Atom(_)
            | ExprKind::Integer(_)
            | ExprKind::Float(_)
            | ExprKind::Char(_)
            | ExprKind::Tuple(_)
            | ExprKind::Map { .. }
    )
}

/// How many arguments a format string takes, or what is wrong with it.
pub fn needed_arguments(format: &[u32]) -> Result<usize, String> {
    let mut chars = format
        .iter()
        .map(|&c| char::from_u32(c).unwrap_or('\u{fffd}'))
        .peekable();
    let mut needed = 0;
    while let Some(c) = chars.next() {
        if c == '~' {
            needed += control_sequence(&mut chars)?;
        }
    }
    Ok(needed)
}

/// After the `~`: width, precision, padding, modifiers, letter.
fn control_sequence(
    chars: &mut std::iter::Peekable<impl Iterator<Item = char>>,
) -> Result<usize, String> {
    let mut needed = 0;
    if chars.peek() == Some(&'-') {
        chars.next();
    }
    needed += number(chars);
    if chars.peek() == Some(&'.') {
        chars.next();
        needed += number(chars);
        if chars.peek() == Some(&'.') {
            chars.next();
            match chars.next() {
                Some('*') => needed += 1,
                Some(_) => {}
                None => return Err("truncated".to_string()),
            }
        }
    }
    let mut modifiers = String::new();
    loop {
        match chars.next() {
            None => return Err("truncated".to_string()),
            Some(c @ ('t' | 'l' | 'k' | 'K')) => {
                if c == 'K' {
                    needed += 1;
                }
                modifiers.push(c);
            }
            Some(c) => return Ok(needed + letter(c, &modifiers)?),
        }
    }
}

fn number(chars: &mut std::iter::Peekable<impl Iterator<Item = char>>) -> usize {
    if chars.peek() == Some(&'*') {
        chars.next();
        return 1;
    }
    while chars.peek().is_some_and(char::is_ascii_digit) {
        chars.next();
    }
    0
}

fn letter(c: char, modifiers: &str) -> Result<usize, String> {
    match c {
        '~' | 'n' => Ok(0),
        'w' | 'p' | 's' | 'c' | 'a' | 'f' | 'e' | 'g' | 'b' | 'B' | '#' | '+' | 'i' => Ok(1),
        'W' | 'P' | 'x' | 'X' => Ok(2),
        _ => Err(format!("invalid control ~{modifiers}{c}")),
    }
}
