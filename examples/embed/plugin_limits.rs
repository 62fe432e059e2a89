//! Plugins of strangers: each in a machine of its own, with limits and without access to anything but what the host offers.
//!
//! Run it with `cargo run -p purlin --example plugin_limits`.

use std::time::Duration;

use purlin::{Error, Limit, Vm};

const PLUGINS: &[(&str, &str)] = &[
    ("shout", "run(Text) -> string:uppercase(Text)."),
    (
        "reader",
        "run(_) -> {error, eacces} = file:read_file(\"/etc/passwd\"), host:log(<<\"denied\">>), <<\"nothing\">>.",
    ),
    ("loop", "run(Text) -> run(Text)."),
    ("hog", "run(Text) -> run([Text | Text])."),
    (
        "bomb",
        "run(Text) -> spawn(fun() -> run(Text) end), run(Text).",
    ),
    (
        "atoms",
        "run(Text) -> run(Text, 0).\nrun(Text, N) -> list_to_atom(integer_to_list(N)), run(Text, N + 1).",
    ),
    ("crash", "run(Text) -> binary_to_integer(Text)."),
];

fn run(name: &str, body: &str, text: &str) -> Result<String, Error> {
    let vm = Vm::builder()
        .schedulers(1)
        .max_memory(64 << 20)
        .max_reductions(20_000_000)
        .max_time(Duration::from_secs(10))
        .max_processes(500)
        .max_atoms(30_000)
        .max_mailbox(10_000)
        .build()?;
    let plugin = name.to_string();
    vm.module("host")
        .function("log", move |line: String| println!("[{plugin}] {line}"))?;
    vm.load(&format!("-module({name}).\n-export([run/1]).\n{body}"))?;
    vm.call(name, "run", (text,))
}

pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    for (name, body) in PLUGINS {
        let outcome = run(name, body, "hello");
        match &outcome {
            Ok(text) => println!("{name}: {text}"),
            Err(error) => println!("{name}: {error}"),
        }
        let expected = match *name {
            "shout" => outcome.as_deref().is_ok_and(|text| text == "HELLO"),
            "reader" => outcome.is_ok(),
            "loop" => matches!(
                outcome,
                Err(Error::Limit {
                    which: Limit::Reductions,
                    ..
                })
            ),
            "hog" => matches!(
                outcome,
                Err(Error::Limit {
                    which: Limit::Memory,
                    ..
                })
            ),
            "bomb" => matches!(
                outcome,
                Err(Error::Limit {
                    which: Limit::Processes,
                    ..
                })
            ),
            "atoms" => matches!(
                outcome,
                Err(Error::Limit {
                    which: Limit::Atoms,
                    ..
                })
            ),
            _ => matches!(outcome, Err(Error::Exception(_))),
        };
        assert!(expected, "{name}: {outcome:?}");
    }
    Ok(())
}
