%% Modules compiled and loaded while the program runs: calls, reloading, old code, purge and deletion.
-module(many_modules_at_run_time).
-export([main/0]).
-include("../lang.hrl").

make(Name, Text) ->
    Forms = [begin {ok, Tokens, _} = erl_scan:string(T), {ok, F} = erl_parse:parse_form(Tokens), F end || T <- ["-module(" ++ atom_to_list(Name) ++ ").", "-export([f/0, g/1])." | Text]],
    {ok, Name, Code} = compile:forms(Forms),
    {module, Name} = code:load_binary(Name, "made", Code),
    Name.
main() ->
    ?show(made_module_1:f()),
    M = make(made_module_1, ["f() -> first.", "g(X) -> {one, X}."]),
    ?show([M:f(), made_module_1:g(a)]),
    F = fun M:f/0,
    L = M:g(M:f()),
    make(made_module_1, ["f() -> second.", "g(X) -> fun() -> {two, X} end."]),
    ?show([L, M:f(), F(), (M:g(b))()]),
    ?show(code:is_loaded(M) =/= false),
    ?show([erlang:function_exported(M, N, A) || {N, A} <- [{f, 0}, {g, 1}, {h, 0}]]),
    ?show(code:purge(M)),
    ?show(code:delete(M)),
    ?show(code:is_loaded(M)),
    ?show([make(list_to_atom("made_module_" ++ integer_to_list(I)), ["f() -> " ++ integer_to_list(I) ++ ".", "g(X) -> X + f()."]) || I <- [2, 3, 4]]),
    ?show([made_module_2:g(1), made_module_3:g(1), made_module_4:g(1)]),
    ok.
