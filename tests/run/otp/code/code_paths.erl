%% The code path: directories added at either end, replaced, deleted, with folders that are not there.
-module(code_paths).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    Old = code:get_path(), D = filename:join(os:getenv("TMPDIR", "/tmp"), "purlin_code_paths_" ++ os:getpid()), [ok = filelib:ensure_path(filename:join(D, X)) || X <- ["a/ebin", "b-1.0/ebin", "c"]], P = fun(X) -> filename:join(D, X) end, Show = fun() -> [lists:nthtail(length(D) + 1, X) || X <- code:get_path(), lists:prefix(D, X)] end,
    [io:format("~ts ~ts ~0p~n", [atom_to_list(F), outcome(fun() -> apply(code, F, [case A of {l, L} -> [P(X) || X <- L]; {t, N, X} -> N, P(X); X when is_list(X) -> P(X); X -> X end]) end), Show()]) || {F, A} <- [{add_path, "a/ebin"}, {add_patha, "b-1.0/ebin"}, {add_pathz, "c"}, {add_path, "a/ebin"}, {add_patha, "a/ebin"}, {add_path, "nosuch"}, {add_paths, {l, ["c", "nosuch"]}}, {add_pathsa, {l, ["c", "a/ebin"]}}, {add_pathsz, {l, ["b-1.0/ebin"]}}, {del_path, "c"}, {del_path, "nosuch"}, {del_paths, {l, ["a/ebin", "b-1.0/ebin"]}}, {add_path, x}, {add_paths, x}, {del_path, 1}]],
    show("set", [code:set_path([P("c")]) =:= true, Show(), code:set_path([P("nosuch")]), code:set_path(Old), code:get_path() =:= Old]), show("clash", is_atom(code:objfile_extension()) orelse code:objfile_extension()), file:del_dir_r(D), ok.
