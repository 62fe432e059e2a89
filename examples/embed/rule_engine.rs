//! A rule engine: prices follow rules that are replaced while orders come in from several threads. No order sees half of a change.
//!
//! Run it with `cargo run -p purlin --example rule_engine`.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use purlin::{Function, LoadError, Vm};

/// Rules as their author writes them: clauses of one function.
fn module(rules: &str) -> String {
    format!(
        "-module(rules).\n-export([price/2]).\n\
         price(Item, Count) -> round(Count * unit(Item) * discount(Count)).\n{rules}"
    )
}

const FIRST: &str = "
unit(<<\"tea\">>) -> 300;
unit(_) -> 100.
discount(N) when N >= 10 -> 0.9;
discount(_) -> 1.0.";

const SECOND: &str = "
unit(<<\"tea\">>) -> 400;
unit(_) -> 100.
discount(_) -> 1.0.";

const BROKEN: &str = "
unit(<<\"tea\">>) -> Price.
discount(_) -> 1.0.";

pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let vm = Vm::new()?;
    vm.load(&module(FIRST))?;
    let price: Function<(&str, u32), u64> = vm.function("rules", "price")?;
    assert_eq!(price.call(("tea", 10))?, 2700);

    let (old, new, done) = (AtomicU64::new(0), AtomicU64::new(0), AtomicBool::new(false));
    std::thread::scope(|scope| -> Result<(), Box<dyn std::error::Error>> {
        for _ in 0..4 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    match price.call(("tea", 10)) {
                        Ok(2700) => old.fetch_add(1, Ordering::Relaxed),
                        Ok(4000) => new.fetch_add(1, Ordering::Relaxed),
                        other => panic!("neither the old rules nor the new: {other:?}"),
                    };
                }
            });
        }
        // Rules that do not compile change nothing.
        let Err(LoadError::Compile(problems)) = vm.load(&module(BROKEN)) else {
            panic!("a variable without a value")
        };
        for problem in problems.iter() {
            println!("{}:{}: {}", problem.line, problem.column, problem.message);
        }
        for rules in [SECOND, FIRST].repeat(20).iter().chain([&SECOND]) {
            vm.load(&module(rules))
                .inspect_err(|_| done.store(true, Ordering::Relaxed))?;
        }
        while new.load(Ordering::Relaxed) == 0 {
            std::thread::yield_now();
        }
        done.store(true, Ordering::Relaxed);
        Ok(())
    })?;
    assert_eq!(price.call(("tea", 10))?, 4000);
    println!(
        "{} orders by the old rules, {} by the new",
        old.into_inner(),
        new.into_inner()
    );
    Ok(())
}
