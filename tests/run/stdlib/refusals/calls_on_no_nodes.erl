%% Calls to nodes, resolutions of names and transformed match specifications, with what they accept and what they refuse.
-module(calls_on_no_nodes).
-export([main/0]).
-include("../show.hrl").

main() ->
    logger:set_primary_config(level, none),
    many(rpc, block_call, [[node(), lists, reverse, [[1, 2]], 1000], [node(), lists, reverse, x, 1000], [17, lists, reverse, [[]], 1000], [node(), lists, reverse, [[]], odd]]),
    many(rpc, multi_server_call, [[nobody, hello], [[], nobody, hello], [17, x]]),
    many(rpc, sbcast, [[nobody, hello], [17, hello], ["x", hello]]),
    Server = spawn(fun() -> server() end),
    register(con_server, Server),
    show(answered, rpc:server_call(node(), con_server, con_server, hello)),
    many(rpc, server_call, [[node(), no_such_server, x, hello], [17, con_server, con_server, hello]]),
    many(erpc, cast, [[node(), fun() -> ok end], [node(), x], [17, fun() -> ok end], [node(), fun(_) -> ok end]]),
    each(fun(F) -> Losers = [spawn(fun() -> receive Bye -> Bye end end) || _ <- [1, 2]], [A, B] = Losers, R = F(A, B), winner(R, A, B) end,
         [fun(A, B) -> global:random_notify_name(n, A, B) end, fun(A, B) -> global:notify_all_name(n, A, B) end, fun(A, B) -> global:random_exit_name(n, A, B) end]),
    [each(fun({A, B}) -> winner(global:F(n, A, B), A, B) end, [{x, x}, {17, 17}]) || F <- [random_notify_name, random_exit_name]],
    each(fun({A, B}) -> global:notify_all_name(n, A, B) end, [{x, x}, {17, 17}]),
    each(fun(As) -> try apply(ms_transform, transform_from_shell, As) of {error, [{_, [{1, ms_transform, _}]}], []} -> refused; Spec -> Spec catch _:_ -> raised end end, [[ets, [{clause, 1, [{tuple, 1, [{var, 1, 'A'}, {var, 1, 'B'}]}], [], [{var, 1, 'A'}]}], []], [dbg, [{clause, 1, [{cons, 1, {var, 1, 'A'}, {nil, 1}}], [], [{var, 1, 'A'}]}], []],
                                              [ets, [{clause, 1, [{var, 1, 'A'}, {var, 1, 'B'}], [], [{var, 1, 'A'}]}], []], [ets, [{clause, 1, [{var, 1, 'A'}], [], [{call, 1, {atom, 1, foo}, []}]}], []], [ets, x, []]]),
    each(fun(Forms) -> try apply(ms_transform, parse_transform, [Forms, []]) catch _:_ -> raised end end, [[], [{attribute, 1, module, m}, {eof, 2}], x]),
    ok.

winner(A, A, _) -> one_of_them;
winner(B, _, B) -> one_of_them;
winner(Else, _, _) -> Else.

server() -> receive {From, hello} -> From ! {con_server, node(), hi}, server(); Other -> exit({odd, Other}) end.
