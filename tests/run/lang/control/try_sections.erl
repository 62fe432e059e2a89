%% try with all its sections: which run when, what the value is, where exceptions from each section go.
-module(try_sections).
-export([main/0]).
-include("../lang.hrl").

step(X) -> io:format("~p ", [X]), X.
run(Body, Of, After) ->
    try step(Body()) of
        1 -> step(of_one);
        X when X > 1 -> step(Of())
    catch
        throw:T -> step({caught_throw, T});
        error:{badmatch, V} -> step({caught_badmatch, V});
        exit:E when is_atom(E) -> step({caught_exit, E})
    after
        step(After())
    end.

main() ->
    One = fun() -> 1 end, Two = fun() -> 2 end, Ok = fun() -> ok end,
    ?show(run(One, Ok, Ok)),
    ?show(run(Two, Ok, Ok)),
    ?show(run(fun() -> 0 end, Ok, Ok)),
    ?show(run(fun() -> throw(t) end, Ok, Ok)),
    ?show(run(fun() -> 1 = id(2) end, Ok, Ok)),
    ?show(run(fun() -> exit(e) end, Ok, Ok)),
    ?show(run(fun() -> exit({e, 1}) end, Ok, Ok)),
    ?show(run(fun() -> error(other) end, Ok, Ok)),
    ?show(run(Two, fun() -> throw(from_of) end, Ok)),
    ?show(run(Two, fun() -> error({badmatch, of_too}) end, Ok)),
    ?show(run(One, Ok, fun() -> throw(from_after) end)),
    ?show(run(fun() -> error(lost) end, Ok, fun() -> throw(wins) end)),
    ?show(try step(a) after step(b) end),
    ?show(try step(a), step(b) of b -> c after step(d) end),
    ?show(try ok of ok -> 1 catch _:_ -> 2 end),
    ?show(try throw(x) catch x -> default_class end),
    ?show(try error(x) catch x -> default_class end),
    ?show(try throw(1) catch throw:X when X > 1 -> big; X -> {small, X} end),
    ?show(try exit(1) catch C:_ when C =/= error -> C end),
    ok.
