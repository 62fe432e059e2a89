%% Objects of one key: order of insertion, duplicates, deleting one of them.
-export([main/0]).
-include("tables.hrl").

main() ->
    T = new([]),
    [ets:insert(T, {k, X}) || X <- [3, 1, 2, 1, 3, 3.0, 1.0]],
    p(ets:lookup(T, k)),
    p(ets:lookup(T, k) =:= element(2, ets:first_lookup(T))),
    p(e(fun() -> ets:lookup_element(T, k, 2) end)),
    p(ets:info(T, size)),
    ets:delete_object(T, {k, 3}),
    p(ets:lookup(T, k)),
    ets:insert(T, [{k, 3}, {k, 9}]),
    p(ets:lookup(T, k)),
    p(s(ets:match(T, {k, '$1'}))),
    p(ets:select_count(T, [{{k, '$1'}, [{'>', '$1', 1}], [true]}])),
    ets:match_delete(T, {k, 1}),
    p(ets:lookup(T, k)),
    ets:insert(T, [{k, I} || I <- lists:seq(1, 200)]),
    p(length(ets:lookup(T, k))),
    p(ets:select_delete(T, [{{k, '$1'}, [{'>', '$1', 100}], [true]}])),
    p(length(ets:lookup(T, k))),
    p(length(ets:take(T, k))),
    p(ets:lookup(T, k)),
    p(ets:info(T, size)).
