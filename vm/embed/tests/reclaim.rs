//! Versions of a module that are replaced and purged while the host, tables, timers and processes keep constants and funs of them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use purlin::{Atom, Pid, Value, Vm};

/// A version: its constants say its number; it is large enough for its memory to be wanted back at once.
fn version(v: i64) -> String {
    let ballast = "x".repeat(9000);
    format!(
        "-module(r). -export([constants/0, adder/1, send/1, send/2, later/2, ballast/0]).
         ballast() -> \"{ballast}\".
         constants() -> {{{v}, \"text {v}\", #{{a => [{v}, {{b, {v}}}]}}}}.
         adder(N) -> fun(X) -> X + N + {v} end.
         send(To) -> To ! {{constants(), {v}}}, ok.
         send(To, T) -> ets:insert(T, {{{v}, constants(), adder({v})}}), persistent_term:put({{r, {v}}}, constants()), send(To).
         later(To, Ms) -> erlang:send_after(Ms, To, {{constants(), {v}}}), ok."
    )
}

const KEEP: &str = "-module(keep). -export([table/0, rows/1, purge/0, loop/0, keeper/0, terms/1, memory/0]).
    table() -> register(owner, spawn(fun() -> ets:new(kept, [named_table, public]), receive stop -> ok end end)), table_there().
    table_there() -> case ets:whereis(kept) of undefined -> erlang:yield(), table_there(); _ -> kept end.
    rows(T) -> lists:sort([{V, C} || {V, C, F} <- ets:tab2list(T), is_function(F, 1), {env, [V]} <- [erlang:fun_info(F, env)]]).
    purge() -> code:purge(r), code:delete(r), code:purge(r).
    loop() -> receive {C, V} -> {V, _, _} = C, loop(); stop -> ok end.
    keeper() -> keeper([]).
    keeper(L) -> receive {get, From} -> From ! {kept, L}, keeper(L); M -> put(M, M), keeper([M | L]) end.
    terms(N) -> [persistent_term:get({r, V}) || V <- lists:seq(1, N)].
    memory() -> erlang:memory(code).";

fn expected(v: i64) -> String {
    format!("{{{v},\"text {v}\",#{{a => [{v},{{b,{v}}}]}}}}")
}

fn vm(schedulers: usize, stress: bool) -> Vm {
    let builder = Vm::builder().schedulers(schedulers).gc_stress(stress);
    let vm = builder.build().unwrap();
    vm.load(KEEP).unwrap();
    vm
}

fn purge(vm: &Vm) {
    vm.call::<Value>("keep", "purge", ()).unwrap();
}

/// What each kind of holder keeps is as it was, versions later.
fn holders_keep_what_they_have(schedulers: usize, stress: bool, n: i64) {
    let vm = vm(schedulers, stress);
    let mailbox = vm.mailbox().unwrap();
    let keeper: Pid = vm.spawn("keep", "keeper", ()).unwrap().pid();
    let table: Atom = vm.call("keep", "table", ()).unwrap();
    let mut handles = Vec::new();
    for v in 1..=n {
        vm.load(&version(v)).unwrap();
        let () = ok(vm.call::<Atom>("r", "send", (mailbox.pid(), table.clone())));
        let () = ok(vm.call::<Atom>("r", "send", (keeper,)));
        let () = ok(vm.call::<Atom>("r", "later", (mailbox.pid(), 5 * (n - v) + 1)));
        let constants: Value = vm.call("r", "constants", ()).unwrap();
        handles.push((v, constants));
        purge(&vm);
    }
    for (v, constants) in &handles {
        assert_eq!(constants.to_string(), expected(*v));
    }
    let mut got = Vec::new();
    for _ in 0..2 * n {
        let (constants, v): (Value, i64) = mailbox.recv().unwrap();
        assert_eq!(constants.to_string(), expected(v));
        got.push(v);
    }
    got.sort_unstable();
    assert_eq!(got, (1..=n).flat_map(|v| [v, v]).collect::<Vec<_>>());
    let rows: Vec<(i64, Value)> = vm.call("keep", "rows", (table,)).unwrap();
    assert_eq!(rows.len(), n as usize);
    for (v, constants) in rows {
        assert_eq!(constants.to_string(), expected(v));
    }
    let terms: Vec<Value> = vm.call("keep", "terms", (n,)).unwrap();
    for (v, constants) in (1..).zip(terms) {
        assert_eq!(constants.to_string(), expected(v));
    }
    vm.send(keeper, (Atom::from("get"), mailbox.pid())).unwrap();
    let (_, kept): (Atom, Vec<(Value, i64)>) = mailbox.recv().unwrap();
    assert_eq!(kept.len(), n as usize);
    for (constants, v) in kept {
        assert_eq!(constants.to_string(), expected(v));
    }
}

fn ok<E: std::fmt::Debug>(result: Result<Atom, E>) {
    assert_eq!(result.unwrap(), Atom::from("ok"));
}

#[test]
fn holders_keep_what_they_have_with_one_worker_and_with_four() {
    holders_keep_what_they_have(1, false, 40);
    holders_keep_what_they_have(4, false, 40);
}

#[test]
fn holders_keep_what_they_have_under_stress() {
    holders_keep_what_they_have(2, true, 6);
}

/// Threads of the host call, processes hand constants around and die, and nothing grows.
#[test]
fn a_module_is_replaced_under_load() {
    let vm = vm(4, false);
    vm.load(&version(0)).unwrap();
    let stop = AtomicBool::new(false);
    let loops: Vec<_> = (0..4)
        .map(|_| vm.spawn("keep", "loop", ()).unwrap())
        .collect();
    let other = self::vm(2, false);
    std::thread::scope(|scope| {
        for process in &loops {
            let (vm, stop) = (&vm, &stop);
            scope.spawn(move || {
                let mailbox = vm.mailbox().unwrap();
                while !stop.load(Ordering::Relaxed) {
                    // Between two versions there is none.
                    if let Ok(constants) = vm.call::<Value>("r", "constants", ()) {
                        let text = constants.to_string();
                        assert!(text.contains("text "), "{text}");
                    }
                    let _ = vm.call::<Value>("r", "send", (process.pid(),));
                    if let Ok(started) = vm.spawn("r", "send", (mailbox.pid(),)) {
                        let _ = started.join::<Value>();
                    }
                    while let Ok(Some((constants, v))) =
                        mailbox.recv_timeout::<(Value, i64)>(Duration::ZERO)
                    {
                        assert_eq!(constants.to_string(), expected(v));
                    }
                }
            });
        }
        // Another machine does the same meanwhile.
        scope.spawn(|| replace(&other, 60));
        replace(&vm, 60);
        let before: i64 = vm.call("keep", "memory", ()).unwrap();
        replace(&vm, 120);
        let after: i64 = vm.call("keep", "memory", ()).unwrap();
        stop.store(true, Ordering::Relaxed);
        // A version is some 150 KB: those that wait at this moment are few.
        assert!(after < before + 5_000_000, "{before} {after}");
    });
    for process in loops {
        vm.send(process.pid(), Atom::from("stop")).unwrap();
        process.join::<Atom>().unwrap();
    }
}

fn replace(vm: &Vm, n: i64) {
    for v in 1..=n {
        vm.load(&version(v)).unwrap();
        vm.call::<Value>("keep", "purge", ()).unwrap();
    }
}
