//! Every code block of the pages below is run. Blocks by their info string:
//!
//! * `erlang,file=NAME`, `toml,file=NAME`: the file is written to the page's folder;
//! * `erlang`: a module; compiles;
//! * `erlang-repl`: a transcript; all of a page are one session;
//! * `console`: `$ ` lines are run by a shell with `purlin` on its path, in the page's folder; below them, what they print;
//! * `toml`, `text`: not run.
//!
//! `...` in an expected line stands for anything. `PURLIN_BLESS=1` writes what was printed into the pages.

mod support;

use std::path::{Path, PathBuf};

use support::{Folder, Ran, finish, root, start};

const PAGES: &[&str] = &[
    "README.md",
    "docs/introduction.md",
    "docs/tour.md",
    "docs/erlang-people.md",
    "docs/repl.md",
];

struct Block {
    info: String,
    text: String,
    /// Line of the page that the text begins at.
    line: usize,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                open = Some(Block {
                    info: info.to_owned(),
                    text: String::new(),
                    line: number + 1,
                });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

/// A line that is typed, with what was printed below it.
struct Step {
    typed: String,
    expected: String,
}

/// `$ command`, or `1> expression` with `.. ` lines after it.
fn steps(text: &str, is_prompt: fn(&str) -> Option<&str>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in text.lines() {
        match (is_prompt(line), line.strip_prefix(".. "), steps.last_mut()) {
            (Some(typed), _, _) => steps.push(Step {
                typed: typed.to_owned(),
                expected: String::new(),
            }),
            (None, Some(more), Some(step)) => {
                step.typed.push('\n');
                step.typed.push_str(more);
            }
            (None, _, Some(step)) => {
                step.expected.push_str(line);
                step.expected.push('\n');
            }
            (None, _, None) => panic!("text before the first prompt: {line}"),
        }
    }
    steps
}

fn shell_prompt(line: &str) -> Option<&str> {
    line.strip_prefix("$ ")
}

fn repl_prompt(line: &str) -> Option<&str> {
    let (number, typed) = line.split_once("> ")?;
    number
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(typed)
}

/// `...` matches anything within a line.
fn matches(expected: &str, found: &str) -> bool {
    let lines: Vec<(&str, &str)> = expected.lines().zip(found.lines()).collect();
    expected.lines().count() == found.lines().count()
        && lines.iter().all(|(expected, found)| {
            expected == found
                || expected.split_once("...").is_some_and(|(before, after)| {
                    found.len() >= before.len() + after.len()
                        && found.starts_with(before)
                        && found.ends_with(after)
                })
        })
}

fn sh(folder: &Folder, command: &str) -> Ran {
    let binary = Path::new(env!("CARGO_BIN_EXE_purlin"));
    let path = format!(
        "{}:{}",
        binary.parent().expect("it is in a folder").display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let mut shell = std::process::Command::new("sh");
    shell
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(&folder.0);
    finish(start(shell.env("PATH", path).env("NO_COLOR", "1")))
}

/// What the REPL prints for a command that does not exist: between the answers.
const MARK: &str = ":-";
const ANSWER_TO_MARK: &str = "* :- is no command: try :help\n";

/// What each step of all transcripts of a page prints.
fn session(folder: &Folder, steps: &[Step]) -> Vec<String> {
    let input: String = steps
        .iter()
        .map(|step| format!("{}\n{MARK}\n", step.typed))
        .collect();
    folder.file("session.txt", &input);
    let ran = sh(folder, "purlin repl < session.txt");
    let mut answers: Vec<String> = ran.out.split(ANSWER_TO_MARK).map(str::to_owned).collect();
    answers.pop();
    answers
}

struct Page {
    name: &'static str,
    path: PathBuf,
    lines: Vec<String>,
    folder: Folder,
    wrong: Vec<String>,
}

impl Page {
    fn run(&mut self) {
        let blocks = blocks(&self.lines.join("\n"));
        let transcripts: Vec<Vec<Step>> = blocks
            .iter()
            .filter(|block| block.info == "erlang-repl")
            .map(|block| steps(&block.text, repl_prompt))
            .collect();
        let all: Vec<Step> = transcripts.into_iter().flatten().collect();
        let mut answers = session(&self.folder, &all).into_iter();
        let mut replacements = Vec::new();
        for block in &blocks {
            let found: Vec<(String, String)> = match block.info.as_str() {
                "erlang-repl" => steps(&block.text, repl_prompt)
                    .into_iter()
                    .map(|step| {
                        (
                            step.expected,
                            answers.next().unwrap_or_else(|| "(no answer)\n".to_owned()),
                        )
                    })
                    .collect(),
                "console" => steps(&block.text, shell_prompt)
                    .into_iter()
                    .map(|step| (step.expected, sh(&self.folder, &step.typed).out))
                    .collect(),
                "toml" | "text" | "rust" => continue,
                "erlang" => {
                    self.folder.file("block.erl", &block.text);
                    let checked = sh(&self.folder, "purlin check --deny-warnings block.erl");
                    if checked.status != 0 {
                        self.wrong
                            .push(format!("{}:{}:\n{}", self.name, block.line, checked.out));
                    }
                    continue;
                }
                info => match info.split_once(",file=") {
                    Some((_, name)) => {
                        self.folder.file(name, &block.text);
                        continue;
                    }
                    None => panic!(
                        "{}:{}: what is to be done with ```{info}?",
                        self.name, block.line
                    ),
                },
            };
            for (expected, found) in &found {
                if !matches(expected, found) {
                    self.wrong.push(format!(
                        "{}:{}: expected\n{expected}found\n{found}",
                        self.name, block.line
                    ));
                }
            }
            replacements.push((block, found));
        }
        if std::env::var_os("PURLIN_BLESS").is_some() && !self.wrong.is_empty() {
            self.bless(&replacements);
        }
    }

    fn bless(&self, replacements: &[(&Block, Vec<(String, String)>)]) {
        let mut lines = self.lines.clone();
        for (block, found) in replacements.iter().rev() {
            let is_prompt = match block.info.as_str() {
                "console" => shell_prompt,
                _ => repl_prompt,
            };
            let mut text = Vec::new();
            let mut answers = found.iter();
            let old: Vec<&str> = block.text.lines().collect();
            for (at, line) in old.iter().enumerate() {
                let is_typed = is_prompt(line).is_some() || line.starts_with(".. ");
                if !is_typed {
                    continue;
                }
                text.push((*line).to_owned());
                if old.get(at + 1).is_none_or(|next| !next.starts_with(".. "))
                    && let Some((expected, found)) = answers.next()
                {
                    let shown = if matches(expected, found) {
                        expected
                    } else {
                        found
                    };
                    text.extend(shown.lines().map(str::to_owned));
                }
            }
            lines.splice(block.line..block.line + old.len(), text);
        }
        std::fs::write(&self.path, lines.join("\n") + "\n").expect("pages can be written");
    }
}

#[test]
fn every_code_block_of_the_pages_runs() {
    let mut wrong = Vec::new();
    for name in PAGES {
        let path = root().join(name);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{name} is there"));
        let mut page = Page {
            name,
            path,
            lines: text.lines().map(str::to_owned).collect(),
            folder: Folder::new(),
            wrong: Vec::new(),
        };
        page.run();
        wrong.append(&mut page.wrong);
    }
    assert!(
        wrong.is_empty(),
        "{} blocks differ (PURLIN_BLESS=1 rewrites them):\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The book's table of contents names pages that exist, and all of them.
#[test]
fn the_book_holds_every_page() {
    let docs = root().join("docs");
    let summary = std::fs::read_to_string(docs.join("SUMMARY.md")).expect("there is a summary");
    let named: Vec<&str> = summary
        .lines()
        .filter_map(|line| line.split_once("](")?.1.strip_suffix(')'))
        .collect();
    for page in &named {
        assert!(
            docs.join(page).is_file(),
            "{page} of the summary does not exist"
        );
    }
    let mut folders = vec![docs.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)
            .expect("docs can be read")
            .flatten()
        {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                let name = path
                    .strip_prefix(&docs)
                    .expect("it is below")
                    .to_string_lossy()
                    .into_owned();
                assert!(
                    name == "SUMMARY.md" || named.contains(&name.as_str()),
                    "{name} is not in the summary"
                );
            }
        }
    }
}
