%% Compiling files: results, errors, warnings, options; loading what was made.
-module(compile_api).
-export([main/0]).

main() ->
    Name = "compile_api_" ++ os:getpid() ++ "_" ++ integer_to_list(erlang:unique_integer([positive])),
    Folder = filename:join("/tmp", Name),
    ok = file:make_dir(Folder),
    ok = file:make_dir(filename:join(Folder, "inc")),
    {ok, Before} = file:get_cwd(),
    ok = file:set_cwd(Folder),
    try
        [ok = file:write_file(File, Text) || {File, Text} <- files()],
        results(), loaded(), written()
    after
        file:set_cwd(Before),
        file:del_dir_r(Folder)
    end.

p(Term) -> io:format("~0tp~n", [Term]).

files() ->
    [{"ca.erl", "-module(ca). -export([f/0]).\nf() -> ?X.\ng(Y) -> 1.\n"},
     {"cb.erl", "-module(cb). -export([f/0]).\nf() -> X.\n"},
     {"cc.erl", "-module(cc). -export([f/0]).\nf() -> (.\ng() -> 1.\n"},
     {"cd.erl", "-module(ce). -export([f/0]).\nf() -> 1.\n"},
     {"cg.erl", "-module(cg). -export([f/0]).\nf() ->\n  {1, #}.\n\nf() -> 1.\n"},
     {"ce1.erl", ""}, {"ce2.erl", "%% nothing\n"}, {"ce3.erl", "-export([f/0]).\nf() -> 1.\n"},
     {"ci.erl", "-module(ci). -export([f/0]).\n-include(\"i.hrl\").\nf() -> ?Z.\n"},
     {"inc/i.hrl", "-define(Z, zed).\n"}].

results() ->
    [p({File, Options, shown(compile:file(File, Options))}) || {File, Options} <- [
        {"ca", [binary]}, {"ca", [binary, {d, 'X'}]}, {"ca", [binary, {d, 'X', {foo, "bar"}}, return]},
        {"ca", [binary, return_warnings]}, {"ca", [binary, return_warnings, {d, 'X'}]},
        {"ca.erl", [binary, {d, 'X'}, return]}, {ca, [binary, {d, 'X'}]}, {"./ca", [{d, 'X'}, return, binary]},
        {"cb", [binary, return]}, {"cb", [return]}, {"cb", []}, {"cg", [binary, return]},
        {"cd", [binary, return]}, {"ce1", [return]}, {"ce2", [return, binary]}, {"ce3", [return, binary]}, {"cd", [return]}, {"ci", [binary, {i, "inc"}, return]},
        {"nofile", [return]}, {"nofile", []}, {"ca", [binary, {d, 'X'}, warnings_as_errors, return]},
        {"ca", [binary, {d, 'X'}, warnings_as_errors]}, {"ca", [{d, 'X'}, return, {error_location, line}, binary]},
        {"ca", [{d, 'X'}, return, nowarn_unused_vars, binary]},
        {"ca", [{d, 'X'}, return, nowarn_unused_vars, nowarn_unused_function, binary]},
        {"ca", [{d, 'X'}, return, nowarn_unused_vars, {nowarn_unused_function, {g, 1}}, binary]},
        {"ca", [strong_validation, {d, 'X'}, debug_info]}, {"cg", report}]].

shown({ok, M, Code}) when is_binary(Code) -> {ok, M, code};
shown({ok, M, Code, Ws}) when is_binary(Code) -> {ok, M, code, Ws};
shown(Result) -> Result.

loaded() ->
    {ok, ca, One} = compile:file("ca", [binary, {d, 'X', 1}]),
    {ok, ca, Two} = compile:file("ca", [binary, {d, 'X', {two, ["b", 1.5]}}]),
    p(code:load_binary(ca, "ca.erl", One)),
    p(ca:f()),
    p(code:load_binary(ca, "ca.erl", Two)),
    p(ca:f()),
    p(code:purge(ca)),
    p(code:load_binary(other, "ca.erl", One)),
    try code:load_binary(ca, "ca.erl", foo)
    catch error:_ -> p(no_binary)
    end,
    p(ca:f()).

written() ->
    p(compile:file("ca", [{d, 'X', 3}])),
    p(filelib:is_regular("ca.beam")),
    p(compile:file("ca", [{d, 'X', 3}, {outdir, "inc"}])),
    p(filelib:is_regular("inc/ca.beam")),
    {ok, Code} = file:read_file("ca.beam"),
    code:purge(ca),
    p(code:load_binary(ca, "ca.beam", Code)),
    p(ca:f()).
