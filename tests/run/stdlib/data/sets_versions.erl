%% sets of both versions: how each looks, and how they work together.
-module(sets_versions).
-export([main/0]).
-include("../show.hrl").

main() ->
    L = [c, a, b, 1, 1.0, "s", {t}],
    V1 = sets:from_list(L, [{version, 1}]), V2 = sets:from_list([a], [{version, 2}]), W = sets:from_list([a, z], [{version, 1}]),
    show("small version 1", sets:from_list([a, b], [{version, 1}])), show("version 2", V2), show("default", sets:from_list([x])), show("new", sets:new()), show("new 1", sets:new([{version, 1}])),
    each(fun({F, A}) -> case apply(sets, F, A) of R when is_boolean(R) -> R; R -> {is_map(R), lists:sort(sets:to_list(R))} end end,
         [{union, [V1, V2]}, {union, [V2, V1]}, {union, [[V1, V2, W]]}, {union, [V1, W]}, {union, [[]]}, {intersection, [V1, V2]}, {intersection, [V1, W]}, {intersection, [[V2, W]]}, {subtract, [V1, V2]}, {subtract, [V2, W]}, {is_subset, [V2, V1]}, {is_subset, [V1, V2]}, {is_disjoint, [V2, W]}, {is_equal, [V2, sets:from_list([a], [{version, 1}])]}, {is_equal, [V1, W]}, {add_element, [z, V1]}, {add_element, [z, V2]}, {del_element, [a, V1]}, {del_element, [a, V2]}, {filter, [fun is_atom/1, V1]}, {filter, [fun is_atom/1, V2]}, {map, [fun(X) -> {X} end, V1]}, {map, [fun(_) -> k end, V2]}, {filtermap, [fun(X) -> {true, [X]} end, V2]}, {filtermap, [fun is_atom/1, V1]}]),
    each(fun({F, A}) -> apply(sets, F, A) end, [{new, [[{version, 3}]]}, {new, [x]}, {from_list, [x]}, {from_list, [[a], [{version, 0}]]}, {from_list, [[a | b]]}, {is_set, [V1]}, {is_set, [V2]}, {is_set, [x]}, {is_set, [#{a => 1}]}, {is_element, [1.0, V1]}, {is_element, [2.0, V1]}, {size, [V1]}, {size, [V2]}, {is_empty, [V2]}, {is_empty, [x]}, {size, [x]}, {fold, [fun(_, N) -> N + 1 end, 0, V1]}, {fold, [x, 0, V2]}, {intersection, [[]]}, {union, [V1, x]}, {add_element, [a, x]}, {to_list, [x]}, {filter, [x, V2]}, {is_subset, [x, V2]}]),
    Big = sets:from_list(lists:seq(1, 200), [{version, 1}]),
    show("big", {sets:size(Big), erlang:phash2(Big), lists:sum(sets:to_list(Big)), hd(sets:to_list(Big))}),
    ok.
