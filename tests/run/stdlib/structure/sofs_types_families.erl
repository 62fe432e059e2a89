%% sofs: sets with types, from_term, families and what does not fit together.
-module(sofs_types_families).
-export([main/0]).
-include("../show.hrl").

main() ->
    S = fun(X) -> case catch sofs:to_external(X) of {'EXIT', _} -> X; E -> {E, sofs:type(X)} end end, F1 = sofs:family([{a, [1, 2]}, {b, []}, {c, [3]}]), F2 = sofs:family([{a, [2]}, {c, [4]}, {d, [5]}]),
    each(fun({T, Ty}) -> S(sofs:from_term(T, Ty)) end, [{[], atom}, {[], [atom]}, {[a, b], [atom]}, {[{a, 1}], [{atom, atom}]}, {[[a], [b, c]], [[atom]]}, {{a, [b]}, {x, [y]}}, {[a, b], [[atom]]}, {a, b}, {[{a, b, c}], [{x, y}]}, {[a], x}, {{}, {}}]),
    each(fun(T) -> S(sofs:from_term(T)) end, [[], [[]], [a, b, a], [{1, 2}], [[1], [a, b]], {a, [b]}, [a, [b]], [{a}, {b, c}], x, [{[], a}, {[x], b}]]),
    each(fun({F, A}) -> S(apply(sofs, F, A)) end, [{family_union, [F1, F2]}, {family_intersection, [F1, F2]}, {family_difference, [F1, F2]}, {family_to_relation, [F1]}, {family_domain, [sofs:from_term([{a, [{1, x}]}])]}, {family_range, [sofs:from_term([{a, [{1, x}]}])]}, {family_field, [sofs:from_term([{a, [{1, x}]}])]}, {family_projection, [fun sofs:union/1, sofs:from_term([{a, [[1], [2]]}])]}, {family_specification, [fun sofs:is_empty_set/1, F1]}, {family_union, [sofs:from_term([{a, [[1], [2]]}])]}, {family_intersection, [sofs:from_term([{a, [[1, 2], [2]]}])]}, {union_of_family, [F1]}, {no_elements, [F1]}, {no_elements, [sofs:from_term(a)]}, {to_sets, [F1]}, {to_sets, [sofs:from_term({a, b})]}, {from_sets, [[sofs:set([a]), sofs:set([b])]]}, {from_sets, [{sofs:set([a]), sofs:from_term(b)}]}, {is_sofs_set, [F1]}, {is_sofs_set, [x]}, {is_set, [F1]}, {is_set, [sofs:from_term(a)]}, {is_empty_set, [sofs:empty_set()]}]),
    each(fun({F, A}) -> S(apply(sofs, F, A)) end, [{union, [sofs:set([a]), sofs:relation([{a, b}])]}, {domain, [sofs:set([a])]}, {set, [x]}, {set, [[a | b]]}, {relation, [[a]]}, {relation, [[{a, b}, {c}]]}, {relation, [[{a, b, c}], 3]}, {a_function, [[{a, 1}, {a, 2}]]}, {family, [[{a, b}]]}, {is_type, [[atom]]}, {is_type, [[]]}, {is_type, [{a, [b]}]}, {is_type, [1]}, {to_external, [x]}, {type, [x]}, {extension, [sofs:set([a]), sofs:set([b]), sofs:from_term(1)]}, {restriction, [9, sofs:relation([{a, b}]), sofs:set([a])]}, {from_external, [[a, b], [atom]]}, {from_sets, [[sofs:set([a]), sofs:from_term(b)]]}]),
    ok.
