%% persistent_term: put, get, erase, put_new, info.
-module(tables_persistent_basic).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    K = {?MODULE, a},
    p(e(fun() -> persistent_term:get(K) end)),
    p(persistent_term:get(K, default)),
    p(persistent_term:put(K, {value, [1, 2, 3], #{a => "b"}})),
    p(persistent_term:get(K)),
    p(persistent_term:get(K, default)),
    p(persistent_term:put(K, other)),
    p(persistent_term:get(K)),
    p(persistent_term:put(K, other)),
    p(persistent_term:erase(K)),
    p(persistent_term:erase(K)),
    p(persistent_term:get(K, gone)),
    p(persistent_term:put_new(K, 1)),
    p(persistent_term:put_new(K, 1)),
    p(e(fun() -> persistent_term:put_new(K, 2) end)),
    p(persistent_term:get(K)),
    #{count := N, memory := M} = persistent_term:info(),
    p({is_integer(N), is_integer(M)}),
    persistent_term:put({?MODULE, b}, lists:seq(1, 1000)),
    #{count := N1, memory := M1} = persistent_term:info(),
    p({N1 - N, M1 - M > 1000}),
    p(lists:keyfind(K, 1, persistent_term:get())),
    p([persistent_term:erase({?MODULE, X}) || X <- [a, b, c]]),
    p(lists:keyfind(K, 1, persistent_term:get())).
