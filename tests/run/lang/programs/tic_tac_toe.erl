%% Perfect play by minimax with memory in the process dictionary.
-module(tic_tac_toe).
-export([main/0]).
-include("../lang.hrl").

lines() -> [{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {1, 4, 7}, {2, 5, 8}, {3, 6, 9}, {1, 5, 9}, {3, 5, 7}].
winner(B) -> case [P || {X, Y, Z} <- lines(), P <- [element(X, B)], P =/= e, P =:= element(Y, B), P =:= element(Z, B)] of [P | _] -> P; [] -> none end.
free(B) -> [I || I <- lists:seq(1, 9), element(I, B) =:= e].
other(x) -> o;
other(o) -> x.
value(B, P) ->
    case get(B) of
        undefined -> V = compute(B, P), put(B, V), V;
        V -> V
    end.
compute(B, P) ->
    case {winner(B), free(B)} of
        {x, _} -> 1;
        {o, _} -> -1;
        {none, []} -> 0;
        {none, Free} -> Vs = [value(setelement(I, B, P), other(P)) || I <- Free], case P of x -> lists:max(Vs); o -> lists:min(Vs) end
    end.
best(B, P) ->
    Moves = [{value(setelement(I, B, P), other(P)), I} || I <- free(B)],
    {_, I} = case P of x -> hd(lists:reverse(lists:keysort(1, lists:reverse(Moves)))); o -> hd(lists:keysort(1, Moves)) end,
    I.
play(B, P, Moves) ->
    case winner(B) =/= none orelse free(B) =:= [] of
        true -> {lists:reverse(Moves), winner(B)};
        false -> I = best(B, P), play(setelement(I, B, P), other(P), [I | Moves])
    end.
print(B) -> [io:format("~s~n", [[case element(R * 3 + C, B) of e -> $.; x -> $X; o -> $O end || C <- [1, 2, 3]]]) || R <- [0, 1, 2]].
main() ->
    Near = {x, o, x, o, o, x, e, e, e},
    print(Near),
    ?show([value(Near, x), best(Near, x)]),
    ?show(value({x, e, e, e, o, e, e, e, x}, o)),
    ?show(play({x, e, e, e, o, e, e, e, e}, x, [])),
    ?show(winner({x, x, x, o, o, e, e, e, e})),
    ?show(best({o, o, e, x, x, e, e, e, e}, x)),
    ok.
