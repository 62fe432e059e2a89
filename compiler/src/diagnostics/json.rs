//! Diagnostics for programs: one JSON object each.

use std::fmt::Write;

use super::diagnostic::{Diagnostic, Severity};
use crate::source::file::SourceMap;
use crate::source::span::Span;

/// One object on one line.
pub fn json(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let mut out = String::new();
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let (module, term) = diagnostic.otp();
    let _ = write!(
        out,
        "{{\"id\":{},\"severity\":{},",
        string(diagnostic.code.id()),
        string(severity)
    );
    let _ = write!(out, "\"message\":{},", string(&diagnostic.headline()));
    let _ = write!(
        out,
        "\"at\":{},\"label\":{},",
        place(diagnostic.span, sources),
        string(&diagnostic.label)
    );
    let labels = diagnostic.secondary.iter().map(|label| {
        let text = string(&label.text);
        format!("{{\"at\":{},\"label\":{text}}}", place(label.span, sources))
    });
    let _ = write!(out, "\"secondary\":{},", array(labels));
    let _ = write!(
        out,
        "\"notes\":{},",
        array(diagnostic.notes.iter().map(|note| string(note)))
    );
    let _ = write!(
        out,
        "\"help\":{},",
        array(diagnostic.help.iter().map(|help| string(help)))
    );
    let suggestions = diagnostic.suggestions.iter().map(|suggestion| {
        let edits = suggestion.edits.iter().map(|(span, text)| {
            let text = string(text);
            format!("{{\"at\":{},\"text\":{text}}}", place(*span, sources))
        });
        format!(
            "{{\"text\":{},\"edits\":{}}}",
            string(&suggestion.text),
            array(edits)
        )
    });
    let _ = write!(out, "\"suggestions\":{},", array(suggestions));
    let _ = write!(
        out,
        "\"otp\":{{\"module\":{},\"term\":{}}}}}",
        string(module),
        string(&term.to_string())
    );
    out
}

fn array(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}

/// File, and line and column of beginning and end; `null` if it is nowhere.
fn place(span: Span, sources: &SourceMap) -> String {
    let (Some((file, line, column)), Some((_, end_line, end_column))) =
        (sources.presumed(span.lo), sources.presumed(span.hi))
    else {
        return "null".into();
    };
    let file = string(file);
    format!(
        "{{\"file\":{file},\"line\":{line},\"column\":{column},\"end_line\":{end_line},\"end_column\":{end_column}}}"
    )
}

fn string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if u32::from(c) < 0x20 => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
