//! "Did you mean": the closest of the names that exist.

/// The candidate most like `wanted`, if one is like enough: at most a third of its characters differ. A swap of two
/// neighbours counts as one change, upper and lower case as none. Of equals the first wins.
pub fn closest<'c>(wanted: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let limit = wanted.chars().count().max(3) / 3;
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate == wanted || candidate.len().abs_diff(wanted.len()) > 2 * limit {
            continue;
        }
        let distance = distance(wanted, candidate);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Edits (insert, delete, replace, swap neighbours) from one text to the other, ignoring case.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().flat_map(char::to_lowercase).collect();
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_only() {
        let names = ["define", "ifdef", "ifndef", "export", "record"];
        assert_eq!(closest("defien", names), Some("define"));
        assert_eq!(closest("exprot", names), Some("export"));
        assert_eq!(closest("Record", names), Some("record"));
        assert_eq!(closest("spec", names), None);
        assert_eq!(closest("export", names), None);
    }
}
