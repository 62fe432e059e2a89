%% Records in funs, comprehensions and processes; updates that are seen or are not.
-module(records_closures).
-export([main/0]).
-record(state, {count = 0, log = [], sub = #{}}).
-include("../lang.hrl").

bump(#state{count = C} = S) -> S#state{count = C + 1}.
log(X, S = #state{log = L}) -> S#state{log = [X | L]}.
loop(S) ->
    receive
        {get, From} -> From ! S, loop(S);
        bump -> loop(bump(S));
        {log, X} -> loop(log(X, S));
        stop -> ok
    end.

main() ->
    S0 = #state{},
    Add = fun(X) -> (fun(Y) -> S0#state{count = X + Y} end) end,
    ?show((Add(1))(2)),
    ?show(S0),
    ?show(lists:foldl(fun log/2, S0, [a, b, c])),
    ?show([S#state.count || S <- [bump(S0), bump(bump(S0))]]),
    ?show([S0#state{count = N} || N <- [1, 2]]),
    ?show(maps:get(k, (S0#state{sub = #{k => v}})#state.sub)),
    Up = S0#state{sub = (S0#state.sub)#{new => S0#state.count}},
    ?show(Up),
    Pid = spawn(fun() -> loop(S0) end),
    Pid ! bump, Pid ! {log, hello}, Pid ! bump, Pid ! {get, self()},
    ?show(receive #state{} = Got -> Got end),
    Pid ! stop,
    ?show(try throw(bump(S0)) catch throw:#state{count = N} -> N end),
    ?show(begin {S1, S2} = {S0#state{count = 1}, S0#state{count = 2}}, S1#state.count + S2#state.count end),
    ok.
