//! What makes two nodes the same.

use super::*;

/// Identifies rows by all that compiling them depends on.
pub(super) fn memo_key(fail: BlockId, rows: &VecDeque<State<'_>>) -> Option<Vec<KeyPart>> {
    if rows.len() > MEMO_ROWS {
        return None;
    }
    let mut key = vec![KeyPart::Number(u64::from(fail.0))];
    for row in rows {
        key.push(KeyPart::Row(row.clause));
        for ask in &row.asks {
            key.push(KeyPart::Op(ask.on));
            what_key(&ask.what, &mut key)?;
        }
        key.push(KeyPart::Number(row.binds.len() as u64));
        key.extend(row.binds.iter().map(|&(_, bind)| KeyPart::Bind(bind)));
        for &(first, second) in &row.repeats {
            key.extend([KeyPart::Bind(first), KeyPart::Bind(second)]);
        }
    }
    Some(key)
}

fn what_key(what: &What<'_>, key: &mut Vec<KeyPart>) -> Option<()> {
    match what {
        What::Const(constant) => {
            key.extend([KeyPart::Number(1), KeyPart::Op(Operand::Const(*constant))])
        }
        What::Equal(value) => key.extend([KeyPart::Number(2), KeyPart::Op(*value)]),
        What::Cons(head, tail) => {
            key.push(KeyPart::Number(3));
            pat_key(*head, key);
            pat_key(*tail, key);
        }
        What::Whole(pat) => {
            key.push(KeyPart::Number(4));
            pat_key(*pat, key);
        }
        What::Tuple(elements) => {
            // Rows share their patterns: the same clause's tuple is the same slice.
            key.extend([
                KeyPart::Number(5),
                KeyPart::Pointer(elements.as_ptr() as usize, elements.len()),
            ]);
        }
        What::IsMap => key.push(KeyPart::Number(6)),
        What::Key(name, pat) => {
            key.push(KeyPart::Number(7));
            key.extend(name.part());
            pat_key(*pat, key);
        }
        What::KeyExpr(name, pat) => {
            key.extend([
                KeyPart::Number(8),
                KeyPart::Pointer(std::ptr::from_ref(*name) as usize, 0),
            ]);
            pat_key(*pat, key);
        }
        // Depends on where the context stands.
        What::Bits(_) | What::Read(_) => return None,
    }
    Some(())
}

fn pat_key(pat: Pat<'_>, key: &mut Vec<KeyPart>) {
    let tail = |tail: Option<&Expr<'_>>| tail.map_or(0, |tail| std::ptr::from_ref(tail) as usize);
    match pat {
        Pat::Any => key.push(KeyPart::Number(0)),
        Pat::Const(constant) => key.push(KeyPart::Op(Operand::Const(constant))),
        Pat::Expr(expr) => key.push(KeyPart::Pointer(std::ptr::from_ref(expr) as usize, 0)),
        Pat::Var(name) => key.extend([KeyPart::Number(1), KeyPart::Number(u64::from(name.0))]),
        Pat::Prepared(row) => key.extend([KeyPart::Number(2), KeyPart::Number(row as u64)]),
        Pat::List {
            elements,
            tail: end,
        } => key.extend([
            KeyPart::Pointer(elements.as_ptr() as usize, elements.len()),
            KeyPart::Pointer(tail(end), 1),
        ]),
        Pat::String { chars, tail: end } => key.extend([
            KeyPart::Pointer(chars.as_ptr() as usize, chars.len()),
            KeyPart::Pointer(tail(end), 2),
        ]),
    }
}
