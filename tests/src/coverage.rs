//! What of OTP's library is here, counted by machine.
//!
//! tests/coverage/otp.txt lists what the modules of OTP 29 export (recorded by tests/coverage/otp_exports.erl), modules.txt says which modules
//! count. A function is *there* when the library exports it, in Erlang or as a native that is not flagged `missing`, and its body is more than
//! an error of the kind `undef`. It is *called* when a program of the corpus calls it: the programs' tokens are searched for
//! `module:function(...)`, `fun module:function/N`, `module, function, [...]`, and for imported names.
//!
//! Of the calls, tests/coverage/calls.txt says which kinds there were: tests/coverage/record_calls.erl runs the programs with OTP under a call
//! trace. A function is called *with good and bad arguments* when a call returned a value and one was refused: it raised, or returned an
//! error. One without arguments, or one that took whatever a sweep drew, cannot refuse.
//!
//! From that come a section of docs/compatibility.md and stdlib/README.md. The test here fails when they promise more than there is;
//! `PURLIN_BLESS=1 cargo test -p purlin-tests` writes them anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use bumpalo::Bump;
use purlin_compiler::scan::Scanner;
use purlin_compiler::scan::token::TokenKind;
use purlin_compiler::source::name::Interner;
use purlin_isa::bifs::{BIFS, BifFlags};

/// `module:name/arity`.
type Function = (String, String, usize);

/// A token, as much of it as the search wants to know.
#[derive(Clone, PartialEq, Debug)]
enum Piece {
    Atom(String),
    Integer(i64),
    Mark(&'static str),
    Other,
}

impl Piece {
    fn is(&self, text: &str) -> bool {
        matches!(self, Piece::Mark(mark) if *mark == text)
    }

    fn atom(&self) -> Option<&str> {
        match self {
            Piece::Atom(name) => Some(name),
            Piece::Integer(_) | Piece::Mark(_) | Piece::Other => None,
        }
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let arena = Bump::new();
    let mut names = Interner::new();
    let mut scanner = Scanner::new(text, 0, &arena);
    let mut found = Vec::new();
    while let Some(token) = scanner.next(&mut names) {
        found.push(match token.kind {
            TokenKind::Atom(name) => Piece::Atom(names.text(name).to_string()),
            TokenKind::Integer(value) => Piece::Integer(value),
            kind => kind.fixed_text().map_or(Piece::Other, Piece::Mark),
        });
    }
    found
}

/// The number of arguments or elements between the bracket at `open` and the one that closes it, and the place after that.
fn count_elements(pieces: &[Piece], open: usize) -> Option<(usize, usize)> {
    let (mut depth, mut commas, mut is_empty) = (0usize, 0, true);
    for (at, piece) in pieces.iter().enumerate().skip(open) {
        match piece {
            Piece::Mark(
                "(" | "[" | "{" | "<<" | "begin" | "case" | "try" | "receive" | "maybe" | "if",
            ) => {
                is_empty &= depth == 0;
                depth += 1;
            }
            // `fun` opens a body that ends with `end` unless it names a function.
            Piece::Mark("fun") => {
                is_empty = false;
                let is_body = pieces.get(at + 1).is_some_and(|next| next.is("("))
                    || pieces.get(at + 1) == Some(&Piece::Other)
                        && pieces.get(at + 2).is_some_and(|next| next.is("("));
                depth += usize::from(is_body);
            }
            Piece::Mark(")" | "]" | "}" | ">>" | "end") => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some((if is_empty { 0 } else { commas + 1 }, at + 1));
                }
            }
            Piece::Mark(",") if depth == 1 => commas += 1,
            Piece::Mark("|") if depth == 1 => return None,
            _ => is_empty &= depth > 1,
        }
        if depth > 1 {
            is_empty = false;
        }
    }
    None
}

/// `name/arity` pairs of a list that begins at `open`.
fn name_list(pieces: &[Piece], open: usize) -> Vec<(String, usize)> {
    let end = pieces[open..]
        .iter()
        .position(|piece| piece.is("]"))
        .map_or(pieces.len(), |length| open + length);
    pieces[open..end]
        .windows(3)
        .filter_map(|window| match window {
            [Piece::Atom(name), slash, Piece::Integer(arity)] if slash.is("/") => {
                Some((name.clone(), usize::try_from(*arity).ok()?))
            }
            _ => None,
        })
        .collect()
}

