//! Every program under examples/ prints what it prints on real Erlang, and its tests pass: `expected.txt` in its folder was recorded with
//! OTP, see tests/example.erl. Environment: `EXAMPLES_FILTER` runs only those whose name contains the text.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How the machine is set up.
const MODES: &[&[&str]] = &[&[], &["--schedulers", "1"], &["--schedulers", "4"]];

const TIMEOUT: Duration = Duration::from_secs(120);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the repository's root exists")
}

fn examples(root: &Path) -> Vec<PathBuf> {
    let filter = std::env::var("EXAMPLES_FILTER").unwrap_or_default();
    let mut found: Vec<PathBuf> = std::fs::read_dir(root.join("examples"))
        .expect("the folder of examples can be read")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("expected.txt").is_file())
        .filter(|path| path.to_string_lossy().contains(&filter))
        .collect();
    found.sort();
    found
}

/// What the example printed, or why it did not end well.
fn run(root: &Path, example: &Path, flags: &[&str]) -> Result<String, String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_purlin"))
        .arg("run")
        .args(flags)
        .arg("--path")
        .arg(example.join("src"))
        .arg(root.join("tests/example.erl"))
        .arg(example)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let mut stdout = child.stdout.take().expect("standard output is a pipe");
    let mut stderr = child.stderr.take().expect("standard error is a pipe");
    let out = std::thread::spawn(move || {
        let mut text = String::new();
        let _ = stdout.read_to_string(&mut text);
        text
    });
    let err = std::thread::spawn(move || {
        let mut text = String::new();
        let _ = stderr.read_to_string(&mut text);
        text
    });
    let started = Instant::now();
    let status = loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) => break status,
            None if started.elapsed() > TIMEOUT => {
                let _ = child.kill();
                let _ = child.wait();
                return Err("timed out".to_string());
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let out = out.join().expect("the reader of standard output ends");
    let err = err.join().expect("the reader of standard error ends");
    match status.success() {
        true => Ok(out),
        false => Err(format!("{status}\n{out}\n{err}")),
    }
}

/// The first line that differs.
fn difference(expected: &str, printed: &str) -> String {
    let mut lines = expected.lines().zip(printed.lines()).enumerate();
    match lines.find(|(_, (a, b))| a != b) {
        Some((n, (a, b))) => format!("line {}\n  expected: {a}\n  printed:  {b}", n + 1),
        None => format!(
            "{} lines expected, {} printed",
            expected.lines().count(),
            printed.lines().count()
        ),
    }
}

#[test]
fn examples_print_what_real_erlang_prints() {
    let root = root();
    let examples = examples(&root);
    assert!(!examples.is_empty(), "there are examples");
    let mut failures = Vec::new();
    for example in &examples {
        let expected = std::fs::read_to_string(example.join("expected.txt"))
            .expect("the recorded output can be read");
        for flags in MODES {
            let problem = match run(&root, example, flags) {
                Ok(printed) if printed == expected => continue,
                Ok(printed) => difference(&expected, &printed),
                Err(why) => why,
            };
            failures.push(format!("{} {flags:?}: {problem}", example.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
