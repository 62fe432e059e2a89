//! Runs the programs of benches/programs on Purlin and, where it is installed, on Erlang/OTP, in turn, and compares.
//!
//! ```text
//! cargo run --release -p purlin-benches -- [--group cpu,conc] [--filter fib] [--passes 5] [--rounds 3] [--write]
//! ```
//!
//! Each pass runs every program once on each side (A B A B ...); each run warms up and gives the median of some rounds. The ratio of
//! a program is the median over the passes of Purlin's time divided by OTP's in the same pass. Results must agree. `ERL` and `ERLC`
//! name the commands (default `erl`, `erlc`), `PURLIN` the binary (default target/release/purlin). `--write` replaces the table in
//! docs/performance.md.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

struct Settings {
    groups: Vec<String>,
    filter: String,
    passes: usize,
    rounds: usize,
    write: bool,
}

/// One side's measurement of one program.
#[derive(Clone, Copy)]
struct Sample {
    micros: f64,
    result: u64,
}

#[derive(Default)]
struct Row {
    purlin: Vec<f64>,
    otp: Vec<f64>,
    ratios: Vec<f64>,
    problem: Option<String>,
}

fn main() -> ExitCode {
    let settings = match settings(std::env::args().skip(1)) {
        Ok(settings) => settings,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    let root = root();
    let programs = programs(&root, &settings);
    let beams = compile_for_otp(&root, &programs);
    if beams.is_none() {
        eprintln!("no Erlang/OTP found (ERL, ERLC): measuring Purlin alone");
    }
    let mut rows: BTreeMap<(String, String), Row> = BTreeMap::new();
    for pass in 1..=settings.passes {
        for (group, path) in &programs {
            let name = stem(path);
            eprint!("\rpass {pass}/{} {name:<20}", settings.passes);
            let row = rows.entry((group.clone(), name.clone())).or_default();
            let ours = run_purlin(&root, path, &name, settings.rounds);
            let theirs = beams
                .as_ref()
                .map(|folder| run_otp(folder, &name, settings.rounds));
            row.record(ours, theirs);
        }
    }
    eprintln!("\r{:40}", "");
    let table = table(&rows);
    print!("{table}");
    if settings.write
        && let Err(error) = write_table(&root, &table)
    {
        eprintln!("docs/performance.md: {error}");
        return ExitCode::FAILURE;
    }
    match rows.values().any(|row| row.problem.is_some()) {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}

fn settings(args: impl Iterator<Item = String>) -> Result<Settings, String> {
    let mut settings = Settings {
        groups: Vec::new(),
        filter: String::new(),
        passes: 5,
        rounds: 3,
        write: false,
    };
    let mut args = args;
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--group" => settings.groups = value()?.split(',').map(str::to_string).collect(),
            "--filter" => settings.filter = value()?,
            "--passes" => {
                settings.passes = value()?
                    .parse()
                    .map_err(|_| "--passes needs a number".to_string())?
            }
            "--rounds" => {
                settings.rounds = value()?
                    .parse()
                    .map_err(|_| "--rounds needs a number".to_string())?
            }
            "--write" => settings.write = true,
            _ => return Err(format!("unknown option {arg}")),
        }
    }
    Ok(settings)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// `(group, file)`, in order.
fn programs(root: &Path, settings: &Settings) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    let Ok(groups) = std::fs::read_dir(root.join("benches/programs")) else {
        return found;
    };
    for group in groups.flatten().filter(|entry| entry.path().is_dir()) {
        let name = group.file_name().to_string_lossy().into_owned();
        if !settings.groups.is_empty() && !settings.groups.contains(&name) {
            continue;
        }
        for file in std::fs::read_dir(group.path())
            .into_iter()
            .flatten()
            .flatten()
        {
            let path = file.path();
            if path.extension().is_some_and(|e| e == "erl")
                && stem(&path).contains(&settings.filter)
            {
                found.push((name.clone(), path));
            }
        }
    }
    found.sort();
    found
}

/// Compiled programs for OTP, if it is there.
fn compile_for_otp(root: &Path, programs: &[(String, PathBuf)]) -> Option<PathBuf> {
    let folder = root.join("target/bench-beams");
    std::fs::create_dir_all(&folder).ok()?;
    let mut command = shell_words("ERLC", "erlc");
    command
        .arg("-o")
        .arg(&folder)
        .arg(root.join("benches/programs/bench.erl"));
    command.args(programs.iter().map(|(_, path)| path));
    command.status().ok()?.success().then_some(folder)
}

