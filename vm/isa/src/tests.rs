//! Random modules through text and bytes, and damaged files through decoder and verifier.

use crate::decode::{DecodeError, decode};
use crate::encode::{Encode, checksum, encode};
use crate::module::*;
use crate::op::{Op, Opcode};
use crate::operand::*;
use crate::range::Range;
use crate::text;
use crate::verify::verify;

/// A small generator of numbers; the same seed gives the same numbers.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: u32) -> u32 {
        (self.next() >> 33) as u32 % n
    }

    fn chance(&mut self) -> bool {
        self.below(2) == 0
    }
}

const N_ATOMS: u32 = 6;
const N_LABELS: u32 = 5;

/// Any value of an operand's type, indices within the tables of `module`.
trait Any {
    fn any(r: &mut Random) -> Self;
}

macro_rules! any_op {
    ($($family:ident { $($(#[doc = $doc:literal])* $name:ident = $variant:ident { $($field:ident : $kind:ident),* } [$($effect:ident),*];)* })*) => {
        fn any_op(r: &mut Random) -> Op {
            match Opcode::ALL[r.below(Opcode::ALL.len() as u32) as usize] {
                $($(Opcode::$variant => Op::$variant { $($field: <$kind as Any>::any(r)),* }),*),*
            }
        }
    };
}

crate::for_each_op!(any_op);

macro_rules! any_index {
    ($($name:ident < $n:expr;)*) => {
        $(impl Any for $name {
            fn any(r: &mut Random) -> $name {
                $name(r.below($n))
            }
        })*
    };
}

any_index! {
    Label < N_LABELS;
    Function < 2;
    Import < 2;
    Lambda < 2;
    Atom < N_ATOMS;
    Literal < 9;
    Site < 3;
}

macro_rules! any_choice {
    ($($name:ident)*) => {
        $(impl Any for $name {
            fn any(r: &mut Random) -> $name {
                $name::CHOICES[r.below($name::CHOICES.len() as u32) as usize].1
            }
        })*
    };
}

any_choice!(UtfKind InPlace SegmentKind FailKind);

impl Any for u32 {
    fn any(r: &mut Random) -> u32 {
        r.below(300)
    }
}

impl Any for Reg {
    fn any(r: &mut Random) -> Reg {
        let n = r.below(300) as u16;
        if r.chance() { Reg::X(n) } else { Reg::Y(n) }
    }
}

impl Any for Src {
    fn any(r: &mut Random) -> Src {
        match r.below(6) {
            0 | 1 => Src::Reg(Any::any(r)),
            2 => Src::Int((r.next() as i64) >> (3 + r.below(60))),
            3 => Src::Atom(Any::any(r)),
            4 => Src::Nil,
            _ => Src::Literal(Any::any(r)),
        }
    }
}

impl Any for BitFlags {
    fn any(r: &mut Random) -> BitFlags {
        BitFlags {
            little: r.chance(),
            signed: r.chance(),
        }
    }
}

impl Any for Segment {
    fn any(r: &mut Random) -> Segment {
        let (kind, flags) = (Any::any(r), Any::any(r));
        Segment {
            kind,
            flags,
            unit: Any::any(r),
            value: Any::any(r),
            size: Any::any(r),
            covers: Any::any(r),
        }
    }
}

impl<T: Any> Any for Option<T> {
    fn any(r: &mut Random) -> Option<T> {
        r.chance().then(|| T::any(r))
    }
}

impl<T: Any> Any for Vec<T> {
    fn any(r: &mut Random) -> Vec<T> {
        (0..r.below(4)).map(|_| T::any(r)).collect()
    }
}

impl<A: Any, B: Any> Any for (A, B) {
    fn any(r: &mut Random) -> (A, B) {
        (A::any(r), B::any(r))
    }
}

fn any_site(r: &mut Random) -> SiteRow {
    let mut list = || (0..r.below(5)).map(|n| (n * 3) as u16).collect();
    let (live_x, live_y) = (list(), list());
    SiteRow {
        live_x,
        live_y,
        frame: Any::any(r),
        handler: Any::any(r),
        line: r.below(3),
    }
}

fn any_module(seed: u64) -> Module {
    let mut r = Random(seed | 1);
    let n_ops = 1 + r.below(40);
    let code: Vec<Op> = (0..n_ops).map(|_| any_op(&mut r)).collect();
    let half = n_ops / 2;
    let row = |name, arity, label, start, end| FunctionRow {
        name: Atom(name),
        arity,
        entry: Label(label),
        start,
        end,
        exported: arity == 1,
        line: 7,
        result: Fact {
            arity: Some(2),
            ..Fact::of(Fact::TUPLE | Fact::INTEGER)
        },
        copy_of: (arity != 1).then_some(ImportRow {
            module: Atom(2),
            name: Atom(1),
            arity: 3,
        }),
    };
    Module {
        atoms: ["m", "f", "it's", "back\\slash", "två\n", ""]
            .map(str::to_owned)
            .to_vec(),
        literals: vec![
            LiteralNode::Int(i64::MIN),
            LiteralNode::Nil,
            LiteralNode::Atom(Atom(2)),
            LiteralNode::BigInt {
                negative: r.chance(),
                magnitude: vec![1, 2, 3, 4, 5, 6, 7, 8, 9],
            },
            LiteralNode::Float(-0.0),
            LiteralNode::List {
                elements: vec![Literal(0), Literal(2)],
                tail: Literal(1),
            },
            LiteralNode::Bytes(b"hi".to_vec()),
            LiteralNode::Map(vec![(Literal(0), Literal(5)), (Literal(6), Literal(1))]),
            LiteralNode::Bits {
                bytes: vec![0xff, 0xe0],
                bit_len: 11,
            },
            LiteralNode::Tuple(vec![]),
            LiteralNode::ExternalFun {
                module: Atom(0),
                name: Atom(3),
                arity: 2,
            },
        ],
        imports: vec![
            ImportRow {
                module: Atom(0),
                name: Atom(1),
                arity: 3,
            },
            ImportRow {
                module: Atom(4),
                name: Atom(5),
                arity: 0,
            },
        ],
        functions: vec![row(1, 0, 0, 0, half), row(1, 1, 1, half, n_ops)],
        lambdas: vec![
            LambdaRow {
                function: Function(1),
                arity: 1,
                n_free: 0
            };
            2
        ],
        labels: (0..N_LABELS).map(|_| r.below(n_ops)).collect(),
        sites: (0..3).map(|_| any_site(&mut r)).collect(),
        files: vec!["a.erl".to_owned(), "it's.hrl".to_owned()],
        lines: vec![
            LineRow::default(),
            LineRow {
                file: 1,
                line: 12,
                inlined: None,
            },
            LineRow {
                file: 0,
                line: 3,
                inlined: Some(Inlined {
                    module: Atom(0),
                    name: Atom(1),
                    arity: 2,
                    caller: 1,
                }),
            },
        ],
        facts: vec![FactRow {
            label: Label(1),
            reg: Reg::X(0),
            fact: Fact {
                range: Range::new(-5, 9),
                ..Fact::of(Fact::INTEGER | Fact::FLOAT)
            },
        }],
        attributes: vec![(Atom(3), Literal(5))],
        records: Vec::new(),
        on_load: r.chance().then_some(Function(0)),
        digest: [r.below(256) as u8; 16],
        docs: vec![1, 2, 3],
        debug: vec![],
        code,
    }
}

#[test]
fn random_modules_survive_text_and_bytes() {
    for seed in 1..400 {
        let module = any_module(seed * 7919);
        let bytes = encode(&module);
        assert!(decode(&bytes).as_ref() == Ok(&module), "bytes of {seed}");
        let printed = text::print(&module);
        let parsed =
            text::parse(&printed).unwrap_or_else(|error| panic!("{seed}: {error}\n{printed}"));
        assert!(parsed == module, "text of {seed}:\n{printed}");
    }
}

#[test]
fn random_modules_never_panic_the_verifier() {
    let mut refused = 0;
    for seed in 1..2000 {
        refused += u32::from(verify(&any_module(seed * 104_729)).is_err());
    }
    assert!(refused > 1900);
}

fn with_checksum(mut bytes: Vec<u8>) -> Vec<u8> {
    let content = bytes.len() - 8;
    let sum = checksum(&bytes[..content]).to_le_bytes();
    bytes[content..].copy_from_slice(&sum);
    bytes
}

#[test]
fn damaged_files_are_refused_without_a_panic() {
    let good = encode(&any_module(4242));
    assert!(decode(&good).is_ok());
    for end in 0..good.len() {
        assert!(decode(&good[..end]).is_err(), "cut at {end}");
    }
    let mut r = Random(99);
    for _ in 0..4000 {
        let mut bytes = good.clone();
        let at = 8 + r.below(good.len() as u32 - 16) as usize;
        bytes[at] = r.next() as u8;
        if bytes != good {
            assert_eq!(decode(&bytes), Err(DecodeError::Checksum));
        }
        // With a checksum that fits, the decoder and the verifier see the damage.
        if let Ok(module) = decode(&with_checksum(bytes)) {
            let _ = verify(&module);
        }
    }
}

#[test]
fn huge_counts_in_small_files_cost_nothing() {
    let mut bytes = crate::encode::MAGIC.to_vec();
    let mut section = Vec::new();
    u64::MAX.encode(&mut section);
    bytes.push(crate::encode::section::ATOMS);
    (section.len() as u64).encode(&mut bytes);
    bytes.extend(section);
    bytes.extend([0; 8]);
    assert!(matches!(
        decode(&with_checksum(bytes)),
        Err(DecodeError::Section { .. })
    ));
}

#[test]
fn wrong_text_is_an_error() {
    for bad in [
        "atom",
        "atom 'x",
        "code\n  mov x0 -> x1",
        "code\n  move x0 x1",
        "site [",
        "code\nL99999999999:",
        "xyz",
    ] {
        assert!(text::parse(bad).is_err(), "{bad}");
    }
}

/// Good code, and the same with one thing wrong.
fn check(code: &str, problem: Option<&'static str>) {
    let head = "atom 'm'\natom 'f'\natom 'ok'\nfunction 'f'/2 L0 0 END 1 exported\nline 0 0\n\
                site [0] [] _ _ 0\nsite [0 1] [] _ _ 0\nsite [0] [0] 1 _ 0\nsite [] [0] 1 _ 0\n\
                fact L5 x0 any\nfact L5 x1 same\n";
    let n_ops = code
        .lines()
        .filter(|line| !line.trim().ends_with(':') && !line.trim().is_empty())
        .count();
    let source = format!("{head}code\nL0:\n{code}\n").replace("END", &n_ops.to_string());
    let mut module = text::parse(&source).expect("readable text");
    module
        .facts
        .retain(|row| (row.label.0 as usize) < module.labels.len());
    assert_eq!(
        verify(&module).err().map(|error| error.problem),
        problem,
        "{code}"
    );
}

#[test]
fn registers_are_written_before_they_are_read() {
    check("move x1 -> x0\nret", None);
    check(
        "move x2 -> x0\nret",
        Some("register is read before it is written"),
    );
    check(
        "is_atom x0 L1\nmove 1 -> x3\nL1:\nmove x3 -> x0\nret",
        Some("register is read before it is written"),
    );
    check(
        "move y0 -> x0\nret",
        Some("register is read before it is written"),
    );
    check("move x0 -> y0\nret", Some("no such Y register"));
    check("move x0 -> x256\nret", Some("no such X register"));
}

#[test]
fn frames_balance() {
    check("allocate 1 0 @0\ndeallocate 1\nret", None);
    check("allocate 1 0 @0\nret", Some("another frame than there is"));
    check(
        "allocate 1 0 @0\ndeallocate 2\nret",
        Some("another frame than there is"),
    );
    check(
        "allocate 1 0 @0\nallocate 1 0 @0\nret",
        Some("site states another frame"),
    );
    check("call_tail 'f'/2 1", Some("another frame than there is"));
    check("call 'f'/2 @1\nret", Some("call without a frame"));
    check(
        "is_atom x0 L1\nallocate 1 0 @1\nL1:\nmove 1 -> x0\nret",
        Some("ways with different frames meet"),
    );
}

#[test]
fn cells_and_tuples_are_known_as_such() {
    check(
        "is_cons x0 L1\nget_list x0 -> x0 -> x1\nret\nL1:\nret",
        None,
    );
    check(
        "get_list x0 -> x0 -> x1\nret",
        Some("not known to be a cons cell"),
    );
    check(
        "is_list x0 L1\nis_nil x0 L2\nL1:\nret\nL2:\nget_head x0 -> x0\nret",
        None,
    );
    check("is_arity x0 2 L1\nget_element x0 1 -> x0\nL1:\nret", None);
    check(
        "is_arity x0 2 L1\nget_element x0 2 -> x0\nL1:\nret",
        Some("not known to be a tuple that large"),
    );
    check(
        "is_tuple x0 L1\nget_element x0 0 -> x0\nL1:\nret",
        Some("not known to be a tuple that large"),
    );
    check(
        "select_arity x0 L1 [1=L2 3=L3]\nL2:\nget_element x0 0 -> x0\nret\nL3:\nget_element x0 2 -> x0\nret\nL1:\nret",
        None,
    );
    check(
        "select_arity x0 L1 [3=L3 1=L3]\nL3:\nret\nL1:\nret",
        Some("cases out of order"),
    );
}

#[test]
fn heap_is_reserved() {
    check("need_heap 2 @1\nput_list x0 x1 -> x0\nret", None);
    check(
        "need_heap 1 @1\nput_list x0 x1 -> x0\nret",
        Some("heap that is not reserved"),
    );
    check(
        "need_heap 4 @1\nput_list x0 x1 -> x0\nadd x0 x1 -> x0 @1\nput_list x0 [] -> x0\nret",
        Some("heap that is not reserved"),
    );
    check(
        "need_heap 2 @1\nis_atom x0 L1\nL1:\nput_list x0 x1 -> x0\nret",
        Some("heap that is not reserved"),
    );
}

#[test]
fn live_sets_decide() {
    check(
        "allocate 1 0 @1\nmove x1 -> y0\ncall 'f'/2 @2\ndeallocate 1\nret",
        Some("argument is not live at the call's site"),
    );
    check(
        "add x0 x1 -> x0 @0\nret",
        Some("source is not live at the op's site"),
    );
    check(
        "add x0 1 -> x0 @0\nmove x1 -> x0\nret",
        Some("register is read before it is written"),
    );
    check("add x0 1 -> x0 @2\nret", Some("site states another frame"));
}

#[test]
fn contexts_are_no_terms() {
    check(
        "bs_start x0 -> x0 L1 @1\nbs_test_rest x0 8 L1\nL1:\nmove 1 -> x0\nret",
        None,
    );
    check(
        "bs_start x0 -> x0 L1 @1\nL1:\nret",
        Some("register is read before it is written"),
    );
    check(
        "bs_start x0 -> x0 L1 @1\nret\nL1:\nmove 1 -> x0\nret",
        Some("match context used as a term"),
    );
    check("bs_test_rest x0 8 L1\nL1:\nret", Some("no match context"));
}

#[test]
fn loops_state_what_they_need() {
    let body = "is_cons x0 L1\nget_tail x0 -> x0\njump L5\nL1:\nmove x1 -> x0\nret";
    check(
        &format!("L5:\n{body}").replace("L5:", "move 'ok' -> x2\nL5:"),
        None,
    );
    check(
        "move 1 -> x2\nL5:\nmove 1 -> x1\njump L5",
        Some("register changes in a loop that keeps it"),
    );
    check(
        "move 1 -> x2\nL5:\nmove x2 -> x0\njump L5",
        Some("register is read before it is written"),
    );
    check("move 1 -> x2\nL6:\nmove 1 -> x0\njump L6", None);
    check("jump L0", Some("jump to a function's entry"));
}

#[test]
fn code_is_reached_and_ends() {
    check("ret\nret", Some("code that nothing reaches"));
    check("move 1 -> x0", Some("function that runs over its end"));
}

/// An exported function `f/2` at L0 and a function `g/1` at L1 that only this module calls, with facts about both.
fn check_two(facts: &str, f: &str, g: &str, problem: Option<&'static str>) {
    let count = |code: &str| code.lines().filter(|line| !line.ends_with(':')).count();
    let (n_f, n_g) = (count(f), count(g));
    let (mut f_gives, mut g_gives, mut rows) = (String::new(), String::new(), String::new());
    for line in facts.lines() {
        match line.split_once(" gives ") {
            Some(("f", fact)) => f_gives = format!(" gives {fact}"),
            Some((_, fact)) => g_gives = format!(" gives {fact}"),
            None => rows += &format!("fact {line}\n"),
        }
    }
    let source = format!(
        "atom 'm'\natom 'f'\natom 'g'\natom 'erlang'\natom 'length'\natom 'ok'\n\
         literal int 5\nliteral tuple [#0 #0]\nimport 'erlang':'length'/1\n\
         function 'f'/2 L0 0 {n_f} 1 exported{f_gives}\n\
         function 'g'/1 L1 {n_f} {} 1{g_gives}\n\
         line 0 0\nsite [0 1] [] _ _ 0\nsite [0] [] 0 _ 0\nsite [0] [] _ _ 0\n{rows}\
         code\nL0:\n{f}\nL1:\n{g}\n",
        n_f + n_g
    );
    let module = match text::parse(&source) {
        Ok(module) => module,
        Err(error) => panic!("{error}\n{source}"),
    };
    let reread = text::parse(&text::print(&module)).expect("readable text");
    assert!(reread == module, "{source}");
    assert_eq!(
        verify(&module).err().map(|error| error.problem),
        problem,
        "{source}"
    );
}

const WRONG_ARGUMENT: Option<&str> = Some("argument that is not what the function states");
const WRONG_RESULT: Option<&str> = Some("result that is not what the function states");

#[test]
fn arguments_are_what_functions_state() {
    let call = |setup: &str| format!("{setup}\ncall_tail 'g'/1 _");
    let good = |facts: &str, setup: &str| check_two(facts, &call(setup), "ret", None);
    let lie = |facts: &str, setup: &str| check_two(facts, &call(setup), "ret", WRONG_ARGUMENT);
    good("L1 x0 integer 0..9", "move 9 -> x0");
    lie("L1 x0 integer 0..9", "move 10 -> x0");
    lie("L1 x0 integer 0..9", "move -1 -> x0");
    lie("L1 x0 integer", "move x1 -> x0");
    lie("L1 x0 integer 0..", "is_integer x0 L9\nL9:");
    good("L1 x0 tuple/2", "need_heap 3 @0\nput_tuple [x0 x1] -> x0");
    lie("L1 x0 tuple/3", "need_heap 3 @0\nput_tuple [x0 x1] -> x0");
    lie("L1 x0 tuple/3", "is_tuple x0 L9\njump L8\nL9:\nret\nL8:");
    lie("L1 x0 cons", "move [] -> x0");
    lie("L1 x0 atom", "move 1 -> x0");
    lie("L1 x0 nothing", "move 1 -> x0");
    good("L1 x0 atom|integer 1..1", "move 1 -> x0");
    lie("L1 x0 context", "move 1 -> x0");
    // A fact about the exported one, and about what is no argument.
    check_two(
        "L0 x0 integer",
        "ret",
        "ret",
        Some("facts about arguments of an exported function"),
    );
    check_two(
        "L1 x1 integer",
        "ret",
        "ret",
        Some("fact about no argument"),
    );
    check_two(
        "L1 x0 integer 5..4",
        "ret",
        "ret",
        Some("empty range in a fact"),
    );
    check_two(
        "L1 x0 same|context",
        "ret",
        "ret",
        Some("`same` says all there is to say"),
    );
}

#[test]
fn facts_about_arguments_are_relied_on() {
    check_two(
        "L1 x0 tuple/2",
        "need_heap 3 @0\nput_tuple [x0 x1] -> x0\ncall_tail 'g'/1 _",
        "get_element x0 1 -> x0\nret",
        None,
    );
    check_two(
        "L1 x0 tuple/2",
        "ret",
        "get_element x0 2 -> x0\nret",
        Some("not known to be a tuple that large"),
    );
    check_two("L1 x0 cons", "ret", "get_head x0 -> x0\nret", None);
    check_two(
        "L1 x0 cons|nil",
        "ret",
        "get_head x0 -> x0\nret",
        Some("not known to be a cons cell"),
    );
}

#[test]
fn results_are_what_functions_state() {
    let good = |facts: &str, g: &str| check_two(facts, "ret", g, None);
    let lie = |facts: &str, g: &str| check_two(facts, "ret", g, WRONG_RESULT);
    good("g gives integer 1..1", "move 1 -> x0\nret");
    lie("g gives integer 2..9", "move 1 -> x0\nret");
    lie("g gives atom", "ret");
    lie("g gives nothing", "ret");
    good("g gives nothing", "call_tail 'g'/1 _");
    lie("g gives integer", "call_ext_tail 'erlang':'length'/1 _ @2");
    good(
        "g gives integer 0..72057594037927936",
        "bif 'erlang':'length'/1 [x0] -> x0 @2\nret",
    );
    lie(
        "g gives integer 0..9",
        "bif 'erlang':'length'/1 [x0] -> x0 @2\nret",
    );
    // By way of the other: what f states is what counts.
    let f = "move 'ok' -> x0\nret";
    check_two(
        "f gives atom\ng gives atom",
        f,
        "move 1 -> x1\ncall_tail 'f'/2 _",
        None,
    );
    check_two(
        "g gives atom",
        f,
        "move 1 -> x1\ncall_tail 'f'/2 _",
        WRONG_RESULT,
    );
    check_two("f gives integer", f, "ret", WRONG_RESULT);
}

#[test]
fn results_are_relied_on() {
    let f = "allocate 0 0 @0\ncall 'g'/1 @1\nget_element x0 1 -> x0\ndeallocate 0\nret";
    let g = "move #1 -> x0\nret";
    check_two("g gives tuple/2", f, g, None);
    check_two("g gives tuple/3", f, g, WRONG_RESULT);
    check_two("", f, g, Some("not known to be a tuple that large"));
    check_two(
        "g gives tuple/2",
        &f.replace("x0 1 ->", "x0 2 ->"),
        g,
        Some("not known to be a tuple that large"),
    );
}

#[test]
fn ranges_follow_arithmetic_and_tests() {
    let good = |fact: &str, f: &str| {
        check_two(&format!("L1 x0 {fact}"), f, "ret", None);
    };
    let lie = |fact: &str, f: &str| {
        check_two(&format!("L1 x0 {fact}"), f, "ret", WRONG_ARGUMENT);
    };
    let tail = "call_tail 'g'/1 _\nL9:\nret";
    let counter = format!("is_integer x0 L9\nis_ge x0 0 L9\nis_lt x0 100 L9\n{tail}");
    good("integer 0..99", &counter);
    lie("integer 0..98", &counter);
    lie("integer 1..99", &counter);
    let any_number = format!("is_ge x0 0 L9\nis_lt x0 100 L9\n{tail}");
    good("integer 0..99|float", &any_number);
    lie("integer 0..99", &any_number);
    let next = counter.replace("call_tail", "add x0 1 -> x0 @2\ncall_tail");
    good("integer 1..100", &next.replace("@2", "@0"));
    lie("integer 1..99", &next.replace("@2", "@0"));
    let other = format!("select_value x0 L9 [3=L8 7=L8]\nL8:\n{tail}");
    good("integer 3..7", &other);
    lie("integer 3..6", &other);
    // On the other way the test failed.
    let failed = "is_integer x0 L9\nis_lt x0 5 L8\nL9:\nret\nL8:\ncall_tail 'g'/1 _";
    good("integer 5..", failed);
    lie("integer 6..", failed);
    // What overflows is integer, but no small one.
    let double = "is_integer x0 L9\nis_ge x0 0 L9\nmul x0 x0 -> x0 @0\ncall_tail 'g'/1 _\nL9:\nret";
    good("integer", double);
    lie("integer 0..1152921504606846975", double);
}

#[test]
fn facts_at_labels_hold() {
    let code = |jump: &str| format!("{jump}\njump L8\nL8:\nret");
    let check = |fact: &str, jump: &str, problem| {
        check_two(&format!("L8 x0 {fact}"), &code(jump), "ret", problem);
    };
    let wrong = Some("fact that does not hold");
    check(
        "integer 3..4",
        "is_atom x1 L7\nmove 3 -> x0\njump L8\nL7:\nmove 4 -> x0",
        None,
    );
    check(
        "integer 3..3",
        "is_atom x1 L7\nmove 3 -> x0\njump L8\nL7:\nmove 4 -> x0",
        wrong,
    );
    check(
        "integer",
        "is_atom x1 L7\nmove 3 -> x0\njump L8\nL7:\nmove [] -> x0",
        wrong,
    );
    check(
        "tuple/2",
        "is_tuple x0 L6\njump L8\nL6:\nmove #1 -> x0",
        wrong,
    );
    check(
        "tuple/2",
        "is_arity x0 2 L6\njump L8\nL6:\nmove #1 -> x0",
        None,
    );
}
