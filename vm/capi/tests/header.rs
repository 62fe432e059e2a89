//! The header says what the library has, and a C program with it builds and runs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

const HEADER: &str = include_str!("../include/purlin.h");
const LIBRARY: &str = include_str!("../src/lib.rs");

/// Number of parameters of what follows the opening parenthesis.
fn parameters(text: &str) -> usize {
    let mut depth = 0;
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => {
                end = at;
                break;
            }
            ')' => depth -= 1,
            _ => {}
        }
    }
    let list = text[..end].trim().trim_end_matches(',');
    if list.is_empty() || list == "void" {
        0
    } else {
        list.split(',').count()
    }
}

/// Functions with their number of parameters.
fn declared() -> BTreeMap<String, usize> {
    let mut text = String::new();
    let mut rest = HEADER;
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        rest = comment.split_once("*/").expect("comments end").1;
    }
    text.push_str(rest);
    let mut found = BTreeMap::new();
    for declaration in text.split(';').filter(|d| !d.contains("typedef")) {
        let Some((head, tail)) = declaration.split_once('(') else {
            continue;
        };
        let name = head.rsplit([' ', '*', '\n']).next().unwrap_or_default();
        if name.starts_with("purlin_") {
            found.insert(name.to_string(), parameters(tail));
        }
    }
    found
}

fn defined() -> BTreeMap<String, usize> {
    let parts = LIBRARY.split("extern \"C\" fn ").skip(1);
    parts
        .filter_map(|part| part.split_once('('))
        .filter(|(name, _)| name.starts_with("purlin_"))
        .map(|(name, tail)| (name.to_string(), parameters(tail)))
        .collect()
}

#[test]
fn the_header_is_up_to_date() {
    assert_eq!(declared(), defined());
    assert!(declared().len() > 30);
    for (line, prefix) in [
        ("PURLIN_ERROR_", "const ERROR_"),
        ("PURLIN_", "const KIND_"),
    ] {
        for constant in LIBRARY.lines().filter_map(|l| l.strip_prefix(prefix)) {
            let (name, rest) = constant.split_once(": c_int = ").expect("a number");
            let number = rest.trim_end_matches(';');
            let wanted = format!("{line}{name} = {number}");
            let found = HEADER.split([',', '\n', '/']).any(|l| l.trim() == wanted);
            assert!(found, "{wanted} is not in the header");
        }
    }
}

/// The static library that was built together with this test: cargo leaves it under a hashed name beside the test and
/// gives it its plain name only in `cargo build`. The newest is this build's.
fn library() -> Option<PathBuf> {
    let test = std::env::current_exe().ok()?;
    let files = std::fs::read_dir(test.parent()?).ok()?.flatten();
    files
        .filter(|file| {
            let name = file.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libpurlin_capi") && name.ends_with(".a")
        })
        .max_by_key(|file| file.metadata().and_then(|data| data.modified()).ok())
        .map(|file| file.path())
}

#[test]
fn a_c_program_runs() {
    let Ok(version) = Command::new("cc").arg("--version").output() else {
        eprintln!("skipped: there is no C compiler called cc");
        return;
    };
    assert!(version.status.success());
    let library = library().expect("cargo builds the static library for this test");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = std::env::temp_dir().join(format!("purlin-shop-{}", std::process::id()));
    let built = Command::new("cc")
        .args(["-std=c99", "-Wall", "-Wextra", "-Werror", "-O1", "-o"])
        .arg(&program)
        .arg(folder.join("examples/shop.c"))
        .arg("-I")
        .arg(folder.join("include"))
        .arg(&library)
        .args(["-lz", "-lpthread", "-ldl", "-lm"])
        .output()
        .expect("cc runs");
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    let ran = Command::new(&program).output().expect("the program runs");
    let _ = std::fs::remove_file(&program);
    let out = String::from_utf8_lossy(&ran.stdout);
    assert!(
        ran.status.success(),
        "{out}{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    let expected = "2 items\n#{net => 1100,tax => 209}\nnet = 1100\ntax = 209\n";
    assert!(out.starts_with(expected), "{out}");
    assert!(out.contains("in shop:total/1 (shop.erl:4)"), "{out}");
    assert!(out.ends_with("done\n"), "{out}");
}
