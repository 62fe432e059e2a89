%% A traversal of a fixed table sees every object that stays, once.
-export([main/0]).
-include("tables.hrl").

main() ->
    T = new([public]),
    true = ets:insert(T, [{I, x} || I <- lists:seq(1, 500)]),
    p(ets:info(T, fixed)),
    p(ets:info(T, safe_fixed)),
    p(ets:safe_fixtable(T, true)),
    p(ets:safe_fixtable(T, true)),
    p(ets:info(T, fixed)),
    {_, [{Pid, 2}]} = ets:info(T, safe_fixed),
    p(Pid =:= self()),
    {Mono, [{_, 2}]} = ets:info(T, safe_fixed_monotonic_time),
    p(is_integer(Mono)),
    %% Every third key goes under the walk's feet, new ones come.
    Walk = fun Walk('$end_of_table', Seen) -> Seen;
               Walk(K, Seen) ->
                   case K rem 3 of 0 when K =< 500 -> ets:delete(T, K); _ -> ok end,
                   case K < 1000 of true -> ets:insert(T, {K + 1000, new}); false -> ok end,
                   Walk(ets:next(T, K), [K | Seen]) end,
    Seen = Walk(ets:first(T), []),
    Old = [K || K <- Seen, K =< 500],
    p({length(Old), length(lists:usort(Old)), length(Seen) =:= length(lists:usort(Seen))}),
    p(ets:safe_fixtable(T, false)),
    p(ets:info(T, fixed)),
    p(ets:safe_fixtable(T, false)),
    p(ets:info(T, fixed)),
    p(ets:safe_fixtable(T, false)),
    p(length([K || {K, x} <- ets:tab2list(T)])),
    p(lists:sort([K || {K, x} <- ets:tab2list(T)]) =:= [K || K <- lists:seq(1, 500), K rem 3 =/= 0]),
    {P, M} = spawn_monitor(fun() -> ets:safe_fixtable(T, true) end),
    receive {'DOWN', M, process, P, normal} -> ok end,
    p(wait_unfixed(T, 200)),
    p(e(fun() -> ets:safe_fixtable(T, maybe_not) end)),
    p(e(fun() -> ets:safe_fixtable(no_such_table, true) end)),
    ets:safe_fixtable(T, true),
    ets:delete(T, 1),
    p(case e(fun() -> ets:next(T, 1) end) of {ok, _} -> ok; E -> E end),
    ets:safe_fixtable(T, false),
    ets:delete_all_objects(T),
    p(ets:first(T)).

wait_unfixed(_, 0) -> still_fixed;
wait_unfixed(T, N) ->
    case ets:info(T, fixed) of
        false -> unfixed;
        true -> timer:sleep(1), wait_unfixed(T, N - 1)
    end.
