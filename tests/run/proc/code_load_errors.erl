%% Loading that is refused: wrong name, text, cut binaries, old code in the way of a sticky one, files that are not there; atomic loading of several; what remains loaded.
-module(code_load_errors).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    {ok, cle_a, A} = compile:forms(forms(cle_a, ["-export([v/0]).", "v() -> a."])), {ok, cle_b, B} = compile:forms(forms(cle_b, ["-export([v/0]).", "v() -> b."])),
    p(element(1, code:load_binary(cle_b, "x", A))), p(code:is_loaded(cle_b)), p(code:load_binary(cle_a, "dir/a.beam", A)), p([cle_a:v(), code:which(cle_a), code:is_loaded(cle_a)]),
    p([element(1, code:load_binary(cle_c, "x", X)) || X <- [<<>>, <<"FOR1">>, binary:part(A, 0, 20), <<A/binary, 0>>]] =/= []), p(code:is_loaded(cle_c)), p([t(fun() -> code:load_binary(M, F, X) end) || {M, F, X} <- [{1, "x", A}, {cle_a, "x", "text"}]]),
    p(code:ensure_loaded(cle_a)), p(code:ensure_loaded(no_such_module_here)), p(code:load_file(no_such_module_here)), p(element(1, code:load_abs("/nowhere/at_all"))), p(code:ensure_modules_loaded([lists, maps])), p(code:ensure_modules_loaded([lists, no_such_module_here])),
    p(code:atomic_load([{cle_a, "1", A}, {cle_b, "2", B}])), p([cle_a:v(), cle_b:v(), code:which(cle_b)]),
    p(code:is_sticky(cle_a)), p([lists:keymember(M, 1, code:all_loaded()) || M <- [cle_a, lists, cle_c]]), p([code:module_status(M) || M <- [no_such_module_here]]), [unload(M) || M <- [cle_a, cle_b]], p([code:is_loaded(M) || M <- [cle_a, cle_b]]), p([t(fun() -> M:v() end) || M <- [cle_a, cle_b]]).
