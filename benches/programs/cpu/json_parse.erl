-module(json_parse).
-export([run/0]).
run() ->
    Doc = iolist_to_binary(["[", lists:join(",", [row(I) || I <- lists:seq(1, 700)]), "]"]),
    {L, <<>>} = value(Doc),
    lists:sum([maps:get(<<"id">>, M) + length(maps:get(<<"tags">>, M)) || M <- L]).
row(I) -> ["{\"id\": ", integer_to_list(I), ", \"name\": \"row number ", integer_to_list(I), "\", \"ok\": true, \"tags\": [1, 2.5, \"x\", null]}"].
value(<<C, T/binary>>) when C =< $\s -> value(T);
value(<<"{", T/binary>>) -> object(ws(T), []);
value(<<"[", T/binary>>) -> array(ws(T), []);
value(<<$", T/binary>>) -> string(T, <<>>);
value(<<"true", T/binary>>) -> {true, T};
value(<<"false", T/binary>>) -> {false, T};
value(<<"null", T/binary>>) -> {null, T};
value(<<C, _/binary>> = B) when C >= $0, C =< $9 -> number(B, 0).
number(<<C, T/binary>>, N) when C >= $0, C =< $9 -> number(T, N * 10 + C - $0);
number(<<".", T/binary>>, N) -> frac(T, N, 0.1);
number(T, N) -> {N, T}.
frac(<<C, T/binary>>, N, S) when C >= $0, C =< $9 -> frac(T, N + (C - $0) * S, S / 10);
frac(T, N, _) -> {N, T}.
string(<<$", T/binary>>, Acc) -> {Acc, T};
string(<<$\\, C, T/binary>>, Acc) -> string(T, <<Acc/binary, C>>);
string(<<C, T/binary>>, Acc) -> string(T, <<Acc/binary, C>>).
object(<<"}", T/binary>>, Acc) -> {maps:from_list(Acc), T};
object(<<",", T/binary>>, Acc) -> object(ws(T), Acc);
object(<<$", T/binary>>, Acc) ->
    {K, T1} = string(T, <<>>),
    <<":", T2/binary>> = ws(T1),
    {V, T3} = value(T2),
    object(ws(T3), [{K, V} | Acc]).
array(<<"]", T/binary>>, Acc) -> {lists:reverse(Acc), T};
array(<<",", T/binary>>, Acc) -> array(ws(T), Acc);
array(B, Acc) -> {V, T} = value(B), array(ws(T), [V | Acc]).
ws(<<C, T/binary>>) when C =< $\s -> ws(T);
ws(B) -> B.
