-module(lang_maps_basic).
-export([main/0]).

t(F) -> try F() of V -> V catch C:R -> {C, R} end.
id(X) -> X.
s(X) -> io:format("[~0p]", [X]), X.
srt(M) -> lists:sort(maps:to_list(M)).

m(#{type := a, v := V}) -> {a, V};
m(#{type := b, v := V}) when V > 5 -> {big_b, V};
m(#{type := b}) -> b;
m(#{{x, y} := Z}) -> {xy, Z};
m(#{"str" := Z}) -> {str, Z};
m(#{1.0 := Z}) -> {float, Z};
m(#{1 := Z}) -> {int, Z};
m(#{<<"bin">> := #{deep := D}}) -> {deep, D};
m(M) when map_size(M) =:= 0 -> empty;
m(#{}) -> map;
m(_) -> no.

k(K, M) ->
    case M of
        #{K := V} -> {found, V};
        #{} -> missing
    end.

k2(K, M) ->
    case M of
        #{{K, 1} := V} -> {tuple_key, V};
        #{K := #{K := V}} -> {twice, V};
        _ -> none
    end.

main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    P(#{}),
    P(srt(#{a => 1, b => 2, a => 3})),
    X = id(x),
    P(srt(#{X => 1, y => 2, x => 3})),
    P(srt(#{x => 3, X => 1})),
    M = id(#{a => 1, b => 2}),
    P(srt(M#{c => 3, a => 4})),
    P(srt(M#{a := 4, b := 5})),
    P(srt(M#{a := 4, z => 5, a := 6})),
    P(t(fun() -> M#{z := 1} end)),
    P(t(fun() -> M#{z => 1, y := 2} end)),
    P(t(fun() -> (id([]))#{z => 1} end)),
    P(t(fun() -> (id(1))#{z := 1} end)),
    P(t(fun() -> (id(1))#{} end)),
    P(srt(M#{})),
    P([m(Y) || Y <- [#{type => a, v => 1}, #{type => b, v => 9}, #{type => b, v => 2}, #{type => b}, #{type => a},
                     #{{x, y} => 3}, #{"str" => 4}, #{1.0 => 5}, #{1 => 6}, #{<<"bin">> => #{deep => 7}},
                     #{<<"bin">> => 1}, #{}, #{q => 1}, []]]),
    P([k(a, M), k(z, M), k({1}, #{{1} => 2})]),
    P([k2(a, #{{a, 1} => q}), k2(a, #{a => #{a => w}}), k2(a, #{a => #{b => w}}), k2(1, 1)]),
    P(t(fun() -> k(a, 1) end)),
    P(srt((s(id(#{a => 1})))#{s(k1) => s(v1), s(a) := s(v2)})),
    #{a := A, b := B} = M,
    P({A, B}),
    P(t(fun() -> #{a := 2} = id(#{a => 1}) end)),
    F = fun(#{a := Q}) -> Q; (_) -> none end,
    P([F(M), F(#{}), F(a)]),
    P(srt(#{K => V || K := V <- M, K =/= a})),
    P(srt(#{V => K || K := V <- M})),
    ok.
