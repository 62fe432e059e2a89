//! Tests of the machine on modules put together by hand: calls, frames, exceptions, messages, in all modes.

use crate::heap::Fragment;
use crate::process::exit::Ended;
use crate::term::{Term, View};
use crate::vm::{Config, Vm};
use purlin_isa::module::{Fact, FactRow, FunctionRow, ImportRow, Module, SiteRow};
use purlin_isa::op::Op;
use purlin_isa::operand::*;
use std::sync::Arc;

/// Builds a module function by function.
pub struct Builder {
    module: Module,
}

pub const X0: Reg = Reg::X(0);
pub const X1: Reg = Reg::X(1);
pub const X2: Reg = Reg::X(2);
pub const Y0: Reg = Reg::Y(0);
pub const Y1: Reg = Reg::Y(1);

pub fn r(reg: Reg) -> Src {
    Src::Reg(reg)
}

impl Builder {
    pub fn new(name: &str) -> Builder {
        let mut module = Module::default();
        module.atoms.push(name.into());
        module.lines.push(Default::default());
        Builder { module }
    }

    pub fn atom(&mut self, text: &str) -> Atom {
        let atoms = &mut self.module.atoms;
        let index = atoms.iter().position(|a| a == text).unwrap_or_else(|| {
            atoms.push(text.into());
            atoms.len() - 1
        });
        Atom(index as u32)
    }

    pub fn label(&mut self) -> Label {
        self.module.labels.push(0);
        Label(self.module.labels.len() as u32 - 1)
    }

    pub fn here(&mut self, label: Label) {
        self.module.labels[label.0 as usize] = self.module.code.len() as u32;
    }

    pub fn op(&mut self, op: Op) {
        self.module.code.push(op);
    }

    pub fn import(&mut self, module: &str, name: &str, arity: u8) -> Import {
        let row = ImportRow {
            module: self.atom(module),
            name: self.atom(name),
            arity,
        };
        self.module.imports.push(row);
        Import(self.module.imports.len() as u32 - 1)
    }

    pub fn site(&mut self, live_x: &[u16], live_y: &[u16], frame: Option<u32>) -> Site {
        self.site_with(live_x, live_y, frame, None)
    }

    pub fn site_with(
        &mut self,
        live_x: &[u16],
        live_y: &[u16],
        frame: Option<u32>,
        handler: Option<Label>,
    ) -> Site {
        self.module.sites.push(SiteRow {
            live_x: live_x.to_vec(),
            live_y: live_y.to_vec(),
            frame,
            handler,
            line: 0,
        });
        Site(self.module.sites.len() as u32 - 1)
    }

    /// What holds at a loop's head.
    pub fn fact(&mut self, label: Label, reg: Reg, types: u16) {
        let fact = Fact::of(types);
        self.module.facts.push(FactRow { label, reg, fact });
    }

    /// The number of the next function, before it is begun (for recursion).
    pub fn next_function(&self) -> Function {
        Function(self.module.functions.len() as u32)
    }

    pub fn function(&mut self, name: &str, arity: u8, body: impl FnOnce(&mut Builder)) -> Function {
        let entry = self.label();
        self.here(entry);
        let start = self.module.code.len() as u32;
        let row = FunctionRow {
            name: self.atom(name),
            arity,
            entry,
            start,
            end: start,
            exported: true,
            line: 1,
            result: Fact::ANYTHING,
            copy_of: None,
        };
        self.module.functions.push(row);
        let index = self.module.functions.len() - 1;
        body(self);
        self.module.functions[index].end = self.module.code.len() as u32;
        Function(index as u32)
    }

    pub fn finish(self) -> Module {
        self.module
    }
}

/// Every way to run: threads, one driven worker, seeded, tiny slices, collecting at every chance.
fn modes() -> Vec<(&'static str, Config)> {
    let driven = || Config {
        n_workers: 0,
        ..Config::default()
    };
    vec![
        ("driven", driven()),
        (
            "seeded",
            Config {
                seed: Some(1),
                ..driven()
            },
        ),
        (
            "one reduction",
            Config {
                slice: 1,
                ..driven()
            },
        ),
        (
            "gc stress",
            Config {
                gc_stress: true,
                ..driven()
            },
        ),
        (
            "threads",
            Config {
                n_workers: 2,
                ..Config::default()
            },
        ),
        (
            "threads, one reduction",
            Config {
                n_workers: 2,
                slice: 1,
                ..Config::default()
            },
        ),
    ]
}

