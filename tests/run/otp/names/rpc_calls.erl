%% rpc on this node: calls of each kind, casts, keys, servers, timeouts, and how failures come back.
-module(rpc_calls).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    N = node(), St = fun({badrpc, {'EXIT', {R, [_ | _]}}}) -> {badrpc, 'EXIT', R}; ({'EXIT', {R, [_ | _]}}) -> {'EXIT', R}; (X) -> X end,
    each(fun({M, F, A}) -> [St(rpc:call(N, M, F, A)), St(rpc:call(N, M, F, A, 2000)), St(rpc:block_call(N, M, F, A)), St(rpc:yield(rpc:async_call(N, M, F, A)))] end, [{lists, sum, [[1, 2]]}, {erlang, exit, [x]}, {erlang, throw, [t]}, {nosuch, f, []}, {lists, nosuch, [1]}, {erlang, hd, [[]]}, {erlang, '+', [1, a]}]),
    show("timeout", [rpc:call(N, timer, sleep, [50], 1), rpc:nb_yield(rpc:async_call(N, timer, sleep, [20]), 0)]), K = rpc:async_call(N, lists, reverse, [[1, 2]]), show("nb", {rpc:nb_yield(K, 2000), element(1, {rpc:nb_yield(rpc:async_call(N, timer, sleep, [100]))})}), show("other node", [rpc:call('x@nohost', a, b, []), rpc:multicall(['x@nohost'], lists, sum, [[1]])]),
    show("multi", [rpc:multicall(lists, sum, [[1]]), rpc:multicall([N, N], lists, sum, [[2]]), rpc:multicall([N], lists, sum, [[3]], 1000)]), show("parallel", [rpc:parallel_eval([{lists, sum, [[X]]} || X <- [1, 2, 3]]), rpc:pmap({erlang, '+'}, [10], [1, 2, 3]), outcome(fun() -> rpc:pmap({erlang, '+'}, [a], [1]) end)]),
    register(rps, self()), show("cast", {rpc:cast(N, erlang, send, [rps, casted]), receive casted -> casted after 5000 -> none end}), show("abcast", {rpc:abcast(rps, ab), receive ab -> ab after 5000 -> none end, rpc:abcast([N], rps, ab2), receive ab2 -> ab2 after 5000 -> none end, rpc:sbcast(rps, sb), receive sb -> sb after 5000 -> none end, rpc:sbcast([N], nosuch, x)}), rpc:eval_everywhere(erlang, send, [rps, every]), show("everywhere", receive every -> every after 5000 -> none end),
    ok.
