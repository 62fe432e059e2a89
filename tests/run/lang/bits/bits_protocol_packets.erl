%% A packet format with headers, flags, options and checksums, written and read back.
-module(bits_protocol_packets).
-export([main/0]).
-record(p, {version = 4, flags = [], id = 0, opts = [], data = <<>>}).
-include("../lang.hrl").

flag(urgent) -> 2#100; flag(last) -> 2#010; flag(ack) -> 2#001.
encode(#p{version = V, flags = Fs, id = Id, opts = Os, data = D}) ->
    F = lists:foldl(fun(X, A) -> A bor flag(X) end, 0, Fs),
    Opts = << <<(opt(O))/bits>> || O <- Os >>,
    Pad = (8 - bit_size(Opts) rem 8) rem 8,
    Body = <<(length(Os)):5, F:3, Id:24/little, (byte_size(D)):16, Opts/bits, 0:Pad, D/binary>>,
    <<V:4, 0:4, (sum(Body)):16, Body/binary>>.
opt({ttl, N}) -> <<1:3, N:5>>;
opt({name, S}) -> <<2:3, (byte_size(S)):5, S/binary>>;
opt(mark) -> <<3:3>>.
sum(B) -> lists:sum([X || <<X>> <= B]) band 16#ffff.
decode(<<V:4, _:4, S:16, Body/binary>>) ->
    case sum(Body) of
        S ->
            <<N:5, F:3, Id:24/little, L:16, Rest/binary>> = Body,
            {Os, Rest1} = opts(N, Rest, []),
            Pad = bit_size(Rest1) rem 8,
            case Rest1 of
                <<0:Pad, D:L/binary>> -> {ok, #p{version = V, flags = [X || X <- [urgent, last, ack], flag(X) band F =/= 0], id = Id, opts = Os, data = D}};
                _ -> {error, length}
            end;
        Other -> {error, {checksum, Other, S}}
    end;
decode(B) -> {error, {short, bit_size(B)}}.
opts(0, B, Acc) -> {lists:reverse(Acc), B};
opts(N, <<1:3, T:5, R/bits>>, Acc) -> opts(N - 1, R, [{ttl, T} | Acc]);
opts(N, <<2:3, L:5, S:L/binary, R/bits>>, Acc) -> opts(N - 1, R, [{name, S} | Acc]);
opts(N, <<3:3, R/bits>>, Acc) -> opts(N - 1, R, [mark | Acc]).
main() ->
    Ps = [#p{}, #p{id = 16#abcdef, flags = [ack, urgent]}, #p{opts = [{ttl, 31}, mark, {name, <<"router">>}], data = <<"payload">>}, #p{opts = [mark, mark, mark], data = <<1, 2, 3>>, flags = [last]}],
    [?show(encode(P)) || P <- Ps],
    ?show([decode(encode(P)) =:= {ok, P} || P <- Ps]),
    <<A:5/binary, X, B/binary>> = encode(lists:last(Ps)),
    ?show(decode(<<A/binary, (X + 1), B/binary>>)),
    ?show(decode(<<1, 2>>)),
    ?show(decode(<<4:4, 0:4, 5:16, 0, 0, 0, 0, 0, 5>>)),
    ok.
