%% Matching in loops: parts of all sizes from all places, at the front, in the middle and behind the end, and what stays valid of them.
-module(bits_windows).
-export([main/0]).

main() ->
    Bin = list_to_binary(lists:seq(1, 90)),
    io:format("~w~n", [[integers(Bin, N) || N <- [1, 2, 3, 4, 5, 6, 7, 8, 9]]]),
    io:format("~w~n", [[sum(part(Bin, 90 - N, N), 0) || N <- lists:seq(0, 9)]]),
    io:format("~w~n", [[signed(<<B, 255, 254, 253, 252, 251, 250, 249>>) || B <- [0, 127, 128, 255]]]),
    io:format("~w~n", [[unaligned(<<5:3, Bin/binary>>), unaligned(<<2:3, 7:5>>), unaligned(<<1:2>>)]]),
    io:format("~w~n", [parts(Bin, 7, [])]),
    io:format("~w~n", [parts(<<"abc">>, 3, [])]),
    io:format("~w~n", [[first(<<"xyz">>), first(<<>>), first(<<1:9>>)]]),
    io:format("~w~n", [[rest_of(B, U) || B <- [<<>>, <<1>>, <<1:4>>, <<1, 2, 3>>, <<1:12>>, <<1:20>>], U <- [u1, u4, u8, u16, u3]]]),
    io:format("~w~n", [[chars(T) || T <- [<<"az">>, <<"aé€😀z"/utf8>>, <<"a", 16#ff>>, <<"a", 16#c3>>, <<1:1, "a">>, <<"a", 1:7>>]]]),
    io:format("~w~n", [[skip(N, <<"abcdef">>) || N <- [0, 1, 5, 6, 7, -1, a, 1.0, 1 bsl 40, 1 bsl 62, 1 bsl 70]]]),
    io:format("~w~n", [[take(N, <<"abcdef">>) || N <- [0, 1, 5, 6, 7, -1, a, 1.0, 1 bsl 40, 1 bsl 62, 1 bsl 70]]]),
    kept(Bin).

integers(Bin, N) ->
    case Bin of
        <<I:N/unit:8, Rest/binary>> -> {I, byte_size(Rest)};
        _ -> none
    end.

part(Bin, At, N) -> binary_part(Bin, At, N).

sum(<<A:56, R/binary>>, Acc) -> sum(R, Acc + A);
sum(<<A:24, R/binary>>, Acc) -> sum(R, Acc + A);
sum(<<A, R/binary>>, Acc) -> sum(R, Acc + A);
sum(<<>>, Acc) -> Acc.

signed(Bin) ->
    <<A:56/signed, _/binary>> = Bin,
    <<B:56/signed-little, _/binary>> = Bin,
    <<C:64/signed>> = Bin,
    <<D:8/signed, _/binary>> = Bin,
    <<E:5/signed, F:59>> = Bin,
    {A, B, C, D, E, F}.

unaligned(<<A:3, B:16, C:56, _/bits>>) -> {A, B, C};
unaligned(<<A:3, Rest/bits>>) -> {A, bit_size(Rest)};
unaligned(Rest) -> bit_size(Rest).

parts(<<P:3/binary, R/binary>>, N, Acc) when N > 0 -> parts(R, N - 1, [P | Acc]);
parts(Rest, _, Acc) -> [byte_size(Rest) | Acc].

first(<<A, R/binary>>) -> {A, R};
first(<<R/bits>>) -> {none, R}.

rest_of(B, u1) -> case B of <<R/bits>> -> bit_size(R) end;
rest_of(B, u4) -> case B of <<_:4, R/binary-unit:4>> -> bit_size(R); _ -> no end;
rest_of(B, u8) -> case B of <<R/binary>> -> bit_size(R); _ -> no end;
rest_of(B, u16) -> case B of <<R/binary-unit:16>> -> bit_size(R); _ -> no end;
rest_of(B, u3) -> case B of <<_:1, R/binary-unit:3>> -> bit_size(R); _ -> no end.

chars(<<C/utf8, R/bits>>) -> [C | chars(R)];
chars(<<>>) -> [];
chars(R) -> R.

skip(N, Bin) ->
    case Bin of
        <<_:N/binary, R/binary>> -> R;
        _ -> none
    end.

take(N, Bin) ->
    case Bin of
        <<P:N/binary, R/binary>> -> {P, R};
        _ -> none
    end.

%% Windows outlive collections and the loop that made them.
kept(Bin) ->
    Windows = windows(<<Bin/binary, Bin/binary>>),
    garbage_collect(),
    io:format("~w ~w~n", [length(Windows), erlang:phash2(Windows)]),
    io:format("~w~n", [iolist_to_binary(lists:reverse(Windows)) =:= <<Bin/binary, Bin/binary>>]).

windows(Bin) -> windows(Bin, 0, []).

windows(Bin, N, Acc) ->
    Size = N rem 4,
    case Bin of
        <<W:Size/binary, R/binary>> when R =/= <<>> -> windows(R, N + 1, [W | Acc]);
        W -> [W | Acc]
    end.
