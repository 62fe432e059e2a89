%% persistent_term: values of processes that are gone, replaced while others read, erased.
-module(pt_terms).
-export([main/0]).
-include("proc.hrl").

main() ->
    K = {?MODULE, k},
    H = host(),
    run(H, fun() -> persistent_term:put(K, {lists:seq(1, 100), binary:copy(<<1>>, 500), #{a => [b]}}) end),
    kill(H, kill),
    {L, B, M} = persistent_term:get(K),
    p({length(L), byte_size(B), M}),
    %% held by a process while it is replaced and erased
    G = host(),
    run(G, fun() -> put(held, persistent_term:get(K)) end),
    p([persistent_term:put(K, new), persistent_term:erase(K), persistent_term:erase(K)]),
    garbage_collect(G),
    p(run(G, fun() -> {A, Bin, _} = get(held), {lists:sum(A), byte_size(Bin)} end)),
    p({lists:sum(L), t(fun() -> persistent_term:get(K) end), persistent_term:get(K, default)}),
    %% put_new and the same value again
    p([persistent_term:put_new(K, 1), t(fun() -> persistent_term:put_new(K, 1) end), t(fun() -> persistent_term:put_new(K, 2) end)]),
    %% readers while it changes
    Rs = [spawn_monitor(fun() -> exit(lists:usort([read(K) || _ <- lists:seq(1, 100)]) -- [ok]) end) || _ <- lists:seq(1, 5)],
    [persistent_term:put(K, lists:duplicate(I, I)) || I <- lists:seq(1, 50)],
    p(lists:usort([down(P, R) || {P, R} <- Rs])),
    persistent_term:erase(K),
    p(kill(G, kill)).

read(K) -> case persistent_term:get(K) of 1 -> ok; [N | _] = L when length(L) =:= N -> ok; X -> X end.
