//! The torture programs of tests/torture/torture.erl, small: each ends with `NAME ok` and keeps the promises that it prints figures for.
//!
//! `PURLIN_TORTURE=full` runs them at full size (a quarter of an hour, then an hour of soak; several gigabytes), `PURLIN_TORTURE_FILTER` only those whose name contains the text.
//! Figures are printed: `cargo test --release --test torture -- --nocapture`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A program with what it gets: in CI, and at full size; and flags of the machine.
struct Case {
    name: &'static str,
    small: &'static [&'static str],
    full: &'static [&'static str],
    flags: &'static [&'static str],
    /// Figures that may not be larger than this.
    limits: &'static [(&'static str, i64)],
    /// Whether a thread of this test sleeps a millisecond at a time meanwhile, to tell what the system itself makes late.
    beside_a_thread: bool,
}

const fn case(
    name: &'static str,
    small: &'static [&'static str],
    full: &'static [&'static str],
) -> Case {
    Case {
        name,
        small,
        full,
        flags: &[],
        limits: &[],
        beside_a_thread: false,
    }
}

/// A case that measures how late a process is.
const fn latency(
    name: &'static str,
    small: &'static [&'static str],
    full: &'static [&'static str],
) -> Case {
    Case {
        beside_a_thread: true,
        ..case(name, small, full)
    }
}

const CASES: &[Case] = &[
    Case {
        flags: &["--max-processes", "2000000"],
        limits: &[("bytes_per_process", 1200)],
        ..case("processes", &["100000"], &["1000000"])
    },
    case("gone", &["20000"], &["200000"]),
    case("loop", &["300000"], &["10000000"]),
    case("recursion", &["1000000"], &["10000000"]),
    // Times are compared at full size only: a busy CI machine says little in so short a time.
    case("deep_allocation", &["100000", "2"], &["3000000", "100"]),
    case("router", &["200"], &["10240"]),
    case("selective", &["50000"], &["1000000"]),
    case("ring", &["100", "100000"], &["1000", "100000000"]),
    case("fan_in", &["100000"], &["100000000"]),
    case("flood", &["100000"], &["1000000"]),
    case("kill_storm", &["3", "500"], &["100", "10000"]),
    case("link_storm", &["3", "500"], &["100", "5000"]),
    case("soak", &["1"], &["3600"]),
    case("spike", &["2000000"], &["50000000"]),
    case("timers", &["20000"], &["1000000"]),
    case("reload", &["50"], &["100000"]),
    latency("hogs", &["200"], &["5000"]),
    latency("collector", &["200", "1"], &["5000", "25"]),
    latency("copier", &["200", "1"], &["5000", "4"]),
    Case {
        flags: &["--schedulers", "1"],
        // Without others' help the first alone takes longer than this.
        limits: &[("worst_us", 200_000)],
        beside_a_thread: true,
        ..case("held", &["2"], &["8"])
    },
    latency("natives", &["100", "10"], &["5000", "100"]),
    Case {
        flags: &["--max-memory", "64M"],
        ..case("limits", &[], &[])
    },
    case("atoms", &[], &[]),
    Case {
        flags: &["--max-processes", "1000"],
        ..case("table_full", &["1000"], &["1000"])
    },
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the repository's root exists")
}

/// Runs a case; its figures, or what went wrong.
fn run(root: &Path, case: &Case, full: bool) -> Result<BTreeMap<String, i64>, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_purlin"));
    command
        .arg("run")
        .args(case.flags)
        .arg(root.join("tests/torture/torture.erl"))
        .arg(case.name)
        .args(if full { case.full } else { case.small });
    let output = match case.beside_a_thread {
        true => output_beside_a_thread(&mut command, case.name),
        false => command.output(),
    }
    .map_err(|e| e.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    print!("{text}");
    if !output.status.success() || !text.ends_with(&format!("{} ok\n", case.name)) {
        let err = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{}: {}\n{text}{err}", case.name, output.status));
    }
    let figures = text.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        Some((words.next()?.to_string(), words.next()?.parse().ok()?))
    });
    Ok(figures.collect())
}

/// The command's output; prints how late a thread of the system was that slept a millisecond at a time meanwhile.
fn output_beside_a_thread(command: &mut Command, name: &str) -> std::io::Result<Output> {
    let done = AtomicBool::new(false);
    let (output, mut late) = std::thread::scope(|scope| {
        let ticker = scope.spawn(|| ticks_until(&done));
        let output = command.output();
        done.store(true, Ordering::Relaxed);
        (output, ticker.join().expect("the ticker ends"))
    });
    late.sort_unstable();
    if let Some(&worst) = late.last() {
        let part = |hundredths: usize| late[(late.len() - 1) * hundredths / 100];
        println!("{name} thread_p50_us {}", part(50));
        println!("{name} thread_p99_us {}", part(99));
        println!("{name} thread_max_us {worst}");
    }
    output
}

/// How many microseconds each sleep of a millisecond took too long.
fn ticks_until(done: &AtomicBool) -> Vec<u128> {
    const TICK: Duration = Duration::from_millis(1);
    let mut late = Vec::new();
    while !done.load(Ordering::Relaxed) {
        let start = Instant::now();
        std::thread::sleep(TICK);
        late.push(start.elapsed().saturating_sub(TICK).as_micros());
    }
    late
}

fn check(root: &Path, case: &Case, full: bool) -> Result<(), String> {
    let figures = run(root, case, full)?;
    for &(key, limit) in case.limits {
        match figures.get(key) {
            Some(&value) if value <= limit => {}
            value => return Err(format!("{}: {key} is {value:?}, not {limit}", case.name)),
        }
    }
    Ok(())
}

#[test]
fn the_machine_withstands_torture() {
    let root = root();
    let full = std::env::var("PURLIN_TORTURE").is_ok_and(|size| size == "full");
    let filter = std::env::var("PURLIN_TORTURE_FILTER").unwrap_or_default();
    let failed: Vec<String> = CASES
        .iter()
        .filter(|case| case.name.contains(&filter))
        .filter_map(|case| check(&root, case, full).err())
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
