%% Tuples: building, taking apart, changing, comparing, of all sizes.
-module(tuples).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show([{}, {a}, {a, {b, {}}}]),
    ?show([tuple_size(T) || T <- [{}, {a}, list_to_tuple(lists:seq(1, 300))]]),
    ?show([element(I, {a, b, c}) || I <- [1, 2, 3]]),
    ?show([try element(I, {a}) catch error:E -> E end || I <- [0, 2, -1, a, 1.0, 1 bsl 70]]),
    ?show(setelement(2, {a, b, c}, z)),
    ?show([try setelement(I, {a}, b) catch error:E -> E end || I <- [0, 2, x]]),
    ?show(erlang:append_element({a, b}, c)),
    ?show(erlang:insert_element(1, {b}, a)),
    ?show(erlang:insert_element(2, {b}, a)),
    ?show(erlang:delete_element(1, {a, b})),
    ?show([erlang:make_tuple(N, x) || N <- [0, 1, 3]]),
    ?show(erlang:make_tuple(4, z, [{2, two}, {4, four}, {2, again}])),
    ?show(list_to_tuple("abc")),
    ?show(tuple_to_list({a, [b], {c}})),
    T = {1, {2, [3, {4}]}},
    {A, {B, [C, {D}]}} = T,
    ?show([A, B, C, D]),
    T2 = setelement(1, T, changed),
    ?show({T, T2}),
    ?show(setelement(1, setelement(2, {a, b, c}, x), y)),
    ?show(lists:sort([{b}, {a, a}, {}, {a}, {1, 2}])),
    ?show(lists:keysort(2, [{a, 2}, {b, 1}])),
    Big = list_to_tuple(lists:seq(1, 1000)),
    ?show(element(1000, setelement(500, Big, x))),
    ?show(element(500, setelement(500, Big, x))),
    ?show(element(500, Big)),
    ?show(case Big of _ when tuple_size(Big) =:= 1000 -> yes end),
    ok.
