%% Functions of ets that look, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_ets).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun ets:lookup/2, fun ets:lookup_element/3, fun ets:lookup_element/4, fun ets:member/2, fun ets:first/1, fun ets:last/1, fun ets:next/2, fun ets:prev/2, fun ets:tab2list/1, fun ets:match/2, fun ets:match_object/2,
     fun ets:select/2, fun ets:select_count/2, fun ets:select_reverse/2, fun ets:foldl/3, fun ets:foldr/3, fun ets:is_compiled_ms/1, fun ets:slot/2].

%% Ordered tables: the others promise no order.
special() ->
    T = ets:new(t, [ordered_set]), ets:insert(T, [{1, a}, {2, b}, {3, c}, {a, 1}, {"abc", x}]),
    E = ets:new(e, [ordered_set, named_table]),
    [T, T, T, E, e, none, {'$1', '_'}, {'_', a}, '_', [{{'$1', '_'}, [], ['$1']}], [{{'$1', '$2'}, [{'>', '$1', 1}], [true]}], [{'$1', [], ['$_']}], 1, 2, 3, a].
