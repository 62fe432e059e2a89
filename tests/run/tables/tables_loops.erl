%% What loops call most, where it is not the common case: other terms, tables that go, rows that change, keys that cannot be found again.
-module(tables_loops).
-export([main/0]).

main() ->
    terms(set), terms(ordered_set), terms(bag),
    gone(), hidden(), counters(), walks(set), walks(ordered_set), folds(), persistent().

%% Whatever is in a row comes out as it went in, and belongs to the reader.
terms(Type) ->
    Fun = fun(X) -> {X, Type} end,
    Large = binary:copy(<<"0123456789">>, 50),
    <<_:3, Part/bitstring>> = Large,
    Terms = [1.5, 1 bsl 100, -(1 bsl 100), "string", <<"short">>, <<1:3>>, Large, Part, {}, {a, {b, [c | d]}}, [[], [[]]],
        #{a => [1, 2.0]}, maps:from_list([{I, {I}} || I <- lists:seq(1, 50)]), Fun, fun lists:map/2, make_ref(), self(),
        [Large, {Large}], list_to_tuple(lists:seq(1, 100)), lists:seq(1, 300)],
    T = ets:new(t, [Type]),
    Results = [begin
        ets:insert(T, {K, V, K}),
        [{K, V, K}] = L = ets:lookup(T, K),
        erlang:garbage_collect(),
        ets:delete(T, K),
        [{K, V, K}] = L,
        ok
     end || V <- Terms, K <- [key, {key, 1}, V]],
    io:format("~p ~p~n", [Type, length(Results)]),
    X = Fun(1), X = (element(2, hd([begin ets:insert(T, {f, Fun}), hd(ets:lookup(T, f)) end])))(1),
    io:format("~p~n", [ets:info(T, size)]).

%% A table that was deleted is not found, and one with its name is another one.
gone() ->
    T = ets:new(t, [set]),
    ets:insert(T, {a, 1}),
    [{a, 1}] = ets:lookup(T, a),
    ets:delete(T),
    io:format("~p~n", [[try F() catch error:R -> R end || F <- [fun() -> ets:lookup(T, a) end, fun() -> ets:insert(T, {a, 1}) end,
        fun() -> ets:next(T, a) end, fun() -> ets:member(T, a) end, fun() -> ets:update_counter(T, a, 1) end,
        fun() -> ets:lookup_element(T, a, 2) end]]]),
    named = ets:new(named, [named_table]),
    ets:insert(named, {a, 1}),
    io:format("~p~n", [ets:lookup(named, a)]),
    ets:delete(named),
    named = ets:new(named, [named_table, ordered_set]),
    io:format("~p~n", [ets:lookup(named, a)]),
    ets:insert(named, {a, 2}),
    other = ets:rename(named, other),
    io:format("~p ~p~n", [ets:lookup(other, a), try ets:lookup(named, a) catch error:R -> R end]).

%% Protections hold in loops, too.
hidden() ->
    Tables = [ets:new(t, [P]) || P <- [public, protected, private]],
    [ets:insert(T, {a, 1}) || T <- Tables],
    Self = self(),
    spawn(fun() -> Self ! {done, [[try F() catch error:R -> R end || F <- [fun() -> ets:lookup(T, a) end, fun() -> ets:insert(T, {b, 1}) end,
        fun() -> ets:update_counter(T, a, 1) end, fun() -> ets:member(T, a) end]] || T <- Tables]} end),
    receive {done, Results} -> io:format("~p~n", [Results]) end.

counters() ->
    T = ets:new(t, [set]),
    ets:insert(T, [{a, 1, 2, x}, {b, 1.5}, {c}, {d, (1 bsl 59) - 2}]),
    io:format("~p~n", [[try F() catch error:R -> R end || F <- [fun() -> ets:update_counter(T, a, 1) end, fun() -> ets:update_counter(T, a, {3, 5}) end,
        fun() -> ets:update_counter(T, a, {3, -5}) end, fun() -> ets:update_counter(T, a, {4, 1}) end, fun() -> ets:update_counter(T, a, {1, 1}) end,
        fun() -> ets:update_counter(T, a, {5, 1}) end, fun() -> ets:update_counter(T, a, {0, 1}) end, fun() -> ets:update_counter(T, a, x) end,
        fun() -> ets:update_counter(T, b, 1) end, fun() -> ets:update_counter(T, c, 1) end, fun() -> ets:update_counter(T, none, 1) end]]]),
    io:format("~p~n", [[ets:update_counter(T, d, 1 bsl I) || I <- lists:seq(50, 62)]]),
    io:format("~p~n", [[ets:update_counter(T, d, -(1 bsl I)) || I <- lists:seq(50, 62)]]),
    io:format("~p ~p~n", [ets:lookup(T, a), ets:lookup_element(T, a, 3)]),
    ets:update_counter(T, a, 1), ets:insert(T, {a, 10}), ets:update_counter(T, a, 1),
    io:format("~p~n", [ets:lookup(T, a)]).

