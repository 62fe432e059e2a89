%% Bytes of a row, as ets:info says, for pairs of integers, a record with atoms and a short string, an ordered_set; the time is that of filling.
-module(bytes_per_row).
-export([run/0]).
run() ->
    io:format(standard_error, "~p~n", [[{Type, What, bytes(Type, F)} || Type <- [set, ordered_set],
        {What, F} <- [{pair, fun(I) -> {I, I} end}, {record, fun(I) -> {I, user, "name", active, <<"some bytes">>} end}]]]),
    ok.
bytes(Type, F) ->
    T = ets:new(t, [Type]),
    M0 = ets:info(T, memory),
    N = 100000,
    fill(T, F, N),
    M = ets:info(T, memory),
    ets:delete(T),
    (M - M0) * 8 / N.
fill(_, _, 0) -> ok;
fill(T, F, I) -> ets:insert(T, F(I)), fill(T, F, I - 1).
