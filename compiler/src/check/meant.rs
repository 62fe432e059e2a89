//! What was probably meant. Names as OTP's linter guesses them: the most similar by Jaro's measure, if similar enough, since its
//! descriptors tell the guess. Where OTP does not guess, `diagnostics::suggest` does.

use super::Checker;
use super::facts::FunKey;
use crate::ast::term_tree::TermTree;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::suggest::closest;
use crate::source::name::Name;
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
        if !self.may_guess(2 * self.facts.function_order.len()) {
            return diagnostic;
        }
        let name = self.text(key.0);
        let functions = self.facts.function_order.iter();
        let mut namesakes = functions.filter(|((known, _), _)| *known == key.0);
        if let Some(&(_, place)) = namesakes.next() {
            let arities = self.arities_of(key.0);
            let list: Vec<String> = arities
                .iter()
                .map(|arity| self.fun_text((key.0, *arity)))
                .collect();
            return self
                .guessed(diagnostic, key, name, &arities)
                .secondary(place, format!("the module has {}", list.join(", ")));
        }
        let functions = self.facts.function_order.iter();
        let of_arity = functions.filter(|((_, arity), _)| *arity == key.1);
        let names = of_arity.map(|((known, _), _)| self.text(*known));
        let guess = most_similar(name, names);
        let diagnostic = match guess {
            Some(meant) => self.guessed(diagnostic, key, meant, &[key.1]),
            None => diagnostic,
        };
        let functions = self.facts.function_order.iter();
        let names = functions.clone().map(|((known, _), _)| self.text(*known));
        let Some(meant) = guess.or_else(|| closest(name, names)) else {
            return diagnostic;
        };
        let mut found = functions.filter(|((known, _), _)| self.text(*known) == meant);
        let same_arity = found.clone().find(|((_, arity), _)| *arity == key.1);
        let Some(&(known, place)) = same_arity.or_else(|| found.next()) else {
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

    /// The diagnostic with OTP's descriptor for the case that it guesses, where it does.
    fn guessed(
        &self,
        diagnostic: Diagnostic,
        key: FunKey,
        meant: &str,
        arities: &[u32],
    ) -> Diagnostic {
        let int = |value: u32| TermTree::Int(i64::from(value));
        let meant = TermTree::atom(meant);
        let (what, guess) = match diagnostic.code {
            Code::UndefinedOnLoad => ("undefined_on_load", meant),
            code => {
                let what = match code {
                    Code::UndefinedFunction => "undefined_function",
                    Code::UndefinedNif => "undefined_nif",
                    Code::BadInline => "bad_inline",
                    Code::BadNowarnUnused => "bad_nowarn_unused_function",
                    Code::BadNowarnBifClash => "bad_nowarn_bif_clash",
                    _ => return diagnostic,
                };
                let arities = TermTree::list(arities.iter().copied().map(int));
                (what, TermTree::tuple([meant, arities]))
            }
        };
        let function = TermTree::tuple([TermTree::atom(self.text(key.0)), int(key.1)]);
        diagnostic.otp_term(TermTree::tuple([TermTree::atom(what), function, guess]))
    }

    fn arities_of(&self, name: Name) -> Vec<u32> {
        let functions = self.facts.functions.keys();
        let mut arities: Vec<u32> = functions
            .filter(|key| key.0 == name)
            .map(|key| key.1)
            .collect();
        arities.sort_unstable();
        arities
    }
}

/// Names that are not more similar than this are no guesses: two letters of which one differs are.
const SIMILAR_ENOUGH: f64 = 0.66;

/// The candidate most similar to `name`; of equals the last in order.
pub fn most_similar<'c>(
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let others = candidates
        .into_iter()
        .filter(|candidate| *candidate != name);
    others
        .map(|candidate| (jaro(name, candidate), candidate))
        .filter(|(similarity, _)| *similarity > SIMILAR_ENOUGH)
        .max_by(|(a, one), (b, other)| a.total_cmp(b).then(one.cmp(other)))
        .map(|(_, candidate)| candidate)
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
        assert_eq!(most_similar("V4", ["V3", "V1", "W"]), Some("V3"));
        assert_eq!(most_similar("f", []), None);
    }
}
