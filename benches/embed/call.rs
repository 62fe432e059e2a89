//! What a call costs from the host into a script and back, and from a script into the host and back; side by side with other embeddable languages when
//! built with `--features rivals`.
//!
//! `cargo bench -p purlin-benches --bench call --features rivals`; a word behind `--` asks only for those whose name begins with it. Each figure is the least of several rounds, taken in turns; nanoseconds a call.

use std::hint::black_box;
use std::time::Instant;

/// Something to measure: what it is, who does it, and `n` calls of it.
struct Row {
    what: &'static str,
    who: &'static str,
    run: Box<dyn FnMut(u32)>,
}

fn row(what: &'static str, who: &'static str, run: impl FnMut(u32) + 'static) -> Row {
    Row {
        what,
        who,
        run: Box::new(run),
    }
}

const CALL: &str = "host calls add(1, 2)";
const ROUND: &str = "host calls a function that calls the host";
const LOOP: &str = "script calls the host (of 1000 calls)";
const TEXT: &str = "host calls with a string, gets it back";

fn purlin(rows: &mut Vec<Row>) {
    let vm = purlin::Vm::builder()
        .schedulers(1)
        .build()
        .expect("a machine");
    vm.module("host")
        .function("inc", |x: i64| x + 1)
        .expect("a host function");
    vm.load(
        "-module(m). -export([add/2, round/1, loop/1, id/1]).
         add(A, B) -> A + B.
         round(X) -> host:inc(X) + 1.
         loop(0) -> ok; loop(N) -> host:inc(N), loop(N - 1).
         id(X) -> X.",
    )
    .expect("it compiles");
    let add = vm.function::<(i64, i64), i64>("m", "add").expect("add/2");
    let round = vm.function::<(i64,), i64>("m", "round").expect("round/1");
    let many = vm.function::<(i64,), ()>("m", "loop").expect("loop/1");
    let id = vm
        .function::<(&'static str,), String>("m", "id")
        .expect("id/1");
    let by_name = vm.clone();
    rows.push(row(CALL, "purlin", move |n| {
        for _ in 0..n {
            assert_eq!(add.call((black_box(1), 2)).expect("no error"), 3);
        }
    }));
    rows.push(row(CALL, "purlin, by name", move |n| {
        for _ in 0..n {
            let sum: i64 = by_name
                .call("m", "add", (black_box(1), 2))
                .expect("no error");
            assert_eq!(sum, 3);
        }
    }));
    rows.push(row(ROUND, "purlin", move |n| {
        for _ in 0..n {
            assert_eq!(round.call((black_box(1),)).expect("no error"), 3);
        }
    }));
    rows.push(row(LOOP, "purlin", move |n| {
        for _ in 0..n.div_ceil(1000) {
            many.call((1000,)).expect("no error");
        }
    }));
    rows.push(row(TEXT, "purlin", move |n| {
        for _ in 0..n {
            let text = id
                .call((black_box("a string of some length"),))
                .expect("no error");
            assert_eq!(text.len(), 23);
        }
    }));
}

#[cfg(feature = "rivals")]
fn lua(rows: &mut Vec<Row>) {
    let lua = mlua::Lua::new();
    let inc = lua
        .create_function(|_, x: i64| Ok(x + 1))
        .expect("a host function");
    lua.globals().set("inc", inc).expect("a global");
    lua.load(
        "function add(a, b) return a + b end
         function round(x) return inc(x) + 1 end
         function loop(n) for i = 1, n do inc(i) end end
         function id(x) return x end",
    )
    .exec()
    .expect("it compiles");
    let get = |name: &str| {
        lua.globals()
            .get::<mlua::Function>(name)
            .expect("a function")
    };
    let (add, round, many, id) = (get("add"), get("round"), get("loop"), get("id"));
    let kept = lua.clone();
    rows.push(row(CALL, "mlua", move |n| {
        let _ = &kept;
        for _ in 0..n {
            let sum: i64 = add.call((black_box(1i64), 2i64)).expect("no error");
            assert_eq!(sum, 3);
        }
    }));
    rows.push(row(ROUND, "mlua", move |n| {
        for _ in 0..n {
            assert_eq!(round.call::<i64>(black_box(1i64)).expect("no error"), 3);
        }
    }));
    rows.push(row(LOOP, "mlua", move |n| {
        for _ in 0..n.div_ceil(1000) {
            many.call::<()>(1000i64).expect("no error");
        }
    }));
    rows.push(row(TEXT, "mlua", move |n| {
        for _ in 0..n {
            let text: String = id
                .call(black_box("a string of some length"))
                .expect("no error");
            assert_eq!(text.len(), 23);
        }
    }));
}

#[cfg(feature = "rivals")]
fn rhai(rows: &mut Vec<Row>) {
    use std::rc::Rc;
    let mut engine = rhai::Engine::new();
    engine.register_fn("inc", |x: i64| x + 1);
    let source = "fn add(a, b) { a + b }
        fn round(x) { inc(x) + 1 }
        fn many(n) { for i in 0..n { inc(i); } }
        fn id(x) { x }";
    let ast = Rc::new(engine.compile(source).expect("it compiles"));
    let engine = Rc::new(engine);
    let both = || (engine.clone(), ast.clone());
    let (e, a) = both();
    rows.push(row(CALL, "rhai", move |n| {
        let mut scope = rhai::Scope::new();
        for _ in 0..n {
            let sum: i64 = e
                .call_fn(&mut scope, &a, "add", (black_box(1i64), 2i64))
                .expect("no error");
            assert_eq!(sum, 3);
        }
    }));
    let (e, a) = both();
    rows.push(row(ROUND, "rhai", move |n| {
        let mut scope = rhai::Scope::new();
        for _ in 0..n {
            let sum: i64 = e
                .call_fn(&mut scope, &a, "round", (black_box(1i64),))
                .expect("no error");
            assert_eq!(sum, 3);
        }
    }));
    let (e, a) = both();
    rows.push(row(LOOP, "rhai", move |n| {
        let mut scope = rhai::Scope::new();
        for _ in 0..n.div_ceil(1000) {
            e.call_fn::<()>(&mut scope, &a, "many", (1000i64,))
                .expect("no error");
        }
    }));
    let (e, a) = both();
    rows.push(row(TEXT, "rhai", move |n| {
        let mut scope = rhai::Scope::new();
        for _ in 0..n {
            let text = black_box("a string of some length").to_string();
            let text: String = e.call_fn(&mut scope, &a, "id", (text,)).expect("no error");
            assert_eq!(text.len(), 23);
        }
    }));
}

fn main() {
    // Run as a test, everything runs once.
    let is_test = std::env::args().any(|arg| arg == "--test");
    let (rounds, calls) = if is_test { (1, 10) } else { (15, 20_000) };
    let mut rows = Vec::new();
    purlin(&mut rows);
    #[cfg(feature = "rivals")]
    {
        lua(&mut rows);
        rhai(&mut rows);
    }
    let wanted = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    if let Some(wanted) = wanted {
        rows.retain(|row| row.who.starts_with(&wanted));
    }
    let mut best = vec![f64::INFINITY; rows.len()];
    for _ in 0..rounds {
        for (row, best) in rows.iter_mut().zip(&mut best) {
            let start = Instant::now();
            (row.run)(calls);
            *best = best.min(start.elapsed().as_nanos() as f64 / f64::from(calls));
        }
    }
    for what in [CALL, ROUND, LOOP, TEXT] {
        println!("{what}:");
        for (row, best) in rows.iter().zip(&best).filter(|(row, _)| row.what == what) {
            println!("  {:<16} {best:8.1} ns", row.who);
        }
    }
}
