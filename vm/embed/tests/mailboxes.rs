//! The host as a process, and machines that the host drives.

use std::time::{Duration, Instant};

use purlin::{Atom, Down, Error, Exit, Pid, Value, Vm};

const SOURCE: &str = "-module(m). -export([echo/0, die/1, trap/1, ping/2, call/1, ordered/2]).
    echo() -> receive {From, X} -> From ! {echo, X}, echo(); stop -> ok end.
    die(Reason) -> exit(Reason).
    trap(To) -> process_flag(trap_exit, true), link(To), To ! ready, receive {'EXIT', To, R} -> R end.
    ping(To, N) -> [To ! {ping, I} || I <- lists:seq(1, N)], ok.
    call(To) -> Ref = monitor(process, To), To ! {call, self(), Ref}, receive {Ref, X} -> X; {'DOWN', Ref, _, _, R} -> {down, R} end.
    ordered(To, N) -> ping(To, N), exit(done).";

fn vm() -> Vm {
    let vm = Vm::builder().schedulers(2).build().unwrap();
    vm.load(SOURCE).unwrap();
    vm
}

const LONG: Duration = Duration::from_secs(10);

#[test]
fn messages_arrive_in_order_and_by_type() {
    let vm = vm();
    let mailbox = vm.mailbox().unwrap();
    let pinger = vm.spawn("m", "ping", (mailbox.pid(), 1000)).unwrap();
    for i in 1..=1000 {
        let (_, n): (Atom, i64) = mailbox.recv().unwrap();
        assert_eq!(n, i);
    }
    pinger.join::<()>().unwrap();
    // Selective: what does not fit stays, in order.
    for i in 0..3 {
        vm.send(mailbox.pid(), i).unwrap();
        vm.send(mailbox.pid(), format!("text {i}")).unwrap();
    }
    let text: String = mailbox.recv().unwrap();
    assert_eq!(text, "text 0");
    let last = mailbox
        .recv_match(Some(LONG), |m| m.to::<i64>().ok().filter(|n| *n == 2))
        .unwrap();
    assert_eq!(last, Some(2));
    let rest: Vec<Value> = (0..4).map(|_| mailbox.recv().unwrap()).collect();
    assert_eq!(
        rest,
        [
            Value::Int(0),
            Value::Int(1),
            Value::from("text 1"),
            Value::from("text 2")
        ]
    );
    assert!(mailbox.is_empty());
    let start = Instant::now();
    assert_eq!(
        mailbox
            .recv_timeout::<i64>(Duration::from_millis(30))
            .unwrap(),
        None
    );
    assert!(start.elapsed() >= Duration::from_millis(30));
    assert_eq!(mailbox.try_recv::<i64>().unwrap(), None);
}

#[test]
fn links_and_monitors_tell_of_ends() {
    let vm = vm();
    let mailbox = vm.mailbox().unwrap();
    let echo = vm.spawn("m", "echo", ()).unwrap();
    let monitor = mailbox.monitor(echo.pid()).unwrap();
    mailbox.link(echo.pid()).unwrap();
    echo.exit(Atom::from("enough")).unwrap();
    let down = mailbox.recv_timeout::<Down>(LONG).unwrap().unwrap();
    assert_eq!(
        (down.monitor, down.pid, down.reason),
        (monitor, echo.pid(), Value::atom("enough"))
    );
    let exit = mailbox.recv_timeout::<Exit>(LONG).unwrap().unwrap();
    assert_eq!(
        (exit.pid, exit.reason.as_atom()),
        (echo.pid(), Some("enough"))
    );
    // Of one that has ended already.
    mailbox.monitor(echo.pid()).unwrap();
    assert_eq!(
        mailbox.recv::<Down>().unwrap().reason.as_atom(),
        Some("noproc")
    );
    mailbox.link(echo.pid()).unwrap();
    assert_eq!(
        mailbox.recv::<Exit>().unwrap().reason.as_atom(),
        Some("noproc")
    );
    // Taken back.
    let echo = vm.spawn("m", "echo", ()).unwrap();
    let monitor = mailbox.monitor(echo.pid()).unwrap();
    mailbox.link(echo.pid()).unwrap();
    mailbox.demonitor(monitor);
    mailbox.unlink(echo.pid()).unwrap();
    echo.send((mailbox.pid(), 1)).unwrap();
    let _: (Atom, i64) = mailbox.recv().unwrap();
    echo.kill();
    assert!(
        matches!(echo.join::<()>(), Err(Error::Exit(reason)) if reason.as_atom() == Some("killed"))
    );
    assert_eq!(
        mailbox
            .recv_timeout::<Value>(Duration::from_millis(50))
            .unwrap(),
        None
    );
    // The other way round: the mailbox's end is told to those that are linked to it.
    let trap = vm.spawn("m", "trap", (mailbox.pid(),)).unwrap();
    assert_eq!(mailbox.recv::<Atom>().unwrap(), "ready");
    drop(mailbox);
    assert_eq!(trap.join::<Atom>().unwrap(), "normal");
}

