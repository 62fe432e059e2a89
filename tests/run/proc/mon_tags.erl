%% The tag option of monitors: any term, kept through collections, not mixed with others.
-module(mon_tags).
-export([main/0]).
-include("proc.hrl").

main() ->
    Big = lists:seq(1, 1000),
    Tags = [t1, {t, 2}, "three", 4, 5.0, #{six => 6}, Big, <<"seven">>, make_ref(), 'DOWN', []],
    Pairs = [begin {P, M} = spawn_opt(fun() -> receive go -> exit(done) end end, [{monitor, [{tag, T}]}]), {T, P, M} end || T <- Tags],
    garbage_collect(),
    [P ! go || {_, P, _} <- Pairs],
    p([receive {T, M, process, P, done} -> true end || {T, P, M} <- lists:reverse(Pairs)]),
    p(all()),
    %% demonitor with flush takes a message of any tag
    {P, M} = spawn_opt(fun() -> ok end, [{monitor, [{tag, own}]}]),
    died(P),
    receive {own, M, _, _, _} = D -> self() ! D end,
    p({demonitor(M, [flush, info]), all()}),
    %% tag and alias together, on a name
    H = host(), register(tagged, H),
    N = monitor(process, tagged, [{tag, T2 = {x, y}}, {alias, explicit_unalias}]),
    N ! via_alias,
    p(all()),
    H ! {quit, z},
    receive {T2, N, process, W, R} -> p({W, R}) end,
    N ! still, p(all()), unalias(N), N ! gone, p(all()).
