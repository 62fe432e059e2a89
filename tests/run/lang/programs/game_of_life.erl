%% Cells in a set, on a torus and on an unbounded plane; gliders and blinkers for many generations.
-module(game_of_life).
-export([main/0]).
-include("../lang.hrl").

parse(Rows) -> sets:from_list([{X, Y} || {Y, R} <- lists:enumerate(0, Rows), {X, $#} <- lists:enumerate(0, R)]).
step(Cells, Wrap) ->
    Counts = sets:fold(fun({X, Y}, M) -> lists:foldl(fun(P, A) -> maps:update_with(P, fun(N) -> N + 1 end, 1, A) end, M, [Wrap({X + DX, Y + DY}) || DX <- [-1, 0, 1], DY <- [-1, 0, 1], {DX, DY} =/= {0, 0}]) end, #{}, Cells),
    sets:from_list([P || P := N <- Counts, N =:= 3 orelse N =:= 2 andalso sets:is_element(P, Cells)]).
steps(0, C, _) -> C;
steps(N, C, W) -> steps(N - 1, step(C, W), W).
show_cells(C) ->
    L = sets:to_list(C),
    {Xs, Ys} = lists:unzip(L),
    [io:format("~s~n", [[case sets:is_element({X, Y}, C) of true -> $#; false -> $. end || X <- lists:seq(lists:min(Xs), lists:max(Xs))]]) || Y <- lists:seq(lists:min(Ys), lists:max(Ys))],
    io:format("~n").
main() ->
    Plane = fun(P) -> P end,
    Torus = fun(N) -> fun({X, Y}) -> {(X + N) rem N, (Y + N) rem N} end end,
    Blinker = parse(["###"]),
    show_cells(step(Blinker, Plane)),
    ?show(steps(10, Blinker, Plane) =:= Blinker),
    Glider = parse([".#.", "..#", "###"]),
    show_cells(steps(4, Glider, Plane)),
    ?show(lists:sort(sets:to_list(steps(20, Glider, Plane)))),
    ?show(steps(32, Glider, Torus(8)) =:= Glider),
    Pent = parse([".##", "##.", ".#."]),
    ?show([sets:size(steps(N, Pent, Plane)) || N <- [1, 5, 10, 20]]),
    ?show(sets:size(steps(3, parse(["#"]), Plane))).
