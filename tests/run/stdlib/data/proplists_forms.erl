%% proplists: short forms, duplicates, aliases, negations, expansions and normal forms.
-module(proplists_forms).
-export([main/0]).
-include("../show.hrl").

main() ->
    P = [a, {b, 2}, {c, true}, {b, 3}, {d, 1, 2}, {a, false}, "text", {e, []}, {f, [1]}, 7, {g, undefined}],
    each(fun(K) -> {proplists:get_value(K, P), proplists:get_value(K, P, def), proplists:get_bool(K, P), proplists:is_defined(K, P), proplists:lookup(K, P), proplists:lookup_all(K, P), proplists:get_all_values(K, P), catch proplists:append_values(K, P), proplists:delete(K, P) =:= P} end, [a, b, c, d, e, f, g, z, 7, "text"]),
    each(fun({F, A}) -> apply(proplists, F, A) end, [{compact, [P]}, {unfold, [P]}, {get_keys, [[a, {a, 1}]]}, {property, [{a, true}]}, {property, [{a, 1}]}, {property, [a, true]}, {property, [a, b]}, {split, [P, [a, b]]}, {split, [P, []]}, {split, [[], [a]]}, {substitute_aliases, [[{c, a}, {b, z}], P]}, {substitute_negations, [[{no_a, a}], [no_a, {no_a, false}, {no_a, true}, {no_a, 1}, a]]}, {expand, [[{a, [x, y]}, {{b, 2}, [bb]}], P]}, {expand, [[{{a, true}, [x]}], [a, {a, true}, {a, false}, b]]}, {normalize, [[no_a, b2, {c, true}, d], [{negations, [{no_a, a}]}, {aliases, [{b2, b}]}, {expand, [{d, [d1, {d2, 5}]}]}]]}, {to_map, [[a, {b, 1}, {b, 2}, "x", {c, d, e}]]}, {to_map, [[no_a, bb], [{negations, [{no_a, a}]}, {aliases, [{bb, b}]}]]}, {from_map, [#{a => true}]}, {from_map, [#{a => 1}]}]),
    each(fun({F, A}) -> apply(proplists, F, A) end, [{get_value, [a, x]}, {get_value, [a, [b | x]]}, {get_value, [a, [a | x]]}, {get_bool, [a, x]}, {delete, [a, x]}, {to_map, [x]}, {from_map, [x]}, {get_keys, [x]}, {expand, [x, []]}, {append_values, [a, [{a, 1}, a, {a, [2]}]]}]),
    ok.
