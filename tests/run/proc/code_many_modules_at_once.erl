%% A dozen modules made, loaded, calling each other in a circle, changed one by one while processes run through them, and removed.
-module(code_many_modules_at_once).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").
-define(N, 12).

main() ->
    Ms = [name(I) || I <- lists:seq(0, ?N - 1)], [load(name(I), src(I, 1)) || I <- lists:seq(0, ?N - 1)], p(apply(hd(Ms), go, [?N * 2, []])), Self = self(),
    P = spawn_link(fun() -> walker(Self, 0) end), p([begin load(name(I), src(I, 2)), P ! {walk, I}, receive {walked, L} -> {I, lists:sum(L)} end end || I <- [3, 7, 0]]), p([erlang:check_old_code(M) || M <- lists:sublist(Ms, 4)]), p([code:soft_purge(M) || M <- Ms]),
    p(apply(hd(Ms), go, [?N, []])), p(lists:sort([{M, erlang:function_exported(M, go, 2)} || M <- lists:sublist(Ms, 2)])), unlink(P), exit(P, kill), died(P),
    %% one missing in the circle: undef from the middle, its stack names the callers
    unload(name(5)), p(t(fun() -> apply(hd(Ms), go, [?N, []]) end)), p(try apply(hd(Ms), go, [?N, []]) catch error:undef:S5 -> [{M5, F5, A5, _} | _] = S5, {M5, F5, hd(A5)} end),
    load(name(5), src(5, 9)), p(lists:sum(apply(hd(Ms), go, [?N, []]))), p([{code:is_loaded(M) =/= false} || M <- [name(5)]]), [unload(M) || M <- Ms], p([code:is_loaded(M) || M <- Ms, code:is_loaded(M) =/= false]), p(t(fun() -> apply(hd(Ms), go, [1, []]) end)).

name(I) -> list_to_atom("cmo_" ++ integer_to_list(I)).
src(I, V) -> ["-export([go/2]).", io_lib:format("go(0, L) -> lists:reverse(L); go(N, L) -> ~p:go(N - 1, [~p | L]).", [name((I + 1) rem ?N), V * 10 + I])].
walker(To, N) -> receive {walk, I} -> To ! {walked, apply(name(I), go, [5, []])}, walker(To, N + 1) end.
