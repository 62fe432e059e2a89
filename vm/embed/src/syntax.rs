//! The pieces of a text that is being typed: for editors and prompts.

pub use purlin_compiler::interactive::pieces::{Piece, is_complete, partner, pieces};

/// A transcript of a shell that was pasted: of lines that begin with a prompt (`1> `, `.. `) what follows it; the lines between are
/// answers and go. A text without prompts stays as it is.
pub fn without_prompts(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.lines().any(|line| numbered_prompt(line).is_some()) {
        return text.into();
    }
    let commands = text
        .lines()
        .filter_map(|line| numbered_prompt(line).or_else(|| continued_prompt(line)));
    commands.collect::<Vec<_>>().join("\n").into()
}

/// What follows `1> ` or `(name@host)1> `.
fn numbered_prompt(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = match line.strip_prefix('(') {
        Some(node) => node.split_once(')')?.1,
        None => line,
    };
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = rest.strip_prefix('>')?;
    (rest.len() < line.len() && (after.is_empty() || after.starts_with(' ')))
        .then(|| after.trim_start())
}

/// What follows `.. ` or `.. > `.
fn continued_prompt(line: &str) -> Option<&str> {
    let rest = line
        .trim_start()
        .strip_prefix("..")?
        .trim_start_matches('.');
    let rest = rest.strip_prefix('>').unwrap_or(rest);
    (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::without_prompts;

    #[test]
    fn transcripts_lose_prompts_and_answers() {
        for (pasted, wanted) in [
            ("1 > 2.", "1 > 2."),
            ("1> X = 1.\n1\n2> X +\n.. 2.\n3\n", "X = 1.\nX +\n2."),
            ("(a@b)12> foo().\nok", "foo()."),
            ("foo(X) ->\n  X.", "foo(X) ->\n  X."),
        ] {
            assert_eq!(without_prompts(pasted), wanted);
        }
    }
}
