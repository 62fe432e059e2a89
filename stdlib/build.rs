//! Compiles the library's Erlang sources (`APP/src/*.erl`) into one archive and lists its header files (`APP/include/*.hrl`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use purlin_compiler::driver::{self, Options};
use purlin_compiler::source::provider::{ReadError, SourceProvider};

/// Opens the files that sources include.
struct Files {
    root: PathBuf,
}

impl SourceProvider for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        fs::read(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => ReadError::NotFound,
            _ => ReadError::Other(error.to_string()),
        })
    }

    fn lib_dir(&self, application: &str) -> Option<String> {
        let folder = self.root.join(application);
        folder
            .is_dir()
            .then(|| folder.to_string_lossy().into_owned())
    }
}

/// A compiled module.
struct Unit {
    application: String,
    bytes: Vec<u8>,
}

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let mut units = BTreeMap::new();
    let mut headers = BTreeMap::new();
    let mut docs = String::new();
    for application in applications(&root) {
        let folder = root.join(&application);
        println!("cargo::rerun-if-changed={}", folder.display());
        for source in files(&folder.join("src"), "erl") {
            let bytes = compile(&root, &source);
            let name = stem(&source);
            push_docs(&mut docs, &name, &source);
            units.insert(
                name,
                Unit {
                    application: application.clone(),
                    bytes,
                },
            );
        }
        for header in files(&folder.join("include"), "hrl") {
            let name = header
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            headers.insert(format!("{application}/include/{name}"), header);
        }
    }
    fs::write(out.join("library.bin"), archive(&units)).expect("the output folder is writable");
    fs::write(out.join("copied.rs"), copied_table(&root, &units))
        .expect("the output folder is writable");
    fs::write(out.join("docs.txt"), docs).expect("the output folder is writable");
    fs::write(out.join("headers.rs"), header_table(&headers))
        .expect("the output folder is writable");
}

/// Folders beside this file that hold `src` with Erlang sources.
fn applications(root: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root)
        .expect("the package's folder is readable")
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            (path.join("src").is_dir() || path.join("include").is_dir()).then(|| {
                path.file_name()
                    .map(|name| name.to_string_lossy().into_owned())
            })?
        })
        .collect();
    names.sort();
    names
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    files
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// The module's file; what is wrong with the source ends the build.
fn compile(root: &Path, source: &Path) -> Vec<u8> {
    let text = fs::read(source).expect("a library source is readable");
    let shown = source
        .strip_prefix(root)
        .unwrap_or(source)
        .to_string_lossy()
        .into_owned();
    let folder = source
        .parent()
        .unwrap_or(root)
        .to_string_lossy()
        .into_owned();
    let include = source
        .parent()
        .and_then(Path::parent)
        .unwrap_or(root)
        .join("include");
    let options = Options {
        include_paths: vec![folder, include.to_string_lossy().into_owned()],
        ..Options::default()
    };
    let files = Files {
        root: root.to_path_buf(),
    };
    let output = driver::compile(&shown, text, &files, &options);
    match output.module {
        Some(module) => purlin_isa::encode::encode(&module),
        None => panic!("the library does not compile:\n{}", output.render(false)),
    }
}

/// The module's documentation: see `docs` in src/lib.rs for the form.
fn push_docs(all: &mut String, module: &str, source: &Path) {
    use purlin_compiler::interactive::docs::{Text, docs};
    let text = fs::read(source).expect("a library source is readable");
    for entry in docs(&String::from_utf8_lossy(&text)) {
        let said = match &entry.text {
            Text::None => "",
            Text::Hidden => "\u{1c}",
            Text::Said(text) => text,
        };
        all.push_str(&format!(
            "\u{1e}{module}\u{1f}{}\u{1f}{}\u{1f}{said}",
            entry.name, entry.arity
        ));
    }
}

/// See `entry` in src/lib.rs for the layout.
fn archive(units: &BTreeMap<String, Unit>) -> Vec<u8> {
    let table_len = 4 + units.len() * 24;
    let mut table = Vec::with_capacity(table_len);
    let mut data: Vec<u8> = Vec::new();
    push(&mut table, units.len());
    for (name, unit) in units {
        for bytes in [name.as_bytes(), unit.application.as_bytes(), &unit.bytes] {
            push(&mut table, table_len + data.len());
            data.extend_from_slice(bytes);
            push(&mut table, table_len + data.len());
        }
    }
    table.extend(data);
    table
}

