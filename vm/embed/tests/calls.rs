//! Calls from the host: types both ways, errors, spawned processes, futures, host functions, resources. As a user's program sees them.

use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use purlin::{
    Atom, BigInt, CallContext, Charlist, Class, Error, FromTerm, IntoTerm, Opaque, Pid, Raised,
    Resource, Value, Vm,
};

fn vm_with(source: &str) -> Vm {
    let vm = Vm::builder().schedulers(2).build().unwrap();
    vm.load(source).unwrap_or_else(|error| panic!("{error}"));
    vm
}

/// Through a process and back.
fn echo<T: IntoTerm, R: FromTerm>(vm: &Vm, value: T) -> R {
    vm.call("m", "id", (value,)).unwrap()
}

const ID: &str = "-module(m). -export([id/1, text/1]).
    id(X) -> X.
    text(X) -> unicode:characters_to_binary(io_lib:format(\"~0tp\", [X])).";

#[test]
fn values_go_there_and_back() {
    let vm = vm_with(ID);
    fn check<T: IntoTerm + FromTerm + Clone + PartialEq + std::fmt::Debug>(vm: &Vm, value: T) {
        assert_eq!(echo::<T, T>(vm, value.clone()), value);
    }
    macro_rules! same {
        ($($value:expr),* $(,)?) => {$(check(&vm, $value);)*};
    }
    same!(
        0i8,
        -128i8,
        255u8,
        i64::MIN,
        i64::MAX,
        u64::MAX,
        i128::MIN,
        u128::MAX,
        1u16,
        -5i32,
        7usize
    );
    same!(
        1.5f64,
        -0.0f64,
        f64::MAX,
        2.5f32,
        true,
        false,
        'å',
        String::from("grüße"),
        ()
    );
    same!(
        BigInt::from(10).pow(50),
        -BigInt::from(2).pow(64),
        BigInt::from(3)
    );
    same!(
        vec![1i64, 2, 3],
        Vec::<i64>::new(),
        vec![1u8, 2, 255],
        vec![0u8; 100_000]
    );
    same!(
        Some(1i64),
        None::<i64>,
        Ok::<i64, String>(1),
        Err::<i64, String>("no".into())
    );
    same!(
        (1i64,),
        (1i64, String::from("b"), 2.0f64),
        ((1u8, 2u8), vec![(3i64, true)])
    );
    same!(
        [1i64, 2, 3],
        [[1u8; 2]; 2],
        Atom::from("it's"),
        Charlist("lång".into())
    );
    same!(HashMap::from([
        (1i64, String::from("one")),
        (2, "two".into())
    ]));
    same!((0..100).map(|i| (i, i * i)).collect::<BTreeMap<i64, i64>>());
    same!(Value::Improper(
        vec![Value::Int(1)],
        Box::new(Value::atom("x"))
    ));
    same!(Value::Tuple(vec![
        Value::List(vec![]),
        Value::Map(vec![]),
        Value::Float(0.5)
    ]));
}

#[test]
fn values_are_what_the_table_says() {
    let vm = vm_with(ID);
    let text = |value: &dyn IntoTerm| vm.call::<String>("m", "text", (value,)).unwrap();
    assert_eq!(text(&"hi"), "<<\"hi\">>");
    assert_eq!(text(&Charlist("hi".into())), "\"hi\"");
    assert_eq!(text(&vec![1u8, 2]), "<<1,2>>");
    assert_eq!(text(&vec![1u16, 2]), "[1,2]");
    assert_eq!(text(&()), "ok");
    assert_eq!(text(&None::<u8>), "undefined");
    assert_eq!(text(&Ok::<_, ()>(1)), "{ok,1}");
    assert_eq!(text(&Err::<(), _>("bad")), "{error,<<\"bad\">>}");
    assert_eq!(text(&(1, 2.0, true)), "{1,2.0,true}");
    assert_eq!(text(&BTreeMap::from([("a", 1)])), "#{<<\"a\">> => 1}");
    // What is read more freely than it is written.
    assert_eq!(echo::<_, String>(&vm, Charlist("abc".into())), "abc");
    assert_eq!(echo::<_, f64>(&vm, 3), 3.0);
    assert_eq!(echo::<_, Result<(), Atom>>(&vm, Atom::from("ok")), Ok(()));
    assert_eq!(echo::<_, Vec<u8>>(&vm, vec![1i64, 2]), [1, 2]);
}

#[test]
fn what_does_not_fit_is_told_precisely() {
    let vm = vm_with(ID);
    let misfit = |result: Result<Vec<(i64, u8)>, Error>| match result {
        Err(Error::Convert(error)) => error.to_string(),
        other => panic!("{other:?}"),
    };
    let arg = vec![(1, 1), (2, 256)];
    assert_eq!(
        misfit(vm.call("m", "id", (arg,))),
        "element 2: element 2: expected a byte, found 256"
    );
    assert_eq!(
        misfit(vm.call("m", "id", (Atom::from("no list"),))),
        "expected a list, found 'no list'"
    );
    assert!(matches!(
        vm.call::<()>("m", "id", (f64::NAN,)),
        Err(Error::Convert(_))
    ));
    let long = "x".repeat(256);
    assert!(matches!(
        vm.call::<()>("m", "id", (Atom::from(long.as_str()),)),
        Err(Error::Start(_))
    ));
}

#[test]
fn terms_of_another_machine_are_refused() {
    let (one, other) = (vm_with(ID), vm_with(ID));
    let pid: Pid = one.call("erlang", "self", ()).unwrap();
    assert!(matches!(
        other.call::<()>("m", "id", (pid,)),
        Err(Error::Convert(_))
    ));
    let reference: Opaque = one.call("erlang", "make_ref", ()).unwrap();
    assert_eq!(echo::<_, Opaque>(&one, reference.clone()), reference);
    assert!(matches!(
        other.call::<()>("m", "id", (reference.clone(),)),
        Err(Error::Convert(_))
    ));
    // A term outlives the handles of its machine.
    drop(one);
    assert!(reference.to_string().starts_with("#Ref<"));
}

#[test]
fn deep_and_long_terms_do_not_exhaust_the_stack() {
    let vm = vm_with(
        "-module(m). -export([deep/1, long/1]).
         deep(0) -> []; deep(N) -> {deep(N - 1)}.
         long(N) -> lists:seq(1, N).",
    );
    assert!(matches!(
        vm.call::<Value>("m", "deep", (1_000_000,)),
        Err(Error::Convert(_))
    ));
    assert!(vm.call::<Value>("m", "deep", (400,)).is_ok());
    assert_eq!(
        vm.call::<Vec<u32>>("m", "long", (1_000_000,))
            .unwrap()
            .len(),
        1_000_000
    );
}

#[test]
fn exceptions_carry_class_reason_and_stack() {
    let vm = vm_with(
        "-module(m). -export([f/1, g/1]).\n\
         f(error) -> erlang:error({bad, 1});\n\
         f(exit) -> exit(enough);\n\
         f(throw) -> throw(ball);\n\
         f(match) -> {ok, X} = g(1), X;\n\
         f(deep) -> 1 + g(0).\n\
         g(N) when N > 0 -> N.\n",
    );
    let raised = |what: &str| match vm.call::<()>("m", "f", (Atom::from(what),)) {
        Err(Error::Exception(exception)) => *exception,
        other => panic!("{other:?}"),
    };
    let error = raised("error");
    assert_eq!(
        (error.class, error.text.as_str()),
        (Class::Error, "{bad,1}")
    );
    assert_eq!(error.stack[0].to_string(), "m:f/1 (m.erl:2)");
    let exit = raised("exit");
    assert_eq!(
        (exit.class, exit.reason.as_atom()),
        (Class::Exit, Some("enough"))
    );
    assert_eq!(exit.stack[0].position, Some(("m.erl".to_string(), 3)));
    let throw = raised("throw");
    assert_eq!(
        (throw.class, throw.reason.as_atom()),
        (Class::Throw, Some("ball"))
    );
    assert_eq!(raised("match").text, "{badmatch,1}");
    let deep = raised("deep");
    assert_eq!(deep.text, "function_clause");
    assert_eq!(deep.stack[0].arguments, Some(vec![Value::Int(0)]));
    assert_eq!(deep.stack[1].to_string(), "m:f/1 (m.erl:6)");
    let clause = raised("other");
    assert_eq!(
        clause.stack[0].arguments.as_ref().unwrap()[0].as_atom(),
        Some("other")
    );
    // Killed from elsewhere: no exception of its own.
    vm.load(
        "-module(k). -export([f/0]). f() -> exit(self(), kill), receive after infinity -> ok end.",
    )
    .unwrap();
    assert!(
        matches!(vm.call::<()>("k", "f", ()), Err(Error::Exit(reason)) if reason.as_atom() == Some("killed"))
    );
}

#[test]
fn functions_that_are_not_there() {
    let vm = vm_with("-module(m). -export([f/1, f/2]). f(A) -> A. f(A, B) -> {A, B}.");
    match vm.function::<(), ()>("m", "f") {
        Err(error @ Error::NoFunction { .. }) => assert_eq!(
            error.to_string(),
            "there is no function m:f/0 (with other numbers of arguments: 1, 2)"
        ),
        other => panic!("{:?}", other.err()),
    }
    let Err(error) = vm.function::<(), ()>("nowhere", "f") else {
        panic!()
    };
    assert_eq!(
        error.to_string(),
        "there is no function nowhere:f/0 (there is no module nowhere)"
    );
    assert!(matches!(vm.call::<()>("m", "g", ()), Err(Error::Exception(e)) if e.text == "undef"));
    // Of the library: loaded when it is asked for.
    let reverse = vm
        .function::<(Vec<i64>,), Vec<i64>>("lists", "reverse")
        .unwrap();
    assert_eq!(reverse.call((vec![1, 2],)).unwrap(), [2, 1]);
}

#[test]
fn called_processes_are_new_each_time() {
    let vm = vm_with(
        "-module(m). -export([f/1, leave/0, name/0, alive/1]).
         f(X) -> {put(key, X), self(), process_info(self(), message_queue_len)}.
         leave() -> Self = self(), spawn(fun() -> Self ! late end), self() ! mine, ets:new(t, [named_table]), self().
         name() -> register(me, self()), link(spawn(fun() -> receive after infinity -> ok end end)), ok.
         alive(Pid) -> is_process_alive(Pid).",
    );
    type Found = (Option<i64>, Pid, (Atom, u64));
    let (old, first, _): Found = vm.call("m", "f", (1,)).unwrap();
    let (none, second, (_, waiting)): Found = vm.call("m", "f", (2,)).unwrap();
    assert_eq!((old, none, waiting), (None, None, 0));
    assert_ne!(first, second);
    assert!(!vm.call::<bool>("m", "alive", (second,)).unwrap());
    // Names, tables, links and late messages end with the call.
    for _ in 0..100 {
        vm.call::<()>("m", "leave", ()).unwrap();
        vm.call::<()>("m", "name", ()).unwrap();
        let (_, _, (_, waiting)): Found = vm.call("m", "f", (3,)).unwrap();
        assert_eq!(waiting, 0);
    }
    assert_eq!(vm.whereis("me"), None);
}

#[test]
fn many_threads_call_one_machine() {
    let vm = vm_with(
        "-module(m). -export([sum/1, ask/2, serve/0]).
         sum(N) -> lists:sum(lists:seq(1, N)).
         serve() -> receive {From, X} -> From ! {answer, X * 2}, serve() end.
         ask(Pid, X) -> Pid ! {self(), X}, receive {answer, Y} -> Y end.",
    );
    let server = vm.spawn("m", "serve", ()).unwrap().pid();
    std::thread::scope(|scope| {
        for t in 0..8u64 {
            let vm = &vm;
            scope.spawn(move || {
                for i in 0..300u64 {
                    let n = t * 1000 + i;
                    assert_eq!(vm.call::<u64>("m", "sum", (n,)).unwrap(), n * (n + 1) / 2);
                    assert_eq!(vm.call::<u64>("m", "ask", (server, n)).unwrap(), 2 * n);
                }
            });
        }
    });
}

/// Threads keep what they call with: it must neither be another's nor keep the machine alive.
#[test]
fn threads_that_call_come_and_go() {
    struct Guard;
    impl Drop for Guard {
        fn drop(&mut self) {
            GONE.fetch_add(1, Ordering::SeqCst);
        }
    }
    static GONE: AtomicUsize = AtomicUsize::new(0);
    const MACHINES: usize = 5;
    for _ in 0..MACHINES {
        let vm = vm_with(
            "-module(m). -export([nest/1, self/0, nap/1]).
             nest(0) -> 0;
             nest(N) -> 1 + host:nest(N - 1).
             self() -> erlang:self().
             nap(N) -> receive after 1 -> N end.",
        );
        let guard = Guard;
        vm.module("host")
            .function("nest", move |context: &CallContext, n: i64| {
                let _ = &guard;
                context.vm().call::<i64>("m", "nest", (n,)).unwrap()
            })
            .unwrap();
        // One after the other, which have each other's numbers; then more at once than there are places.
        for n in 0..20 {
            let vm = vm.clone();
            let nested = std::thread::spawn(move || vm.call::<i64>("m", "nest", (n,)).unwrap());
            assert_eq!(nested.join().unwrap(), n);
        }
        let all_there = std::sync::Barrier::new(20);
        std::thread::scope(|scope| {
            for n in 0..20 {
                let (vm, all_there) = (&vm, &all_there);
                scope.spawn(move || {
                    let first: Pid = vm.call("m", "self", ()).unwrap();
                    all_there.wait();
                    for _ in 0..50 {
                        assert_eq!(vm.call::<i64>("m", "nest", (5,)).unwrap(), 5);
                        assert_ne!(vm.call::<Pid>("m", "self", ()).unwrap(), first);
                    }
                    assert_eq!(vm.call::<i64>("m", "nap", (n,)).unwrap(), n);
                });
            }
        });
        // Stopped, it says so to a thread that has a place and to one that has none.
        vm.shutdown();
        assert!(matches!(
            vm.call::<i64>("m", "nest", (1,)),
            Err(Error::Stopped)
        ));
        drop(vm);
    }
    assert_eq!(GONE.load(Ordering::SeqCst), MACHINES);
}

/// The simplest executor there is.
fn block_on<F: Future>(future: F) -> F::Output {
    struct Unpark(std::thread::Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut future = std::pin::pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => std::thread::park_timeout(Duration::from_secs(10)),
        }
    }
}

#[test]
fn futures_give_results_and_end_their_process_when_dropped() {
    let vm = vm_with(
        "-module(m). -export([slow/1, forever/1, fail/0]).
         slow(X) -> receive after 20 -> X end.
         forever(Name) -> register(Name, self()), receive after infinity -> ok end.
         fail() -> error(oops).",
    );
    assert_eq!(
        block_on(vm.call_async::<i64>("m", "slow", (7,))).unwrap(),
        7
    );
    assert!(matches!(
        block_on(vm.call_async::<()>("m", "fail", ())),
        Err(Error::Exception(_))
    ));
    let future = vm.call_async::<()>("m", "forever", (Atom::from("eternal"),));
    while vm.whereis("eternal").is_none() {
        std::thread::yield_now();
    }
    drop(future);
    let start = std::time::Instant::now();
    while vm.whereis("eternal").is_some() {
        assert!(start.elapsed() < Duration::from_secs(5));
        std::thread::yield_now();
    }
    // A machine that is stopped ends what waits for it.
    let future = vm.call_async::<()>("m", "forever", (Atom::from("eternal"),));
    vm.kill();
    assert!(matches!(block_on(future), Err(Error::Stopped)));
}

#[test]
fn host_functions_take_and_give_any_type() {
    let vm = vm_with(
        "-module(m). -export([f/0, bad/0, arity/0]).
         f() -> {host:none(), host:sum([1, 2, 3]), host:swap({1, <<\"a\">>}), host:eight(1,2,3,4,5,6,7,8)}.
         bad() -> try host:sum(oops) catch error:{badarg, Text} -> Text end.
         arity() -> {erlang:function_exported(host, none, 0), catch host:none(1)}.",
    );
    vm.module("host")
        .function("none", || ())
        .unwrap()
        .function("sum", |numbers: Vec<i64>| numbers.iter().sum::<i64>())
        .unwrap()
        .function("swap", |(a, b): (i64, String)| (b, a))
        .unwrap()
        .function(
            "eight",
            |a: i64, b: i64, c: i64, d: i64, e: i64, f: i64, g: i64, h: i64| {
                a + b + c + d + e + f + g + h
            },
        )
        .unwrap();
    type Found = (Atom, i64, (String, i64), i64);
    let found: Found = vm.call("m", "f", ()).unwrap();
    assert_eq!(found, (Atom::from("ok"), 6, ("a".to_string(), 1), 36));
    let text: String = vm.call("m", "bad", ()).unwrap();
    assert_eq!(text, "host:sum/1, argument 1: expected a list, found oops");
    let (exported, caught): (bool, Value) = vm.call("m", "arity", ()).unwrap();
    assert!(exported && caught.elements().unwrap()[0].as_atom() == Some("EXIT"));
    // A function that is defined again is the new one, in compiled code too.
    vm.module("host").function("sum", |_: Vec<i64>| 0).unwrap();
    let found: Found = vm.call("m", "f", ()).unwrap();
    assert_eq!(found.1, 0);
}

#[test]
fn host_errors_and_panics_are_erlang_exceptions() {
    let vm = vm_with(
        "-module(m). -export([f/1]).
         f(What) -> try host:fail(What) catch Class:Reason:Stack -> {Class, Reason, element(1, hd(Stack))} end.",
    );
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    vm.module("host")
        .fallible("fail", |what: Atom| -> Result<i64, Raised> {
            match what.as_str() {
                "error" => Err(Raised::error(1)),
                "exit" => Err(Raised::exit(("two", 2))),
                "throw" => Err(Raised::throw(3)),
                "parse" => Ok("x1".parse::<i64>()?),
                "panic" => panic!("out of luck"),
                _ => Ok(0),
            }
        })
        .unwrap();
    let caught = |what: &str| {
        vm.call::<Value>("m", "f", (Atom::from(what),))
            .unwrap()
            .to_string()
    };
    assert_eq!(caught("error"), "{error,1,m}");
    assert_eq!(caught("exit"), "{exit,{<<\"two\">>,2},m}");
    assert_eq!(caught("throw"), "{throw,3,m}");
    assert_eq!(
        caught("parse"),
        "{error,<<\"invalid digit found in string\">>,m}"
    );
    assert_eq!(caught("panic"), "{error,{panic,<<\"out of luck\">>},m}");
    assert_eq!(caught("fine"), "0");
    std::panic::set_hook(hook);
    assert!(!vm.is_stopped());
}

#[test]
fn host_functions_call_back_into_the_machine() {
    // One thread: a nested call that waits must not wait for the thread it is on.
    for builder in [Vm::builder().schedulers(1), Vm::builder().host_driven()] {
        let vm = builder.build().unwrap();
        vm.load(
            "-module(m). -export([outer/1, inner/1, start/0, serve/0, apart/1]).
             outer(0) -> 0;
             outer(N) -> host:again(N - 1) + 1.
             inner(X) -> server ! {self(), X}, receive {answer, Y} -> Y after 5000 -> late end.
             start() -> register(server, spawn(fun serve/0)), ok.
             serve() -> receive {From, X} -> From ! {answer, X + 1}, serve() end.
             apart(X) -> Self = self(), spawn(fun() -> Self ! {got, host:inner(X)} end), receive {got, Y} -> Y end.",
        )
        .unwrap();
        vm.module("host")
            .fallible("again", |c: &CallContext, n: u64| {
                c.vm().call::<u64>("m", "outer", (n,))
            })
            .unwrap()
            .fallible("inner", |c: &CallContext, n: u64| {
                c.vm().call::<u64>("m", "inner", (n,))
            })
            .unwrap();
        assert_eq!(vm.call::<u64>("m", "outer", (10,)).unwrap(), 10);
        vm.call::<()>("m", "start", ()).unwrap();
        for i in 0..50 {
            assert_eq!(vm.call::<u64>("m", "apart", (i,)).unwrap(), i + 1);
        }
    }
}

#[test]
fn exceptions_pass_through_host_functions() {
    let vm = vm_with(
        "-module(m). -export([f/0, g/0]). f() -> try host:call() catch throw:T -> T end. g() -> throw(through).",
    );
    vm.module("host")
        .fallible("call", |c: &CallContext| c.vm().call::<()>("m", "g", ()))
        .unwrap();
    assert_eq!(vm.call::<Atom>("m", "f", ()).unwrap(), "through");
}

#[test]
fn blocking_functions_do_not_hold_a_worker() {
    let vm = Vm::builder().schedulers(1).build().unwrap();
    vm.load(
        "-module(m). -export([f/1, tick/1]).
         f(N) -> Self = self(), [spawn(fun() -> Self ! host:sleep(I) end) || I <- lists:seq(1, N)],
                 lists:sum([receive X -> X end || _ <- lists:seq(1, N)]).
         tick(N) -> Ref = spawn_monitor(fun() -> host:sleep(1) end), count(N), Ref.
         count(0) -> ok; count(N) -> count(N - 1).",
    )
    .unwrap();
    vm.module("host")
        .blocking("sleep", |i: u64| {
            std::thread::sleep(Duration::from_millis(50));
            i
        })
        .unwrap();
    let start = std::time::Instant::now();
    assert_eq!(vm.call::<u64>("m", "f", (8,)).unwrap(), 36);
    assert!(
        start.elapsed() < Duration::from_millis(350),
        "{:?}",
        start.elapsed()
    );
    // From a call without threads too.
    let vm = Vm::builder().host_driven().build().unwrap();
    vm.module("host").blocking("id", |x: u64| x).unwrap();
    assert_eq!(vm.call::<u64>("host", "id", (5,)).unwrap(), 5);
}

#[test]
fn others_run_while_the_only_worker_is_held_up() {
    let vm = Vm::builder().schedulers(1).build().unwrap();
    vm.load(
        "-module(m). -export([ticks/1]).
         ticks(Ms) -> Self = self(), spawn(fun() -> receive after 1 -> ok end, host:hold(Ms), Self ! done end), ticks(0, done).
         ticks(N, Done) -> receive Done -> N after 1 -> ticks(N + 1, Done) end.",
    )
    .unwrap();
    vm.module("host")
        .function("hold", |ms: u64| {
            std::thread::sleep(Duration::from_millis(ms));
        })
        .unwrap();
    // The process that ticks sleeps, so it is the worker's or its stand-in's.
    let ticks = vm.call::<u64>("m", "ticks", (400,)).unwrap();
    assert!(ticks > 20, "{ticks}");
}

#[test]
fn tables_and_timers_made_in_calls_are_as_those_of_workers() {
    let vm = Vm::builder().schedulers(1).build().unwrap();
    vm.load(
        "-module(m). -export([here/1, there/1]).
         here(N) -> [made(I) || I <- lists:seq(1, N)], ok.
         there(N) -> {P, M} = spawn_monitor(fun() -> receive after 1 -> here(N) end end), receive {'DOWN', M, _, P, Why} -> Why end.
         made(I) ->
             T = ets:new(t, []), true = ets:insert(T, {key, I}), [{key, I}] = ets:lookup(T, key),
             R = erlang:start_timer(0, self(), I), receive {timeout, R, I} -> ok end.",
    )
    .unwrap();
    assert_eq!(vm.call::<Atom>("m", "there", (40,)).unwrap(), "normal");
    assert_eq!(vm.call::<Atom>("m", "here", (40,)).unwrap(), "ok");
}

/// Counts how many of it there are.
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn new(count: &Arc<AtomicUsize>) -> Counted {
        count.fetch_add(1, Ordering::SeqCst);
        Counted(count.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[test]
fn resources_live_as_long_as_they_are_held() {
    let count = Arc::new(AtomicUsize::new(0));
    let vm = vm_with(
        "-module(m). -export([drop/1, same/0, hold/0, other/1]).
         drop(N) -> [host:new() || _ <- lists:seq(1, N)], erlang:garbage_collect(), ok.
         same() -> R = host:new(), {R, R =:= host:id(R), R =:= host:new()}.
         hold() -> R = host:new(), Pid = spawn(fun() -> receive stop -> host:id(R) end end), Pid.
         other(R) -> try host:text(R) catch error:{badarg, T} -> T end.",
    );
    let made = count.clone();
    vm.module("host")
        .function("new", move || Resource::new(Counted::new(&made)))
        .unwrap()
        .function("id", |r: Resource<Counted>| r)
        .unwrap()
        .function("text", |r: Resource<String>| r.clone())
        .unwrap();
    vm.call::<()>("m", "drop", (1000,)).unwrap();
    assert_eq!(count.load(Ordering::SeqCst), 0);
    let (kept, same, other): (Resource<Counted>, bool, bool) = vm.call("m", "same", ()).unwrap();
    assert!(same && !other);
    assert_eq!(count.load(Ordering::SeqCst), 1);
    let text: String = vm.call("m", "other", (kept.clone(),)).unwrap();
    assert!(
        text.contains("expected a resource of type alloc::string::String"),
        "{text}"
    );
    drop(kept);
    assert_eq!(count.load(Ordering::SeqCst), 0);
    let pid: Pid = vm.call("m", "hold", ()).unwrap();
    assert_eq!(count.load(Ordering::SeqCst), 1);
    vm.send(pid, Atom::from("stop")).unwrap();
    let start = std::time::Instant::now();
    while count.load(Ordering::SeqCst) > 0 {
        assert!(start.elapsed() < Duration::from_secs(5));
        std::thread::yield_now();
    }
    // Those that are left go with the machine.
    vm.call::<Pid>("m", "hold", ()).unwrap();
    drop(vm);
    assert_eq!(count.load(Ordering::SeqCst), 0);
}

#[test]
fn a_panic_while_a_resource_is_dropped_is_contained() {
    struct Bomb(Arc<AtomicBool>);
    impl Drop for Bomb {
        fn drop(&mut self) {
            self.0.store(true, Ordering::SeqCst);
            panic!("dropped");
        }
    }
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let fell = Arc::new(AtomicBool::new(false));
    let vm =
        vm_with("-module(m). -export([f/0]). f() -> host:new(), erlang:garbage_collect(), fine.");
    let flag = fell.clone();
    vm.module("host")
        .function("new", move || Resource::new(Bomb(flag.clone())))
        .unwrap();
    assert_eq!(vm.call::<Atom>("m", "f", ()).unwrap(), "fine");
    assert!(fell.load(Ordering::SeqCst));
    assert_eq!(vm.call::<i64>("erlang", "+", (1, 2)).unwrap(), 3);
    std::panic::set_hook(hook);
}

#[test]
fn a_panic_while_a_result_is_read_reaches_its_caller_alone() {
    struct Reader;
    impl FromTerm for Reader {
        fn from_term(_: purlin::TermRef<'_>) -> Result<Reader, purlin::ConvertError> {
            panic!("reader");
        }
    }
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let vm = vm_with(ID);
    let call = || vm.call::<Reader>("m", "id", (1,));
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(call)).is_err());
    std::panic::set_hook(hook);
    assert_eq!(echo::<_, i64>(&vm, 1), 1);
    assert_eq!(vm.usage().processes, 3); // The library's servers.
}

#[test]
fn modules_are_replaced_again_and_again() {
    let vm = vm_with("-module(m). -export([v/0]). v() -> 0.");
    let v = vm.function::<(), i64>("m", "v").unwrap();
    for i in 1..20 {
        vm.load(&format!("-module(m). -export([v/0]). v() -> {i}."))
            .unwrap();
        assert_eq!(v.call(()).unwrap(), i);
    }
}

#[test]
fn bytecode_is_verified() {
    let vm = Vm::new().unwrap();
    let compiled = purlin::compile("m.erl", "-module(m). -export([f/0]). f() -> 41 + 1.").unwrap();
    assert_eq!(
        (compiled.module.as_str(), compiled.warnings.error_count()),
        ("m", 0)
    );
    assert_eq!(vm.load_bytecode(&compiled.bytecode).unwrap(), "m");
    assert_eq!(vm.call::<i64>("m", "f", ()).unwrap(), 42);
    assert!(vm.load_bytecode(b"garbage").is_err());
    for at in (0..compiled.bytecode.len()).step_by(7) {
        let mut damaged = compiled.bytecode.clone();
        damaged[at] ^= 0x55;
        // Refused, or harmless; never a crash.
        let _ = vm.load_bytecode(&damaged);
    }
}

#[test]
fn output_goes_where_the_host_says() {
    use purlin::{Output, Stream};
    #[derive(Clone, Default)]
    struct Kept(Arc<std::sync::Mutex<Vec<u8>>>);
    impl Output for Kept {
        fn write(&self, stream: Stream, bytes: &[u8]) {
            assert_eq!(stream, Stream::Out);
            self.0.lock().unwrap().extend_from_slice(bytes);
        }
    }
    let kept = Kept::default();
    let vm = Vm::builder().output(kept.clone()).build().unwrap();
    vm.load("-module(m). -export([f/0]). f() -> io:format(\"hello ~p~n\", [world]).")
        .unwrap();
    vm.call::<()>("m", "f", ()).unwrap();
    drop(vm);
    assert_eq!(*kept.0.lock().unwrap(), b"hello world\n");
}