/// A term as text, for assertions.
fn show(vm: &Vm, term: Term<'_>) -> String {
    match term.view() {
        View::Small(n) => n.to_string(),
        View::Atom(atom) => vm.heap_shared().atoms.text(atom).to_owned(),
        View::Nil => "[]".into(),
        View::Cons(_) => {
            let items: Vec<String> = term.list().map(|t| show(vm, t)).collect();
            format!("[{}]", items.join(","))
        }
        View::Tuple(tuple) => {
            let items: Vec<String> = (0..tuple.len()).map(|i| show(vm, tuple.at(i))).collect();
            format!("{{{}}}", items.join(","))
        }
        View::Pid(_) => "<pid>".into(),
        _ => "<other>".into(),
    }
}

fn ended(vm: &Vm, ended: Ended) -> String {
    match ended {
        Ended::Value(value) => show(vm, value.root()),
        Ended::Exit(reason) => format!("exit {}", show(vm, reason.root())),
        Ended::Uncaught(..) | Ended::Limit(_) | Ended::Stopped => {
            panic!("it neither returned nor exited")
        }
    }
}

fn ints(vm: &Vm, args: &[i32]) -> Fragment {
    vm.arguments(0, |_| args.iter().map(|&n| Term::small(n)).collect())
        .expect("room")
}

/// Runs `name(args)` in every mode.
fn check(module: &Module, name: &str, args: &[i32], expected: &str) {
    for (mode, config) in modes() {
        let vm: Arc<Vm> = Vm::new(config).expect("memory");
        vm.load(module).expect("loads");
        let result = vm
            .call(&module.atoms[0], name, ints(&vm, args))
            .unwrap_or_else(|e| panic!("{mode}: {e}"));
        assert_eq!(ended(&vm, result), expected, "{mode}");
        vm.shutdown();
    }
}

/// `fib(N)`: frames, calls, arithmetic.
fn fib() -> Module {
    let mut b = Builder::new("fib");
    let me = b.next_function();
    b.function("fib", 1, |b| {
        let recur = b.label();
        let s = b.site(&[0], &[], None);
        let first = b.site(&[0], &[0], Some(2));
        let second = b.site(&[], &[0, 1], Some(2));
        let last = b.site(&[0], &[1], Some(2));
        let in_first = b.site(&[0], &[0], Some(2));
        let in_second = b.site(&[0], &[1], Some(2));
        b.op(Op::IsLt {
            a: r(X0),
            b: Src::Int(2),
            fail: recur,
        });
        b.op(Op::Ret {});
        b.here(recur);
        b.op(Op::Allocate {
            slots: 2,
            heap: 0,
            site: s,
        });
        b.op(Op::Move {
            src: r(X0),
            dst: Y0,
        });
        b.op(Op::Sub {
            a: r(X0),
            b: Src::Int(1),
            dst: X0,
            fail: None,
            site: first,
        });
        b.op(Op::Call {
            function: me,
            site: in_first,
        });
        b.op(Op::Move {
            src: r(X0),
            dst: Y1,
        });
        b.op(Op::Sub {
            a: r(Y0),
            b: Src::Int(2),
            dst: X0,
            fail: None,
            site: second,
        });
        b.op(Op::Call {
            function: me,
            site: in_second,
        });
        b.op(Op::Add {
            a: r(X0),
            b: r(Y1),
            dst: X0,
            fail: None,
            site: last,
        });
        b.op(Op::Deallocate { slots: 2 });
        b.op(Op::Ret {});
    });
    b.finish()
}

#[test]
fn calls_and_frames() {
    check(&fib(), "fib", &[15], "610");
}

