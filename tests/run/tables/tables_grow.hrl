%% Growing to many rows and shrinking again.
-export([main/0]).
-include("tables.hrl").

main() ->
    T = new([]),
    N = 3000,
    [ets:insert(T, {{key, (I * 7919) rem N}, I}) || I <- lists:seq(1, N)],
    p(ets:info(T, size)),
    p(lists:all(fun(I) -> ets:lookup(T, {key, (I * 7919) rem N}) =:= [{{key, (I * 7919) rem N}, I}] end, lists:seq(1, N))),
    M = ets:info(T, memory),
    [ets:delete(T, {key, I}) || I <- lists:seq(0, N - 1), I rem 10 =/= 3],
    p(ets:info(T, size)),
    p(lists:sort([I || {{key, I}, _} <- ets:tab2list(T)]) =:= [I || I <- lists:seq(0, N - 1), I rem 10 =:= 3]),
    p(ets:info(T, memory) < M),
    [ets:insert(T, {{other, I}, I}) || I <- lists:seq(1, 500)],
    p(ets:info(T, size)),
    p(ets:select_delete(T, [{{{other, '_'}, '_'}, [], [true]}])),
    [ets:delete(T, {key, I}) || I <- lists:seq(0, N - 1)],
    p(ets:info(T, size)),
    p(ets:first(T)),
    p(ets:tab2list(T)),
    [ets:insert(T, {I, I}) || I <- lists:seq(N, 1, -1)],
    p(length(ets:tab2list(T))),
    p(ets:delete_all_objects(T)),
    p({ets:info(T, size), ets:info(T, memory) < M}).
