//! The page about each code: for `purlin explain` and docs/reference/diagnostics.md.

use super::Code;
use super::diagnostic::Severity;

/// The page of one code, as Markdown.
pub fn page(code: Code) -> String {
    let row = code.row();
    let severity = match (row.severity, row.option) {
        (Severity::Error, _) => "error".to_owned(),
        (Severity::Warning, "" | "-") => "warning".to_owned(),
        (Severity::Warning, option) => format!("warning, turned off by `nowarn_{option}`"),
    };
    let text: Vec<&str> = row.explanation.iter().map(|line| line.trim()).collect();
    format!(
        "## {} {}\n\n{severity}: {}\n\n{}\n",
        row.id,
        words(row.name),
        row.headline,
        text.join("\n")
    )
}

/// All pages, for the reference.
pub fn reference() -> String {
    let mut text = String::from(
        "# Diagnostics\n\nMade from `compiler/src/diagnostics/codes.rs`. `$1`, `$2`... stand for what the program says.\n",
    );
    for &code in Code::ALL {
        text.push('\n');
        text.push_str(&page(code));
    }
    text
}

/// `MissingEnd` as `missing end`.
fn words(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push(' ');
        }
        text.extend(c.to_lowercase());
    }
    text
}
