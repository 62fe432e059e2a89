%% Searching: a maze by breadth first, a knight's tour by Warnsdorff's rule, sliding tiles by iterative deepening.
-module(knights_and_mazes).
-export([main/0]).
-include("../lang.hrl").

maze() -> ["#########", "#S..#...#", "##.##.#.#", "#.....#.#", "#.###.#E#", "#...#...#", "#########"].
cells(M) -> maps:from_list([{{X, Y}, C} || {Y, R} <- lists:enumerate(0, M), {X, C} <- lists:enumerate(0, R)]).
find(C, M) -> hd([P || P := D <- M, D =:= C]).
solve(M) -> bfs(queue:from_list([[find($S, M)]]), M, #{}).
bfs(Q, M, Seen) ->
    case queue:out(Q) of
        {empty, _} -> none;
        {{value, [P | _] = Path}, Q1} ->
            case map_get(P, M) of
                $E -> lists:reverse(Path);
                _ when is_map_key(P, Seen) -> bfs(Q1, M, Seen);
                _ -> {X, Y} = P, bfs(lists:foldl(fun(N, A) -> queue:in([N | Path], A) end, Q1, [N || {DX, DY} <- [{1, 0}, {0, 1}, {-1, 0}, {0, -1}], N <- [{X + DX, Y + DY}], map_get(N, M) =/= $#]), M, Seen#{P => true})
            end
    end.
moves({X, Y}, N, Seen) -> [{A, B} || {DX, DY} <- [{1, 2}, {2, 1}, {2, -1}, {1, -2}, {-1, -2}, {-2, -1}, {-2, 1}, {-1, 2}], A <- [X + DX], B <- [Y + DY], A >= 1, A =< N, B >= 1, B =< N, not is_map_key({A, B}, Seen)].
tour(N, Start) -> tour(N, Start, #{Start => 1}, 1).
tour(N, _, Seen, K) when K =:= N * N -> {ok, Seen};
tour(N, P, Seen, K) ->
    case lists:sort([{length(moves(M, N, Seen)), M} || M <- moves(P, N, Seen)]) of
        [] -> {stuck, K};
        [{_, M} | _] -> tour(N, M, Seen#{M => K + 1}, K + 1)
    end.
tiles(Goal, Start) -> hd([P || D <- lists:seq(0, 12), P <- [deepen(D, Start, Goal, none)], P =/= no]).
deepen(_, G, G, _) -> [];
deepen(0, _, _, _) -> no;
deepen(D, S, G, Last) -> first([{M, T} || {M, T} <- slides(S), M =/= opposite(Last)], D, G).
first([], _, _) -> no;
first([{M, T} | R], D, G) -> case deepen(D - 1, T, G, M) of no -> first(R, D, G); P -> [M | P] end.
slides(S) -> Z = hd([I || I <- lists:seq(1, 9), element(I, S) =:= 0]), [{M, setelement(J, setelement(Z, S, element(J, S)), 0)} || {M, J, Ok} <- [{u, Z - 3, Z > 3}, {d, Z + 3, Z < 7}, {l, Z - 1, Z rem 3 =/= 1}, {r, Z + 1, Z rem 3 =/= 0}], Ok].
opposite(u) -> d; opposite(d) -> u; opposite(l) -> r; opposite(r) -> l; opposite(none) -> none.
main() ->
    Path = solve(cells(maze())),
    ?show({length(Path), Path}),
    {ok, T} = tour(6, {1, 1}),
    [io:format("~s~n", [[io_lib:format("~3w", [map_get({X, Y}, T)]) || X <- lists:seq(1, 6)]]) || Y <- lists:seq(1, 6)],
    ?show(tour(3, {1, 1})),
    ?show(tiles({1, 2, 3, 4, 5, 6, 7, 8, 0}, {1, 2, 3, 4, 0, 6, 7, 5, 8})),
    ?show(tiles({1, 2, 3, 4, 5, 6, 7, 8, 0}, {0, 1, 3, 4, 2, 5, 7, 8, 6})),
    ok.
