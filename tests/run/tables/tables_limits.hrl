%% Searches with a limit and their continuations give everything once.
-export([main/0]).
-include("tables.hrl").

main() ->
    T = new([]),
    true = ets:insert(T, [{I rem 100, I} || I <- lists:seq(1, 250)]),
    N = ets:info(T, size),
    p(N),
    All = fun All('$end_of_table', _) -> []; All({L, C}, Go) -> L ++ All(Go(C), Go) end,
    Same = fun(L) -> {length(L), lists:sort(L) =:= all(T)} end,
    Spec = [{'$1', [], ['$1']}],
    [p(Same(All(ets:select(T, Spec, Limit), fun ets:select/1))) || Limit <- [1, 2, 3, 7, 50, 99, 1000]],
    [p(Same(All(ets:select_reverse(T, Spec, Limit), fun ets:select_reverse/1))) || Limit <- [1, 2, 7, 50, 1000]],
    [p(Same(All(ets:match_object(T, '_', Limit), fun ets:match_object/1))) || Limit <- [1, 3, 1000]],
    p(length(All(ets:match(T, {'$1', '$2'}, 10), fun ets:match/1))),
    p(ets:select(T, [{{missing, '_'}, [], ['$_']}], 5)),
    p(ets:match(T, {missing, '_'}, 5)),
    p(ets:select('$end_of_table')),
    p(ets:match('$end_of_table')),
    p(ets:match_object('$end_of_table')),
    p(ets:select_reverse('$end_of_table')),
    p(e(fun() -> ets:select(T, Spec, 0) end)),
    p(e(fun() -> ets:select(T, Spec, -1) end)),
    p(e(fun() -> ets:select(T, Spec, a) end)),
    p(e(fun() -> ets:match(T, '_', 0) end)),
    p(e(fun() -> ets:match_object(T, '_', b) end)),
    p(e(fun() -> ets:select(foo) end)),
    p(e(fun() -> ets:match(foo) end)),
    {_, C} = ets:select(T, Spec, 1),
    p(Same(element(1, ets:select(T, Spec, 1)) ++ All(ets:select(C), fun ets:select/1))),
    p(case ?TYPE of
          ordered_set ->
              {ets:select(T, [{{'$1', '_'}, [], ['$1']}]) =:= lists:seq(0, 99),
               ets:select_reverse(T, [{{'$1', '_'}, [], ['$1']}]) =:= lists:reverse(lists:seq(0, 99)),
               element(1, ets:select(T, [{{'$1', '_'}, [{'>', '$1', 41}], ['$1']}], 3)),
               element(1, ets:select_reverse(T, [{{'$1', '_'}, [{'<', '$1', 41}], ['$1']}], 3))};
          _ -> ok
      end),
    {_, C2} = ets:select(T, Spec, 5),
    ets:delete(T),
    p(case e(fun() -> ets:select(C2) end) of {error, badarg, _} -> badarg; Other -> Other end).