/// Builds a list `[N, ..., 1]` and sums it, through many collections.
#[test]
fn lists_survive_collections() {
    let mut b = Builder::new("lists1");
    let build = b.next_function();
    b.function("build", 2, |b| {
        let more = b.label();
        let live = b.site(&[0, 1], &[], None);
        b.op(Op::IsEqExact {
            a: r(X0),
            b: Src::Int(0),
            fail: more,
        });
        b.op(Op::Move {
            src: r(X1),
            dst: X0,
        });
        b.op(Op::Ret {});
        b.here(more);
        b.op(Op::NeedHeap {
            words: 2,
            site: live,
        });
        b.op(Op::PutList {
            head: r(X0),
            tail: r(X1),
            dst: X1,
        });
        b.op(Op::Sub {
            a: r(X0),
            b: Src::Int(1),
            dst: X0,
            fail: None,
            site: live,
        });
        b.op(Op::CallTail {
            function: build,
            slots: None,
        });
    });
    let sum = b.next_function();
    b.function("sum", 2, |b| {
        let end = b.label();
        let live = b.site(&[0, 1, 2], &[], None);
        b.op(Op::IsCons {
            src: r(X0),
            fail: end,
        });
        b.op(Op::GetList {
            src: r(X0),
            head: X2,
            tail: X0,
        });
        b.op(Op::Add {
            a: r(X1),
            b: r(X2),
            dst: X1,
            fail: None,
            site: live,
        });
        b.op(Op::CallTail {
            function: sum,
            slots: None,
        });
        b.here(end);
        b.op(Op::Move {
            src: r(X1),
            dst: X0,
        });
        b.op(Op::Ret {});
    });
    b.function("main", 1, |b| {
        let s = b.site(&[0], &[], None);
        let c = b.site(&[0, 1], &[], Some(0));
        b.op(Op::Allocate {
            slots: 0,
            heap: 0,
            site: s,
        });
        b.op(Op::Move {
            src: Src::Nil,
            dst: X1,
        });
        b.op(Op::Call {
            function: build,
            site: c,
        });
        b.op(Op::Move {
            src: Src::Int(0),
            dst: X1,
        });
        b.op(Op::CallTail {
            function: sum,
            slots: Some(0),
        });
    });
    check(&b.finish(), "main", &[3000], "4501500");
}

/// A raise two frames down is caught, and the frame's Y registers are there.
#[test]
fn handlers_find_their_frame() {
    let mut b = Builder::new("exc");
    let oops = b.atom("oops");
    let fail = b.next_function();
    b.function("fail", 0, |b| {
        let site = b.site(&[], &[], None);
        b.op(Op::FailWith {
            kind: FailKind::BadMatch,
            value: Src::Atom(oops),
            site,
        });
    });
    let middle = b.next_function();
    b.function("middle", 0, |b| {
        let s = b.site(&[], &[], None);
        let c = b.site(&[], &[], Some(0));
        b.op(Op::Allocate {
            slots: 0,
            heap: 0,
            site: s,
        });
        b.op(Op::Call {
            function: fail,
            site: c,
        });
        b.op(Op::Deallocate { slots: 0 });
        b.op(Op::Ret {});
    });
    b.function("main", 1, |b| {
        let handler = b.label();
        let s = b.site(&[0], &[], None);
        let c = b.site_with(&[], &[0], Some(1), Some(handler));
        let t = b.site(&[0, 1], &[0], Some(1));
        b.op(Op::Allocate {
            slots: 1,
            heap: 0,
            site: s,
        });
        b.op(Op::Move {
            src: r(X0),
            dst: Y0,
        });
        b.op(Op::Call {
            function: middle,
            site: c,
        });
        b.op(Op::Deallocate { slots: 1 });
        b.op(Op::Ret {});
        b.here(handler);
        b.op(Op::NeedHeap { words: 4, site: t });
        b.op(Op::PutTuple {
            elements: vec![r(X0), r(X1), r(Y0)],
            dst: X0,
        });
        b.op(Op::Deallocate { slots: 1 });
        b.op(Op::Ret {});
    });
    b.function("uncaught", 0, |b| {
        let s = b.site(&[], &[], None);
        let c = b.site(&[], &[], Some(0));
        b.op(Op::Allocate {
            slots: 0,
            heap: 0,
            site: s,
        });
        b.op(Op::Call {
            function: middle,
            site: c,
        });
        b.op(Op::Deallocate { slots: 0 });
        b.op(Op::Ret {});
    });
    let module = b.finish();
    check(&module, "main", &[7], "{error,{badmatch,oops},7}");
    check(
        &module,
        "uncaught",
        &[],
        "exit {{badmatch,oops},[{exc,fail,0,[]},{exc,middle,0,[]},{exc,uncaught,0,[]}]}",
    );
}

/// A function that is nowhere.
#[test]
fn undefined_functions() {
    let mut b = Builder::new("undef1");
    let import = b.import("nowhere", "f", 1);
    b.function("main", 1, |b| {
        let site = b.site(&[0], &[], None);
        b.op(Op::CallExtTail {
            import,
            slots: None,
            site,
        });
    });
    check(
        &b.finish(),
        "main",
        &[7],
        "exit {undef,[{nowhere,f,[7],[]}]}",
    );
}

