%% lists against definitions short enough to be seen right: sorting, merging, splitting, keys, sets, folds.
-module(prop_lists).
-export([main/0]).
-include("draw.hrl").

main() ->
    rand:seed(exsss, 20260201),
    Ints = fun(N) -> list(N * 4, fun() -> int(9) end) end, Two = fun(N) -> {Ints(N), Ints(N)} end,
    Mixed = fun(N) -> list(N * 3, fun() -> pick([1, 1.0, 2, 2.0, a, b, "x", {1}, {1.0}]) end) end,
    Pairs = fun(N) -> list(N * 3, fun() -> {int(5), int(99)} end) end,
    property("sort is insertion sort", Mixed, fun(L) -> lists:sort(L) =:= insert_all(L, fun(A, B) -> A =< B end) end),
    property("sort by a fun is insertion sort", Mixed, fun(L) -> F = fun(A, B) -> A >= B end, lists:sort(F, L) =:= insert_all(L, F) end),
    property("usort keeps the first of equals", Mixed, fun(L) -> lists:usort(L) =:= firsts(lists:sort(L)) end),
    property("keysort is stable", Pairs, fun(L) -> lists:keysort(1, L) =:= insert_all(L, fun({A, _}, {B, _}) -> A =< B end) end),
    property("ukeysort", Pairs, fun(L) -> lists:ukeysort(1, L) =:= key_firsts(lists:keysort(1, L)) end),
    property("merge", Two, fun({A, B}) -> lists:merge(lists:sort(A), lists:sort(B)) =:= lists:sort(A ++ B) end),
    property("umerge", Two, fun({A, B}) -> lists:umerge(lists:usort(A), lists:usort(B)) =:= lists:usort(A ++ B) end),
    property("rmerge", Two, fun({A, B}) -> D = fun(L) -> lists:reverse(lists:sort(L)) end, lists:rmerge(D(A), D(B)) =:= D(A ++ B) end),
    property("subtract", Two, fun({A, B}) -> A -- B =:= minus(A, B) end),
    property("split and sublist", Ints, fun(L) -> N = int(length(L)), {A, B} = lists:split(N, L), A ++ B =:= L andalso A =:= lists:sublist(L, N) andalso B =:= lists:nthtail(N, L) end),
    property("partition", Ints, fun(L) -> F = fun(X) -> X rem 3 =:= 0 end, lists:partition(F, L) =:= {[X || X <- L, F(X)], [X || X <- L, not F(X)]} end),
    property("splitwith", Ints, fun(L) -> F = fun(X) -> X > 3 end, {A, B} = lists:splitwith(F, L), A =:= lists:takewhile(F, L) andalso B =:= lists:dropwhile(F, L) andalso A ++ B =:= L end),
    property("folds", Ints, fun(L) -> lists:foldl(fun(X, S) -> [X | S] end, [], L) =:= lists:reverse(L) andalso lists:foldr(fun(X, S) -> [X | S] end, [], L) =:= L end),
    property("mapfold", Ints, fun(L) -> {A, S} = lists:mapfoldl(fun(X, T) -> {X + T, T + X} end, 0, L), length(A) =:= length(L) andalso S =:= lists:sum(L) end),
    property("zip and unzip", Ints, fun(L) -> Z = lists:zip(L, lists:reverse(L)), lists:unzip(Z) =:= {L, lists:reverse(L)} end),
    property("keys", Pairs, fun(L) -> K = int(5), case [P || {X, _} = P <- L, X =:= K] of [] -> not lists:keyfind(K, 1, L) andalso not lists:keymember(K, 1, L); [P | _] -> lists:keyfind(K, 1, L) =:= P andalso lists:keydelete(K, 1, L) =:= L -- [P] andalso {value, P, L -- [P]} =:= lists:keytake(K, 1, L) end end),
    property("uniq", Mixed, fun(L) -> lists:uniq(L) =:= seen(L, []) end),
    property("flatten", fun(N) -> [[[X] || X <- Ints(N)], Ints(N), [[[]]]] end, fun(L) -> lists:flatten(L) =:= [X || X <- flat(L)] end),
    property("enumerate", Ints, fun(L) -> [X || {_, X} <- lists:enumerate(L)] =:= L andalso [I || {I, _} <- lists:enumerate(5, 2, L)] =:= [5 + 2 * N || N <- lists:seq(0, length(L) - 1)] end),
    property("prefix and suffix", Two, fun({A, B}) -> lists:prefix(A, A ++ B) andalso lists:suffix(B, A ++ B) andalso lists:last([x | A ++ [y]]) =:= y end),
    property("seq", fun(N) -> {int(N), int(20), 1 + int(3)} end, fun({A, B, S}) -> A > B orelse lists:seq(A, B, S) =:= [X || X <- count(A, B), (X - A) rem S =:= 0] end).

insert_all(L, F) -> lists:foldl(fun(X, Acc) -> insert(X, Acc, F) end, [], L).
insert(X, [Y | Rest], F) -> case F(Y, X) of true -> [Y | insert(X, Rest, F)]; false -> [X, Y | Rest] end;
insert(X, [], _) -> [X].
firsts([A, B | L]) when A == B -> firsts([A | L]);
firsts([A | L]) -> [A | firsts(L)];
firsts([]) -> [].
key_firsts([{K, A}, {K, _} | L]) -> key_firsts([{K, A} | L]);
key_firsts([P | L]) -> [P | key_firsts(L)];
key_firsts([]) -> [].
minus(A, [X | B]) -> minus(lists:delete(X, A), B);
minus(A, []) -> A.
seen([X | L], S) -> case lists:member(X, S) of true -> seen(L, S); false -> [X | seen(L, [X | S])] end;
seen([], _) -> [].
flat([H | T]) -> flat(H) ++ flat(T);
flat([]) -> [];
flat(X) -> [X].
count(A, B) when A > B -> [];
count(A, B) -> [A | count(A + 1, B)].
