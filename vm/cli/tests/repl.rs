//! The REPL in a real pseudo-terminal, and with piped input.

mod support;

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use support::Folder;

/// A terminal with a REPL in it.
struct Terminal {
    screen: Arc<Mutex<vt100::Parser>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
}

const ROWS: u16 = 30;
const COLUMNS: u16 = 90;

const UP: &str = "\x1b[A";
const CTRL_A: &str = "\x01";
const CTRL_C: &str = "\x03";
const CTRL_D: &str = "\x04";
const ENTER: &str = "\r";

impl Terminal {
    fn new(folder: &Folder) -> Terminal {
        Terminal::with(folder, &[])
    }

    fn with(folder: &Folder, args: &[&str]) -> Terminal {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system()
            .openpty(size)
            .expect("there are terminals");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_purlin"));
        command.args(args);
        command.cwd(&folder.0);
        command.env("TERM", "xterm-256color");
        command.env("NO_COLOR", "1");
        command.env("PURLIN_HISTORY", folder.0.join("history"));
        let child = pair.slave.spawn_command(command).expect("the REPL starts");
        drop(pair.slave);
        let [rows, columns] =
            [ROWS, COLUMNS].map(|n| NonZero::new(n).expect("a terminal has a size"));
        let screen = Arc::new(Mutex::new(vt100::Parser::new(rows, columns, 0)));
        let keys = Arc::new(Mutex::new(
            pair.master.take_writer().expect("it can be written to"),
        ));
        let mut output = pair.master.try_clone_reader().expect("it can be read");
        let (seen, answer) = (screen.clone(), keys.clone());
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(n @ 1..) = output.read(&mut bytes) {
                let mut screen = seen.lock().expect("nobody panics with it");
                screen.process(&bytes[..n]);
                // The editor asks where the cursor is.
                if bytes[..n].windows(4).any(|window| window == b"\x1b[6n") {
                    let (row, column) = screen.screen().cursor_position();
                    let text = format!("\x1b[{};{}R", row + 1, column + 1);
                    let _ = answer
                        .lock()
                        .expect("nobody panics with it")
                        .write_all(text.as_bytes());
                }
            }
        });
        let terminal = Terminal {
            screen,
            keys: Box::new(Shared(keys)),
            child,
            _master: pair.master,
        };
        terminal.wait(&format!("\n{}>", if args.is_empty() { 1 } else { 2 }));
        terminal
    }

    fn text(&self) -> String {
        let screen = self.screen.lock().expect("nobody panics with it");
        let rows: Vec<String> = screen
            .screen()
            .rows(0, COLUMNS)
            .map(|row| row.trim_end().to_owned())
            .collect();
        rows.join("\n").trim_end().to_owned()
    }

    fn keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("it listens");
        self.keys.flush().expect("it listens");
    }

    /// Types a line; waits for what it leads to.
    #[track_caller]
    fn line(&mut self, text: &str, then: &str) {
        self.keys(text);
        self.wait(text);
        self.keys(ENTER);
        self.wait(then);
    }

    /// Until the screen's last lines hold the text.
    #[track_caller]
    fn wait(&self, text: &str) {
        let deadline = Instant::now() + Duration::from_secs(30);
        while !self.text().contains(text) {
            assert!(
                Instant::now() < deadline,
                "{text:?} is not on the screen:\n{}",
                self.text()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// The end of the process.
    #[track_caller]
    fn ended(&mut self) -> u32 {
        let deadline = Instant::now() + Duration::from_secs(30);
        loop {
            if let Some(status) = self.child.try_wait().expect("it is ours") {
                return status.exit_code();
            }
            assert!(
                Instant::now() < deadline,
                "it does not end:\n{}",
                self.text()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

struct Shared(Arc<Mutex<Box<dyn Write + Send>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("nobody panics with it").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.lock().expect("nobody panics with it").flush()
    }
}

#[test]
fn expressions_definitions_and_records() {
    let folder = Folder::new();
    let mut terminal = Terminal::new(&folder);
    terminal.line("X = 1 + 2.", "\n3\n2>");
    terminal.line("double(N) -> N * 2.", "\nok\n3>");
    terminal.line("double(X).", "\n6\n4>");
    terminal.line("-record(person, {name, age = 3}).", "\nok\n5>");
    terminal.line(
        "#person{name = \"Joe\"}.",
        "#person{name = \"Joe\",age = 3}\n6>",
    );
    terminal.line("v(2), v(-1).", "age = 3}\n7>");
    terminal.line("doubel(X).", "hint: is double meant?\n8>");
    insta::assert_snapshot!(terminal.text());
}

#[test]
fn a_crash_keeps_bindings_and_shows_the_callers() {
    let folder = Folder::new();
    folder.file(
        "m.erl",
        "-module(m).\n-export([f/1]).\nf(X) ->\n    g(X) + 1.\ng(X) when X > 0 -> X.\n",
    );
    let mut terminal = Terminal::with(&folder, &["repl", "m.erl"]);
    terminal.wait("2>");
    terminal.line("Y = 7.", "\n7\n3>");
    terminal.line("m:f(0).", "\n4>");
    terminal.line("exit(over).", "\n5>");
    terminal.line("Y.", "\n7\n6>");
    insta::assert_snapshot!(terminal.text());
}

#[test]
fn several_lines_until_the_full_stop() {
    let folder = Folder::new();
    let mut terminal = Terminal::new(&folder);
    terminal.line("case 1 of", "case 1 of\n..");
    terminal.line("  1 -> \"one. \";", ";\n..");
    terminal.line("  _ -> other", "other\n..");
    terminal.line("end.", "\n\"one. \"\n2>");
    // An editing key: home, then a change.
    terminal.keys("+ 1.");
    terminal.wait("2> + 1.");
    terminal.keys(CTRL_A);
    terminal.line("41 ", "\n42\n3>");
    // Ctrl-C drops what was typed.
    terminal.keys("half(");
    terminal.wait("half(");
    terminal.keys(CTRL_C);
    terminal.wait("half(\n3>");
    insta::assert_snapshot!(terminal.text());
}

#[test]
fn completion_offers_functions_with_documentation() {
    let folder = Folder::new();
    let mut terminal = Terminal::new(&folder);
    terminal.keys("lists:key");
    terminal.wait("lists:key");
    terminal.keys("\t");
    terminal.wait("keyfind/3");
    insta::assert_snapshot!(terminal.text());
    terminal.keys(CTRL_C);
    terminal.keys(CTRL_C);
    terminal.wait("lists:key\n1>");
    terminal.line("Variable = 5.", "\n5\n2>");
    terminal.keys("Vari");
    terminal.wait("2> Vari");
    terminal.keys("\t");
    terminal.wait("2> Variable");
    terminal.line(".", "\n5\n3>");
    terminal.line("rd(item, {price, count}).", "\nitem\n4>");
    terminal.keys("#item{pr");
    terminal.wait("#item{pr");
    terminal.keys("\t");
    terminal.wait("#item{price =");
}

#[test]
fn interrupt_returns_to_the_prompt() {
    let folder = Folder::new();
    let mut terminal = Terminal::new(&folder);
    terminal.line("X = 1.", "\n1\n2>");
    for endless in [
        "receive never -> ok end.",
        "(fun F(N) -> F(N + 1) end)(0).",
        "timer:sleep(infinity).",
    ] {
        terminal.keys(endless);
        terminal.wait(endless);
        terminal.keys(ENTER);
        std::thread::sleep(Duration::from_millis(200));
        let before = terminal.text().matches("** interrupted").count();
        terminal.keys(CTRL_C);
        support::until("it is interrupted", || {
            terminal.text().matches("** interrupted").count() > before
        });
    }
    terminal.line("X.", "X.\n1\n6>");
}

#[test]
fn output_of_others_does_not_garble_the_line() {
    let folder = Folder::new();
    let mut terminal = Terminal::new(&folder);
    terminal.line(
        "spawn(fun() -> timer:sleep(500), io:put_chars(\"from another\\n\") end), ok.",
        "\nok\n2>",
    );
    terminal.keys("half a li");
    terminal.wait("2> half a li");
    terminal.wait("\nfrom another\n2> half a li");
}

#[test]
fn history_lasts_over_sessions() {
    let folder = Folder::new();
    let mut terminal = Terminal::new(&folder);
    terminal.line("\"remembered\".", "\n\"remembered\"\n2>");
    terminal.keys(CTRL_D);
    assert_eq!(terminal.ended(), 0);
    let mut terminal = Terminal::new(&folder);
    terminal.wait("1>");
    terminal.keys(UP);
    terminal.wait("1> \"remembered\".");
    terminal.keys(ENTER);
    terminal.wait("\n\"remembered\"\n2>");
}

#[test]
fn leaving_gives_the_status() {
    let folder = Folder::new();
    let mut terminal = Terminal::new(&folder);
    terminal.keys("halt(3).\r");
    assert_eq!(terminal.ended(), 3);
    let mut terminal = Terminal::new(&folder);
    terminal.keys("q().\r");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn a_pasted_transcript_runs_without_its_answers() {
    let folder = Folder::new();
    let mut terminal = Terminal::new(&folder);
    terminal.keys("\x1b[200~1> A = 20.\n20\n2> A +\n.. 2.\n22\n\x1b[201~");
    terminal.wait("22");
    terminal.keys(ENTER);
    terminal.wait("\n20\n22\n3>");
}

#[test]
fn long_results_are_shortened() {
    let folder = Folder::new();
    let mut terminal = Terminal::new(&folder);
    terminal.line("lists:seq(1, 100).", "rp(v(1)). shows all of it\n2>");
    terminal.line("rp(v(1)).", "98,99,100]\nok\n3>");
}

#[test]
fn a_program_reads_from_the_terminal() {
    let folder = Folder::new();
    let mut terminal = Terminal::new(&folder);
    terminal.keys("io:get_line(\"name? \").\r");
    terminal.wait("\nname?");
    terminal.keys("Joe\r");
    terminal.wait("\"Joe\\n\"\n2>");
}

// ---- piped

/// As OTP's shell tells them.
#[test]
fn crashes_say_which_operand_or_argument_was_wrong() {
    let folder = Folder::new();
    let told = |input: &str| folder.run_with_input(&["repl"], input).expect(1).err;
    let operator = |name: &str, called: &str| {
        format!(
            "** exception error: an error occurred when evaluating an arithmetic expression\n     in operator  {name}\n        called as {called}\n"
        )
    };
    assert_eq!(told("1/0.\n"), operator("'/'/2", "1 / 0"));
    assert_eq!(told("X = a.\nX / 2 + 1.5.\n"), operator("'/'/2", "a / 2"));
    assert_eq!(told("1 rem 0.\n"), operator("rem/2", "1 rem 0"));
    for (input, hint) in [
        (
            "lists:foreach(fun(Y) -> 1 / Y end, [1, 0]).",
            "called as 1 / 0\n     in call from ",
        ),
        (
            "ets:lookup(nope, 1).",
            "*** argument 1: the table identifier does not refer to an existing ETS table",
        ),
        (
            "io:format(\"~q\").",
            "*** argument 1: format string invalid (invalid control ~q)",
        ),
        (
            "io:format(\"~s~n\", [1]).",
            "*** argument 2: element 1 must be of type string",
        ),
        ("apply(lists, sort, 1).", "*** argument 3: not a list"),
    ] {
        let told = told(&format!("{input}\n"));
        assert!(told.contains(hint), "{input}: {told}");
    }
    // A quotient is as any number to what follows.
    let ran = folder.run_with_input(
        &["repl"],
        "half(X) -> twice(X / 2) / 4.\ntwice(X) -> X * 2.0.\nhalf(6).\n",
    );
    assert_eq!(ran.expect(0).out.lines().last(), Some("1.5"));
}

#[test]
fn piped_input_is_evaluated_to_its_end() {
    let folder = Folder::new();
    let ran = folder
        .run_with_input(&["repl"], "X = 6.\nX *\n  7.\nio:put_chars(\"said\\n\").\n")
        .expect(0);
    assert_eq!(
        (ran.out.as_str(), ran.err.as_str()),
        ("6\n42\nsaid\nok\n", "")
    );
    let ran = folder.run_with_input(&[], "1/0.\n2.\n").expect(1);
    assert_eq!(ran.out, "2\n");
    assert!(
        ran.err
            .starts_with("** exception error: an error occurred when evaluating"),
        "{}",
        ran.err
    );
    assert_eq!(
        folder
            .run_with_input(&["repl"], "halt(4).\n1.\n")
            .expect(4)
            .out,
        ""
    );
    let ran = folder.run_with_input(&["repl"], "1 +\n").expect(1);
    assert!(
        ran.err.contains("the input ends before the full stop"),
        "{}",
        ran.err
    );
    let ran = folder.run_with_input(&["repl"], "X = .\n1.\n").expect(1);
    assert_eq!(ran.out, "1\n");
}

#[test]
fn forgetting_stands_anywhere_among_the_expressions() {
    let folder = Folder::new();
    let ran = folder
        .run_with_input(
            &["repl"],
            "X = 1, f(X).\nX = 2, Y = (3), f(X), (Y + 1), X = \"a, b\",\n f(Y), (X).\nY = X.\nf(Y), f(X), X = 1, X = 2.\nY.\n\
             Z = 1, f(), Z.\n[X, Y].\n",
        )
        .expect(1);
    assert_eq!(
        ran.out,
        "ok\n\"a, b\"\n\"a, b\"\n\"a, b\"\n[\"a, b\",\"a, b\"]\n"
    );
    assert!(ran.err.contains("no match of right hand side value 2"));
    assert!(ran.err.contains("variable `Z` has no value here"));
}

/// Evaluations leave neither code, constants, funs nor atoms behind: what waits to be freed is a batch at most.
#[test]
fn evaluations_leave_nothing_behind() {
    const FIGURES: &str =
        "{erlang:system_info(atom_count), length(code:all_loaded()), erlang:memory(code)}.\n";
    let folder = Folder::new();
    let mut input = String::from("lists:map(fun(X) -> X end, [1]).\n");
    for n in 0..2200 {
        if n == 200 {
            input.push_str(FIGURES);
        }
        input.push_str(&format!("Y{} = [{n} | \"some text {n}\"], lists:foldl(fun(A, B) -> A + B + {n} end, 0, [1]).\nf().\n", n % 7));
    }
    input.push_str(FIGURES);
    let ran = folder.run_with_input(&["repl"], &input).expect(0);
    let counts: Vec<Vec<usize>> = ran
        .out
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| {
            line.trim_matches(['{', '}'])
                .split(',')
                .filter_map(|n| n.parse().ok())
                .collect()
        })
        .collect();
    let [first, last] = counts.as_slice() else {
        panic!("{counts:?}");
    };
    assert!(last[0] < first[0] + 100, "atoms: {counts:?}");
    assert!(last[1] < first[1] + 30, "modules: {counts:?}");
    assert!(last[2] < first[2] + 200_000, "code: {counts:?}");
}
