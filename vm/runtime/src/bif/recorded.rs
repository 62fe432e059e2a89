//! Natives against recorded answers of a real Erlang: tests/natives/natives.etf, made by natrec.erl beside it.

use std::sync::Arc;

use crate::heap::{Fragment, copy};
use crate::process::exit::Ended;
use crate::term::compare::same;
use crate::term::external::decode::{self, Body};
use crate::term::print::{Printer, Style};
use crate::term::{Term, View};
use crate::vm::{Config, Vm};

const RECORDED: &[u8] = include_bytes!("../../tests/natives/natives.etf");

fn vm(slice: u32, gc_stress: bool) -> Arc<Vm> {
    let config = Config {
        n_workers: 0,
        slice,
        gc_stress,
        seed: Some(1),
        ..Config::default()
    };
    Vm::new(config).unwrap()
}

fn load(vm: &Vm) -> Fragment {
    let Ok(Body::Compressed { bytes, .. }) = decode::open(RECORDED) else {
        panic!("not compressed")
    };
    let shared = vm.heap_shared();
    let checked = decode::check(&bytes, &shared.atoms, vm, false).unwrap();
    let fragment = Fragment::allocate(shared, checked.words).unwrap();
    fragment
        .build(shared, |w| decode::build(&checked, w, vm))
        .unwrap()
}

fn show(vm: &Vm, term: Term<'_>) -> String {
    let text = Printer::print(term, Style::Unicode, vm);
    text.chars().take(300).collect()
}

/// The arguments as a tuple of their own.
fn arguments(vm: &Vm, args: Term<'_>) -> Fragment {
    let shared = vm.heap_shared();
    let words = args
        .list()
        .map(|arg| copy::words(arg, &shared.literals))
        .sum();
    vm.arguments(words, |w| {
        args.list()
            .map(|arg| copy::copy_into(arg, w).unwrap())
            .collect()
    })
    .unwrap()
}

/// What a call answered, as in the recording: class (`ok` for a value) and value or reason.
fn answer(vm: &Arc<Vm>, module: &str, name: &str, args: Term<'_>) -> (&'static str, Fragment) {
    let ended = vm.call(module, name, arguments(vm, args)).unwrap();
    match ended {
        Ended::Value(value) => ("ok", value),
        Ended::Exit(reason) => ("error", reason),
        Ended::Uncaught(..) | Ended::Limit(_) | Ended::Stopped => {
            unreachable!("told of detailed processes, limits and stopped machines only")
        }
    }
}

fn is_right(class: &str, value: Term<'_>, expected: [Term<'_>; 2], expected_class: &str) -> bool {
    if class != expected_class {
        return false;
    }
    if class == "ok" {
        return same(value, expected[1]);
    }
    // An error ends the process with its reason and the stack.
    value
        .as_tuple_of::<2>()
        .is_some_and(|[reason, _]| same(reason, expected[1]))
}

/// The last digit of these is the C library's, which need not be that of the recording.
fn is_close(got: Term<'_>, expected: Term<'_>) -> bool {
    match (got.as_float(), expected.as_float()) {
        (Some(a), Some(b)) => a.to_bits().abs_diff(b.to_bits()) <= 2,
        _ => false,
    }
}

fn check(slice: u32, gc_stress: bool, every: usize) {
    let vm = vm(slice, gc_stress);
    let recorded = load(&vm);
    let mut wrong = Vec::new();
    let mut n = 0;
    for (i, case) in recorded.root().list().enumerate() {
        if i % every != 0 {
            continue;
        }
        let [module, name, args, expected] = case.as_tuple_of().unwrap();
        let expected: [Term<'_>; 2] = expected.as_tuple_of().unwrap();
        let text = |term: Term<'_>| match term.view() {
            View::Atom(atom) => vm.heap_shared().atoms.text(atom).to_owned(),
            _ => unreachable!("names are atoms"),
        };
        let (module, name, class) = (text(module), text(name), text(expected[0]));
        n += 1;
        let (got_class, got) = answer(&vm, &module, &name, args);
        if is_right(got_class, got.root(), expected, &class)
            || (module == "math" && is_close(got.root(), expected[1]))
        {
            continue;
        }
        let got = show(&vm, got.root());
        wrong.push(format!(
            "{module}:{name}({}) is {got_class} {got}\n   not {class} {}",
            show(&vm, args),
            show(&vm, expected[1])
        ));
    }
    assert!(
        wrong.is_empty(),
        "{} of {n} calls differ:\n{}",
        wrong.len(),
        wrong
            .iter()
            .take(150)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    );
}

#[test]
fn answers_are_those_of_otp() {
    check(4000, false, 1);
}

#[test]
fn answers_are_the_same_when_every_step_pauses() {
    check(1, false, 7);
}

#[test]
fn answers_are_the_same_when_every_reservation_collects() {
    check(1, true, 23);
}
