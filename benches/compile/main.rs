//! How fast the compiler is: source text to module file, against `erlc` where it is installed.
//!
//! ```text
//! cargo bench -p purlin-benches --bench compile [-- --passes 5]
//! ```
//!
//! Both sides are whole processes, in turn, and nothing is subtracted; what an `erlc` of an empty module takes is told besides.
//! Memory is the largest resident size of a process. `ERLC` names the command. Then come shapes at growing sizes, Purlin alone: time
//! a line should stay what it is.

mod generate;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use purlin_compiler::driver::{Options, compile};
use purlin_compiler::source::provider::{ReadError, SourceProvider};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["child", files @ ..] => child(files),
        _ => parent(&args),
    }
}

/// Compiles files in this process.
fn child(files: &[&str]) {
    let include = std::env::var("BENCH_INCLUDE").unwrap_or_default();
    for file in files {
        let text = std::fs::read(file).expect("a readable file");
        let options = Options {
            include_paths: include.split(':').map(str::to_owned).collect(),
            ..Options::default()
        };
        let output = compile(file, text, &Files, &options);
        match &output.module {
            Some(module) => {
                std::hint::black_box(purlin_isa::encode::encode(module));
            }
            None => {
                print!("{}", output.render(false));
                std::process::exit(1);
            }
        }
    }
}

struct Files;

impl SourceProvider for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        std::fs::read(path).map_err(|_| ReadError::NotFound)
    }
}

/// One run of a command: seconds and largest resident kilobytes.
#[derive(Clone, Copy)]
struct Run {
    seconds: f64,
    kilobytes: i64,
}

fn run(command: &mut Command) -> Option<Run> {
    use std::os::unix::process::ExitStatusExt;
    command
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null());
    let start = Instant::now();
    let child = command.spawn().ok()?;
    let (mut status, mut usage) = (0, std::mem::MaybeUninit::<libc::rusage>::zeroed());
    // SAFETY: the pid is our child's, not waited for yet; both pointers are valid for writes.
    let waited = unsafe { libc::wait4(child.id() as i32, &mut status, 0, usage.as_mut_ptr()) };
    let seconds = start.elapsed().as_secs_f64();
    // SAFETY: all bit patterns of the struct are valid, and it was zeroed.
    let usage = unsafe { usage.assume_init() };
    let done = waited > 0 && std::process::ExitStatus::from_raw(status).success();
    done.then_some(Run {
        seconds,
        kilobytes: usage.ru_maxrss,
    })
}

fn this(files: &[PathBuf]) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("the benchmark's own path"));
    command.arg("child").args(files);
    command
}

fn erlc(folder: &Path, files: &[PathBuf], include: &str) -> Command {
    let words = std::env::var("ERLC").unwrap_or_else(|_| "erlc".to_owned());
    let mut words = words.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("erlc"));
    command.args(words).arg("-o").arg(folder);
    for path in include.split(':').filter(|path| !path.is_empty()) {
        command.arg("-I").arg(path);
    }
    command.args(files);
    command
}

/// The best of some runs: noise only ever adds.
fn best(runs: &[Run]) -> Option<Run> {
    let seconds = runs.iter().map(|run| run.seconds).reduce(f64::min)?;
    let kilobytes = runs.iter().map(|run| run.kilobytes).min()?;
    Some(Run { seconds, kilobytes })
}

fn lines_of(files: &[PathBuf]) -> usize {
    let read = |path: &PathBuf| std::fs::read(path).unwrap_or_default();
    let newlines = |text: Vec<u8>| text.iter().filter(|&&byte| byte == b'\n').count();
    files.iter().map(read).map(newlines).sum()
}

