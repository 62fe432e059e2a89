//! Abstract format and back: a file's forms as terms, read again, are the same program.

use std::path::{Path, PathBuf};

use purlin_compiler::ast::abstract_format::ToAbstract;
use purlin_compiler::ast::from_abstract;
use purlin_compiler::ast::term_tree::TermTree;
use purlin_compiler::check::LibraryOnly;
use purlin_compiler::diagnostics::Diagnostic;
use purlin_compiler::driver::{self, Around, Options, transform};
use purlin_compiler::source::file::SourceMap;
use purlin_compiler::source::name::Interner;
use purlin_compiler::source::provider::{ReadError, SourceProvider};
use purlin_compiler::source::span::Span;

struct Library(PathBuf);

impl SourceProvider for Library {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        std::fs::read(path).map_err(|_| ReadError::NotFound)
    }

    fn lib_dir(&self, application: &str) -> Option<String> {
        Some(self.0.join(application).to_string_lossy().into_owned())
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("a folder of the repository can be read");
    for entry in entries {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "erl") {
            found.push(path);
        }
    }
}

/// The terms that the tree of terms is.
fn again(name: &str, forms: &[TermTree]) -> (Vec<TermTree>, Vec<Diagnostic>) {
    let arena = bumpalo::Bump::new();
    let mut names = Interner::new();
    let mut map = SourceMap::new();
    let (module, said) = from_abstract::module(&arena, &mut names, &mut map, name, forms);
    let format = ToAbstract {
        names: &names,
        anno: |span: Span| transform::place(&map, span.lo),
        no_anno: TermTree::Int(0),
    };
    (format.module(&module), said)
}

/// A list that is written as another one's tail is one list afterwards, so the place of its bracket is lost.
fn placeless_lists(form: &TermTree) -> String {
    let text = form.to_string();
    let mut parts = text.split("{cons,{");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept += "{cons,";
        kept += part.split_once('}').map_or(part, |(_, rest)| rest);
    }
    kept
}

/// Programs that are not the same code by way of the abstract format: it does not tell `[A | [B]]` from `[A, B]`, and only the latter makes
/// `apply(M, F, [A, B])` a plain call; it does not say where `after` stands.
const TOLD_OTHERWISE: &[&str] = &[
    "logging/metadata_macros.erl",
    "errors/trace_records_and_branches.erl",
];

#[test]
fn programs_survive_abstract_format() {
    let library = Library(root().join("stdlib"));
    let mut files = Vec::new();
    for folder in ["tests/run", "stdlib"] {
        sources(&root().join(folder), &mut files);
    }
    assert!(files.len() > 150);
    let around = Around {
        provider: &library,
        known: &LibraryOnly,
        transform: None,
    };
    for path in files {
        let name = path.to_string_lossy().into_owned();
        let text = std::fs::read(&path).expect("a source can be read");
        let include = path
            .parent()
            .map(|folder| folder.join("../include").to_string_lossy().into_owned());
        let options = Options {
            include_paths: include.into_iter().collect(),
            ..Options::default()
        };
        let (mut forms, output) = driver::forms_of(&name, text.clone(), &around, &options);
        if output.has_errors() {
            continue;
        }
        forms.pop();
        let (read, said) = again(&name, &forms);
        assert!(said.is_empty(), "{name}: {said:?}");
        // The first form says which file it is; the tree keeps it.
        for (before, after) in forms.iter().zip(&read) {
            let (before, after) = (placeless_lists(before), placeless_lists(after));
            if before != after {
                let at = before
                    .bytes()
                    .zip(after.bytes())
                    .take_while(|(a, b)| a == b)
                    .count();
                let part = |text: &str| {
                    text.chars()
                        .skip(at.saturating_sub(100))
                        .take(200)
                        .collect::<String>()
                };
                panic!("{name}:\n{}\n{}", part(&before), part(&after));
            }
        }
        assert_eq!(forms.len(), read.len(), "{name}");
        if TOLD_OTHERWISE.iter().any(|file| name.ends_with(file)) {
            continue;
        }
        let direct = driver::compile(&name, text, &library, &options);
        let by_forms = driver::compile_forms(&name, &forms, &around, &options);
        let Some(direct) = direct.module else {
            continue;
        };
        let Some(by_forms) = by_forms.module else {
            panic!("{name}: {}", by_forms.render(false));
        };
        assert_eq!(
            purlin_isa::text::print(&direct),
            purlin_isa::text::print(&by_forms),
            "{name}"
        );
    }
}

fn refused(form: &str) -> Vec<String> {
    let forms = [term(form)];
    let (_, said) = again("m.erl", &forms);
    said.iter()
        .map(|d| format!("{} {}", d.code.id(), d.headline()))
        .collect()
}

/// `{a,[b,1]}` and the like.
fn term(text: &str) -> TermTree {
    use purlin_compiler::diagnostics::codes::template;
    assert!(template::is_valid(text), "{text}");
    template::term(text, &[])
}

#[test]
fn what_is_no_form_is_said_once_with_its_innermost_part() {
    let f = |body: &str| format!("{{function,1,f,0,[{{clause,1,[],[],[{body}]}}]}}");
    let cases = [
        ("foo".to_owned(), "foo"),
        ("{function,1,f,0,[]}".to_owned(), "[]"),
        (f("foo"), "foo"),
        (f("{atom,1,2}"), "{atom,1,2}"),
        (f("{call,1,{atom,1,g},{atom,1,x}}"), "{atom,1,x}"),
        (f("{tuple,1,[{bad,1}]}"), "{bad,1}"),
        (f("{op,1,foo,{nil,1}}"), "{op,1,foo,{nil,1}}"),
        (
            f("{op,1,foo,{nil,1},{nil,1}}"),
            "{op,1,foo,{nil,1},{nil,1}}",
        ),
        (
            f("{case,1,{nil,1},[{clause,1,[],[],[{nil,1}]}]}"),
            "[{clause,1,[],[],[{nil,1}]}]",
        ),
        (f("{fun,1,{clauses,[]}}"), "[]"),
        (f("{block,1,[]}"), "[]"),
        (f("{char,1,-1}"), "{char,1,-1}"),
        ("{attribute,1,record,r}".to_owned(), "r"),
        ("{attribute,1,export,[f]}".to_owned(), "f"),
        (
            "{attribute,1,type,{t,{type,1,fun,[x,y]},[]}}".to_owned(),
            "{type,1,'fun',[x,y]}",
        ),
    ];
    for (form, part) in cases {
        assert_eq!(
            refused(&form),
            [format!("P0701 this is no abstract form: {part}")],
            "{form}"
        );
    }
}

#[test]
fn deep_forms_are_refused_without_native_recursion() {
    let nested = |n: usize| {
        let mut expr = term("{nil,1}");
        for _ in 0..n {
            let list = TermTree::list([expr]);
            expr = TermTree::tuple([TermTree::atom("tuple"), TermTree::Int(1), list]);
        }
        let clause = [
            term("clause"),
            term("1"),
            TermTree::Nil,
            TermTree::Nil,
            TermTree::list([expr]),
        ];
        let function = [
            term("function"),
            term("1"),
            term("f"),
            term("0"),
            TermTree::list([TermTree::tuple(clause)]),
        ];
        again("m.erl", &[TermTree::tuple(function)])
    };
    let work = move || {
        assert!(nested(1000).1.is_empty());
        let said = nested(100_000).1;
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].code.id(), "P0216");
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(work);
    thread
        .expect("a thread starts")
        .join()
        .expect("no overflow");
}
