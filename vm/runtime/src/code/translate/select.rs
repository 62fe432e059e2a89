//! Selects: two cases, a few, a binary search, a table of jumps.

use super::*;

impl Translator<'_> {
    pub(super) fn select(
        &mut self,
        src: Src,
        fail: isa::Label,
        mut cases: Vec<(u64, isa::Label)>,
        arity: bool,
    ) -> Result<(), TranslateError> {
        cases.sort_by_key(|case| case.0);
        let dense = !arity && is_dense(&cases);
        if dense {
            return self.select_table(src, fail, &cases);
        }
        let n = cases.len();
        let op = match (arity, n) {
            (true, _) => Loaded::SelectArity,
            (false, 2) => Loaded::SelectTwo,
            (false, ..=4) => Loaded::SelectLinear,
            (false, _) => Loaded::SelectSearch,
        };
        let mut d = Draft::new(op, 2 + n + n.div_ceil(2));
        d.a = self.select_src(&mut d, src)?;
        d.jump(fail);
        d.push(n as u64);
        for (value, _) in &cases {
            d.push(*value);
        }
        push_offsets(&mut d, cases.iter().map(|case| case.1));
        self.finish_select(d)
    }

    fn select_table(
        &mut self,
        src: Src,
        fail: isa::Label,
        cases: &[(u64, isa::Label)],
    ) -> Result<(), TranslateError> {
        let first = cases[0].0;
        let n = table_size(cases);
        let mut d = Draft::new(Loaded::SelectTable, 3 + n.div_ceil(2));
        d.a = self.select_src(&mut d, src)?;
        d.jump(fail);
        d.push(first);
        d.push(n as u64);
        let mut next = cases.iter().peekable();
        let targets = (0..n).map(|i| match next.peek() {
            Some((value, label)) if *value == first.wrapping_add((i as u64) << 3) => {
                let label = *label;
                next.next();
                label
            }
            _ => fail,
        });
        push_offsets(&mut d, targets);
        self.finish_select(d)
    }

    /// Selects may be long: their source is a register, so that there are no constants behind.
    fn select_src(&mut self, d: &mut Draft, src: Src) -> Result<u16, TranslateError> {
        match src {
            Src::Reg(r) => Ok(reg(r)),
            _ if d.n_fixed < INDEX_MASK as usize => Ok(self.src(d, src)),
            _ => Err(TranslateError::TooLarge),
        }
    }

    /// As `finish`, without the limit on length: nothing in a select refers to words by index except its source.
    fn finish_select(&mut self, draft: Draft) -> Result<(), TranslateError> {
        let op = draft.op.form([draft.a, draft.b, draft.c], |_| 0);
        self.fuse(self.out.words.len(), op);
        self.recent.clear();
        self.write(op, MAX_LENGTH + 1, &draft);
        Ok(())
    }
}

fn push_offsets(d: &mut Draft, targets: impl Iterator<Item = isa::Label>) {
    for (i, label) in targets.enumerate() {
        if i % 2 == 0 {
            d.push(0);
        }
        d.jumps.push((d.next() - 1, i % 2 == 1, label));
    }
}

/// Words between the first and the last case, both included, of small integers.
fn table_size(cases: &[(u64, isa::Label)]) -> usize {
    match (cases.first(), cases.last()) {
        (Some(first), Some(last)) => (last.0.wrapping_sub(first.0) >> 3) as usize + 1,
        _ => 0,
    }
}

/// At least four small integers close together: sorted as unsigned words, so negative ones come last and never are dense with others.
fn is_dense(cases: &[(u64, isa::Label)]) -> bool {
    cases.len() >= 4
        && cases.iter().all(|case| case.0 & 7 == 0)
        && table_size(cases) <= 3 * cases.len() + 8
}