/// The functions that a program calls or names.
fn calls(text: &str) -> BTreeSet<Function> {
    let pieces = pieces(text);
    let mut found = BTreeSet::new();
    let mut imports: BTreeMap<(String, usize), String> = BIFS
        .iter()
        .filter(|bif| bif.flags.has(BifFlags::auto))
        .map(|bif| {
            (
                (bif.name.to_string(), usize::from(bif.arity)),
                bif.module.to_string(),
            )
        })
        .collect();
    for (at, piece) in pieces.iter().enumerate() {
        let Some(first) = piece.atom() else { continue };
        let after = |n: usize| pieces.get(at + n);
        let is = |n: usize, text: &str| after(n).is_some_and(|piece| piece.is(text));
        let second = after(2).and_then(Piece::atom);
        if first == "import" && is(1, "(") && is(3, ",") {
            if let Some(module) = second {
                for import in name_list(&pieces, at + 4) {
                    imports.insert(import, module.to_string());
                }
            }
            continue;
        }
        if let (true, Some(name)) = (is(1, ":"), second) {
            if is(3, "(") {
                if let Some((arity, _)) = count_elements(&pieces, at + 3) {
                    found.insert((first.to_string(), name.to_string(), arity));
                }
            } else if let (true, Some(Piece::Integer(arity))) = (is(3, "/"), after(4)) {
                found.insert((first.to_string(), name.to_string(), *arity as usize));
            }
            continue;
        }
        if let (true, Some(name), true, true) = (is(1, ","), second, is(3, ","), is(4, "["))
            && let Some((arity, _)) = count_elements(&pieces, at + 4)
        {
            found.insert((first.to_string(), name.to_string(), arity));
        }
        let is_qualified = at > 0 && pieces[at - 1].is(":");
        if !is_qualified
            && is(1, "(")
            && let Some((arity, _)) = count_elements(&pieces, at + 1)
            && let Some(module) = imports.get(&(first.to_string(), arity))
        {
            found.insert((module.clone(), first.to_string(), arity));
        }
        if let (true, Some(Piece::Integer(arity))) =
            (at > 0 && pieces[at - 1].is("fun") && is(1, "/"), after(2))
            && let Some(module) = imports.get(&(first.to_string(), *arity as usize))
        {
            found.insert((module.clone(), first.to_string(), *arity as usize));
        }
    }
    found
}

/// What a library module exports, except what only says that it is not there.
fn exports(module: &str, text: &str) -> BTreeSet<Function> {
    let pieces = pieces(text);
    let mut found = BTreeSet::new();
    for at in 0..pieces.len() {
        if pieces[at].atom() == Some("export")
            && pieces.get(at + 1).is_some_and(|next| next.is("("))
        {
            found.extend(name_list(&pieces, at + 2));
        }
    }
    for at in 1..pieces.len() {
        if pieces[at - 1] == Piece::Mark(".")
            && let Some(stub) = refusal(&pieces, at)
        {
            found.remove(&stub);
        }
    }
    found
        .into_iter()
        .map(|(name, arity)| (module.to_string(), name, arity))
        .collect()
}

/// The function that begins at `at`, when its body is nothing but the news that it is not there.
fn refusal(pieces: &[Piece], at: usize) -> Option<(String, usize)> {
    let name = pieces[at].atom()?;
    let (arity, after) = count_elements(pieces, at + 1)?;
    let body = pieces.get(after..)?;
    let body = body.strip_prefix(&[Piece::Mark("->")])?;
    let body = body
        .strip_prefix(&[Piece::Atom("erlang".to_string()), Piece::Mark(":")])
        .unwrap_or(body);
    match body {
        [Piece::Atom(call), open, Piece::Atom(reason), ..]
            if open.is("(")
                && matches!(call.as_str(), "error" | "exit" | "nif_error")
                && matches!(
                    reason.as_str(),
                    "undef" | "not_implemented" | "notsup" | "nyi"
                ) =>
        {
            Some((name.to_string(), arity))
        }
        _ => None,
    }
}

