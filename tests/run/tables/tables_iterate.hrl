%% first, next, last, prev and their lookup forms over every object.
-export([main/0]).
-include("tables.hrl").

main() ->
    T = new([]),
    p([ets:first(T), ets:last(T), ets:first_lookup(T), ets:last_lookup(T)]),
    N = 300,
    true = ets:insert(T, [{I * 7 rem 301, I} || I <- lists:seq(1, N)]),
    true = ets:insert(T, {7, again}),
    Walk = fun Walk('$end_of_table', _) -> []; Walk(K, Next) -> [K | Walk(Next(K), Next)] end,
    Forward = Walk(ets:first(T), fun(K) -> ets:next(T, K) end),
    Back = Walk(ets:last(T), fun(K) -> ets:prev(T, K) end),
    p({length(Forward), length(lists:usort(Forward)), lists:sort(Forward) =:= lists:sort(Back)}),
    p(case ?TYPE of ordered_set -> {Forward =:= lists:sort(Forward), Back =:= lists:reverse(Forward)}; _ -> ok end),
    WalkL = fun WalkL('$end_of_table', _) -> []; WalkL({K, Os}, Next) -> [{K, s(Os)} | WalkL(Next(K), Next)] end,
    ForwardL = WalkL(ets:first_lookup(T), fun(K) -> ets:next_lookup(T, K) end),
    BackL = WalkL(ets:last_lookup(T), fun(K) -> ets:prev_lookup(T, K) end),
    p([K || {K, _} <- ForwardL] =:= Forward),
    p([K || {K, _} <- BackL] =:= Back),
    p(lists:sort(lists:append([Os || {_, Os} <- ForwardL])) =:= all(T)),
    p(lists:keyfind(7, 1, ForwardL)),
    p(e(fun() -> ets:next(no_such_table, 1) end)),
    p(e(fun() -> ets:first(no_such_table) end)),
    p(e(fun() -> ets:last_lookup(no_such_table) end)),
    p(case e(fun() -> ets:next(T, missing) end) of {ok, _} when ?TYPE =:= ordered_set -> ok; E1 -> E1 end),
    p(case e(fun() -> ets:prev(T, missing) end) of {ok, _} when ?TYPE =:= ordered_set -> ok; E2 -> E2 end),
    p(case e(fun() -> ets:next_lookup(T, missing) end) of {ok, _} when ?TYPE =:= ordered_set -> ok; E3 -> E3 end).
