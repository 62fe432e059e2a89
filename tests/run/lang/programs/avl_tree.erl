%% A balanced tree: insertion, deletion, order, height, folds; checked against lists.
-module(avl_tree).
-export([main/0]).
-include("../lang.hrl").

insert(K, nil) -> {nil, K, nil, 1};
insert(K, {L, X, R, _}) when K < X -> balance(insert(K, L), X, R);
insert(K, {L, X, R, _}) when K > X -> balance(L, X, insert(K, R));
insert(_, T) -> T.
height(nil) -> 0;
height({_, _, _, H}) -> H.
node_(L, X, R) -> {L, X, R, 1 + max(height(L), height(R))}.
balance(L, X, R) ->
    case height(L) - height(R) of
        2 -> {LL, LX, LR, _} = L,
             case height(LL) >= height(LR) of
                 true -> node_(LL, LX, node_(LR, X, R));
                 false -> {LRL, LRX, LRR, _} = LR, node_(node_(LL, LX, LRL), LRX, node_(LRR, X, R))
             end;
        -2 -> {RL, RX, RR, _} = R,
             case height(RR) >= height(RL) of
                 true -> node_(node_(L, X, RL), RX, RR);
                 false -> {RLL, RLX, RLR, _} = RL, node_(node_(L, X, RLL), RLX, node_(RLR, RX, RR))
             end;
        _ -> node_(L, X, R)
    end.
delete(_, nil) -> nil;
delete(K, {L, X, R, _}) when K < X -> balance(delete(K, L), X, R);
delete(K, {L, X, R, _}) when K > X -> balance(L, X, delete(K, R));
delete(_, {nil, _, R, _}) -> R;
delete(_, {L, _, nil, _}) -> L;
delete(_, {L, _, R, _}) -> M = least(R), balance(L, M, delete(M, R)).
least({nil, X, _, _}) -> X;
least({L, _, _, _}) -> least(L).
to_list(T) -> to_list(T, []).
to_list(nil, Acc) -> Acc;
to_list({L, X, R, _}, Acc) -> to_list(L, [X | to_list(R, Acc)]).
balanced(nil) -> true;
balanced({L, _, R, H}) -> abs(height(L) - height(R)) =< 1 andalso H =:= 1 + max(height(L), height(R)) andalso balanced(L) andalso balanced(R).
main() ->
    Build = fun(L) -> lists:foldl(fun insert/2, nil, L) end,
    Keys = [(I * 7919) rem 257 || I <- lists:seq(1, 200)],
    T = Build(Keys),
    ?show([height(T), balanced(T), to_list(T) =:= lists:usort(Keys)]),
    T2 = lists:foldl(fun delete/2, T, lists:sublist(Keys, 120)),
    ?show([height(T2), balanced(T2), to_list(T2) =:= lists:usort(Keys) -- lists:sublist(Keys, 120)]),
    ?show([height(Build(lists:seq(1, N))) || N <- [1, 2, 3, 7, 8, 100, 127, 128]]),
    ?show(Build([3, 1, 2])),
    ?show(Build([c, "b", 1.0, {a}, 1, a, <<>>])),
    ?show(delete(2, Build([2]))),
    ?show(to_list(delete(9, Build([1, 2, 3])))),
    ok.
