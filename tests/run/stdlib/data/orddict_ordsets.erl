%% orddict and ordsets: order with equal numbers of different types, and lists that are not what they should be.
-module(orddict_ordsets).
-export([main/0]).
-include("../show.hrl").

main() ->
    D = orddict:from_list([{b, 2}, {a, 1}, {1, i}, {1.0, f}]),
    show("d", D),
    each(fun({F, A}) -> apply(orddict, F, A) end, [{store, [1.0, x, D]}, {store, [1, x, D]}, {find, [1, D]}, {find, [1.0, D]}, {fetch, [z, D]}, {fetch, [b, D]}, {erase, [1.0, D]}, {append, [b, 1, D]}, {append, [z, 1, D]}, {append_list, [z, [1], D]}, {update, [a, fun(V) -> V + 1 end, D]}, {update, [z, fun(V) -> V end, D]}, {update, [aa, fun(V) -> V end, 7, D]}, {update_counter, [a, 5, D]}, {update_counter, [z, 5, D]}, {merge, [fun(K, A, B) -> {K, A, B} end, D, [{a, x}, {c, y}]]}, {map, [fun(K, _) -> K end, D]}, {filter, [fun(_, V) -> is_atom(V) end, D]}, {fold, [fun(K, _, A) -> [K | A] end, [], D]}, {take, [a, D]}, {take, [z, D]}, {is_key, [1.0, D]}, {size, [D]}, {is_empty, [[]]}, {fetch_keys, [D]}, {from_list, [[{a, 1}, {a, 2}]]}, {from_list, [[a]]}, {from_list, [x]}, {find, [a, [{b, 1}, {a, 2}]]}, {find, [a, x]}, {is_key, [a, [x]]}, {store, [a, 1, x]}]),
    S = ordsets:from_list([b, 1, a, 1.0, b]),
    show("s", S),
    each(fun({F, A}) -> apply(ordsets, F, A) end, [{add_element, [1.0, S]}, {add_element, [0, S]}, {add_element, [z, S]}, {del_element, [1.0, S]}, {del_element, [q, S]}, {is_element, [1, S]}, {is_element, [1.0, S]}, {union, [S, [a, c]]}, {union, [[S, [0], [z]]]}, {intersection, [S, [1.0, b]]}, {intersection, [[S, [a, b], [b]]]}, {intersection, [[]]}, {subtract, [S, [1, b]]}, {is_subset, [[a], S]}, {is_subset, [[a, q], S]}, {is_disjoint, [S, [q]]}, {is_disjoint, [S, [b]]}, {is_equal, [[1], [1.0]]}, {is_set, [S]}, {is_set, [[b, a]]}, {is_set, [[a, a]]}, {is_set, [x]}, {is_set, [[a | b]]}, {filter, [fun is_atom/1, S]}, {map, [fun(_) -> x end, S]}, {filtermap, [fun(X) when is_atom(X) -> {true, c}; (_) -> false end, S]}, {fold, [fun(X, A) -> [X | A] end, [], S]}, {size, [S]}, {is_empty, [S]}, {from_list, [x]}, {union, [x, S]}, {add_element, [a, x]}]),
    ok.
