//! Arithmetic against what OTP 29 says (otp.txt: operator, operands, result; floats as `f` and their bits), and against num-bigint.

use super::*;
use crate::heap::tests::Random;
use crate::heap::{Fragment, HeapShared};
use crate::term::compare::{compare_numbers, equal, same};

fn with_writer(shared: &HeapShared, words: usize, test: impl FnOnce(&Writer<'_>)) {
    let mut fragment = Fragment::allocate(shared, words).unwrap();
    test(&fragment.writer(shared));
}

fn parse<'w>(text: &str, writer: &Writer<'w>) -> Term<'w> {
    match text.strip_prefix('f') {
        Some(bits) => writer.float(f64::from_bits(bits.parse().unwrap())),
        None => writer.bigint(&text.parse().unwrap()),
    }
}

fn operator(name: &str) -> Option<Operator> {
    Some(match name {
        "add" => Operator::Add,
        "sub" => Operator::Sub,
        "mul" => Operator::Mul,
        "div" => Operator::Div,
        "rem" => Operator::Rem,
        "divide" => Operator::Divide,
        "band" => Operator::Band,
        "bor" => Operator::Bor,
        "bxor" => Operator::Bxor,
        "bsl" => Operator::Bsl,
        "bsr" => Operator::Bsr,
        _ => return None,
    })
}

fn prefix(name: &str) -> Option<Prefix> {
    Some(match name {
        "neg" => Prefix::Neg,
        "bnot" => Prefix::Bnot,
        "abs" => Prefix::Abs,
        _ => return None,
    })
}

/// Both steps, checking that the first asked for enough.
fn run<'w>(
    operator: Operator,
    a: Term<'w>,
    b: Term<'w>,
    writer: &Writer<'w>,
) -> Result<Term<'w>, ArithError> {
    let words = words(operator, a, b)?;
    let before = writer.left();
    let result = evaluate(operator, a, b, writer);
    assert!(
        before - writer.left() <= words,
        "{operator:?}: {words} words were not enough"
    );
    result
}

fn run_prefix<'w>(
    prefix: Prefix,
    a: Term<'w>,
    writer: &Writer<'w>,
) -> Result<Term<'w>, ArithError> {
    let words = prefix_words(prefix, a)?;
    let before = writer.left();
    let result = evaluate_prefix(prefix, a, writer);
    assert!(
        before - writer.left() <= words,
        "{prefix:?}: {words} words were not enough"
    );
    result
}

#[test]
fn as_otp_does() {
    let shared = HeapShared::for_tests();
    let mut lines = 0;
    for line in include_str!("otp.txt").lines() {
        lines += 1;
        with_writer(&shared, 200, |writer| {
            let [name, a, b, expected] = line.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            let (a, b) = (parse(a, writer), parse(b, writer));
            let result = match name {
                "cmp" => {
                    let order = compare_numbers(a, b);
                    assert_eq!(order.is_eq(), equal(a, b), "{line}");
                    let text = ["lt", "eq", "gt"][(order as i8 + 1) as usize];
                    assert_eq!(text, expected, "{line}");
                    return;
                }
                "trunc" => Ok(writer.bigint(&float_to_integer(a.as_float().unwrap()).unwrap())),
                "float" => integer_to_float(a)
                    .map(|value| writer.float(value))
                    .ok_or(BadArith),
                _ => match (operator(name), prefix(name)) {
                    (Some(operator), _) => run(operator, a, b, writer),
                    (_, Some(prefix)) => run_prefix(prefix, a, writer),
                    _ => panic!("{line}"),
                },
            };
            match (result, expected) {
                (Err(BadArith), "badarith") | (Err(SystemLimit), "system_limit") => {}
                (Ok(_), "badarith" | "system_limit") => panic!("{line}: there is a result"),
                (Ok(term), _) => assert!(same(term, parse(expected, writer)), "{line}"),
                (Err(error), _) => panic!("{line}: {error:?}"),
            }
        });
    }
    assert!(lines > 2000);
}

fn random_integer(random: &mut Random) -> BigInt {
    let n_words = random.below(6);
    let mut value = BigInt::from(random.next());
    for _ in 0..n_words {
        // Runs of ones and zeros find carries that random digits do not.
        let digit = match random.below(3) {
            0 => 0,
            1 => u64::MAX,
            _ => random.next(),
        };
        value = (value << 64) + digit;
    }
    value >>= random.below(64);
    value += random.below(3) as i64 - 1;
    if random.below(2) == 0 { -value } else { value }
}

#[test]
fn as_num_bigint_does() {
    let shared = HeapShared::for_tests();
    let mut random = Random(42);
    for _ in 0..20_000 {
        let (x, y) = (random_integer(&mut random), random_integer(&mut random));
        with_writer(&shared, 400, |writer| {
            let (a, b) = (writer.bigint(&x), writer.bigint(&y));
            let check = |operator: Operator, expected: BigInt| {
                let result = run(operator, a, b, writer).unwrap();
                assert!(
                    same(result, writer.bigint(&expected)),
                    "{x} {operator:?} {y}"
                );
            };
            check(Operator::Add, &x + &y);
            check(Operator::Sub, &x - &y);
            check(Operator::Mul, &x * &y);
            check(Operator::Band, &x & &y);
            check(Operator::Bor, &x | &y);
            check(Operator::Bxor, &x ^ &y);
            if y != BigInt::ZERO {
                check(Operator::Div, &x / &y);
                check(Operator::Rem, &x % &y);
            }
            let n = random.below(300);
            let shifted = run(Operator::Bsl, a, Term::small(n as i32), writer).unwrap();
            assert!(same(shifted, writer.bigint(&(&x << n))), "{x} bsl {n}");
            let shifted = run(Operator::Bsr, a, Term::small(n as i32), writer).unwrap();
            assert!(same(shifted, writer.bigint(&(&x >> n))), "{x} bsr {n}");
            assert!(same(
                run_prefix(Prefix::Neg, a, writer).unwrap(),
                writer.bigint(&-&x)
            ));
            assert!(same(
                run_prefix(Prefix::Bnot, a, writer).unwrap(),
                writer.bigint(&!&x)
            ));
            assert_eq!(compare_numbers(a, b), x.cmp(&y));
        });
    }
}

#[test]
fn the_largest_integers() {
    with_writer(&HeapShared::for_tests(), 1_000_000, |writer| {
        let one = Term::small(1);
        let shift = |n: u64| run(Operator::Bsl, one, Term::small(n as i32), writer);
        let half = shift(MAX_BITS - 1).unwrap();
        assert_eq!(shift(MAX_BITS).err(), Some(SystemLimit));
        let less = run(Operator::Sub, half, one, writer).unwrap();
        let max = run(Operator::Add, half, less, writer).unwrap();
        let refused =
            |operator, a, b| assert_eq!(run(operator, a, b, writer).err(), Some(SystemLimit));
        refused(Operator::Add, max, one);
        refused(Operator::Add, half, half);
        refused(Operator::Mul, half, Term::small(2));
        refused(Operator::Mul, max, max);
        refused(Operator::Bxor, max, Term::small(-1));
        refused(
            Operator::Bsl,
            one,
            run(Operator::Bsl, one, Term::small(70), writer).unwrap(),
        );
        assert!(same(run(Operator::Band, max, max, writer).unwrap(), max));
        assert!(run_prefix(Prefix::Neg, max, writer).is_ok());
        assert_eq!(
            run_prefix(Prefix::Bnot, max, writer).err(),
            Some(SystemLimit)
        );
        assert!(integer_to_float(max).is_none());
    });
}
