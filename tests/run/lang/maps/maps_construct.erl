%% Construction and update: order, duplicates, keys that are equal or only compare equal, `:=` that fails.
-module(maps_construct).
-export([main/0]).
-include("../lang.hrl").

said(X) -> put(said, [X | case get(said) of undefined -> []; L -> L end]), X.
all(M) -> lists:sort(maps:to_list(M)).

main() ->
    ?show(all(#{a => 1, b => 2})),
    ?show(#{a => 1, a => 2}),
    ?show(maps:size(#{1 => int, 1.0 => float})),
    ?show(#{0.0 => plus, -0.0 => minus} =:= #{0.0 => minus}),
    ?show(map_size(#{0.0 => plus, -0.0 => minus})),
    ?show(maps:get(-0.0, #{0.0 => plus}, none)),
    M = #{k => v},
    ?show(M#{k := new}),
    ?show(all(M#{k => a, l => b})),
    ?show(M#{no := 1}),
    ?show(M#{a => 1, k := 2, no := 3}),
    ?show((id([]))#{a => 1}),
    ?show((id({}))#{}),
    ?show(M#{}),
    ?show((id(atom))#{a := 1}),
    ?show(begin all(#{said(k2) => said(v2), said(k1) => said(v1)}), lists:reverse(erase(said)) end),
    ?show(begin (said(M))#{said(a) => said(1), said(k) := said(2)}, lists:reverse(erase(said)) end),
    ?show(M#{x => 1}#{x := 2}#{k => 3} =:= #{k => 3, x => 2}),
    ?show(#{M => 1}),
    ?show(#{#{} => #{}}),
    ?show(#{{a, [b]} => <<"x">>}),
    ?show(#{id(1) + 1 => id(2) * 2}),
    ?show(#{fun lists:map/2 => 1} =:= #{fun lists:map/2 => 1}),
    ?show(M#{x => error(in_value)}),
    ?show((error(in_map))#{error(in_key) => 1}),
    ok.
