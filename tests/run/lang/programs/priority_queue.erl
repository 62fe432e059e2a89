%% A leftist heap: merging, smallest first, stability by sequence number; heap sort and Dijkstra over it.
-module(priority_queue).
-export([main/0]).
-include("../lang.hrl").

merge(nil, B) -> B;
merge(A, nil) -> A;
merge({_, X, _, _} = A, {_, Y, _, _} = B) when Y < X -> merge(B, A);
merge({_, X, L, R}, B) -> make(X, L, merge(R, B)).
rank(nil) -> 0;
rank({N, _, _, _}) -> N.
make(X, A, B) -> case rank(A) >= rank(B) of true -> {rank(B) + 1, X, A, B}; false -> {rank(A) + 1, X, B, A} end.
push(X, H) -> merge({1, X, nil, nil}, H).
pop(nil) -> empty;
pop({_, X, L, R}) -> {X, merge(L, R)}.
sort(L) -> drain(lists:foldl(fun push/2, nil, L)).
drain(H) -> case pop(H) of empty -> []; {X, H1} -> [X | drain(H1)] end.
dijkstra(G, From) -> dijkstra(G, push({0, From, none}, nil), #{}).
dijkstra(G, H, Done) ->
    case pop(H) of
        empty -> Done;
        {{_, N, _}, H1} when is_map_key(N, Done) -> dijkstra(G, H1, Done);
        {{D, N, Via}, H1} ->
            H2 = lists:foldl(fun({To, W}, Acc) -> push({D + W, To, N}, Acc) end, H1, maps:get(N, G, [])),
            dijkstra(G, H2, Done#{N => {D, Via}})
    end.
path(none, _) -> [];
path(N, Done) -> {_, Via} = maps:get(N, Done), path(Via, Done) ++ [N].
main() ->
    L = [(I * 31) rem 101 || I <- lists:seq(1, 100)],
    ?show(sort(L) =:= lists:sort(L)),
    ?show(sort([b, 1, "x", {}, 1.0, a])),
    ?show(drain(merge(push(3, nil), push(1, push(2, nil))))),
    ?show(pop(nil)),
    G = #{a => [{b, 7}, {c, 9}, {f, 14}], b => [{c, 10}, {d, 15}], c => [{d, 11}, {f, 2}], d => [{e, 6}], f => [{e, 9}]},
    D = dijkstra(G, a),
    ?show(lists:sort([{N, Dist} || N := {Dist, _} <- D])),
    ?show([path(N, D) || N <- [a, e, d]]),
    ?show(dijkstra(G, nowhere)),
    ok.