#[test]
fn processes_call_the_host() {
    let vm = vm();
    let mailbox = vm.mailbox().unwrap();
    mailbox.register("host").unwrap();
    assert!(vm.mailbox().unwrap().register("host").is_err());
    assert_eq!(vm.whereis("host"), Some(mailbox.pid()));
    let caller = vm.spawn("m", "call", (mailbox.pid(),)).unwrap();
    let (_, from, reference): (Atom, Pid, purlin::Opaque) = mailbox.recv().unwrap();
    vm.send(from, (reference, 42)).unwrap();
    assert_eq!(caller.join::<i64>().unwrap(), 42);
    let caller = vm.spawn("m", "call", (mailbox.pid(),)).unwrap();
    let _: (Atom, Pid, Value) = mailbox.recv().unwrap();
    drop(mailbox);
    assert_eq!(caller.join::<(Atom, Atom)>().unwrap().1, "normal");
    assert_eq!(vm.whereis("host"), None);
    assert!(vm.send("host", 1).is_err());
}

#[test]
fn what_was_sent_before_the_end_comes_before_the_end() {
    let vm = vm();
    for _ in 0..50 {
        let mailbox = vm.mailbox().unwrap();
        let process = vm.spawn("m", "ordered", (mailbox.pid(), 20)).unwrap();
        mailbox.monitor(process.pid()).unwrap();
        let mut seen = 0;
        loop {
            let next = mailbox.recv_match(Some(LONG), |m| {
                Some(
                    m.to::<(Atom, i64)>()
                        .map(|ping| ping.1)
                        .map_err(|_| m.to::<Down>().unwrap()),
                )
            });
            match next.unwrap().unwrap() {
                Ok(n) => {
                    seen += 1;
                    assert_eq!(n, seen);
                }
                Err(_) => break,
            }
        }
        assert_eq!(seen, 20);
    }
}

#[test]
fn a_stopped_machine_ends_waiting() {
    let vm = vm();
    let mailbox = vm.mailbox().unwrap();
    let other = vm.clone();
    let stopper = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(30));
        other.kill();
    });
    assert!(matches!(mailbox.recv::<i64>(), Err(Error::Stopped)));
    stopper.join().unwrap();
}

#[test]
fn the_host_drives() {
    let vm = Vm::builder().host_driven().build().unwrap();
    vm.load(SOURCE).unwrap();
    vm.load(
        "-module(g). -export([loop/2, tick/1]).
         loop(Host, N) -> receive frame -> Host ! {drawn, N}, loop(Host, N + 1) end.
         tick(Host) -> receive after 5 -> Host ! tick end.",
    )
    .unwrap();
    let mailbox = vm.mailbox().unwrap();
    let game = vm.spawn("g", "loop", (mailbox.pid(), 0)).unwrap();
    for frame in 0..100 {
        game.send(Atom::from("frame")).unwrap();
        while vm.step(1) {}
        let (_, drawn): (Atom, i64) = mailbox.try_recv().unwrap().unwrap();
        assert_eq!(drawn, frame);
    }
    // Waiting drives too: timers, calls, joins.
    vm.spawn("g", "tick", (mailbox.pid(),)).unwrap();
    assert_eq!(mailbox.recv_timeout::<Atom>(LONG).unwrap().unwrap(), "tick");
    let echo = vm.spawn("m", "echo", ()).unwrap();
    echo.send(Atom::from("stop")).unwrap();
    assert_eq!(echo.join::<Atom>().unwrap(), "ok");
    assert_eq!(vm.call::<i64>("erlang", "+", (1, 1)).unwrap(), 2);
}

#[test]
fn a_seed_decides_everything() {
    let run = |seed: u64| -> Vec<(i64, i64)> {
        let vm = Vm::builder().seed(seed).build().unwrap();
        vm.load(
            "-module(s). -export([f/0]).
             f() -> Self = self(),
                    [spawn(fun() -> timer:sleep(rand:uniform(1000)), Self ! {I, erlang:monotonic_time(microsecond)} end)
                     || I <- lists:seq(1, 20)],
                    [receive X -> X end || _ <- lists:seq(1, 20)].",
        )
        .unwrap();
        vm.call("s", "f", ()).unwrap()
    };
    let start = Instant::now();
    assert_eq!(run(1), run(1));
    // A second of their time is none of ours.
    assert!(
        start.elapsed() < Duration::from_millis(2500),
        "{:?}",
        start.elapsed()
    );
}
