%% Laws of union, intersection and difference hold in ordsets, gb_sets and both kinds of sets for the same inputs.
-module(sets_laws).
-export([main/0]).
-include("../show.hrl").

main() ->
    Mods = [{ordsets, fun ordsets:from_list/1}, {gb_sets, fun gb_sets:from_list/1}, {sets, fun(L) -> sets:from_list(L, [{version, 1}]) end}, {sets, fun(L) -> sets:from_list(L, [{version, 2}]) end}], {Ls, _} = lists:mapfoldl(fun(N, S) -> lists:mapfoldl(fun(_, St) -> rand:uniform_s(9, St) end, S, lists:seq(1, N)) end, rand:seed_s(exsss, 3), [0, 2, 5]),
    [begin
         S = fun(X) -> lists:sort(M:to_list(X)) end, U = fun(A, B) -> M:union(A, B) end, I = fun(A, B) -> M:intersection(A, B) end, D = fun(A, B) -> M:subtract(A, B) end, Sets = [From(L) || L <- Ls],
         io:format("~w ~w~n", [M, [lists:all(fun(T) -> T end, [Law(A, B, C) || A <- Sets, B <- Sets, C <- Sets]) || Law <- [fun(A, B, _) -> S(U(A, B)) =:= S(U(B, A)) end, fun(A, B, C) -> S(U(A, I(B, C))) =:= S(I(U(A, B), U(A, C))) end, fun(A, B, C) -> S(D(A, U(B, C))) =:= S(I(D(A, B), D(A, C))) end, fun(A, B, _) -> M:is_subset(I(A, B), A) end, fun(A, B, _) -> M:is_disjoint(D(A, B), B) end, fun(A, B, _) -> M:size(U(A, B)) =:= M:size(A) + M:size(B) - M:size(I(A, B)) end, fun(A, B, _) -> M:is_subset(A, B) =:= (S(D(A, B)) =:= []) end, fun(A, B, _) -> M:is_equal(A, B) =:= (S(A) =:= S(B)) end]]]),
         io:format("~w~n", [[S(F(A, B)) || F <- [U, I, D], {A, B} <- lists:zip(Sets, lists:reverse(Sets))]])
     end || {M, From} <- Mods], ok.
