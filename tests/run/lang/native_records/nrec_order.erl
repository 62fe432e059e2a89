%% Order among types and among records; equality; keys of maps, sets and tables; hashes agree with equality.
-module(nrec_order).
-export([main/0]).
-include("nrec_try.hrl").

main() ->
    R = fun(Name, Fields) -> records:create(m, Name, Fields, #{is_exported => true}) end,
    P = fun(Name, Fields) -> records:create(m, Name, Fields, #{is_exported => false}) end,
    A = R(a, [{x, 1}, {y, 2}]),
    Mixed = [#{}, {a, b, c}, A, [], [1], <<>>, zz, 1, 2.5, #{A => 1}, {}, {A}, [A], P(a, []), R(b, [])],
    io:format("~0p~n", [lists:sort(Mixed)]),
    Records = [A, R(a, [{x, 1.0}, {y, 3}]), R(a, [{y, 2}, {x, 1}]), R(a, [{x, 1}]), R(a, [{z, 0}]), R(a, []), P(a, [{x, 9}, {y, 9}]), R(b, []),
               R('A', [{w, 0}]), records:create(l, z, [{x, 1}], #{is_exported => true}), R(a, [{b, 1}, {a, 2}]), R(a, [{b, 2}, {a, 1}])],
    [io:format("~0p ~p~n", [X, records:is_exported(X)]) || X <- lists:sort(Records)],
    F = R(a, [{x, 1.0}, {y, 2}]),
    ?TRY({A == F, A =:= F, A < F, A > F, A =< F, A =:= R(a, [{x, 1}, {y, 2}]), A == P(a, [{x, 1}, {y, 2}])}),
    ?TRY(max(A, R(a, [{x, 1}, {y, 3}]))),
    ?TRY(lists:usort([A, F, A])),
    ?TRY(erlang:phash2(A) =:= erlang:phash2(R(a, [{x, 1}, {y, 2}]))),
    M = #{A => first, F => second},
    ?TRY({map_size(M), maps:get(R(a, [{x, 1}, {y, 2}]), M), maps:get(F, M), is_map_key(P(a, [{x, 1}, {y, 2}]), M)}),
    Large = #{R(k, [{n, N}, {t, {N, a}}]) => N || N <- lists:seq(1, 100)},
    ?TRY({map_size(Large), [maps:get(R(k, [{n, N}, {t, {N, a}}]), Large) || N <- [1, 33, 100]]}),
    ?TRY([maps:get(R(k, [{n, N}, {t, N}]), Large, none) || N <- [1, 33]]),
    ?TRY(sets:is_element(A, sets:from_list([F, A]))),
    ?TRY(gb_trees:lookup(F, gb_trees:from_orddict([{A, 1}]))),
    ?TRY(lists:keyfind(A, 1, [{F, f}, {R(a, [{x, 1}, {y, 2}]), a}])),
    Set = ets:new(set, []),
    ets:insert(Set, [{A, 1}, {F, 2}, {{k, A}, A}]),
    ?TRY({ets:lookup(Set, R(a, [{x, 1}, {y, 2}])), ets:lookup(Set, {k, A}), ets:info(Set, size)}),
    ?TRY(ets:match(Set, {A, '$1'})),
    ?TRY(ets:match(Set, {{k, '_'}, R(a, [{x, '$1'}, {y, 2}])})),
    ?TRY(ets:select(Set, [{{'$1', '$2'}, [{is_record, '$1', m, a}, {is_integer, '$2'}, {'<', '$2', 2}], [{{'$2', A}}]}])),
    ?TRY(ets:insert(Set, A)),
    Ordered = ets:new(ordered, [ordered_set]),
    ets:insert(Ordered, [{K, x} || K <- Mixed ++ Records ++ [F]]),
    io:format("~0p~n", [[K || {K, _} <- ets:tab2list(Ordered)] =:= lists:usort(fun(X, Y) -> X =< Y end, Mixed ++ Records ++ [F])]),
    ?TRY([ets:next(Ordered, {zzz}), ets:prev(Ordered, #{})]).
