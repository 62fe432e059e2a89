%% binary against the same on lists of bytes.
-module(prop_binary).
-export([main/0]).
-include("draw.hrl").

main() ->
    rand:seed(exsss, 20260202),
    Few = fun(N) -> list_to_binary(list(N * 3, fun() -> pick("ab.") end)) end,
    With = fun(N) -> {Few(N), <<(pick([<<"a">>, <<"b">>, <<".">>, <<"ab">>, <<"aa">>, <<"a.b">>]))/binary>>} end,
    L = fun binary_to_list/1,
    property("match is the first place", With, fun({B, P}) -> binary:match(B, P) =:= first(L(B), L(P), 0) end),
    property("matches do not overlap", With, fun({B, P}) -> binary:matches(B, P) =:= all(L(B), L(P), 0) end),
    property("split and join", With, fun({B, P}) -> iolist_to_binary(lists:join(P, binary:split(B, P, [global]))) =:= B end),
    property("split once", With, fun({B, P}) -> length(binary:split(B, P)) =:= case binary:match(B, P) of nomatch -> 1; _ -> 2 end end),
    property("split and trim", With, fun({B, P}) -> binary:split(B, P, [global, trim_all]) =:= [X || X <- binary:split(B, P, [global]), X =/= <<>>] end),
    property("replace is split and join", With, fun({B, P}) -> binary:replace(B, P, <<"(new)">>, [global]) =:= iolist_to_binary(lists:join(<<"(new)">>, binary:split(B, P, [global]))) end),
    property("part", fun(N) -> bytes(N * 4) end, fun(B) -> S = byte_size(B), At = int(S), Len = int(S - At), binary:part(B, At, Len) =:= list_to_binary(lists:sublist(lists:nthtail(At, L(B)), Len)) andalso binary:part(B, At + Len, -Len) =:= binary:part(B, At, Len) end),
    property("at, first, last", fun(N) -> <<1, (bytes(N))/binary>> end, fun(B) -> A = int(byte_size(B) - 1), binary:at(B, A) =:= lists:nth(A + 1, L(B)) andalso binary:first(B) =:= 1 andalso binary:last(B) =:= lists:last(L(B)) end),
    property("unsigned", fun(N) -> bytes(N) end, fun(B) -> U = binary:decode_unsigned(B), S = byte_size(B) * 8, <<U:S>> =:= B andalso binary:decode_unsigned(binary:encode_unsigned(U)) =:= U andalso binary:decode_unsigned(list_to_binary(lists:reverse(L(B))), little) =:= U end),
    property("hex", fun(N) -> bytes(N * 3) end, fun(B) -> binary:decode_hex(binary:encode_hex(B)) =:= B andalso binary:encode_hex(B, lowercase) =:= string:lowercase(binary:encode_hex(B)) end),
    property("copy", fun(N) -> {bytes(N), int(4)} end, fun({B, N}) -> binary:copy(B, N) =:= iolist_to_binary(lists:duplicate(N, B)) end),
    property("common ends", fun(N) -> {Few(N), Few(N), Few(N)} end, fun({A, B, C}) -> P = binary:longest_common_prefix([<<A/binary, B/binary>>, <<A/binary, C/binary>>]), P >= byte_size(A) andalso binary:longest_common_suffix([<<B/binary, A/binary>>, <<C/binary, A/binary>>]) >= byte_size(A) end),
    property("base64", fun(N) -> bytes(N * 3) end, fun(B) -> base64:decode(base64:encode(B)) =:= B andalso base64:mime_decode("- \n" ++ base64:encode_to_string(B)) =:= B andalso base64:decode(base64:encode(B, #{mode => urlsafe, padding => false}), #{mode => urlsafe, padding => false}) =:= B end),
    property("compressed", fun(N) -> binary:copy(bytes(N), 1 + int(20)) end, fun(B) -> zlib:uncompress(zlib:compress(B)) =:= B andalso zlib:gunzip(zlib:gzip(B)) =:= B andalso zlib:unzip(zlib:zip(B)) =:= B end),
    property("crc32 of parts", fun(N) -> {bytes(N), bytes(N)} end, fun({A, B}) -> erlang:crc32([A, B]) =:= erlang:crc32(erlang:crc32(A), B) andalso erlang:crc32_combine(erlang:crc32(A), erlang:crc32(B), byte_size(B)) =:= erlang:crc32([A, B]) andalso erlang:adler32([A, B]) =:= erlang:adler32(erlang:adler32(A), B) end),
    property("hashes of parts", fun(N) -> {bytes(N * 9), bytes(N)} end, fun({A, B}) -> crypto:hash_final(crypto:hash_update(crypto:hash_update(crypto:hash_init(sha256), A), B)) =:= crypto:hash(sha256, [A, B]) end).

first(L, P, At) -> case {lists:prefix(P, L), L} of {true, _} -> {At, length(P)}; {false, []} -> nomatch; {false, [_ | Rest]} -> first(Rest, P, At + 1) end.
all(L, P, At) -> case first(L, P, At) of nomatch -> []; {Found, Len} -> [{Found, Len} | all(lists:nthtail(Found - At + Len, L), P, Found + Len)] end.
