%% Records of many fields: updates of one, of several, of all, and how patterns pick.
-module(records_many_fields).
-export([main/0]).
-record(big, {a1 = 1, a2 = 2, a3 = 3, a4 = 4, a5 = 5, a6 = 6, a7 = 7, a8 = 8, a9 = 9, a10 = 10, a11 = 11, a12 = 12, a13 = 13, a14 = 14, a15 = 15, a16 = 16, a17 = 17, a18 = 18, a19 = 19, a20 = 20}).
-include("../lang.hrl").

sum(#big{} = B) -> lists:sum(tl(tuple_to_list(B))).
swap(#big{a1 = X, a20 = Y} = B) -> B#big{a1 = Y, a20 = X}.
all(B) -> B#big{a1 = 0, a2 = 0, a3 = 0, a4 = 0, a5 = 0, a6 = 0, a7 = 0, a8 = 0, a9 = 0, a10 = 0, a11 = 0, a12 = 0, a13 = 0, a14 = 0, a15 = 0, a16 = 0, a17 = 0, a18 = 0, a19 = 0, a20 = 0}.
bump(B, 0) -> B;
bump(#big{a7 = X, a13 = Y} = B, N) -> bump(B#big{a7 = X + 1, a13 = Y - 1}, N - 1).
keep(B) -> {B, B#big{a5 = changed}, B}.
main() ->
    B = #big{},
    ?show(sum(B)),
    ?show([(swap(B))#big.a1, (swap(B))#big.a20, sum(swap(B))]),
    ?show(sum(all(B))),
    ?show(all(#big{_ = 5}) =:= #big{_ = 0}),
    ?show(begin C = bump(B, 1000), {C#big.a7, C#big.a13, sum(C)} end),
    {X, Y, Z} = keep(B),
    ?show([X =:= Z, Y#big.a5, X#big.a5]),
    ?show(record_info(size, big)),
    ?show([#big.a1, #big.a20]),
    ?show([E || #big{a3 = E, a4 = 4} <- [B, B#big{a4 = 5}, B#big{a3 = q}]]),
    ?show(all(id({big, 1}))),
    ?show((fun(#big{a2 = P, a4 = Q, a6 = R}) -> P + Q + R end)(B)),
    ?show(bump(B#big{a13 = x}, 1)),
    ok.
