//! Parallel moves: several registers get new contents at once, each the old content of another (or a constant).

use purlin_isa::op::Op;
use purlin_isa::operand::{Reg, Src};
use std::collections::HashMap;

/// Emits moves and swaps that have the effect of all `moves` at once. Destinations differ.
pub fn parallel(moves: &[(Src, Reg)], out: &mut Vec<Op>) {
    let mut source: HashMap<Reg, Reg> = HashMap::new();
    let mut n_readers: HashMap<Reg, u32> = HashMap::new();
    let mut ready = Vec::new();
    for &(src, dst) in moves {
        if let Src::Reg(from) = src
            && from != dst
        {
            source.insert(dst, from);
            *n_readers.entry(from).or_default() += 1;
        }
    }
    let is_free =
        |n_readers: &HashMap<Reg, u32>, reg: Reg| n_readers.get(&reg).copied().unwrap_or(0) == 0;
    ready.extend(
        moves
            .iter()
            .map(|&(_, dst)| dst)
            .filter(|dst| source.contains_key(dst) && is_free(&n_readers, *dst)),
    );
    while let Some(dst) = ready.pop() {
        let Some(from) = source.remove(&dst) else {
            continue;
        };
        out.push(Op::Move {
            src: Src::Reg(from),
            dst,
        });
        let left = n_readers.entry(from).or_default();
        *left -= 1;
        if *left == 0 && source.contains_key(&from) {
            ready.push(from);
        }
    }
    // What is left are circles. After an exchange `at` is right, and what `start` held is in `from`.
    for &(_, start) in moves {
        let mut at = start;
        while let Some(from) = source.remove(&at) {
            if from == start {
                break;
            }
            out.push(Op::Swap { a: at, b: from });
            at = from;
        }
    }
    for &(src, dst) in moves {
        match src {
            Src::Reg(_) => {}
            Src::Int(_) | Src::Atom(_) | Src::Nil | Src::Literal(_) => {
                out.push(Op::Move { src, dst })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs the result on registers that hold their own number.
    fn check(moves: &[(u16, u16)]) -> usize {
        let list: Vec<(Src, Reg)> = moves
            .iter()
            .map(|&(from, to)| (Src::Reg(Reg::X(from)), Reg::X(to)))
            .collect();
        let mut ops = Vec::new();
        parallel(&list, &mut ops);
        let mut file: Vec<u16> = (0..16).collect();
        let number = |reg: Reg| match reg {
            Reg::X(n) | Reg::Y(n) => usize::from(n),
        };
        for op in &ops {
            match op {
                Op::Move {
                    src: Src::Reg(src),
                    dst,
                } => file[number(*dst)] = file[number(*src)],
                Op::Swap { a, b } => file.swap(number(*a), number(*b)),
                other => panic!("unexpected {other:?}"),
            }
        }
        for &(from, to) in moves {
            assert_eq!(file[usize::from(to)], from, "{moves:?} gave {ops:?}");
        }
        ops.len()
    }

    #[test]
    fn chains_circles_and_copies() {
        assert_eq!(check(&[(0, 1), (1, 2), (2, 3)]), 3);
        assert_eq!(check(&[(0, 1), (1, 0)]), 1);
        assert_eq!(check(&[(0, 1), (1, 2), (2, 0)]), 2);
        assert_eq!(check(&[(0, 1), (1, 2), (2, 3), (3, 0)]), 3);
        assert_eq!(check(&[(0, 1), (1, 0), (2, 3), (3, 2), (0, 4)]), 3);
        assert_eq!(check(&[(0, 0), (0, 1), (0, 2), (5, 5)]), 2);
        assert_eq!(check(&[(3, 0), (2, 1), (1, 2), (0, 3), (0, 4), (3, 5)]), 4);
    }

    #[test]
    fn every_mapping_of_five_registers() {
        for mut code in 0..5u32.pow(5) {
            let mut moves = Vec::new();
            for to in 0..5 {
                moves.push(((code % 5) as u16, to));
                code /= 5;
            }
            check(&moves);
        }
    }
}
