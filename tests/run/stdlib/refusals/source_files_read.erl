%% epp on files: forms and encodings read from them, and what stands in the way.
-module(source_files_read).
-export([main/0]).
-include("../show.hrl").

main() ->
    File = "source_files_" ++ os:getpid() ++ ".erl",
    ok = file:write_file(File, "%% coding: latin-1\n-module(sf).\n-define(A, 1).\nf() -> ?A.\n"),
    Name = fun(T) -> [E || E <- T, element(1, E) =/= attribute orelse element(3, E) =/= file] end,
    {ok, Forms} = epp:parse_file(File, [], []),
    show(parsed, Name(Forms)),
    show(options, begin {ok, F2} = epp:parse_file(File, [{macros, [{'B', 2}]}]), length(Name(F2)) end),
    {ok, E1} = epp:open(File, []),
    show(first, [case epp:parse_erl_form(E1) of {ok, F} -> element(1, F); {eof, L} -> {eof, L} end || _ <- [1, 2, 3, 4]]),
    show(closed, epp:close(E1)),
    {ok, E2} = epp:open([{name, File}, {includes, []}]),
    show(named, epp:parse_erl_form(E2) =/= x), epp:close(E2),
    show(encodings, {epp:read_encoding(File), epp:read_encoding(File, [{in_comment_only, false}]), epp:default_encoding()}),
    {ok, Fd} = file:open(File, [read]),
    show(set, {epp:set_encoding(Fd), epp:set_encoding(Fd, utf8)}), file:close(Fd),
    file:delete(File),
    many(epp, open, [["no/such/file.erl", []], [[{name, "no/such/file.erl"}]], ["no/such/file.erl", [], []], [[]], [x]]),
    many(epp, parse_file, [["no/such/file.erl", [], []], ["no/such/file.erl", []], [17, [], []]]),
    many(epp, read_encoding, [["no/such/file.erl"], [17], ["no/such/file.erl", []], ["no/such/file.erl", x]]),
    many(epp, set_encoding, [[x], [x, utf8]]),
    each(fun(E) -> lists:flatten(epp:format_error(E)) end, [{undefined, 'X', none}, {include, file, "a.hrl"}, {include, lib, "a.hrl"}, x, {}, {bad, define}, cannot_parse, {depth, "include"}, {illegal, 'else'}]),
    Lint = fun(Fs) -> erl_lint:module(Fs) end,
    each(fun(Fs) -> case Lint(Fs) of {ok, Ws} -> {ok, length(Ws)}; {error, Es, Ws} -> {error, [[D || {_, _, D} <- L] || {_, L} <- Es], length(Ws)} end end,
         [[{attribute, 1, module, m}, {eof, 2}], [{attribute, 1, module, m}, {function, 2, f, 0, [{clause, 2, [], [], [{var, 2, 'X'}]}]}, {eof, 3}]]),
    each(fun(E) -> lists:flatten(erl_lint:format_error(E)) end, [{unbound_var, 'X'}, {undefined_function, {f, 1}}, {}, 17, undefined_module]),
    ok.
