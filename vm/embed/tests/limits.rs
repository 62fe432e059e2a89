//! A guest that takes more than it may is stopped within a time slice; host and other guests go on. Machines come and go without a trace.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use purlin::{Atom, Builder, CallOptions, Capabilities, Error, Limit, Value, Vm};

const GUEST: &str = "-module(guest).
    -export([loop/0, grow/1, grow_bin/1, hog/0, bomb/0, atoms/1, flood/0, flood_other/0, quiet/0, catcher/0, ets/0, children/0,
             sleeper/0, add/2, sort/1, messages/1, big/1]).
    loop() -> loop().
    grow(L) -> grow([{L, L} | L]).
    grow_bin(B) -> grow_bin(<<B/binary, B/binary>>).
    hog() -> hog([]).
    hog(L) -> hog([binary:copy(<<0>>, 100000) | L]).
    bomb() -> spawn(fun bomb/0), bomb().
    atoms(N) -> list_to_atom(\"atom\" ++ integer_to_list(N)), atoms(N + 1).
    flood() -> self() ! hello, flood().
    flood_other() -> Pid = spawn(fun() -> receive never -> ok end end), flood(Pid).
    flood(Pid) -> Pid ! hello, flood(Pid).
    quiet() -> spawn(fun loop/0), ok.
    catcher() -> (try grow([]) catch _:_ -> ok end), catcher().
    ets() -> T = ets:new(t, []), ets(T, 0).
    ets(T, N) -> ets:insert(T, {N, lists:duplicate(100, N)}), ets(T, N + 1).
    children() -> [spawn(fun loop/0) || _ <- lists:seq(1, 20)], loop().
    sleeper() -> receive after infinity -> ok end.
    add(A, B) -> A + B.
    sort(N) -> lists:sort(lists:seq(N, 1, -1)), sort(N).
    messages(N) -> Pid = spawn(fun() -> receive never -> ok end end), [Pid ! lists:seq(1, 1000) || _ <- lists:seq(1, N)], messages(N).
    big(N) -> big(N * N).";

fn guest(builder: Builder) -> Vm {
    let vm = builder.schedulers(2).build().unwrap();
    vm.load(GUEST).unwrap_or_else(|error| panic!("{error}"));
    // What the library needs is there before the limits are tested.
    vm.call::<i64>("guest", "add", (1, 2)).unwrap();
    vm
}

/// Slices take far less; the machine the tests run on may be busy.
const PROMPT: Duration = Duration::from_secs(3);

fn expect_limit(vm: &Vm, function: &str, args: Vec<Value>, expected: Limit) -> (u64, u64) {
    let start = Instant::now();
    let ended = vm.call::<()>("guest", function, args);
    let Err(Error::Limit { which, used, max }) = ended else {
        panic!("{function}: {ended:?}");
    };
    assert_eq!(which, expected, "{function}");
    assert!(used > max, "{function}: {used} of {max}");
    assert!(vm.is_stopped());
    // It stays that way.
    assert!(matches!(
        vm.call::<i64>("guest", "add", (1, 2)),
        Err(Error::Limit { .. })
    ));
    eprintln!(
        "{function}: {which:?} {used} of {max} after {:?}",
        start.elapsed()
    );
    (used, max)
}

#[test]
fn a_guest_that_loops_is_stopped() {
    for function in ["loop", "children", "sort"] {
        let args = match function {
            "sort" => vec![Value::Int(10_000)],
            _ => vec![],
        };
        let vm = guest(Vm::builder().max_reductions(300_000));
        let (used, max) = expect_limit(&vm, function, args, Limit::Reductions);
        // A slice of each worker and of the calling thread.
        assert!(used < max + 4 * 4000, "{function}: {used}");
    }
}

#[test]
fn a_guest_that_loops_is_stopped_in_time() {
    for function in ["loop", "children", "sleeper"] {
        let vm = guest(Vm::builder().max_time(Duration::from_millis(200)));
        let start = Instant::now();
        let ended = vm.call::<()>("guest", function, ());
        assert!(
            matches!(
                ended,
                Err(Error::Limit {
                    which: Limit::Time,
                    max: 200,
                    ..
                })
            ),
            "{ended:?}"
        );
        assert!(start.elapsed() < Duration::from_millis(200) + PROMPT);
    }
}

#[test]
fn a_guest_that_allocates_is_stopped() {
    let no = Value::List(vec![]);
    let cases: [(&str, Vec<Value>); 7] = [
        ("grow", vec![no]),
        ("grow_bin", vec![Value::from("0123456789")]),
        ("hog", vec![]),
        ("catcher", vec![]),
        ("ets", vec![]),
        ("messages", vec![Value::Int(100)]),
        ("big", vec![Value::Int(3)]),
    ];
    for (function, args) in cases {
        let vm = guest(Vm::builder().max_memory(48 << 20));
        if function == "big" {
            // Integers have a limit of their own.
            let ended = vm.call::<()>("guest", function, args);
            assert!(matches!(ended, Err(Error::Exception(e)) if e.text == "system_limit"));
            continue;
        }
        expect_limit(&vm, function, args, Limit::Memory);
        assert!(
            vm.usage().memory <= 49 << 20,
            "{function}: {}",
            vm.usage().memory
        );
    }
}

#[test]
fn a_guest_that_spawns_is_stopped() {
    let vm = guest(Vm::builder().max_processes(100));
    expect_limit(&vm, "bomb", vec![], Limit::Processes);
    assert!(vm.usage().processes <= 100);
}

#[test]
fn a_guest_that_makes_atoms_is_stopped() {
    let vm = guest(Vm::builder().max_atoms(20_000));
    let (_, max) = expect_limit(&vm, "atoms", vec![Value::Int(0)], Limit::Atoms);
    assert_eq!((max, vm.usage().atoms), (20_000, 20_000));
}

#[test]
fn a_guest_that_floods_is_stopped() {
    for function in ["flood", "flood_other"] {
        let vm = guest(Vm::builder().max_mailbox(10_000));
        let (used, max) = expect_limit(&vm, function, vec![], Limit::Mailbox);
        // What one slice sends before it is stopped; to another process, what is sent until a thread with a processor looks into its mailbox.
        let slack = if function == "flood" {
            50_000
        } else {
            2_000_000
        };
        assert!(used < max + slack, "{function}: {used}");
    }
}

#[test]
fn limits_can_raise_instead() {
    let vm = guest(
        Vm::builder()
            .max_processes(50)
            .max_memory(48 << 20)
            .raise_on_limits(),
    );
    let ended = vm.call::<()>("guest", "grow", (Vec::<i64>::new(),));
    // There may be no memory even for the exception's stack trace: then the process is killed.
    let raised = match &ended {
        Err(Error::Exception(e)) => e.text == "system_limit",
        Err(Error::Exit(reason)) => matches!(reason.as_atom(), Some("killed" | "system_limit")),
        _ => false,
    };
    assert!(raised, "{ended:?}");
    assert_eq!(vm.call::<i64>("guest", "add", (1, 2)).unwrap(), 3);
}

#[test]
fn what_a_guest_left_running_is_stopped_too() {
    let vm = guest(Vm::builder().max_reductions(500_000));
    // What it leaves running may use up the reductions before the call itself has returned.
    match vm.call::<()>("guest", "quiet", ()) {
        Ok(())
        | Err(Error::Limit {
            which: Limit::Reductions,
            ..
        }) => {}
        Err(error) => panic!("{error:?}"),
    }
    let start = Instant::now();
    while !vm.is_stopped() {
        assert!(start.elapsed() < PROMPT);
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn the_limits_of_a_call_end_that_call_alone() {
    let vm = guest(Vm::builder());
    let ended = vm.call_with::<()>(&CallOptions::new().fuel(50_000), "guest", "loop", ());
    let Err(Error::Limit {
        which: Limit::Reductions,
        used,
        max: 50_000,
    }) = ended
    else {
        panic!("{ended:?}")
    };
    assert!((50_000..50_100).contains(&used), "{used}");
    for function in ["loop", "sleeper"] {
        let start = Instant::now();
        let options = CallOptions::new().timeout(Duration::from_millis(50));
        let ended = vm.call_with::<()>(&options, "guest", function, ());
        assert!(
            matches!(
                ended,
                Err(Error::Limit {
                    which: Limit::Time,
                    max: 50,
                    ..
                })
            ),
            "{ended:?}"
        );
        assert!(start.elapsed() < Duration::from_millis(50) + PROMPT);
        let process = vm.spawn_with(&options, "guest", function, ()).unwrap();
        let ended = process.join::<()>();
        assert!(
            matches!(
                ended,
                Err(Error::Limit {
                    which: Limit::Time,
                    max: 50,
                    ..
                })
            ),
            "{ended:?}"
        );
    }
    let options = CallOptions::new().max_memory(1 << 20);
    let ended = vm.call_with::<()>(&options, "guest", "grow", (Vec::<i64>::new(),));
    assert!(
        matches!(
            ended,
            Err(Error::Limit {
                which: Limit::Memory,
                ..
            })
        ),
        "{ended:?}"
    );
    // A process that has waited in between is bound all the same.
    vm.load("-module(w). -export([f/0]). f() -> receive after 1 -> guest:loop() end.")
        .unwrap();
    let ended = vm.call_with::<()>(&CallOptions::new().fuel(50_000), "w", "f", ());
    assert!(
        matches!(
            ended,
            Err(Error::Limit {
                which: Limit::Reductions,
                ..
            })
        ),
        "{ended:?}"
    );
    assert_eq!(vm.call::<i64>("guest", "add", (1, 2)).unwrap(), 3);
    // The answer comes before the process that gave it is off the table.
    let start = Instant::now();
    while vm.usage().processes != 3 {
        assert!(start.elapsed() < PROMPT, "{:?}", vm.usage());
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn one_guest_does_not_notice_the_end_of_another() {
    let good = guest(Vm::builder());
    let stop = Arc::new(AtomicBool::new(false));
    std::thread::scope(|scope| {
        let (vm, flag) = (&good, &stop);
        let calls = scope.spawn(move || {
            let mut n = 0u64;
            while !flag.load(Ordering::Relaxed) {
                assert_eq!(vm.call::<i64>("guest", "add", (1, 2)).unwrap(), 3);
                n += 1;
            }
            n
        });
        for function in ["loop", "bomb", "flood"] {
            let bad = guest(
                Vm::builder()
                    .max_memory(64 << 20)
                    .max_processes(200)
                    .max_mailbox(10_000)
                    .max_reductions(2_000_000),
            );
            assert!(matches!(
                bad.call::<()>("guest", function, ()),
                Err(Error::Limit { .. })
            ));
        }
        stop.store(true, Ordering::Relaxed);
        assert!(calls.join().unwrap() > 0);
    });
}

#[test]
fn killed_from_another_thread() {
    for function in ["loop", "sleeper", "children", "sort"] {
        let args = match function {
            "sort" => vec![Value::Int(100_000)],
            _ => vec![],
        };
        let vm = guest(Vm::builder());
        let other = vm.clone();
        let killer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(50));
            let at = Instant::now();
            other.kill();
            at
        });
        let ended = vm.call::<()>("guest", function, args);
        let at = killer.join().unwrap();
        assert!(
            matches!(ended, Err(Error::Stopped)),
            "{function}: {ended:?}"
        );
        assert!(at.elapsed() < PROMPT, "{function}: {:?}", at.elapsed());
        eprintln!("{function}: stopped {:?} after kill", at.elapsed());
    }
}

#[test]
fn dropped_while_busy() {
    for _ in 0..20 {
        let vm = guest(Vm::builder());
        for _ in 0..5 {
            drop(vm.spawn("guest", "loop", ()).unwrap());
            drop(vm.spawn("guest", "flood", ()).unwrap());
        }
        let start = Instant::now();
        drop(vm);
        assert!(start.elapsed() < PROMPT);
    }
}

#[test]
fn dropped_by_its_own_host_function() {
    for builder in [Vm::builder().schedulers(1), Vm::builder().host_driven()] {
        let vm = builder.build().unwrap();
        let held = Arc::new(std::sync::Mutex::new(Some(vm.clone())));
        let taken = held.clone();
        vm.module("host")
            .function("leave", move || {
                drop(taken.lock().unwrap().take());
                1
            })
            .unwrap();
        let process = vm.spawn("host", "leave", ()).unwrap();
        drop(vm);
        let _ = process.join::<i64>();
        assert!(held.lock().unwrap().is_none());
    }
}

#[test]
fn nothing_is_allowed_unless_it_is_granted() {
    let source = "-module(m). -export([f/0, h/0]).
        f() -> [{read, file:read_file(\"/etc/hostname\")}, {write, file:write_file(\"/tmp/purlin-denied\", <<>>)},
                {list, file:list_dir(\"/\")}, {delete, file:delete(\"/tmp/purlin-denied\")},
                {env, os:getenv(\"PATH\")}, {run, try os:cmd(\"true\") catch C:R -> {C, R} end}].
        h() -> halt().";
    let vm = Vm::new().unwrap();
    vm.load(source).unwrap();
    let found: Vec<(Atom, Value)> = vm.call("m", "f", ()).unwrap();
    let text: Vec<String> = found
        .iter()
        .map(|(what, got)| format!("{what}: {got}"))
        .collect();
    assert_eq!(
        text,
        [
            "read: {error,eacces}",
            "write: {error,eacces}",
            "list: {error,eacces}",
            "delete: {error,eacces}",
            "env: false",
            "run: {error,notsup}",
        ]
    );
    assert!(!std::path::Path::new("/tmp/purlin-denied").exists());
    assert!(matches!(vm.call::<()>("m", "h", ()), Err(Error::Exception(e)) if e.text == "notsup"));
    assert!(!vm.is_stopped());
    let read = Capabilities {
        read_files: true,
        ..Capabilities::default()
    };
    let vm = Vm::builder().capabilities(read).build().unwrap();
    vm.load(source).unwrap();
    let found: Vec<(Atom, Value)> = vm.call("m", "f", ()).unwrap();
    let refused = found
        .iter()
        .filter(|(_, got)| got.to_string() == "{error,eacces}");
    assert_eq!(refused.count(), 2);
}

/// Resident bytes of this process.
fn resident() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: usize = statm
        .split_whitespace()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    pages * 4096
}

/// `PURLIN_SOAK=1`: ten thousand machines; else a few hundred.
#[test]
fn machines_come_and_go_without_a_trace() {
    let n: usize = if std::env::var_os("PURLIN_SOAK").is_some() {
        10_000
    } else {
        300
    };
    let compiled = purlin::compile("guest.erl", GUEST).unwrap();
    let one = |i: usize| {
        let vm = match i % 3 {
            0 => Vm::builder().host_driven(),
            _ => Vm::builder().schedulers(1),
        };
        let vm = vm.build().unwrap();
        vm.module("host").function("id", |x: i64| x).unwrap();
        vm.load_bytecode(&compiled.bytecode).unwrap();
        assert_eq!(
            vm.call::<i64>("guest", "add", (i, 1)).unwrap(),
            i as i64 + 1
        );
        assert_eq!(vm.call::<i64>("host", "id", (i,)).unwrap(), i as i64);
        let mailbox = vm.mailbox().unwrap();
        vm.send(mailbox.pid(), i).unwrap();
        drop(vm.spawn("guest", "sleeper", ()).unwrap());
    };
    (0..n / 10).for_each(one);
    // Other tests of this process take and give back memory meanwhile; a leak shows in every round.
    let round = |_| {
        let before = resident();
        let start = Instant::now();
        (0..n).for_each(one);
        let grown = resident().saturating_sub(before);
        eprintln!(
            "{n} machines in {:?}, {grown} bytes more resident than before",
            start.elapsed()
        );
        grown
    };
    let steady = (0..5).map(round).any(|grown| grown < 8 << 20);
    assert!(steady, "it grows with every {n} machines");
}