/// A row of modules.txt: its first word, the group, is for people.
struct Module {
    name: String,
    is_core: bool,
}

/// A module with its functions, by what became of them.
struct Row {
    module: Module,
    documented: BTreeSet<Function>,
    hidden: BTreeSet<Function>,
    there: BTreeSet<Function>,
    called: BTreeSet<Function>,
    /// Called with good and bad arguments.
    probed: BTreeSet<Function>,
}

impl Row {
    fn documented_there(&self) -> usize {
        self.documented.intersection(&self.there).count()
    }

    fn documented_probed(&self) -> usize {
        self.documented
            .iter()
            .filter(|f| self.there.contains(*f) && self.probed.contains(*f))
            .count()
    }

    fn hidden_there(&self) -> usize {
        self.hidden.intersection(&self.there).count()
    }

    fn documented_called(&self) -> usize {
        self.documented
            .iter()
            .filter(|f| self.there.contains(*f) && self.called.contains(*f))
            .count()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Files with the extension `erl` in a folder and those below it.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "erl") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn modules(root: &Path) -> Vec<Module> {
    let text = read(&root.join("tests/coverage/modules.txt"));
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut words = line.split_whitespace().skip(1);
            Some(Module {
                name: words.next()?.to_string(),
                is_core: words.next() == Some("core"),
            })
        })
        .collect()
}

/// Exported functions of OTP with whether they are documented.
fn recorded(root: &Path) -> BTreeMap<Function, bool> {
    let text = read(&root.join("tests/coverage/otp.txt"));
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            let (module, function, state) = (words.next()?, words.next()?, words.next()?);
            let (name, arity) = function.rsplit_once('/')?;
            Some((
                (module.to_string(), name.to_string(), arity.parse().ok()?),
                state == "documented",
            ))
        })
        .collect()
}

/// What the calls recorded in calls.txt are: all functions called, and those called with good and bad arguments.
fn counted(root: &Path) -> (BTreeSet<Function>, BTreeSet<Function>) {
    let text = read(&root.join("tests/coverage/calls.txt"));
    let (mut called, mut probed) = (BTreeSet::new(), BTreeSet::new());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [module, function, good, bad] = words[..] else {
            panic!("not a line of calls.txt: {line}");
        };
        let (name, arity) = function.rsplit_once('/').expect("a function has an arity");
        let arity: usize = arity.parse().expect("an arity is a number");
        let function = (module.to_string(), name.to_string(), arity);
        if good != "0" && (bad != "-" || arity == 0) {
            probed.insert(function.clone());
        }
        called.insert(function);
    }
    (called, probed)
}

/// Library sources: application, module, path.
fn library(root: &Path) -> Vec<(String, String, PathBuf)> {
    let mut found = Vec::new();
    for path in sources(&root.join("stdlib")) {
        let folder = path.parent().and_then(Path::parent);
        let (Some(application), Some(module)) =
            (folder.and_then(Path::file_name), path.file_stem())
        else {
            continue;
        };
        if path.parent().is_some_and(|parent| parent.ends_with("src")) {
            found.push((
                application.to_string_lossy().into_owned(),
                module.to_string_lossy().into_owned(),
                path.clone(),
            ));
        }
    }
    found.sort();
    found
}

fn rows(root: &Path) -> Vec<Row> {
    let recorded = recorded(root);
    let mut there: BTreeSet<Function> = BIFS
        .iter()
        .filter(|bif| !bif.flags.has(BifFlags::missing))
        .map(|bif| {
            (
                bif.module.to_string(),
                bif.name.to_string(),
                usize::from(bif.arity),
            )
        })
        .collect();
    for (_, module, path) in library(root) {
        let exported = exports(&module, &read(&path));
        there.extend(
            exported
                .into_iter()
                .filter(|(m, f, a)| purlin_isa::bifs::find(m, f, *a).is_none()),
        );
    }
    let (mut called, probed) = counted(root);
    for path in sources(&root.join("tests/run")) {
        if path.with_extension("out").exists() {
            called.extend(calls(&read(&path)));
        }
    }
    let of = |all: &BTreeSet<Function>, name: &str| {
        all.iter().filter(|f| f.0 == name).cloned().collect()
    };
    modules(root)
        .into_iter()
        .map(|module| {
            let select = |wanted: bool| {
                let matching = recorded
                    .iter()
                    .filter(|(f, documented)| f.0 == module.name && **documented == wanted);
                matching.map(|(f, _)| f.clone()).collect()
            };
            Row {
                documented: select(true),
                hidden: select(false),
                there: of(&there, &module.name),
                called: of(&called, &module.name),
                probed: of(&probed, &module.name),
                module,
            }
        })
        .collect()
}

