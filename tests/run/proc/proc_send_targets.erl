%% Everything `!` and send/2,3 may be given: pids alive and dead, names, tuples, aliases, references, ports' numbers; what comes back and what is raised.
-module(proc_send_targets).
-export([main/0]).
-include("proc.hrl").

main() ->
    D = spawn(fun() -> ok end), died(D), A = alias(), Old = alias(), unalias(Old), register(send_here, self()),
    Targets = [{self, self()}, {dead, D}, {name, send_here}, {no_name, nobody_of_this_name}, {node_name, {send_here, node()}}, {no_node_name, {nobody_of_this_name, node()}}, {alias, A}, {old_alias, Old}, {ref, make_ref()},
        {integer, 1}, {string, "send_here"}, {undefined, undefined}, {tuple, {send_here}}, {tuple3, {send_here, node(), x}}, {bad_tuple, {1, node()}}, {bad_node, {send_here, "node"}}, {nil, []}, {'fun', fun() -> ok end}],
    [p({N, plain(t(fun() -> T ! {m, N} end)), plain(t(fun() -> erlang:send(T, {s, N}) end)), t(fun() -> erlang:send(T, {o, N}, [nosuspend]) end), plain(t(fun() -> erlang:send_nosuspend(T, {n, N}) end)), [element(1, M) || M <- all()]}) || {N, T} <- Targets],
    p([t(fun() -> erlang:send(self(), x, O) end) || O <- [[], [noconnect], [nosuspend, noconnect], [x], x, [noconnect | x]]]), p(length(all())),
    %% the value of the expression is the message itself
    L = lists:seq(1, 50), p((self() ! L) =:= L), p(erts_debug:same(self() ! L, L)), p(length(all())),
    %% chains of sends are from the right
    H = spawn(fun() -> receive X -> exit({got, X}) end end), M = monitor(process, H), p(self() ! H ! hello), p({down(H, M), all()}),
    %% order of evaluation: target first, then message
    p(begin put(o, []), (begin put(o, [to | get(o)]), self() end) ! begin put(o, [what | get(o)]), v end, {get(o), all()} end),
    p(begin put(o, []), t(fun() -> (begin put(o, [to | get(o)]), nobody_of_this_name end) ! begin put(o, [what | get(o)]), v end end), get(o) end),
    %% messages that are terms of every kind come back equal, literal ones too
    Ts = [a, 1, 1.5, -0.0, 1 bsl 100, "s", <<"b">>, <<1:3>>, binary:copy(<<1>>, 100), {}, [], #{}, #{a => [#{b => {c}}]}, fun erlang:abs/1, self(), make_ref(), [1 | 2], maps:from_list([{I, I} || I <- lists:seq(1, 50)])],
    p([begin self() ! T, receive X -> X =:= T end end || T <- Ts]), E = host(), p([run(E, fun() -> T end) =:= T || T <- Ts]),
    %% a fun with an environment crosses
    Y = {1, [2]}, p(run(E, fun() -> (fun(Z) -> {Y, Z} end)(z) end)),
    %% sharing is not required to be kept, equality is
    S = lists:foldl(fun(_, X) -> {X, X} end, x, lists:seq(1, 8)), p(run(E, fun() -> S end) =:= S), unregister(send_here), p(all()).

plain({m, _}) -> sent; plain({s, _}) -> sent; plain(X) -> X.
