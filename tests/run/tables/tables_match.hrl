%% match, match_object and match_delete with patterns.
-export([main/0]).
-include("tables.hrl").

main() ->
    T = new([]),
    true = ets:insert(T, [{I, I rem 2, {I, [I rem 5]}} || I <- lists:seq(1, 20)]),
    true = ets:insert(T, [{x, y}, {x, y}, {m, #{a => 1, b => 2}}, {l, [1, 2, 3]}, {s, "str", "str"}, {1.0, f}]),
    M = fun(P) -> p({s(ets:match(T, P)), s(ets:match_object(T, P))}) end,
    M({'$1', 0, '_'}), M({'$1', '$2'}), M({x, '$1'}), M({'$1', '$1'}), M({'$1', '_', {'$1', '_'}}),
    M({'$2', '_', {'_', ['$1']}}), M({s, '$1', '$1'}), M({l, [1 | '$1']}), M({l, ['_', '$9' | '_']}),
    M({m, #{a => '$1'}}), M({m, #{a => 1}}), M({m, #{c => '_'}}), M({'_'}), M({1, '_', '_'}), M({1.0, '_'}),
    M({1, '_'}), M({'$0', '$10', '$2'}), M('$1'), M('_'), M(atom), M({nothing, '_'}),
    p(e(fun() -> ets:match(T, 1) end)),
    p(e(fun() -> ets:match(T, [a]) end)),
    p(e(fun() -> ets:match(no_such_table, '_') end)),
    p(e(fun() -> ets:match_object(no_such_table, '_') end)),
    p(ets:match_delete(T, {'_', 1, '_'})),
    p(ets:info(T, size)),
    p(ets:match_delete(T, {x, '_'})),
    p(ets:match_delete(T, {nothing})),
    p(all(T)),
    p(ets:match_delete(T, '_')),
    p(all(T)),
    p(e(fun() -> ets:match_delete(no_such_table, {x}) end)).