/// Receives: a message from the host, a selective one, a timeout.
#[test]
fn messages_arrive_and_timeouts_fire() {
    let mut b = Builder::new("recv1");
    let late = b.atom("late");
    let two = Src::Int(2);
    b.function("main", 1, |b| {
        let (again, empty, no, second, second_empty) =
            (b.label(), b.label(), b.label(), b.label(), b.label());
        let s = b.site(&[], &[], None);
        let framed = b.site(&[], &[], Some(1));
        let with_y = b.site(&[], &[0], Some(1));
        let peek = b.site(&[], &[], Some(1));
        let peek_y = b.site(&[], &[0], Some(1));
        let build = b.site(&[0], &[0], Some(1));
        b.op(Op::Allocate {
            slots: 1,
            heap: 0,
            site: s,
        });
        // First the message 2, wherever it stands.
        b.here(again);
        b.op(Op::RecvPeek {
            dst: X0,
            empty,
            site: peek,
        });
        b.op(Op::IsEqExact {
            a: r(X0),
            b: two,
            fail: no,
        });
        b.op(Op::RecvAccept {});
        b.op(Op::Move {
            src: r(X0),
            dst: Y0,
        });
        b.op(Op::Jump { to: second });
        b.here(no);
        b.op(Op::RecvSkip { next: again });
        b.here(empty);
        b.op(Op::RecvWait {
            next: again,
            site: framed,
        });
        // Then any within 10 s: the one that was skipped.
        b.here(second);
        b.fact(second, Y0, Fact::ANY);
        b.op(Op::RecvPeek {
            dst: X0,
            empty: second_empty,
            site: peek_y,
        });
        b.op(Op::RecvAccept {});
        let done = b.label();
        b.op(Op::Jump { to: done });
        b.here(second_empty);
        b.op(Op::RecvWaitTimeout {
            timeout: Src::Int(10_000),
            next: second,
            site: with_y,
        });
        b.op(Op::Move {
            src: Src::Atom(late),
            dst: X0,
        });
        b.here(done);
        b.op(Op::NeedHeap {
            words: 3,
            site: build,
        });
        b.op(Op::PutTuple {
            elements: vec![r(Y0), r(X0)],
            dst: X0,
        });
        b.op(Op::Deallocate { slots: 1 });
        b.op(Op::Ret {});
    });
    b.function("timeout", 0, |b| {
        let (again, empty) = (b.label(), b.label());
        let s = b.site(&[], &[], None);
        let framed = b.site(&[], &[], Some(0));
        b.op(Op::Allocate {
            slots: 0,
            heap: 0,
            site: s,
        });
        b.here(again);
        b.op(Op::RecvPeek {
            dst: X0,
            empty,
            site: framed,
        });
        b.op(Op::RecvSkip { next: again });
        b.here(empty);
        b.op(Op::RecvWaitTimeout {
            timeout: Src::Int(20),
            next: again,
            site: framed,
        });
        b.op(Op::Move {
            src: Src::Atom(late),
            dst: X0,
        });
        b.op(Op::Deallocate { slots: 0 });
        b.op(Op::Ret {});
    });
    let module = b.finish();
    check(&module, "timeout", &[], "late");
    for (mode, config) in modes() {
        let vm = Vm::new(config).expect("memory");
        vm.load(&module).expect("loads");
        let handle = vm.spawn("recv1", "main", ints(&vm, &[0])).expect("spawns");
        for n in [1, 2] {
            let message = vm.fragment(0, |_| Term::small(n)).expect("memory");
            vm.send(handle.pid, message);
        }
        let result = vm.run_until_exit(&handle).expect("ends");
        assert_eq!(ended(&vm, result), "{2,1}", "{mode}");
        vm.shutdown();
    }
}

/// CPU time of this thread, in milliseconds.
#[expect(unsafe_code, reason = "reads a clock")]
fn cpu_ms() -> f64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: writes the time to our variable.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// Times for looking at, not for passing: `cargo test --release speed -- --ignored --nocapture`.
#[test]
#[ignore = "prints times"]
fn speed_of_fib() {
    let vm = Vm::new(Config {
        n_workers: 0,
        ..Config::default()
    })
    .expect("memory");
    vm.load(&fib()).expect("loads");
    for _ in 0..5 {
        let start = cpu_ms();
        let result = vm.call("fib", "fib", ints(&vm, &[32])).expect("ends");
        eprintln!(
            "fib(32) = {} in {:.1} ms",
            ended(&vm, result),
            cpu_ms() - start
        );
    }
}
