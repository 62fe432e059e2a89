//! Every program under tests/run, in every mode of the machine, prints what real Erlang printed.
//!
//! `NAME.out` beside a program holds the output recorded with OTP (tests/record.erl). tests/known_failures.txt lists the
//! programs that do not pass yet, with a reason: `path mode reason`, mode `*` for those that fail in some runs of any mode. A program listed
//! for one mode that passes there is an error too, unless the reason begins with `slow`: those are not run in that mode. Environment: `CORPUS_FILTER`
//! runs only programs whose path contains the text, `CORPUS_MODES` only the modes named (comma between them).
//!
//! Thousands of runs share a machine that others use too: a program that fails is run twice more, alone. If it passes both times it is
//! printed as unsteady; a few of these are let through, unless `CORPUS_STRICT` is set.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How the machine is set up for a run, and how much longer than usual it may take.
struct Mode {
    name: &'static str,
    flags: &'static [&'static str],
    patience: u32,
}

const MODES: &[Mode] = &[
    Mode {
        name: "plain",
        flags: &[],
        patience: 1,
    },
    Mode {
        name: "one-worker",
        flags: &["--schedulers", "1"],
        patience: 1,
    },
    Mode {
        name: "four-workers",
        flags: &["--schedulers", "4"],
        patience: 1,
    },
    Mode {
        name: "reductions-1",
        flags: &["--reductions", "1"],
        patience: 4,
    },
    Mode {
        name: "gc-stress",
        flags: &["--gc-stress"],
        patience: 6,
    },
];

const TIMEOUT: Duration = Duration::from_secs(10);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the repository's root exists")
}

