%% A cache that forgets what was used longest ago: two maps and a counter.
-module(lru_cache).
-export([main/0]).
-record(lru, {max, n = 0, by_key = #{}, by_time = gb_trees:empty(), hits = 0, misses = 0}).
-include("../lang.hrl").

new(Max) -> #lru{max = Max}.
get(K, #lru{by_key = Ks} = C) ->
    case Ks of
        #{K := {V, T}} -> {{ok, V}, touch(K, V, T, C#lru{hits = C#lru.hits + 1})};
        #{} -> {miss, C#lru{misses = C#lru.misses + 1}}
    end.
put(K, V, #lru{by_key = Ks, max = Max} = C) ->
    case Ks of
        #{K := {_, T}} -> touch(K, V, T, C);
        _ when map_size(Ks) >= Max -> touch(K, V, none, evict(C));
        _ -> touch(K, V, none, C)
    end.
evict(#lru{by_time = Ts, by_key = Ks} = C) ->
    {_, Old, Ts1} = gb_trees:take_smallest(Ts),
    C#lru{by_time = Ts1, by_key = maps:remove(Old, Ks)}.
touch(K, V, T, #lru{n = N, by_key = Ks, by_time = Ts} = C) ->
    Ts1 = case T of none -> Ts; _ -> gb_trees:delete(T, Ts) end,
    C#lru{n = N + 1, by_key = Ks#{K => {V, N}}, by_time = gb_trees:insert(N, K, Ts1)}.
keys(#lru{by_time = Ts}) -> gb_trees:values(Ts).
fib(N, C) when N < 2 -> {N, C};
fib(N, C0) ->
    case get({fib, N}, C0) of
        {{ok, V}, C} -> {V, C};
        {miss, C} -> {A, C1} = fib(N - 1, C), {B, C2} = fib(N - 2, C1), {A + B, put({fib, N}, A + B, C2)}
    end.
main() ->
    C = lists:foldl(fun({K, V}, Acc) -> put(K, V, Acc) end, new(3), [{a, 1}, {b, 2}, {c, 3}]),
    ?show(keys(C)),
    {R1, C1} = get(a, C),
    ?show({R1, keys(C1)}),
    C2 = put(d, 4, C1),
    ?show(keys(C2)),
    ?show(element(1, get(b, C2))),
    ?show(keys(put(c, new_value, C2))),
    ?show(keys(lists:foldl(fun(I, Acc) -> put(I rem 5, I, Acc) end, new(3), lists:seq(1, 100)))),
    {F, C3} = fib(80, new(10)),
    ?show({F, C3#lru.hits, C3#lru.misses, length(keys(C3))}),
    ok.
