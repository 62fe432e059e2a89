%% Inventories, inverted maps, histograms, memo tables, nested updates and joins over maps.
-module(maps_programs).
-export([main/0]).
-include("../show.hrl").

main() ->
    S = fun(M) -> lists:sort(maps:to_list(M)) end, Words = string:lexemes("one fish two fish red fish blue fish one", " "), Count = lists:foldl(fun(W, M) -> maps:update_with(W, fun(N) -> N + 1 end, 1, M) end, #{}, Words), show("counts", S(Count)), show("inverted", S(maps:groups_from_list(fun({_, N}) -> N end, fun({W, _}) -> W end, lists:sort(maps:to_list(Count))))), show("top", lists:sublist(lists:sort(fun({A, X}, {B, Y}) -> {-X, A} =< {-Y, B} end, maps:to_list(Count)), 2)),
    {F, Memo} = fib(60, #{}), show("memo", {F, map_size(Memo)}), Emp = #{1 => #{name => ann, dept => a, pay => 10}, 2 => #{name => bo, dept => b, pay => 20}, 3 => #{name => cy, dept => a, pay => 30}}, Dep = #{a => "Alpha", b => "Beta", c => "None"},
    show("join", lists:sort([{N, maps:get(D, Dep)} || _ := #{name := N, dept := D} <- Emp])), show("sum", S(maps:map(fun(_, Es) -> lists:sum([P || #{pay := P} <- Es]) end, maps:groups_from_list(fun(#{dept := D}) -> D end, maps:values(Emp))))), show("raise", [P || {_, #{pay := P}} <- S(maps:map(fun(_, #{pay := P} = E) -> E#{pay := P * 11 div 10} end, Emp))]), show("filter", lists:sort(maps:keys(maps:filter(fun(_, #{pay := P}) -> P > 15 end, Emp)))), show("unused", maps:keys(maps:without([D || _ := #{dept := D} <- Emp], Dep))),
    T = lists:foldl(fun(W, M) -> trie(W, M) end, #{}, ["car", "cat", "dog", "do"]), show("trie", {has("cat", T), has("ca", T), has("do", T), lists:sort(words(T, ""))}), show("swap", S(maps:from_list([{V, K} || K := V <- #{a => 1, b => 2}]))), show("deep merge", S(maps:merge_with(fun(_, A, B) when is_map(A), is_map(B) -> maps:merge(A, B); (_, _, B) -> B end, #{x => #{p => 1}, y => 1}, #{x => #{q => 2}, y => 2, z => 3}))), show("graph", lists:sort(reach([a], #{a => [b, c], b => [d], c => [d], d => [a], e => [f]}, #{}))), show("equal", [#{a => 1, b => 2} =:= #{b => 2, a => 1}, #{a => 1} == #{a => 1.0}, #{a => 1} =:= #{a => 1.0}, #{1 => a} == #{1.0 => a}, #{a => 1} < #{a => 2}, #{b => 1} < #{a => 1, b => 1}]), ok.

fib(N, M) when N < 2 -> {N, M};
fib(N, M) when is_map_key(N, M) -> {map_get(N, M), M};
fib(N, M) -> {A, M1} = fib(N - 1, M), {B, M2} = fib(N - 2, M1), {A + B, M2#{N => A + B}}.
trie([], M) -> M#{stop => true};
trie([C | Cs], M) -> M#{C => trie(Cs, maps:get(C, M, #{}))}.
has([], M) -> is_map_key(stop, M);
has([C | Cs], M) -> is_map_key(C, M) andalso has(Cs, map_get(C, M)).
words(M, P) -> [lists:reverse(P) || is_map_key(stop, M)] ++ lists:append([words(V, [C | P]) || C := V <- M, C =/= stop]).
reach([], _, Seen) -> maps:keys(Seen);
reach([N | Ns], G, Seen) when is_map_key(N, Seen) -> reach(Ns, G, Seen);
reach([N | Ns], G, Seen) -> reach(maps:get(N, G, []) ++ Ns, G, Seen#{N => x}).