%% Steps of a walk while keys come and go around it.
walks(Type) ->
    T = ets:new(t, [Type]),
    Keys = lists:seq(1, 300) ++ [{K, "part"} || K <- lists:seq(1, 50)] ++ [1.5, 1 bsl 80],
    [ets:insert(T, {K, K}) || K <- Keys],
    All = length(Keys),
    All = length(walk(T, ets:first(T), fun(_) -> ok end)),
    ets:safe_fixtable(T, true),
    %% Every key is deleted when it is met; none is met twice.
    Met = walk(T, ets:first(T), fun(K) -> ets:delete(T, K) end),
    ets:safe_fixtable(T, false),
    io:format("~p ~p ~p~n", [Type, length(Met) =:= All, ets:info(T, size)]),
    [ets:insert(T, {K, K}) || K <- lists:seq(1, 100)],
    ets:safe_fixtable(T, true),
    Seen = walk(T, ets:first(T), fun(K) -> K > 100 orelse ets:insert(T, {K, again}), ets:insert(T, {K rem 100 + 1, more}) end),
    ets:safe_fixtable(T, false),
    io:format("~p~n", [length(Seen)]),
    io:format("~p~n", [try ets:next(T, nothing) catch error:R -> R end]).

walk(_, '$end_of_table', _) -> [];
walk(T, K, F) -> F(K), [K | walk(T, ets:next(T, K), F)].

%% What the function of a fold changes it sees.
folds() ->
    T = ets:new(t, [ordered_set]),
    [ets:insert(T, {K, 0}) || K <- lists:seq(1, 200)],
    io:format("~p~n", [ets:foldl(fun({K, V}, Sum) -> ets:insert(T, {K + 1, V + 1}), K < 200 orelse ets:delete(T, K + 1), Sum + V end, 0, T)]),
    io:format("~p~n", [ets:foldl(fun({K, _}, L) -> ets:delete(T, K + 1), [K | L] end, [], T) =:= lists:reverse(lists:seq(1, 199, 2))]),
    io:format("~p~n", [ets:foldr(fun({K, _}, L) -> ets:delete(T, K - 2), [K | L] end, [], T) =:= lists:seq(3, 199, 4)]).

persistent() ->
    Keys = [0, key, {?MODULE, key}, [key], 1.5, <<"key">>],
    [persistent_term:put(K, {value, I}) || {I, K} <- lists:zip(lists:seq(1, 6), Keys)],
    Get = fun() -> [persistent_term:get(0, no), persistent_term:get(key, no), persistent_term:get({?MODULE, key}, no), persistent_term:get([key], no),
        persistent_term:get(1.5, no), persistent_term:get(<<"key">>, no)] end,
    io:format("~p~n", [Get()]), io:format("~p~n", [Get()]),
    persistent_term:put({?MODULE, key}, other), persistent_term:put(key, {other}),
    io:format("~p~n", [Get()]),
    [persistent_term:erase(K) || K <- Keys],
    io:format("~p~n", [Get()]),
    io:format("~p~n", [try persistent_term:get({?MODULE, key}) catch error:R -> R end]),
    %% What was read lives on.
    persistent_term:put({?MODULE, key}, [lists:seq(1, 5)]),
    Old = persistent_term:get({?MODULE, key}),
    persistent_term:put({?MODULE, key}, new),
    erlang:garbage_collect(),
    io:format("~p ~p~n", [Old, persistent_term:get({?MODULE, key})]),
    persistent_term:erase({?MODULE, key}).
