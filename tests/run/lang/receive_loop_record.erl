%% A record taken apart before a receive is still known to be one in all its clauses, when one of them changes it.
-module(receive_loop_record).
-export([main/0]).

-record(g, {stop, seen = [], skipped = 0}).

main() ->
    [self() ! M || M <- [{x, 1}, other, {x, 2}, {later, 3}, {done, stop}]],
    io:format("~p~n", [loop(#g{stop = done})]),
    io:format("~p~n", [guarded(#g{stop = done})]),
    receive Left -> io:format("left ~p~n", [Left]) end.

loop(#g{stop = Stop} = G) ->
    receive
        {x, E} ->
            G1 = G#g{seen = [E | G#g.seen]},
            io:format("saw ~p~n", [E]),
            loop(G1);
        other ->
            loop(G#g{skipped = G#g.skipped + 1});
        {Stop, stop} -> G
    end.

guarded(#g{stop = Stop} = G) ->
    self() ! {Stop, again},
    receive
        {Stop, again} ->
            G1 = try G#g{seen = [list_to_integer("x") | G#g.seen]}
            catch
                error:badarg -> G#g{seen = [none | G#g.seen]}
            end,
            io:format("~p~n", [G1]),
            G1
    end.
