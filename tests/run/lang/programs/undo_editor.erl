%% A line editor whose commands can be undone and redone: zippers and closures.
-module(undo_editor).
-export([main/0]).
-record(ed, {before = [], rest = [], undo = [], redo = []}).
-include("../lang.hrl").

text(#ed{before = B, rest = R}) -> lists:reverse(B) ++ "|" ++ R.
do({insert, S}, #ed{before = B} = E) -> E#ed{before = lists:reverse(S) ++ B};
do({delete, N}, #ed{rest = R} = E) -> E#ed{rest = lists:nthtail(min(N, length(R)), R)};
do({back, N}, #ed{before = B} = E) -> E#ed{before = lists:nthtail(min(N, length(B)), B)};
do({move, N}, #ed{before = B, rest = [C | R]} = E) when N > 0 -> do({move, N - 1}, E#ed{before = [C | B], rest = R});
do({move, N}, #ed{before = [C | B], rest = R} = E) when N < 0 -> do({move, N + 1}, E#ed{before = B, rest = [C | R]});
do({move, _}, E) -> E;
do(upper, #ed{rest = R} = E) -> {W, T} = lists:splitwith(fun(C) -> C =/= $\s end, R), E#ed{rest = string:uppercase(W) ++ T};
do({find, S}, #ed{before = B, rest = R} = E) ->
    case string:find(R, S) of
        nomatch -> throw({not_found, S});
        T -> {Skipped, _} = lists:split(length(R) - length(T), R), E#ed{before = lists:reverse(Skipped) ++ B, rest = T}
    end.
command(undo, #ed{undo = []} = E) -> E;
command(undo, #ed{undo = [Old | U]} = E) -> Old#ed{undo = U, redo = [E#ed{undo = [], redo = []} | E#ed.redo]};
command(redo, #ed{redo = []} = E) -> E;
command(redo, #ed{redo = [New | R]} = E) -> New#ed{undo = [E#ed{undo = [], redo = []} | E#ed.undo], redo = R};
command(C, #ed{undo = U} = E) -> (do(C, E))#ed{undo = [E#ed{undo = [], redo = []} | U], redo = []}.
main() ->
    Script = [{insert, "hello world"}, {move, -5}, {insert, "big "}, upper, undo, undo, redo, {delete, 2}, {back, 100}, undo, {find, "rld"}, {insert, "<>"}, redo, {move, 99}, {move, -99}, undo, undo, undo, undo, undo, undo, undo, undo, undo, redo],
    lists:foldl(fun(C, E) ->
        E1 = command(C, E),
        io:format("~p: ~s ~p/~p~n", [C, text(E1), length(E1#ed.undo), length(E1#ed.redo)]),
        E1
    end, #ed{}, Script),
    ?show(catch command({find, "zz"}, #ed{rest = "abc"})),
    ok.
