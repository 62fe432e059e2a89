%% A queue in front of two clerks, simulated by events in the order of time, with random numbers of its own.
-module(event_simulation).
-export([main/0]).
-record(sim, {now = 0, queue = [], free = 2, waiting = queue:new(), served = 0, waited = 0, seed = 42}).
-include("../lang.hrl").

random(N, #sim{seed = S} = Sim) -> S1 = (S * 1103515245 + 12345) band 16#7fffffff, {S1 rem N, Sim#sim{seed = S1}}.
at(T, Event, #sim{queue = Q} = Sim) -> Sim#sim{queue = lists:keymerge(1, Q, [{T, Event}])}.
run(#sim{queue = []} = Sim) -> Sim;
run(#sim{queue = [{T, Event} | Q]} = Sim) -> run(handle(Event, Sim#sim{now = T, queue = Q})).
handle({arrive, N}, Sim) ->
    Sim1 = case N of
        0 -> Sim;
        _ -> {D, S} = random(5, Sim), at(S#sim.now + D, {arrive, N - 1}, S)
    end,
    serve(Sim1#sim{waiting = queue:in({N, Sim1#sim.now}, Sim1#sim.waiting)});
handle({leave, _}, Sim) -> serve(Sim#sim{free = Sim#sim.free + 1, served = Sim#sim.served + 1}).
serve(#sim{free = 0} = Sim) -> Sim;
serve(#sim{waiting = W, now = Now} = Sim) ->
    case queue:out(W) of
        {empty, _} -> Sim;
        {{value, {N, Since}}, W1} ->
            {D, S} = random(7, Sim#sim{waiting = W1, free = Sim#sim.free - 1, waited = Sim#sim.waited + Now - Since}),
            serve(at(Now + D + 1, {leave, N}, S))
    end.
main() ->
    [begin
        #sim{now = T, served = S, waited = W, free = F} = run(at(0, {arrive, N}, #sim{})),
        io:format("~p customers: until ~p, served ~p, waited ~p, free ~p~n", [N + 1, T, S, W, F])
     end || N <- [0, 1, 10, 50, 200]],
    ?show((run(#sim{}))#sim.now),
    ?show((run(at(5, {arrive, 0}, at(1, {arrive, 0}, #sim{}))))#sim.served).
