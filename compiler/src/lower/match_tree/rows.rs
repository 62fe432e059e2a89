//! Which rows go where, which question comes first, and where rows are cut.

use super::*;

/// How a question sorts a row.
enum Sorted {
    Case(Label),
    /// To the default side only.
    Default,
    Everywhere,
    Nowhere,
}

fn sort(row: &State<'_>, question: &Ask<'_>) -> Sorted {
    let mut result = Sorted::Everywhere;
    for ask in row.asks.iter().filter(|ask| ask.on == question.on) {
        let answer = match label(&ask.what, &question.what) {
            Some(answer) => answer,
            None => continue,
        };
        result = match (result, answer) {
            (Sorted::Case(old), Sorted::Case(new)) if old != new => return Sorted::Nowhere,
            (Sorted::Case(_), Sorted::Default) | (Sorted::Default, Sorted::Case(_)) => {
                return Sorted::Nowhere;
            }
            (_, answer) => answer,
        };
    }
    result
}

/// What a row's question says about the answer to another on the same term; none: nothing.
fn label(what: &What<'_>, question: &What<'_>) -> Option<Sorted> {
    if let What::Equal(value) = question {
        return match what {
            What::Equal(other) if other == value => Some(Sorted::Case(Label::Yes)),
            _ => None,
        };
    }
    let class = what.class()?;
    if Some(class) != question.class() {
        return Some(Sorted::Default);
    }
    Some(Sorted::Case(match what {
        What::Const(constant) => Label::Const(*constant),
        What::Tuple(elements) => Label::Arity(elements.len() as u32),
        _ => Label::Yes,
    }))
}

/// Is the row's body reached for certain once its question on this term is answered?
fn final_once_answered(m: &Matching<'_>, row: &State<'_>) -> bool {
    let answers_itself = match &row.asks[..] {
        [] => true,
        [ask] => matches!(ask.what, What::Const(_) | What::Equal(_) | What::IsMap),
        _ => false,
    };
    answers_itself && row.repeats.is_empty() && m.guards[row.clause as usize].is_empty()
}

/// Rows by answer, in order; plain answers are removed from them, rows behind one that surely matches are dropped.
pub(super) fn partition<'a>(
    m: &Matching<'a>,
    rows: VecDeque<State<'a>>,
    question: &Ask<'a>,
) -> (Sides<'a>, VecDeque<State<'a>>) {
    let mut sides: Sides<'a> = Vec::new();
    let mut index: HashMap<Label, usize> = HashMap::new();
    let mut closed: Vec<bool> = Vec::new();
    let mut everywhere: VecDeque<State<'a>> = VecDeque::new();
    let mut default = VecDeque::new();
    for mut row in rows {
        match sort(&row, question) {
            Sorted::Nowhere => {}
            Sorted::Default => default.push_back(row),
            Sorted::Everywhere => {
                for (side, _) in sides
                    .iter_mut()
                    .map(|(_, side)| side)
                    .zip(&closed)
                    .filter(|(_, closed)| !**closed)
                {
                    side.push_back(row.clone());
                }
                let last = is_final(m, &row);
                everywhere.push_back(row.clone());
                default.push_back(row);
                if last {
                    break;
                }
            }
            Sorted::Case(label) => {
                let side = *index.entry(label).or_insert_with(|| {
                    sides.push((label, everywhere.clone()));
                    closed.push(false);
                    sides.len() - 1
                });
                if closed[side] {
                    continue;
                }
                closed[side] = final_once_answered(m, &row);
                row.asks
                    .retain(|ask| ask.on != question.on || !answered_by(&ask.what, &question.what));
                sides[side].1.push_back(row);
            }
        }
    }
    (sides, default)
}

/// A question that needs no more work once the other has been answered with the row's own answer.
fn answered_by(what: &What<'_>, question: &What<'_>) -> bool {
    match (what, question) {
        (What::Const(_), What::Const(_)) => true,
        (What::Equal(a), What::Equal(b)) => a == b,
        (What::IsMap, What::IsMap) => true,
        _ => false,
    }
}

