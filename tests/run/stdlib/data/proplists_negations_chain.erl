%% Aliases of aliases, negations of expansions and the order normalize does them in.
-module(proplists_negations_chain).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun({L, St}) -> proplists:normalize(L, St) end, [{[a], [{aliases, [{a, b}, {b, c}]}]}, {[a, b], [{aliases, [{a, b}]}, {aliases, [{b, c}]}]}, {[no_a], [{negations, [{no_a, a}]}, {aliases, [{a, b}]}]}, {[no_a], [{aliases, [{no_a, no_b}]}, {negations, [{no_b, b}]}]}, {[x], [{expand, [{x, [y, {z, 1}]}, {y, [w]}]}]}, {[x], [{expand, [{x, [x, y]}]}]}, {[{x, 1}], [{expand, [{{x, 1}, [one]}, {{x, 2}, [two]}]}]}, {[{x, 2}, x], [{expand, [{{x, 1}, [one]}, {x, [t]}]}]}, {[{no_a, false}, {no_a, true}, {no_a, 7}], [{negations, [{no_a, a}]}]}, {[a, {a, true}, {a, 1}, "s", {a, b, c}], []}, {[], [{aliases, []}]}, {[a], [{odd, []}]}, {[a], [odd]}]), each(fun({F, A}) -> apply(proplists, F, A) end, [{expand, [[{a, [b, b]}], [a, c, a]]}, {substitute_aliases, [[{a, b}], [a, {a, 1}, {a, 1, 2}, c]]}, {substitute_negations, [[{n, p}], [n, {n, true}, {n, false}, {n, x}, p]]}, {unfold, [[a, {b, 1}, 5, "x", {c}]]}, {compact, [[{a, true}, {a, false}, b]]}]), ok.
