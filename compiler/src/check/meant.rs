//! What was probably meant. Names as OTP's linter guesses them: the most similar by Jaro's measure, if similar enough, since its
//! descriptors tell the guess. Where OTP does not guess, `diagnostics::suggest` does.

use super::Checker;
use super::facts::FunKey;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::suggest::closest;
use crate::source::span::Span;

impl Checker<'_, '_> {
    /// Adds which function of the module may have been meant by one that is not there. `span` holds its name, or name and arity.
    pub(super) fn meant_function(
        &self,
        diagnostic: Diagnostic,
        key: FunKey,
        span: Span,
        with_arity: bool,
    ) -> Diagnostic {
        let name = self.text(key.0);
        let of_name = |name: &str| {
            let functions = self.facts.function_order.iter();
            functions
                .filter(|((known, _), _)| self.text(*known) == name)
                .map(|&(known, place)| (known, place))
                .collect::<Vec<_>>()
        };
        let others = of_name(name);
        if let Some(&(_, place)) = others.first() {
            let list: Vec<String> = others.iter().map(|(key, _)| self.fun_text(*key)).collect();
            return diagnostic.secondary(place, format!("the module has {}", list.join(", ")));
        }
        let functions = self.facts.function_order.iter();
        let Some(meant) = closest(name, functions.map(|((known, _), _)| self.text(*known))) else {
            return diagnostic;
        };
        let found = of_name(meant);
        let same_arity = found.iter().find(|((_, arity), _)| *arity == key.1);
        let Some(&(known, place)) = same_arity.or(found.first()) else {
            return diagnostic;
        };
        let text = self.fun_text(known);
        let replacement = match with_arity {
            true => text.clone(),
            false => meant.to_owned(),
        };
        diagnostic
            .secondary(place, "a function of nearly that name")
            .suggest(format!("a function `{text}` exists"), span, replacement)
    }
}

/// Names less similar than this are no suggestions.
const SIMILAR_ENOUGH: f64 = 0.75;

/// The candidate most similar to `name`; of equals the first.
pub fn most_similar<'c>(
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
    {
        let similarity = jaro(name, candidate);
        if similarity >= SIMILAR_ENOUGH && best.is_none_or(|(most, _)| similarity > most) {
            best = Some((similarity, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Jaro similarity: 0 for nothing in common, 1 for equal texts.
fn jaro(a: &str, b: &str) -> f64 {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let window = (a.len().max(b.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; b.len()];
    let mut left = Vec::new();
    for (i, c) in a.iter().enumerate() {
        let from = i.saturating_sub(window);
        let to = (i + window + 1).min(b.len());
        if let Some(j) = (from..to).find(|&j| !taken[j] && b[j] == *c) {
            taken[j] = true;
            left.push(*c);
        }
    }
    if left.is_empty() {
        return 0.0;
    }
    let right = b
        .iter()
        .zip(&taken)
        .filter(|(_, taken)| **taken)
        .map(|(c, _)| c);
    let moved = left.iter().zip(right).filter(|(a, b)| a != b).count() as f64 / 2.0;
    let m = left.len() as f64;
    (m / a.len() as f64 + m / b.len() as f64 + (m - moved) / m) / 3.0
}

#[cfg(test)]
mod tests {
    use super::most_similar;

    #[test]
    fn close_names_are_found_and_distant_ones_are_not() {
        assert_eq!(
            most_similar("Rquest", ["Result", "Request"]),
            Some("Request")
        );
        assert_eq!(most_similar("aa", ["a"]), Some("a"));
        assert_eq!(most_similar("X", ["Y"]), None);
        assert_eq!(most_similar("f", []), None);
    }
}