/// How many times the node's own size the sides of a split have together.
pub(super) fn growth(m: &Matching<'_>, rows: &VecDeque<State<'_>>, question: &Ask<'_>) -> f64 {
    let weight = |row: &State<'_>| {
        let guard: usize = m.guards[row.clause as usize]
            .iter()
            .map(|tests| tests.len())
            .sum();
        (1 + guard
            + row.repeats.len()
            + row
                .asks
                .iter()
                .map(|ask| ask.what.refutable_size())
                .sum::<usize>()) as f64
    };
    let mut before = 0.0;
    let mut after = 0.0;
    let mut open = 0.0;
    let mut everywhere = 0.0;
    let mut sides: HashMap<Label, bool> = HashMap::new();
    for row in rows {
        let weight = weight(row);
        before += weight;
        let sorted = match &question.what {
            What::Key(key, _) => sort_by_key(row, question.on, *key),
            What::Read(reading) => sort_by_read(row, question.on, reading),
            _ => sort(row, question),
        };
        match sorted {
            Sorted::Nowhere => {}
            Sorted::Default => after += weight,
            Sorted::Everywhere => {
                if matches!(question.what, What::Key(..) | What::Read(_)) {
                    after += 2.0 * weight;
                    continue;
                }
                after += weight * (open + 1.0);
                everywhere += weight;
                if is_final(m, row) {
                    break;
                }
            }
            Sorted::Case(label) => {
                let closed = sides.entry(label).or_insert_with(|| {
                    open += 1.0;
                    after += everywhere;
                    false
                });
                if *closed {
                    continue;
                }
                after += weight;
                if final_once_answered(m, row) {
                    *closed = true;
                    open -= 1.0;
                }
            }
        }
    }
    after / before
}

fn sort_by_key(row: &State<'_>, on: Operand, key: Key) -> Sorted {
    let mine =
        |ask: &Ask<'_>| ask.on == on && matches!(ask.what, What::Key(other, _) if other == key);
    match row.class_on(on) {
        _ if row.asks.iter().any(mine) => Sorted::Case(Label::Yes),
        None => Sorted::Everywhere,
        Some(class) if class == key.class() => Sorted::Everywhere,
        Some(
            Class::Value
            | Class::Nil
            | Class::Other
            | Class::Cons
            | Class::Tuple
            | Class::Map
            | Class::Record
            | Class::Bits,
        ) => Sorted::Default,
    }
}

fn sort_by_read(row: &State<'_>, on: Operand, reading: &Reading<'_>) -> Sorted {
    let Some(field) = reading.fields.get(reading.next) else {
        return Sorted::Everywhere;
    };
    let spec = Spec::of(field, reading.size);
    let same = |ask: &Ask<'_>| match &ask.what {
        What::Read(other) => {
            ask.on == on
                && other.at == reading.at
                && other
                    .fields
                    .get(other.next)
                    .is_some_and(|field| Spec::of(field, other.size) == spec)
        }
        _ => false,
    };
    if row.asks.iter().any(same) {
        Sorted::Case(Label::Yes)
    } else {
        Sorted::Everywhere
    }
}

/// The first row's question that most other rows ask too.
pub(super) fn choose(rows: &VecDeque<State<'_>>) -> usize {
    let Some(first) = rows.front() else { return 0 };
    if first.asks.len() == 1 {
        return 0;
    }
    let mut best = first.asks.len() - 1;
    let mut best_score = 0;
    // At most so many questions are weighed: a row with thousands of them is rare, and any order is right.
    for index in (0..first.asks.len()).rev().take(SAMPLE) {
        let ask = &first.asks[index];
        let score = rows
            .iter()
            .skip(1)
            .take(SAMPLE)
            .filter(|row| asks_about(row, ask))
            .count();
        if score > best_score {
            best = index;
            best_score = score;
        }
    }
    best
}

fn asks_about(row: &State<'_>, question: &Ask<'_>) -> bool {
    match &question.what {
        What::Equal(_) => matches!(sort(row, question), Sorted::Case(_)),
        What::Key(key, _) => matches!(sort_by_key(row, question.on, *key), Sorted::Case(_)),
        What::Read(reading) => matches!(sort_by_read(row, question.on, reading), Sorted::Case(_)),
        What::KeyExpr(..) => false,
        _ => row.class_on(question.on).is_some(),
    }
}

/// Lengths of the runs into which the rows are cut so that each run splits without copying; none if it is one run.
pub(super) fn cut(rows: &VecDeque<State<'_>>, preferred: Operand) -> Option<Vec<usize>> {
    let mut lengths = Vec::new();
    let mut start = 0;
    while start < rows.len() {
        let first = &rows[start];
        let question = first
            .asks
            .iter()
            .rev()
            .find(|ask| ask.on == preferred)
            .or(first.asks.last());
        let length = match question {
            None => 1,
            Some(question) => {
                let more = rows
                    .iter()
                    .skip(start + 1)
                    .take_while(|row| asks_about(row, question))
                    .count();
                1 + more
            }
        };
        lengths.push(length);
        start += length;
    }
    (lengths.len() > 1).then_some(lengths)
}
