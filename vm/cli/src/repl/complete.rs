//! Completion: the machine's `purlin_shell_complete` knows what there is; an answer is lines of `Text TAB Description`, the first
//! line the number of bytes before the cursor that they replace.

use std::sync::Arc;

use purlin::Vm;
use reedline::{Completer, CompletionResult, Span, Suggestion};

pub struct Names {
    pub vm: Arc<Vm>,
}

impl Completer for Names {
    fn complete(&mut self, line: &str, cursor: usize) -> CompletionResult {
        let before = line.get(..cursor).unwrap_or(line);
        let suggestions = self
            .vm
            .call_with_bytes("purlin_shell_complete", "names", &[before.as_bytes()])
            .ok()
            .and_then(|answer| String::from_utf8(answer).ok())
            .map(|answer| parse(&answer, cursor))
            .unwrap_or_default();
        CompletionResult::fresh(suggestions)
    }
}

fn parse(answer: &str, cursor: usize) -> Vec<Suggestion> {
    let mut lines = answer.lines();
    let replaced: usize = lines.next().and_then(|n| n.parse().ok()).unwrap_or(0);
    let span = Span::new(cursor.saturating_sub(replaced), cursor);
    lines
        .map(|line| {
            let (value, description) = line.split_once('\t').unwrap_or((line, ""));
            // What is shown may say more than what is inserted: `Shown=Inserted`.
            let (shown, value) = value.split_once('\u{1f}').unwrap_or((value, value));
            Suggestion {
                value: value.to_owned(),
                display_override: (shown != value).then(|| shown.to_owned()),
                description: (!description.is_empty()).then(|| description.to_owned()),
                span,
                ..Suggestion::default()
            }
        })
        .collect()
}
