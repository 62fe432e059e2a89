%% Terms, scripts and evaluated files: values, bindings, places of errors.
-module(file_consult_eval).
-export([main/0]).
-include("../show.hrl").

main() ->
    D = filename:join(os:getenv("TMPDIR", "/tmp"), "purlin_file_consult_" ++ os:getpid()),
    file:del_dir_r(D), ok = file:make_dir(D), P = filename:join(D, "f"),
    try
        each(fun(T) ->
                 ok = file:write_file(P, unicode:characters_to_binary(T)),
                 Fmt = fun({error, {L, M, W}}) when is_atom(M) -> {error, L, M, lists:flatten(M:format_error(W))}; (X) -> X end,
                 {Fmt(file:consult(P)), Fmt(file:script(P)), Fmt(file:script(P, [{'X', 10}])), Fmt(file:eval(P)), Fmt(file:eval(P, [{'X', 1}]))}
             end, ["", "a.", "a. b. {c, \"d\"}.\n", "a", "a.\nb c.\n", "X.", "X + 1.", "Y = 2. Y * 3.", "foo(1).", "{a, [1, 2}.", "\"unclosed.", "%% coding: latin-1\n\"a\".", "\"å\".", "#{a => 1}. <<1, 2>>.", "1/0.", "throw(x).", "exit(y).", "fun() -> ok end.", "a.\n\n\n$.", "[self() =:= self()]."]),
        ok = file:write_file(P, "a.\n"), {ok, Found, Full} = file:path_consult([D ++ "/none", D], "f"), show("path", {Found, Full =:= P}), show("path none", file:path_consult([D], "zz")), show("path script", element(1, file:path_script([D], "f"))), show("path eval", file:path_eval([D], "zz")), show("path open", case file:path_open([D], "f", [read]) of {ok, F, N} -> file:close(F), N =:= P end), show("path open none", file:path_open([D], "zz", [read])),
        show("none", [file:consult(P ++ "x"), file:script(P ++ "x"), file:eval(P ++ "x"), file:consult(x)]),
        each(fun(E) -> lists:flatten(file:format_error(E)) end, [enoent, eacces, badarg, terminated, system_limit, {3, erl_parse, ["bad ", "x"]}, {3, file, undefined_script}, eisdir, odd])
    after file:del_dir_r(D) end,
    ok.