/// A command from the environment: words separated by spaces.
fn shell_words(variable: &str, default: &str) -> Command {
    let text = std::env::var(variable).unwrap_or_else(|_| default.to_string());
    let mut words = text.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(default));
    command.args(words);
    command
}

fn run_purlin(root: &Path, path: &Path, name: &str, rounds: usize) -> Result<Sample, String> {
    let binary = std::env::var_os("PURLIN")
        .map_or_else(|| root.join("target/release/purlin"), PathBuf::from);
    let folder = path.parent().unwrap_or(root);
    let mut command = Command::new(binary);
    command
        .arg("run")
        .arg("--path")
        .arg(folder)
        .arg(root.join("benches/programs/bench.erl"));
    command.arg(name).arg(rounds.to_string());
    sample(command)
}

fn run_otp(folder: &Path, name: &str, rounds: usize) -> Result<Sample, String> {
    let mut command = shell_words("ERL", "erl");
    command.arg("-noshell").arg("-pa").arg(folder);
    command
        .arg("-eval")
        .arg(format!("bench:main([\"{name}\", \"{rounds}\"]), halt()."));
    sample(command)
}

/// The line that bench:main/1 prints.
fn sample(mut command: Command) -> Result<Sample, String> {
    let output = command.output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [_, median, _, result] => Ok(Sample {
            micros: median.parse().map_err(|_| format!("no time in {text:?}"))?,
            result: result
                .parse()
                .map_err(|_| format!("no result in {text:?}"))?,
        }),
        _ => {
            let error = String::from_utf8_lossy(&output.stderr);
            Err(error
                .lines()
                .next()
                .unwrap_or("printed nothing")
                .to_string())
        }
    }
}

impl Row {
    fn record(&mut self, ours: Result<Sample, String>, theirs: Option<Result<Sample, String>>) {
        let ours = match ours {
            Ok(sample) => sample,
            Err(why) => {
                self.problem = Some(why);
                return;
            }
        };
        self.purlin.push(ours.micros);
        match theirs {
            None => {}
            Some(Ok(theirs)) if theirs.result == ours.result => {
                self.otp.push(theirs.micros);
                self.ratios.push(ours.micros / theirs.micros);
            }
            Some(Ok(_)) => self.problem = Some("the results differ".to_string()),
            Some(Err(why)) => self.problem = Some(format!("OTP: {why}")),
        }
    }
}

fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied()
}

fn table(rows: &BTreeMap<(String, String), Row>) -> String {
    let mut text = String::from(
        "| group | program | Purlin ms | OTP ms | ratio | spread |\n|---|---|---|---|---|---|\n",
    );
    let mut groups: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let millis = |values: &[f64]| {
        median(values).map_or("-".to_string(), |micros| format!("{:.2}", micros / 1000.0))
    };
    for ((group, name), row) in rows {
        let ratio = median(&row.ratios);
        if let Some(ratio) = ratio {
            groups.entry(group).or_default().push(ratio);
        }
        let spread = match (
            row.ratios.iter().copied().reduce(f64::min),
            row.ratios.iter().copied().reduce(f64::max),
        ) {
            (Some(least), Some(most)) => format!("{least:.2}..{most:.2}"),
            _ => row.problem.clone().unwrap_or_default(),
        };
        let ratio = ratio.map_or("-".to_string(), |ratio| format!("{ratio:.2}"));
        let _ = writeln!(
            text,
            "| {group} | {name} | {} | {} | {ratio} | {spread} |",
            millis(&row.purlin),
            millis(&row.otp)
        );
    }
    for (group, ratios) in groups {
        let mean = (ratios.iter().map(|ratio| ratio.ln()).sum::<f64>() / ratios.len() as f64).exp();
        let _ = writeln!(
            text,
            "| {group} | **geometric mean** | | | **{mean:.2}** | {} programs |",
            ratios.len()
        );
    }
    text
}

/// The table stands between two marker lines.
fn write_table(root: &Path, table: &str) -> std::io::Result<()> {
    const BEGIN: &str = "<!-- benchmarks: begin -->\n";
    const END: &str = "<!-- benchmarks: end -->";
    let path = root.join("docs/performance.md");
    let text = std::fs::read_to_string(&path)?;
    let (Some(begin), Some(end)) = (text.find(BEGIN), text.find(END)) else {
        return Err(std::io::Error::other("the marker lines are missing"));
    };
    let new = format!("{}{table}{}", &text[..begin + BEGIN.len()], &text[end..]);
    std::fs::write(path, new)
}