fn parent(args: &[String]) {
    let passes = args
        .iter()
        .position(|arg| arg == "--passes")
        .and_then(|at| args.get(at + 1)?.parse().ok())
        .unwrap_or(5);
    let folder = std::env::current_dir()
        .expect("a current folder")
        .join("target/bench-compile");
    std::fs::create_dir_all(&folder).expect("a writable folder");
    let write = |name: &str, text: &str| {
        let path = folder.join(format!("{name}.erl"));
        std::fs::write(&path, text).expect("a writable file");
        path
    };
    let realistic = write("realistic", &generate::realistic("realistic", 5_000));
    let empty = write("empty", "-module(empty).\n");
    let boots: Vec<Run> = (0..passes)
        .filter_map(|_| run(&mut erlc(&folder, std::slice::from_ref(&empty), "")))
        .collect();
    match best(&boots) {
        Some(boot) => println!(
            "erlc of an empty module: {:.3} s, {} MB",
            boot.seconds,
            boot.kilobytes >> 10
        ),
        None => println!("no erlc: Purlin alone"),
    }
    println!("| what | lines | Purlin s | lines/s | MB | erlc s | MB | times faster | memory |");
    println!("|---|---|---|---|---|---|---|---|---|");
    compare(
        "generated module",
        &[realistic],
        "",
        &folder,
        passes,
        !boots.is_empty(),
    );
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let library = library(&root);
    compare(
        "library sources",
        &library,
        &includes(&root),
        &folder,
        passes.min(3),
        false,
    );
    println!("\n| shape | size | seconds | microseconds each |\n|---|---|---|---|");
    for lines in [1_000, 10_000, 100_000] {
        let path = write(
            "realistic_grown",
            &generate::realistic("realistic_grown", lines),
        );
        grown("lines of the generated module", lines, &path, passes);
    }
    for scale in [1_000, 10_000] {
        for (name, text) in generate::shapes(scale) {
            let path = write("shape", &text);
            grown(name, size_of(name, scale), &path, passes.min(3));
        }
    }
}

/// What `generate::shapes` makes of a scale.
fn size_of(name: &str, scale: usize) -> usize {
    match name {
        "functions" => scale / 2,
        "elements of one list" | "elements of one map" => scale / 5,
        "fields of one record" => scale / 20,
        "levels of nesting" => (scale / 10).min(950),
        _ => scale,
    }
}

fn grown(name: &str, size: usize, path: &PathBuf, passes: usize) {
    let runs: Vec<Run> = (0..passes)
        .filter_map(|_| run(&mut this(std::slice::from_ref(path))))
        .collect();
    match best(&runs) {
        Some(best) => println!(
            "| {name} | {size} | {:.3} | {:.2} |",
            best.seconds,
            best.seconds * 1e6 / size as f64
        ),
        None => println!("| {name} | {size} | does not compile | |"),
    }
}

fn compare(name: &str, files: &[PathBuf], include: &str, folder: &Path, passes: usize, otp: bool) {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..passes {
        ours.extend(run(this(files).env("BENCH_INCLUDE", include)));
        if otp {
            theirs.extend(run(&mut erlc(folder, files, include)));
        }
    }
    let Some(ours) = best(&ours) else {
        println!("| {name} | does not compile |");
        return;
    };
    let n_lines = lines_of(files);
    print!(
        "| {name} | {n_lines} | {:.3} | {:.0} | {} |",
        ours.seconds,
        n_lines as f64 / ours.seconds,
        ours.kilobytes >> 10
    );
    match best(&theirs) {
        Some(theirs) => println!(
            " {:.3} | {} | {:.1} | {:.2} |",
            theirs.seconds,
            theirs.kilobytes >> 10,
            theirs.seconds / ours.seconds,
            ours.kilobytes as f64 / theirs.kilobytes as f64
        ),
        None => println!(" - | - | - | - |"),
    }
}

/// The library's own modules.
fn library(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for application in folders(&root.join("stdlib")) {
        let files = std::fs::read_dir(application.join("src"))
            .into_iter()
            .flatten()
            .flatten();
        found.extend(
            files
                .map(|entry| entry.path())
                .filter(|path| path.extension().is_some_and(|extension| extension == "erl")),
        );
    }
    found.sort();
    found
}

fn includes(root: &Path) -> String {
    let folders = folders(&root.join("stdlib"));
    let paths = folders
        .iter()
        .flat_map(|folder| [folder.join("include"), folder.join("src")]);
    let paths: Vec<String> = paths.map(|path| path.display().to_string()).collect();
    paths.join(":")
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect()
}
