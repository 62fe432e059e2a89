//! `purlin new`: a project to begin with.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::status;
use crate::args::New;
use crate::tell;

/// A file of a template: its path and text; `NAME` stands for the project's name in both.
type File = (&'static str, &'static str);

const PROGRAM: &[File] = &[
    (
        "purlin.toml",
        "name = \"NAME\"\nversion = \"0.1.0\"\nmain = \"NAME\"\n",
    ),
    ("README.md", "# NAME\n\n    purlin run .\n    purlin test\n"),
    (".gitignore", "/build\n"),
    (
        "src/NAME.erl",
        "-module(NAME).\n-moduledoc \"Greets.\".\n-export([main/1, greeting/1]).\n\n-doc \"The program's start: greets each argument.\".\nmain([]) -> \
         main([\"world\"]);\nmain(Names) ->\n    [io:put_chars([greeting(Name), $\\n]) || Name <- Names],\n    ok.\n\n-doc \"What to say to \
         somebody.\".\ngreeting(Name) -> \"Hello, \" ++ Name ++ \"!\".\n",
    ),
    (
        "test/NAME_tests.erl",
        "-module(NAME_tests).\n-include_lib(\"eunit/include/eunit.hrl\").\n\ngreeting_test() ->\n    ?assertEqual(\"Hello, you!\", \
         NAME:greeting(\"you\")).\n",
    ),
];

const LIBRARY: &[File] = &[
    ("purlin.toml", "name = \"NAME\"\nversion = \"0.1.0\"\n"),
    ("README.md", "# NAME\n\n    purlin repl\n    purlin test\n"),
    (".gitignore", "/build\n"),
    (
        "src/NAME.erl",
        "-module(NAME).\n-moduledoc \"About NAME.\".\n-export([double/1]).\n\n-doc \"Twice a number.\".\n-spec double(number()) -> \
         number().\ndouble(N) -> 2 * N.\n",
    ),
    (
        "test/NAME_tests.erl",
        "-module(NAME_tests).\n-include_lib(\"eunit/include/eunit.hrl\").\n\ndouble_test() ->\n    ?assertEqual(4, NAME:double(2)).\n",
    ),
];

const APPLICATION: &[File] = &[
    (
        "purlin.toml",
        "name = \"NAME\"\nversion = \"0.1.0\"\nmain = \"NAME\"\n",
    ),
    (
        "README.md",
        "# NAME\n\n    purlin run --no-halt .\n    purlin test\n",
    ),
    (".gitignore", "/build\n"),
    (
        "src/NAME.erl",
        "-module(NAME).\n-moduledoc \"Starts the supervisor and shows that it works.\".\n-export([main/0]).\n\nmain() ->\n    {ok, _} = \
         NAME_sup:start_link(),\n    io:format(\"~p~n\", [NAME_counter:next()]),\n    io:format(\"~p~n\", [NAME_counter:next()]).\n",
    ),
    (
        "src/NAME_sup.erl",
        "-module(NAME_sup).\n-behaviour(supervisor).\n-export([start_link/0, init/1]).\n\nstart_link() -> supervisor:start_link({local, \
         ?MODULE}, ?MODULE, []).\n\ninit([]) ->\n    Counter = #{id => counter, start => {NAME_counter, start_link, []}},\n    {ok, \
         {#{strategy => one_for_one}, [Counter]}}.\n",
    ),
    (
        "src/NAME_counter.erl",
        "-module(NAME_counter).\n-behaviour(gen_server).\n-export([start_link/0, next/0]).\n-export([init/1, handle_call/3, \
         handle_cast/2]).\n\nstart_link() -> gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).\n\nnext() -> gen_server:call(?MODULE, \
         next).\n\ninit([]) -> {ok, 1}.\n\nhandle_call(next, _From, N) -> {reply, N, N + 1}.\n\nhandle_cast(_, N) -> {noreply, N}.\n",
    ),
    (
        "test/NAME_counter_tests.erl",
        "-module(NAME_counter_tests).\n-include_lib(\"eunit/include/eunit.hrl\").\n\ncounts_test() ->\n    {ok, _} = \
         NAME_counter:start_link(),\n    ?assertEqual([1, 2], [NAME_counter:next(), NAME_counter:next()]),\n    gen_server:stop(NAME_counter).\n",
    ),
];

const EMBEDDED: &[File] = &[
    (
        "Cargo.toml",
        "[package]\nname = \"NAME\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n# Where your copy of Purlin is.\npurlin = { path = \
         \"../purlin/vm/embed\" }\n",
    ),
    (".gitignore", "/target\n"),
    (
        "src/main.rs",
        "//! Runs the rules in scripts/rules.erl.\n\nuse purlin::{Capabilities, Vm};\n\nfn main() -> Result<(), Box<dyn std::error::Error>> \
         {\n    let vm = Vm::builder().capabilities(Capabilities::ALL).standard_streams().build()?;\n    let rules = \
         include_bytes!(\"../scripts/rules.erl\").to_vec();\n    let loaded = vm.load_source(\"rules.erl\", rules).map_err(|error| \
         error.to_string())?;\n    let status = vm.run_program(&loaded.module, \"main\", None, true)?;\n    std::process::exit(status);\n}\n",
    ),
    (
        "scripts/rules.erl",
        "-module(rules).\n-export([main/0]).\n\nmain() -> io:put_chars(\"Hello from Erlang\\n\").\n",
    ),
];

pub fn new(args: &New) -> ExitCode {
    let folder = PathBuf::from(&args.name);
    let name = folder
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    if !is_module_name(&name) {
        tell::error(
            format_args!("`{name}` cannot be a module's name"),
            Some("use small letters, digits and _, a letter first: purlin new my_project"),
        );
        return ExitCode::from(status::USAGE);
    }
    if folder.exists() {
        tell::error(
            format_args!("{} exists already", folder.display()),
            Some("choose another name, or remove it first"),
        );
        return ExitCode::from(status::USAGE);
    }
    let (template, next) = match (args.kind.lib, args.kind.app, args.kind.embed) {
        (true, _, _) => (LIBRARY, "purlin test"),
        (_, true, _) => (APPLICATION, "purlin run ."),
        (_, _, true) => (EMBEDDED, "cargo run"),
        _ => (PROGRAM, "purlin run ."),
    };
    match template
        .iter()
        .try_for_each(|file| write(&folder, &name, file))
    {
        Ok(()) => {
            tell::raw(&format!(
                "created {}; next: cd {} && {next}\n",
                folder.display(),
                folder.display()
            ));
            ExitCode::SUCCESS
        }
        Err(error) => {
            tell::error(
                format_args!("cannot write {}: {error}", folder.display()),
                None,
            );
            ExitCode::from(status::FAILED)
        }
    }
}

fn write(folder: &Path, name: &str, (path, text): &File) -> std::io::Result<()> {
    let path = folder.join(path.replace("NAME", name));
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::write(path, text.replace("NAME", name))
}

fn is_module_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && purlin::syntax::pieces(name)
            .first()
            .map(|(_, piece)| *piece)
            == Some(purlin::syntax::Piece::Atom)
}
