%% Records of the module itself: construction, defaults, updates, accesses, order of evaluation, nesting.
-module(nrec_local).
-export([main/0]).
-include("nrec_try.hrl").

-record #r{a, b, c = 3}.
-record #State{list = [], n = -1 :: integer(), 'q r' = $q :: char()}.
-record #div{end_ = 1.5, 'end'}.
-record(old, {a, b}).

v(X) ->
    io:format("  ~p~n", [X]),
    X.

main() ->
    R = #r{a = 1, b = 2},
    io:format("~p ~w~n~p~n~p~n", [R, R, #State{}, #div{'end' = stop}]),
    ?TRY(#r{c = v(c), b = v(b), a = v(a)}),
    ?TRY((v(R))#r{c = v(c), a = v(a)}),
    ?TRY((v(R))#_{c = v(c), a = v(a)}),
    ?TRY((v(x))#r{c = v(c)}),
    ?TRY(R#r.a + R#r.c),
    ?TRY(R#r{}),
    ?TRY(R#_{} =:= R),
    ?TRY((#State{})#State{'q r' = z, list = [1]}),
    ?TRY((id({r, 1, 2}))#r.a),
    ?TRY((id(#old{a = 1}))#r{a = 2}),
    ?TRY((id(#div{'end' = 2}))#r.a),
    ?TRY((id(#div{'end' = 2}))#_.b),
    ?TRY((id(R))#_{d = 1}),
    ?TRY((id(#{a => 1}))#_.a),
    ?TRY((id(R))#old.a),
    N = #r{a = #r{a = 1, b = #State{n = 7}}, b = none},
    ?TRY(N#r.a#r.b#State.n),
    ?TRY(N#r.a#r{c = 9}),
    ?TRY(N#r{a = (N#r.a)#r{b = done}}),
    ?TRY([X#r.b || X <- [R, R#r{b = 5}], X#r.a =:= 1]),
    ?TRY(count(R#r{a = 100})),
    ?TRY(R#r{a = self()} =:= R#r{a = self()}),
    ?TRY(begin F = fun(#r{a = A} = S) -> {A, S#r.c} end, F(R) end),
    ?TRY((id(wide()))#r{a = 5, b = 6, c = 7}),
    big().

count(#r{a = 0} = R) -> R;
count(#r{a = N, b = B} = R) -> count(R#r{a = N - 1, b = B + 1}).

wide() -> #r{a = lists:seq(1, 5), b = #{k => v}}.

-record #big{f1 = 1, f2 = 2, f3 = 3, f4 = 4, f5 = 5, f6 = 6, f7 = 7, f8 = 8, f9 = 9}.

big() ->
    B = #big{f9 = nine},
    ?TRY((id(B))#big{f1 = a, f2 = b, f3 = c, f4 = d, f5 = e, f6 = f}),
    ?TRY({B#big.f1, B#_.f9, (B#big{f5 = x})#big.f5}).