/// `name/1, 2; other/3`.
fn names<'a>(functions: impl Iterator<Item = &'a Function>) -> String {
    let mut by_name: Vec<(&str, Vec<String>)> = Vec::new();
    for (_, name, arity) in functions {
        match by_name.last_mut() {
            Some((last, arities)) if *last == name => arities.push(arity.to_string()),
            _ => by_name.push((name, vec![arity.to_string()])),
        }
    }
    let shown: Vec<String> = by_name
        .iter()
        .map(|(name, arities)| format!("{name}/{}", arities.join(",")))
        .collect();
    shown.join(" ")
}

const BEGIN: &str =
    "<!-- functions: made by machine, `PURLIN_BLESS=1 cargo test -p purlin-tests` -->\n";
const END: &str = "<!-- functions: end -->\n";

fn section(rows: &[Row]) -> String {
    let mut page = String::from(BEGIN);
    page.push_str("\n| module | documented | there | called by a recorded program | with good and bad arguments | undocumented, there | missing | not called with both |\n");
    page.push_str("|---|---|---|---|---|---|---|---|\n");
    for row in rows {
        let missing = names(row.documented.difference(&row.there));
        let present = row.documented.intersection(&row.there);
        let silent: Vec<&Function> = present.filter(|f| !row.probed.contains(*f)).collect();
        let core = if row.module.is_core { " (core)" } else { "" };
        let _ = writeln!(
            page,
            "| `{}`{core} | {} | {} | {} | {} | {} of {} | {missing} | {} |",
            row.module.name,
            row.documented.len(),
            row.documented_there(),
            row.documented_called(),
            row.documented_probed(),
            row.hidden_there(),
            row.hidden.len(),
            names(silent.into_iter()),
        );
    }
    for (title, is_core) in [
        ("all modules promised whole", false),
        ("all modules promised in their core", true),
    ] {
        let chosen: Vec<&Row> = rows
            .iter()
            .filter(|row| row.module.is_core == is_core)
            .collect();
        let sum = |count: fn(&Row) -> usize| chosen.iter().map(|row| count(row)).sum::<usize>();
        let _ = writeln!(
            page,
            "| {title} | {} | {} | {} | {} | {} of {} | | |",
            sum(|row| row.documented.len()),
            sum(Row::documented_there),
            sum(Row::documented_called),
            sum(Row::documented_probed),
            sum(Row::hidden_there),
            sum(|row| row.hidden.len()),
        );
    }
    page.push('\n');
    page.push_str(END);
    page
}

/// The text of `-moduledoc`, or else the first comment.
fn summary(text: &str) -> String {
    let doc = text
        .split_once("-moduledoc \"")
        .and_then(|(_, rest)| rest.split_once("\"."))
        .map(|(doc, _)| doc.trim_matches('"').trim());
    let comment = || {
        text.lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches(['%', ' '])
    };
    let line = doc
        .unwrap_or_else(comment)
        .lines()
        .next()
        .unwrap_or_default();
    line.replace('|', "\\|")
}

