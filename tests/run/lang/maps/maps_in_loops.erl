%% Maps updated in loops while old versions are held; literals are never changed.
-module(maps_in_loops).
-export([main/0]).
-include("../lang.hrl").

count(Words) -> lists:foldl(fun(W, M) -> maps:update_with(W, fun(N) -> N + 1 end, 1, M) end, #{}, Words).
history([], _, Acc) -> lists:reverse(Acc);
history([{K, V} | T], M, Acc) -> New = M#{K => V}, history(T, New, [New | Acc]).
literal() -> #{a => 1, b => [x], c => #{d => e}}.
toggle(M, 0) -> M;
toggle(#{state := on} = M, N) -> toggle(M#{state := off}, N - 1);
toggle(#{state := off, count := C} = M, N) -> toggle(M#{state := on, count := C + 1}, N - 1).
sum(#{value := V, next := Next}, Acc) -> sum(Next, Acc + V);
sum(#{}, Acc) -> Acc.

main() ->
    ?show(lists:sort(maps:to_list(count([a, b, a, c, a, b])))),
    ?show([lists:sort(maps:to_list(M)) || M <- history([{x, 1}, {y, 2}, {x, 3}], #{}, [])]),
    L = literal(),
    ?show((L#{a := 2}) =:= L),
    ?show((literal())#{c := #{}} =:= #{a => 1, b => [x], c => #{}}),
    ?show(lists:sort(maps:to_list(literal()))),
    ?show(toggle(#{state => on, count => 0}, 101) =:= #{state => off, count => 50}),
    ?show(sum(lists:foldl(fun(V, N) -> #{value => V, next => N} end, #{}, lists:seq(1, 50)), 0)),
    Base = maps:from_list([{I, I} || I <- lists:seq(1, 60)]),
    Versions = [Base#{I := changed} || I <- lists:seq(1, 60)],
    ?show(length([M || M <- Versions, length([V || V <- maps:values(M), V =:= changed]) =:= 1])),
    ?show(lists:sum(maps:values(Base))),
    ?show(maps:get(30, lists:nth(30, Versions))),
    ok.
