%% A JSON reader and writer over binaries.
-module(json_by_hand).
-export([main/0]).
-include("../lang.hrl").

parse(Bin) ->
    case value(ws(Bin)) of
        {V, Rest} -> case ws(Rest) of <<>> -> {ok, V}; More -> {error, {trailing, More}} end
    end.
ws(<<C, R/binary>>) when C =:= $\s; C =:= $\n; C =:= $\t; C =:= $\r -> ws(R);
ws(B) -> B.
value(<<"null", R/binary>>) -> {null, R};
value(<<"true", R/binary>>) -> {true, R};
value(<<"false", R/binary>>) -> {false, R};
value(<<$", R/binary>>) -> string(R, <<>>);
value(<<$[, R/binary>>) -> array(ws(R), []);
value(<<${, R/binary>>) -> object(ws(R), []);
value(<<C, _/binary>> = B) when C =:= $-; C >= $0, C =< $9 -> number(B);
value(B) -> throw({bad_value, binary:part(B, 0, min(5, byte_size(B)))}).
string(<<$", R/binary>>, Acc) -> {Acc, R};
string(<<$\\, $u, Hex:4/binary, R/binary>>, Acc) ->
    case binary_to_integer(Hex, 16) of
        Hi when Hi >= 16#d800, Hi < 16#dc00 ->
            <<"\\u", Low:4/binary, R1/binary>> = R,
            C = 16#10000 + ((Hi band 16#3ff) bsl 10) + (binary_to_integer(Low, 16) band 16#3ff),
            string(R1, <<Acc/binary, C/utf8>>);
        C -> string(R, <<Acc/binary, C/utf8>>)
    end;
string(<<$\\, C, R/binary>>, Acc) -> string(R, <<Acc/binary, (escape(C))>>);
string(<<C/utf8, R/binary>>, Acc) when C >= 32 -> string(R, <<Acc/binary, C/utf8>>);
string(_, _) -> throw(bad_string).
escape($n) -> $\n; escape($t) -> $\t; escape($r) -> $\r; escape($b) -> $\b; escape($f) -> $\f;
escape(C) when C =:= $"; C =:= $\\; C =:= $/ -> C;
escape(C) -> throw({bad_escape, C}).
number(B) ->
    {match, [{0, N}]} = re:run(B, "^-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?", [{capture, first}]),
    <<Text:N/binary, R/binary>> = B,
    {try binary_to_integer(Text) catch error:badarg -> float_of(Text) end, R}.
float_of(Text) ->
    try binary_to_float(Text) catch error:badarg -> [M, E] = binary:split(Text, [<<"e">>, <<"E">>]), binary_to_float(<<M/binary, ".0e", E/binary>>) end.
array(<<$], R/binary>>, []) -> {[], R};
array(B, Acc) ->
    {V, R} = value(B),
    case ws(R) of
        <<$,, R1/binary>> -> array(ws(R1), [V | Acc]);
        <<$], R1/binary>> -> {lists:reverse([V | Acc]), R1};
        _ -> throw(bad_array)
    end.
object(<<$}, R/binary>>, []) -> {#{}, R};
object(<<$", B/binary>>, Acc) ->
    {K, R} = string(B, <<>>),
    case ws(R) of
        <<$:, R1/binary>> ->
            {V, R2} = value(ws(R1)),
            case ws(R2) of
                <<$,, R3/binary>> -> object(ws(R3), [{K, V} | Acc]);
                <<$}, R3/binary>> -> {maps:from_list([{K, V} | Acc]), R3};
                _ -> throw(bad_object)
            end;
        _ -> throw(missing_colon)
    end;
object(_, _) -> throw(bad_key).
write(null) -> <<"null">>;
write(A) when is_boolean(A) -> atom_to_binary(A);
write(N) when is_integer(N) -> integer_to_binary(N);
write(F) when is_float(F) -> float_to_binary(F, [short]);
write(S) when is_binary(S) -> <<$", (<< <<(quote(C))/binary>> || <<C/utf8>> <= S >>)/binary, $">>;
write(L) when is_list(L) -> iolist_to_binary([$[, lists:join($,, [write(X) || X <- L]), $]]);
write(M) when is_map(M) -> iolist_to_binary([${, lists:join($,, [[write(K), $:, write(V)] || {K, V} <- lists:sort(maps:to_list(M))]), $}]).
quote($") -> <<"\\\"">>; quote($\\) -> <<"\\\\">>; quote($\n) -> <<"\\n">>;
quote(C) when C < 32 -> iolist_to_binary(io_lib:format("\\u~4.16.0b", [C]));
quote(C) -> <<C/utf8>>.

main() ->
    [begin
        Result = try parse(T) catch throw:Why -> {error, Why}; error:{badmatch, _} -> {error, badmatch} end,
        case Result of
            {ok, V} ->
                W = write(V),
                io:format("~ts => ~ts ~p~n", [T, W, parse(W) =:= Result]);
            Error -> io:format("~ts => ~p~n", [T, Error])
        end
     end || T <- [<<"null">>, <<" [1, -2, 3.5, 1e3, 1.5E-2] ">>, <<"{\"b\": [true, false, {}], \"a\": \"x\\ny\"}">>, <<"\"\\u00e9\\ud83d\\ude00\\t\\\\\"">>,
        <<"[]">>, <<"[[[[]]]]">>, <<"[1,]">>, <<"[1 2]">>, <<"{\"a\" 1}">>, <<"{a:1}">>, <<"nul">>, <<"1 2">>, <<"\"open">>, <<"-">>, <<"\"\\x\"">>, <<"{\"k\":{\"k\":{\"k\":[0]}}}">>]],
    ok.
