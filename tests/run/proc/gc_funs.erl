%% Funs with environments of all sizes, through messages, collections, and processes that are gone.
-module(gc_funs).
-export([main/0]).
-include("proc.hrl").

main() ->
    Big = lists:seq(1, 1000), Bin = binary:copy(<<9>>, 500),
    Fs = [fun() -> none end, fun(X) -> X + length(Big) end, fun(X, Y) -> {X, Y, byte_size(Bin), Big =/= []} end, fun lists:reverse/1, fun local/1],
    H = host(),
    run(H, fun() -> put(fs, Fs) end), garbage_collect(),
    [F0, F1, F2, F3, F4] = run(H, fun() -> garbage_collect(), get(fs) end),
    p({F0(), F1(1), F2(a, b), F3([1, 2]), F4(x)}),
    %% funs that make funs; made by a process that has ended
    Make = run(H, fun() -> K = lists:seq(1, 50), fun(N) -> fun(M) -> lists:nth(N, K) + M end end end),
    kill(H, kill), garbage_collect(),
    p((Make(7))(100)),
    p([erlang:fun_info(F, arity) || F <- Fs]),
    p([element(2, erlang:fun_info(F, type)) || F <- Fs]),
    p([length(element(2, erlang:fun_info(F, env))) || F <- [F0, F1, F2]]),
    p({F3 =:= fun lists:reverse/1, F4 =:= fun local/1, F1 =:= hd(tl(Fs)), F1 == F2}),
    Named = fun Fact(0) -> 1; Fact(N) -> N * Fact(N - 1) end,
    p(Named(20)),
    p(run(host(), fun() -> Named(25) end)).

local(X) -> {local, X}.