fn push(table: &mut Vec<u8>, number: usize) {
    let number = u32::try_from(number).expect("the library is smaller than 4 GB");
    table.extend(number.to_le_bytes());
}

/// Name and arity.
type FunctionName = (&'static str, u32);

/// Functions that take a fun first, of which the compiler makes copies that know their fun (its pass `known_fun`), by module; with each the
/// functions that it calls.
const COPIED: &[(&str, &[&[FunctionName]])] = &[(
    "lists",
    &[
        &[("all", 2), ("all_1", 2)],
        &[("any", 2), ("any_1", 2)],
        &[("dropwhile", 2), ("dropwhile_1", 2)],
        &[("filter", 2)],
        &[("filtermap", 2), ("filtermap_1", 2)],
        &[("flatmap", 2), ("flatmap_1", 2)],
        &[("foldl", 3), ("foldl_1", 3)],
        &[("foreach", 2), ("foreach_1", 2)],
        &[("map", 2), ("map_1", 2)],
        &[("mapfoldl", 3), ("mapfoldl_1", 3)],
        &[("mapfoldr", 3), ("mapfoldr_1", 3)],
        &[("partition", 2), ("partition_1", 4)],
        &[("search", 2), ("search_1", 2)],
        &[("splitwith", 2), ("splitwith_1", 3)],
        &[("takewhile", 2), ("takewhile_1", 2)],
    ],
)];

/// The texts of those functions: see `copied` in src/lib.rs.
fn copied_table(root: &Path, units: &BTreeMap<String, Unit>) -> String {
    let mut table = String::from("static COPIED: &[(&str, &str, u32, &str, i64)] = &[\n");
    for (module, functions) in COPIED {
        let unit = &units[*module];
        let compiled = purlin_isa::decode::decode(&unit.bytes).expect("just compiled");
        let version = purlin_isa::module::version_of(&compiled.digest);
        let shown = format!("{}/src/{module}.erl", unit.application);
        let texts = function_texts(&root.join(&shown));
        for parts in *functions {
            let mut text = format!("-module({module}).\n");
            for (name, arity) in *parts {
                let (line, part) = texts
                    .get(&(name.to_string(), *arity))
                    .unwrap_or_else(|| panic!("{module}:{name}/{arity} is copied but not there"));
                // The line after the attribute is one more.
                let line = line - 1;
                text.push_str(&format!("-file({shown:?}, {line}).\n{part}\n"));
            }
            let (name, arity) = parts[0];
            table.push_str(&format!(
                "    ({module:?}, {name:?}, {arity}, {text:?}, {version}),\n"
            ));
        }
    }
    table.push_str("];\n");
    table
}

/// All functions of a source: the line they begin on, and their text.
fn function_texts(source: &Path) -> BTreeMap<(String, u32), (u32, String)> {
    use purlin_compiler::ast::nodes::FormKind;
    use purlin_compiler::source::{file::SourceMap, name::Interner, provider::NoSources};
    let text = fs::read_to_string(source).expect("a library source is readable");
    let (arena, mut sources, mut names) = (bumpalo::Bump::new(), SourceMap::new(), Interner::new());
    let file = sources
        .add("source", text)
        .expect("a library source is small");
    let options = purlin_compiler::parse::ParseOptions::default();
    let parsed = purlin_compiler::parse::parse_module(
        &arena,
        &mut sources,
        &mut names,
        &NoSources,
        file,
        &options,
    );
    let functions = parsed.module.forms.iter().filter_map(|form| {
        let FormKind::Function(function) = &form.kind else {
            return None;
        };
        let name = names.text(function.name.name).to_owned();
        let line = sources.location(form.span.lo)?.line;
        let text = sources.text(form.span).trim_end_matches('.').to_owned() + ".";
        Some(((name, function.arity), (line, text)))
    });
    functions.collect()
}

fn header_table(headers: &BTreeMap<String, PathBuf>) -> String {
    let mut text = String::from("static HEADERS: &[(&str, &str)] = &[\n");
    for (name, path) in headers {
        text.push_str(&format!(
            "    ({name:?}, include_str!({:?})),\n",
            path.display().to_string()
        ));
    }
    text.push_str("];\n");
    text
}
