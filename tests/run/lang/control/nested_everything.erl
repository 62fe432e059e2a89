%% Constructs within each other, several levels deep, with values passed outwards.
-module(nested_everything).
-export([main/0]).
-include("../lang.hrl").

f(X) ->
    case try if X > 10 -> throw({big, X}); X > 5 -> {mid, X}; true -> error(small) end
         catch throw:{big, N} -> receive {never, _} -> no after 0 -> {thrown, N} end;
               error:small -> (fun(Z) -> case Z of 0 -> zero; _ -> {small, Z} end end)(X)
         after put(last, X) end of
        {T, V} when T =:= mid; T =:= thrown -> [begin W = V * I, {T, W} end || I <- [1, 2], (case I of 1 -> true; _ -> X < 20 end)];
        zero -> maybe {ok, Y} ?= id(none), Y else none -> maybe 1 ?= id(1), nested end end;
        {small, S} -> << <<B>> || B <- lists:seq(1, S) >>
    end.
g(L) ->
    lists:foldl(fun({K, V}, A) -> case A of #{K := Old} when Old > V -> A; #{} -> A#{K => if is_atom(V) -> 0; true -> V end} end end, #{},
        [{K, V} || {K, Vs} <- L, V <- case Vs of [_ | _] -> Vs; _ -> [Vs] end, try V =/= skip catch _:_ -> false end]).
h(N) -> (fun F(0, A) -> A; F(M, A) -> F(M - 1, case M rem 3 of 0 -> [{M, [J || J <- A, is_integer(J)]} | A]; _ -> [M | A] end) end)(N, []).
main() ->
    ?show([f(X) || X <- [0, 1, 3, 7, 15, 25]]),
    ?show(get(last)),
    ?show(lists:sort(maps:to_list(g([{a, [1, 3, 2]}, {b, x}, {c, [skip, 5]}, {a, 2}])))),
    ?show(h(7)),
    ?show(case case case 1 of 1 -> 2 end of 2 -> 3 end of 3 -> done end),
    ?show(try try try throw(1) catch 1 -> throw(2) end catch 2 -> throw(3) end catch 3 -> deep end),
    ?show((fun() -> (fun() -> (fun() -> innermost end)() end)() end)()),
    ok.