fn programs(root: &Path) -> Vec<PathBuf> {
    let filter = std::env::var("CORPUS_FILTER").unwrap_or_default();
    let mut found = Vec::new();
    let mut folders = vec![root.join("tests/run")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the corpus can be read") {
            let path = entry.expect("an entry of the corpus can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "erl")
                && path.with_extension("out").exists()
                && path.to_string_lossy().contains(&filter)
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// `path mode|* reason` a line.
fn known_failures(root: &Path) -> BTreeMap<(String, String), String> {
    let text = std::fs::read_to_string(root.join("tests/known_failures.txt")).unwrap_or_default();
    let mut known = BTreeMap::new();
    for line in text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
    {
        let mut words = line.splitn(3, ' ');
        if let (Some(path), Some(mode), Some(reason)) = (words.next(), words.next(), words.next()) {
            known.insert((path.to_string(), mode.to_string()), reason.to_string());
        }
    }
    known
}

/// What a run printed, or why there is nothing to compare.
fn run(root: &Path, program: &Path, mode: &Mode) -> Result<Vec<u8>, String> {
    let name = program.file_stem().expect("a program has a name");
    let folder = program.parent().expect("a program lies in a folder");
    let mut child = Command::new(env!("CARGO_BIN_EXE_purlin"))
        .arg("run")
        .args(mode.flags)
        .arg("--path")
        // Relative, as when the outputs were recorded: stack traces show it.
        .arg(folder.strip_prefix(root).unwrap_or(folder))
        .arg("tests/corpus.erl")
        .arg(name)
        .current_dir(root)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| e.to_string())?;
    let mut stdout = child.stdout.take().expect("standard output is a pipe");
    let mut stderr = child.stderr.take().expect("standard error is a pipe");
    let out = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = stdout.read_to_end(&mut bytes);
        bytes
    });
    let err = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = stderr.read_to_end(&mut bytes);
        bytes
    });
    let started = Instant::now();
    let status = loop {
        match child.try_wait().map_err(|e| e.to_string())? {
            Some(status) => break status,
            None if started.elapsed() > TIMEOUT * mode.patience => {
                let _ = child.kill();
                let _ = child.wait();
                return Err("timed out".to_string());
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let out = out.join().expect("the reader of standard output ends");
    let err = err.join().expect("the reader of standard error ends");
    match status.success() {
        true => Ok(out),
        false => Err(format!(
            "{status}: {}",
            String::from_utf8_lossy(&err)
                .chars()
                .take(600)
                .collect::<String>()
        )),
    }
}

/// Does the program print what it should?
fn verdict(root: &Path, program: &Path, mode: &Mode) -> Result<(), String> {
    let expected =
        std::fs::read(program.with_extension("out")).expect("a recorded output can be read");
    let got = run(root, program, mode)?;
    match got == expected {
        true => Ok(()),
        false => Err(difference(&expected, &got)),
    }
}

/// So many unsteady programs are an accident; more are a fault.
const MOST_UNSTEADY: usize = 4;

/// Runs what failed again, alone. Gives what is wrong.
fn confirmed(root: &Path, failed: Vec<(&Path, &Mode, String)>) -> Vec<String> {
    let strict = std::env::var_os("CORPUS_STRICT").is_some();
    let (mut problems, mut unsteady) = (Vec::new(), Vec::new());
    for (program, mode, why) in failed {
        let path = program.strip_prefix(root).unwrap_or(program).display();
        let found = format!("{path} [{}] {why}", mode.name);
        let passes = || verdict(root, program, mode).is_ok();
        match !strict && unsteady.len() < MOST_UNSTEADY && passes() && passes() {
            true => unsteady.push(found),
            false => problems.push(found),
        }
    }
    for found in unsteady {
        println!("unsteady: {found}");
    }
    problems
}

/// The first line that differs.
fn difference(expected: &[u8], got: &[u8]) -> String {
    let (expected, got) = (
        String::from_utf8_lossy(expected),
        String::from_utf8_lossy(got),
    );
    let (mut left, mut right) = (expected.lines(), got.lines());
    for line in 1.. {
        match (left.next(), right.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => {
                return format!(
                    "line {line}\n    expected {}\n    got      {}",
                    a.unwrap_or("(end)"),
                    b.unwrap_or("(end)")
                );
            }
        }
    }
    "only line ends differ".to_string()
}

/// Where an instruction's handler ends with a call of the next one's, that call must be a jump: a slice that never ends needs no native
/// stack.
#[test]
fn a_long_slice_takes_no_native_stack() {
    let root = root();
    let mode = Mode {
        name: "long-slice",
        flags: &["--schedulers", "1", "--reductions", "1000000000"],
        patience: 1,
    };
    let program = root.join("tests/run/lang/lang_hot_loops.erl");
    assert_eq!(verdict(&root, &program, &mode), Ok(()));
}

#[test]
fn programs_print_what_erlang_prints() {
    let root = root();
    let programs = programs(&root);
    let known = known_failures(&root);
    let wanted = std::env::var("CORPUS_MODES").ok();
    let modes: Vec<&Mode> = MODES
        .iter()
        .filter(|m| {
            wanted
                .as_ref()
                .is_none_or(|w| w.split(',').any(|n| n == m.name))
        })
        .collect();
    let is_slow = |program: &Path, mode: &Mode| {
        let path = program.strip_prefix(&root).unwrap_or(program);
        let key = (path.to_string_lossy().to_string(), mode.name.to_string());
        known
            .get(&key)
            .is_some_and(|reason| reason.starts_with("slow"))
    };
    let jobs: Vec<(&PathBuf, &Mode)> = modes
        .iter()
        .flat_map(|mode| programs.iter().map(move |program| (program, *mode)))
        .filter(|(program, mode)| !is_slow(program, mode))
        .collect();
    let next = AtomicUsize::new(0);
    let problems = Mutex::new(Vec::new());
    let failed = Mutex::new(Vec::new());
    let passed = Mutex::new(BTreeMap::<&str, usize>::new());
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((program, mode)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let outcome = verdict(&root, program, mode);
                    let path = program
                        .strip_prefix(&root)
                        .unwrap_or(program)
                        .to_string_lossy()
                        .to_string();
                    let listed = known.contains_key(&(path.clone(), mode.name.to_string()))
                        || known.contains_key(&(path.clone(), "*".to_string()));
                    match (outcome, listed) {
                        (Ok(()), false) => {
                            *passed
                                .lock()
                                .expect("no thread panics here")
                                .entry(mode.name)
                                .or_default() += 1;
                        }
                        (Err(_), true) => {}
                        (Ok(()), true)
                            if known.contains_key(&(path.clone(), mode.name.to_string())) =>
                        {
                            problems
                                .lock()
                                .expect("no thread panics here")
                                .push(format!(
                                    "{path} [{}] passes: take it out of known_failures.txt",
                                    mode.name
                                ))
                        }
                        (Ok(()), true) => {}
                        (Err(why), false) => failed.lock().expect("no thread panics here").push((
                            program.as_path(),
                            *mode,
                            why,
                        )),
                    }
                }
            });
        }
    });
    for (mode, count) in passed.lock().expect("no thread panics here").iter() {
        println!("{mode}: {count} of {} programs passed", programs.len());
    }
    let mut problems = problems.into_inner().expect("no thread panics here");
    let failed = failed.into_inner().expect("no thread panics here");
    problems.extend(confirmed(&root, failed));
    problems.sort();
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        problems.join("\n")
    );
}
