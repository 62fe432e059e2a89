%% Model-based properties with fixed seeds: maps, sets, gb_sets, gb_trees, dict, queue and array do what simple lists do, step by step.
-module(prop_containers).
-export([main/0]).

main() ->
    rand:seed(exsss, 20260101),
    [check(What, fun() -> map_steps(Max) end) || {What, Max} <- [{small_maps, 20}, {maps_around_32, 40}, {large_maps, 400}]],
    check(dicts, fun dict_steps/0),
    check(gb_trees, fun tree_steps/0),
    [check({sets, V}, fun() -> set_steps(sets:new([{version, V}]), sets, 40) end) || V <- [1, 2]],
    check(gb_sets, fun() -> set_steps(gb_sets:new(), gb_sets, 60) end),
    check(ordsets, fun() -> set_steps(ordsets:new(), ordsets, 60) end),
    check(queues, fun queue_steps/0),
    check(arrays, fun array_steps/0).

check(What, Run) ->
    Sums = [Run() || _ <- [1, 2, 3]],
    io:format("~0p ~0p~n", [What, Sums]).

%% Keys that are equal and not the same (1 and 1.0), of several types.
key(Max) ->
    N = rand:uniform(Max),
    case N rem 7 of
        0 -> float(N);
        1 -> {N, a};
        2 -> integer_to_binary(N);
        3 -> [N];
        _ -> N
    end.

steps(0, State, _) -> State;
steps(N, State, Step) -> steps(N - 1, Step(State), Step).

same(Real, Model) -> Real =:= Model orelse error({differ, Real, Model}).

%% ---- maps against lists of pairs, newest first

