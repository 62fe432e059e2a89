%% Protection: what others may do with a table.
-export([main/0]).
-include("tables.hrl").

main() ->
    Tables = [{P, ets:new(t, [?TYPE, P])} || P <- [public, protected, private]],
    [ets:insert(T, {k, 1}) || {_, T} <- Tables],
    Self = self(),
    spawn_link(fun() -> Self ! {result, [{P, tries(T)} || {P, T} <- Tables]} end),
    receive {result, L} -> [p(X) || X <- L] end,
    {_, T} = lists:keyfind(private, 1, Tables),
    p(ets:setopts(T, {protection, public})),
    spawn_link(fun() -> Self ! {result, tries(T)} end),
    receive {result, L2} -> p(L2) end,
    p(ets:setopts(T, [{protection, private}])),
    p(ets:info(T, protection)),
    p(e(fun() -> ets:setopts(T, {protection, x}) end)),
    p(e(fun() -> ets:setopts(T, [{what, x}]) end)),
    p(e(fun() -> ets:setopts(T, x) end)),
    p(e(fun() -> ets:setopts(no_such_table, []) end)),
    p(ets:setopts(T, [])).

tries(T) ->
    [e(fun() -> ets:lookup(T, k) end), e(fun() -> ets:insert(T, {j, 1}) end), e(fun() -> ets:first(T) end) =/= x,
     e(fun() -> ets:delete(T, j) end), e(fun() -> ets:select(T, [{{k, '$1'}, [], ['$1']}]) end),
     e(fun() -> ets:match_delete(T, {j, '_'}) end), e(fun() -> ets:info(T, size) end),
     e(fun() -> ets:setopts(T, {heir, none}) end), e(fun() -> ets:give_away(T, self(), x) end),
     e(fun() -> ets:safe_fixtable(T, false) end), e(fun() -> ets:rename(T, t) =:= T end),
     e(fun() -> ets:take(T, j) end), e(fun() -> ets:tab2list(T) end) =/= x,
     element(1, e(fun() -> ets:update_element(T, k, {2, 5}) end)), e(fun() -> ets:member(T, k) end)].
