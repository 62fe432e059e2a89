%% code:atomic_load/1: all or none for what shows before loading: modules named twice, missing ones, old code in the way; order of the reasons.
-module(code_atomic_load).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    p(code:atomic_load([])), p(code:atomic_load([c(cal_a, 1), c(cal_b, 1)])), p(vs()),
    p(code:atomic_load([c(cal_a, 2), c(cal_a, 3)])), p(code:atomic_load([c(cal_a, 2), c(cal_b, 2), c(cal_a, 3), c(cal_b, 3)])), p(vs()),
    p(code:atomic_load([c(cal_a, 2), no_such_module_here])), p(vs()),
    p(code:atomic_load([c(cal_a, 2), c(cal_b, 2)])), p(vs()), p([erlang:check_old_code(M) || M <- [cal_a, cal_b]]),
    p(code:atomic_load([c(cal_a, 3)])), p(vs()), p([code:purge(M) || M <- [cal_a, cal_b]]), p(code:atomic_load([c(cal_a, 3), c(cal_b, 3)])), p(vs()),
    p([t(fun() -> code:atomic_load(X) end) || X <- [a, [1], [{1, "f", <<>>}], [{cal_a, "f"}]]]),
    [unload(M) || M <- [cal_a, cal_b]], p([code:is_loaded(M) || M <- [cal_a, cal_b]]).

c(M, V) -> {ok, M, B} = compile:forms(forms(M, ["-export([v/0]).", "v() -> " ++ integer_to_list(V) ++ "."]), []), {M, atom_to_list(M) ++ ".erl", B}.
vs() -> [M:v() || M <- [cal_a, cal_b]].
