%% select_replace changes what matches and keeps keys.
-export([main/0]).
-include("tables.hrl").

main() ->
    T = new([]),
    true = ets:insert(T, [{I, I} || I <- lists:seq(1, 10)]),
    true = ets:insert(T, [{k, 0, 0}, {{n, 1}, x}]),
    R = fun(Ms) -> p(e(fun() -> ets:select_replace(T, Ms) end)) end,
    R([{{'$1', '$2'}, [{is_integer, '$1'}, {'>', '$1', 5}], [{{'$1', {'*', '$2', 10}}}]}]),
    p(all(T)),
    R([{{'$1', '_'}, [{'==', '$1', 3}], [{{'$1', [], "new", {{'$1'}}}}]}]),
    R([{{k, '_', '_'}, [], [{{k, 1, 2}}]}]),
    R([{{{n, '$1'}, '_'}, [], [{{{{n, '$1'}}, y}}]}]),
    R([{'_', [{'==', {element, 1, '$_'}, 4}], ['$_']}]),
    R([{{'$1', '$2'}, [{'==', '$1', 7}], [{{{element, 1, '$_'}, same}}]}]),
    p(all(T)),
    R([{{'$1', '$2'}, [], [{{'$2', '$1'}}]}]),
    R([{{'$1', '$2'}, [], ['$1']}]),
    R([{{'$1', '$2'}, [], [{{a, '$2'}}]}]),
    R([{'_', [], [true]}]),
    R([{{nothing, '_'}, [], [{{nothing, 1}}]}]),
    R(x),
    p(e(fun() -> ets:select_replace(no_such_table, []) end)),
    p(all(T)).