fn readme(root: &Path, rows: &[Row]) -> String {
    let mut page = String::from(
        "# The library\n\nErlang sources, compiled into the binary when it is built and loaded when a program first needs them; natives are listed in vm/isa/src/bifs.rs. \
         What differs from OTP is said in docs/compatibility.md, which also names the missing functions.\n\n\
         Made by machine (`PURLIN_BLESS=1 cargo test -p purlin-tests`). The figures: documented functions of OTP 29 that are there, \
         and those that programs with recorded outputs call.\n\n| application | module | what it is | there | called |\n|---|---|---|---|---|\n",
    );
    for (application, module, path) in library(root) {
        let row = rows.iter().find(|row| row.module.name == module);
        let there = row.map_or(String::new(), |row| {
            format!("{} of {}", row.documented_there(), row.documented.len())
        });
        let called = row.map_or(String::new(), |row| row.documented_called().to_string());
        let _ = writeln!(
            page,
            "| {application} | `{module}` | {} | {there} | {called} |",
            summary(&read(&path))
        );
    }
    let sourceless: Vec<&Row> = rows
        .iter()
        .filter(|row| {
            !library(root)
                .iter()
                .any(|(_, module, _)| *module == row.module.name)
        })
        .collect();
    for row in sourceless {
        let _ = writeln!(
            page,
            "| {} | `{}` | {} | {} of {} | {} |",
            if row.module.name == "erlang" {
                "erts"
            } else {
                ""
            },
            row.module.name,
            if row.documented_there() > 0 {
                "natives"
            } else {
                "absent"
            },
            row.documented_there(),
            row.documented.len(),
            row.documented_called()
        );
    }
    page
}

/// `module -> (there, called, called with good and bad arguments)` as the page promises.
fn promised(page: &str) -> BTreeMap<String, [usize; 3]> {
    page.lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let module = cells.get(1)?.split('`').nth(1)?;
            Some((
                module.to_string(),
                [
                    cells.get(3)?.parse().ok()?,
                    cells.get(4)?.parse().ok()?,
                    cells.get(5)?.parse().ok()?,
                ],
            ))
        })
        .collect()
}

#[test]
fn the_pages_promise_no_more_than_there_is() {
    let root = root();
    let rows = rows(&root);
    let path = root.join("docs/compatibility.md");
    let mut page = read(&path);
    let place = |page: &str| {
        let start = page
            .find(BEGIN)
            .expect("docs/compatibility.md has the section's first line");
        let end = page
            .find(END)
            .expect("docs/compatibility.md has the section's last line")
            + END.len();
        start..end
    };
    if std::env::var_os("PURLIN_BLESS").is_some() {
        page.replace_range(place(&page), &section(&rows));
        std::fs::write(&path, &page).expect("docs/compatibility.md can be written");
        std::fs::write(root.join("stdlib/README.md"), readme(&root, &rows))
            .expect("stdlib/README.md can be written");
    }
    let promised = promised(&page[place(&page)]);
    let mut problems = Vec::new();
    for row in &rows {
        let real = [
            row.documented_there(),
            row.documented_called(),
            row.documented_probed(),
        ];
        match promised.get(&row.module.name) {
            None => problems.push(format!("{}: not on the page", row.module.name)),
            Some(said) if said.iter().zip(&real).any(|(said, real)| said > real) => {
                problems.push(format!(
                    "{}: there, called, probed are {real:?}, the page says {said:?}",
                    row.module.name
                ))
            }
            Some(_) => {}
        }
    }
    assert!(
        problems.is_empty(),
        "docs/compatibility.md is stale (PURLIN_BLESS=1 writes it anew):\n{}",
        problems.join("\n")
    );
}

#[test]
fn calls_are_found_in_all_their_forms() {
    let text = r#"
        -module(m).
        -import(lists, [map/2]).
        f(X) -> lists:nth(1, [a, b]), fun maps:get/3, t(queue, in, [X, g(1, 2)]), map(fun(Y) -> {Y, 1} end, []),
                length([X]), os:type(), string:pad("a,b", 3, both, [$,]), case X of a -> gb_sets:add(X, begin 1, 2 end) end.
    "#;
    let found: Vec<String> = calls(text)
        .into_iter()
        .map(|(m, f, a)| format!("{m}:{f}/{a}"))
        .collect();
    assert_eq!(
        found,
        [
            "erlang:length/1",
            "gb_sets:add/2",
            "lists:map/2",
            "lists:nth/2",
            "maps:get/3",
            "os:type/0",
            "queue:in/2",
            "string:pad/4"
        ]
    );
}

#[test]
fn a_refusal_is_not_a_function() {
    let text = "-export([a/0, b/1, c/0]).\na() -> ok.\nb(_) -> erlang:error(undef).\nc() -> error(badarg).\n";
    let found: Vec<String> = exports("m", text)
        .into_iter()
        .map(|(_, f, a)| format!("{f}/{a}"))
        .collect();
    assert_eq!(found, ["a/0", "c/0"]);
}
