%% Binaries that grow by appending: shared with others meanwhile, cut, and appended in two ways.
-module(gc_append).
-export([main/0]).
-include("proc.hrl").

main() ->
    B = lists:foldl(fun(I, A) -> <<A/binary, I:16>> end, <<>>, lists:seq(1, 3000)),
    p({byte_size(B), binary:last(B), erlang:crc32(B)}),
    %% two continuations of one beginning do not disturb each other
    X = <<B/binary, "left">>, Y = <<B/binary, "right">>, Z = <<X/binary, "!">>,
    p([binary:part(V, byte_size(V), -6) || V <- [X, Y, Z]]),
    %% somebody else holds it while it grows
    H = host(),
    run(H, fun() -> put(b, B) end),
    B2 = <<B/binary, (binary:copy(<<7>>, 10000))/binary>>,
    p({byte_size(B2), run(H, fun() -> {byte_size(get(b)), erlang:crc32(get(b))} end)}),
    %% a part appended to
    P = binary:part(B, 0, 100), Q = <<P/binary, 255>>, garbage_collect(),
    p({binary:last(Q), binary:at(B, 100), byte_size(P)}),
    %% bits
    Bits = lists:foldl(fun(I, A) -> <<A/bitstring, I:3>> end, <<>>, lists:seq(1, 1001)),
    p({bit_size(Bits), bit_size(<<Bits/bitstring, 1:1>>)}),
    %% collected while growing
    C = lists:foldl(fun(I, A) -> I rem 100 =:= 0 andalso garbage_collect(), <<A/binary, (integer_to_binary(I))/binary>> end, <<>>, lists:seq(1, 1000)),
    p({byte_size(C), erlang:md5(C) =:= erlang:md5([integer_to_list(I) || I <- lists:seq(1, 1000)])}).