map_steps(Max) ->
    {Map, _} = steps(300, {#{}, []}, fun({M, L}) ->
        K = key(Max), V = rand:uniform(1000),
        {M1, L1} = case rand:uniform(9) of
            1 -> {maps:remove(K, M), without(K, L)};
            2 ->
                same(maps:find(K, M), case find(K, L) of {_, X} -> {ok, X}; false -> error end),
                {M, L};
            3 -> {maps:update_with(K, fun(X) -> X + 1 end, 0, M), [{K, case find(K, L) of {_, X} -> X + 1; false -> 0 end} | without(K, L)]};
            4 ->
                Other = [{key(Max), I} || I <- lists:seq(1, 5)],
                {maps:merge(M, maps:from_list(Other)), lists:foldl(fun({K1, V1}, Acc) -> [{K1, V1} | without(K1, Acc)] end, L, Other)};
            5 when Max < 100 -> {maps:filter(fun(_, X) -> X rem 3 =/= 0 end, M), [P || {_, X} = P <- L, X rem 3 =/= 0]};
            6 ->
                case M of
                    #{K := Old} -> same({K, Old}, find(K, L)), {M#{K := V}, [{K, V} | without(K, L)]};
                    #{} -> same(false, find(K, L)), {M, L}
                end;
            _ -> {M#{K => V}, [{K, V} | without(K, L)]}
        end,
        same(map_size(M1), length(L1)),
        {M1, L1}
    end),
    erlang:phash2(lists:sort(maps:to_list(Map))).

find(K, [{K1, _} = Pair | _]) when K1 =:= K -> Pair;
find(K, [_ | Rest]) -> find(K, Rest);
find(_, []) -> false.

without(K, L) -> [P || {K1, _} = P <- L, K1 =/= K].

dict_steps() ->
    {Dict, _} = steps(300, {dict:new(), []}, fun({D, L}) ->
        K = key(60), V = rand:uniform(100),
        {D1, L1} = case rand:uniform(5) of
            1 -> {dict:erase(K, D), without(K, L)};
            2 -> {dict:update_counter(K, V, D), [{K, case find(K, L) of {_, X} -> X + V; false -> V end} | without(K, L)]};
            3 -> same(dict:is_key(K, D), find(K, L) =/= false), {D, L};
            _ -> {dict:store(K, V, D), [{K, V} | without(K, L)]}
        end,
        same(dict:size(D1), length(L1)),
        same(lists:sort(dict:to_list(D1)), lists:sort(L1)),
        {D1, L1}
    end),
    erlang:phash2(lists:sort(dict:to_list(Dict))).

tree_steps() ->
    {Tree, _} = steps(300, {gb_trees:empty(), []}, fun({T, L}) ->
        K = rand:uniform(60), V = rand:uniform(100),
        {T1, L1} = case rand:uniform(7) of
            1 -> {gb_trees:delete_any(K, T), lists:keydelete(K, 1, L)};
            2 -> same(gb_trees:lookup(K, T), case lists:keyfind(K, 1, L) of {_, X} -> {value, X}; false -> none end), {T, L};
            3 when L =/= [] ->
                {K1, V1, T2} = gb_trees:take_smallest(T),
                same({K1, V1}, lists:min(L)),
                {T2, lists:keydelete(K1, 1, L)};
            4 when L =/= [] ->
                {K1, V1, T2} = gb_trees:take_largest(T),
                same({K1, V1}, lists:max(L)),
                {T2, lists:keydelete(K1, 1, L)};
            5 -> same(gb_trees:larger(K, T), case lists:sort([P || {K1, _} = P <- L, K1 > K]) of [P | _] -> P; [] -> none end), {T, L};
            _ -> {gb_trees:enter(K, V, T), lists:keystore(K, 1, L, {K, V})}
        end,
        same(gb_trees:to_list(T1), lists:sort(L1)),
        {T1, L1}
    end),
    erlang:phash2(gb_trees:to_list(gb_trees:balance(Tree))).

set_steps(Empty, Module, Max) ->
    {Set, _} = steps(200, {Empty, []}, fun({S, L}) ->
        E = rand:uniform(Max),
        {S1, L1} = case rand:uniform(7) of
            1 -> {Module:del_element(E, S), lists:delete(E, L)};
            2 -> same(Module:is_element(E, S), lists:member(E, L)), {S, L};
            3 ->
                Others = [rand:uniform(Max) || _ <- lists:seq(1, 6)],
                {Module:union(S, Module:from_list(Others)), lists:usort(L ++ Others)};
            4 ->
                Others = [rand:uniform(Max) || _ <- lists:seq(1, 6)],
                {Module:subtract(S, Module:from_list(Others)), [X || X <- L, not lists:member(X, Others)]};
            5 ->
                Half = [X || X <- L, X rem 2 =:= 0],
                same(Module:is_subset(Module:from_list(Half), S), true),
                same(lists:sort(Module:to_list(Module:intersection(S, Module:from_list(Half)))), Half),
                {S, L};
            _ -> {Module:add_element(E, S), lists:usort([E | L])}
        end,
        same(lists:sort(Module:to_list(S1)), L1),
        {S1, L1}
    end),
    erlang:phash2(lists:sort(Module:to_list(Set))).

queue_steps() ->
    {Queue, _} = steps(400, {queue:new(), []}, fun({Q, L}) ->
        V = rand:uniform(100),
        {Q1, L1} = case rand:uniform(9) of
            1 -> {queue:in_r(V, Q), [V | L]};
            2 ->
                {Out, Q2} = queue:out(Q),
                case L of
                    [] -> same(Out, empty), {Q2, []};
                    [H | T] -> same(Out, {value, H}), {Q2, T}
                end;
            3 ->
                {Out, Q2} = queue:out_r(Q),
                case L of
                    [] -> same(Out, empty), {Q2, []};
                    _ -> same(Out, {value, lists:last(L)}), {Q2, lists:droplast(L)}
                end;
            4 -> {queue:reverse(Q), lists:reverse(L)};
            5 ->
                N = rand:uniform(length(L) + 1) - 1,
                {A, B} = queue:split(N, Q),
                same(queue:to_list(A), lists:sublist(L, N)),
                {queue:join(B, A), lists:nthtail(N, L) ++ lists:sublist(L, N)};
            6 -> {queue:filter(fun(X) -> X rem 5 =/= 0 end, Q), [X || X <- L, X rem 5 =/= 0]};
            7 -> same(queue:member(V, Q), lists:member(V, L)), {queue:delete(V, Q), lists:delete(V, L)};
            _ -> {queue:in(V, Q), L ++ [V]}
        end,
        same(queue:len(Q1), length(L1)),
        same(queue:to_list(Q1), L1),
        {Q1, L1}
    end),
    erlang:phash2(queue:to_list(Queue)).

array_steps() ->
    {Array, _} = steps(250, {array:new([{default, d}]), #{}}, fun({A, M}) ->
        I = rand:uniform(90) - 1, V = rand:uniform(100),
        {A1, M1} = case rand:uniform(6) of
            1 -> {array:reset(I, A), maps:remove(I, M)};
            2 -> same(array:get(I, A), maps:get(I, M, d)), {A, M};
            3 -> same(array:sparse_to_orddict(A), lists:sort(maps:to_list(M))), {A, M};
            4 -> same(array:sparse_foldl(fun(_, X, S) -> X + S end, 0, A), lists:sum(maps:values(M))), {A, M};
            _ -> {array:set(I, V, A), M#{I => V}}
        end,
        same(array:sparse_to_list(A1), [X || {_, X} <- lists:sort(maps:to_list(M1))]),
        {A1, M1}
    end),
    erlang:phash2(array:sparse_to_orddict(Array)).
