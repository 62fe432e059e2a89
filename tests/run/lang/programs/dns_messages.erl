%% DNS messages: names with pointers, flags in bits, records of several types; loops of pointers and cut messages refused.
-module(dns_messages).
-export([main/0]).
-include("../lang.hrl").
-record(msg, {id, qr, op, aa, tc, rd, ra, rcode, q = [], an = []}).

main() ->
    Q = encode(#msg{id = 16#abcd, qr = 0, op = 0, aa = 0, tc = 0, rd = 1, ra = 0, rcode = 0, q = [{["www", "example", "org"], a}]}), ?show(Q), ?show(decode(Q)),
    R = answer(Q, [{["www", "example", "org"], a, 300, {192, 0, 2, 1}}, {["www", "example", "org"], aaaa, 60, {16#2001, 16#db8, 0, 0, 0, 0, 0, 1}}, {["example", "org"], mx, 10, {5, ["mail", "example", "org"]}}, {["example", "org"], txt, 1, ["v=1", "x y"]}, {["a", "org"], cname, 2, ["www", "example", "org"]}]),
    ?show({byte_size(R), erlang:crc32(R)}), {ok, M} = decode(R), ?show(M#msg.an), ?show({M#msg.qr, M#msg.aa, M#msg.ra}), ?show(lists:usort([element(1, decode(binary:part(R, 0, N))) || N <- lists:seq(0, byte_size(R) - 1)])),
    ?show(decode(<<0:96>>)), ?show(decode(<<1:16, 0:16, 1:16, 0:48, 3:2, 12:14, 1:16, 1:16>>)), ?show(decode(<<1:16, 0:16, 1:16, 0:48, 3:2, 200:14, 1:16, 1:16>>)), ?show(decode(<<1:16, 0:16, 1:16, 0:48, 1:2, 5:6, "hello", 0, 1:16, 1:16>>)), ?show(decode(<<7:16, 1:1, 2:4, 1:1, 0:1, 1:1, 1:1, 0:3, 3:4, 0:64>>)).

encode(#msg{} = M) -> <<(M#msg.id):16, (M#msg.qr):1, (M#msg.op):4, (M#msg.aa):1, (M#msg.tc):1, (M#msg.rd):1, (M#msg.ra):1, 0:3, (M#msg.rcode):4, (length(M#msg.q)):16, 0:48, << <<(name(N))/binary, (type(T)):16, 1:16>> || {N, T} <- M#msg.q >>/binary>>.
name(Ls) -> <<(<< <<(length(L)), (list_to_binary(L))/binary>> || L <- Ls >>)/binary, 0>>.
type(a) -> 1; type(cname) -> 5; type(mx) -> 15; type(txt) -> 16; type(aaaa) -> 28; type(1) -> a; type(5) -> cname; type(15) -> mx; type(16) -> txt; type(28) -> aaaa; type(N) -> {type, N}.

%% Names already written become pointers.
answer(<<Id:16, _:1, F:15, Qs:16, _:48, Body/binary>>, Rs) ->
    Start = <<Id:16, 1:1, (F bor 16#400):15, Qs:16, (length(Rs)):16, 0:32, Body/binary>>,
    {Out, _} = lists:foldl(fun({N, T, Ttl, D}, {B, Seen}) -> {B1, S1} = put_name(N, B, Seen), {Data, S2} = data(T, D, byte_size(B1) + 10, S1), {<<B1/binary, (type(T)):16, 1:16, Ttl:32, (byte_size(Data)):16, Data/binary>>, S2} end, {Start, #{["www", "example", "org"] => 12, ["example", "org"] => 16, ["org"] => 24}}, Rs), Out.
put_name(N, B, Seen) -> {E, S} = ptr(N, byte_size(B), Seen), {<<B/binary, E/binary>>, S}.
ptr([], _, S) -> {<<0>>, S};
ptr([L | T] = N, At, S) -> case S of #{N := P} -> {<<3:2, P:14>>, S}; _ -> {E, S2} = ptr(T, At + length(L) + 1, S#{N => At}), {<<(length(L)), (list_to_binary(L))/binary, E/binary>>, S2} end.
data(a, {A, B, C, D}, _, S) -> {<<A, B, C, D>>, S}; data(aaaa, T, _, S) -> {<< <<W:16>> || W <- tuple_to_list(T) >>, S}; data(mx, {P, N}, At, S) -> {E, S2} = ptr(N, At + 2, S), {<<P:16, E/binary>>, S2}; data(txt, Ls, _, S) -> {<< <<(length(L)), (list_to_binary(L))/binary>> || L <- Ls >>, S}; data(cname, N, At, S) -> ptr(N, At, S).

decode(<<Id:16, Qr:1, Op:4, Aa:1, Tc:1, Rd:1, Ra:1, _:3, Rc:4, Nq:16, Na:16, _:32, R/binary>> = All) ->
    try {Q, R1} = times(Nq, fun(B) -> {N, <<T:16, 1:16, U/binary>>} = get_name(B, All, 0), {{N, type(T)}, U} end, R), {A, R2} = times(Na, fun(B) -> rr(B, All) end, R1), {ok, #msg{id = Id, qr = Qr, op = Op, aa = Aa, tc = Tc, rd = Rd, ra = Ra, rcode = Rc, q = Q, an = A}, R2} of {ok, M, <<>>} -> {ok, M}; {ok, _, More} -> {error, {left, byte_size(More)}}
    catch throw:Why -> {error, Why}; error:{badmatch, _} -> {error, short} end;
decode(_) -> {error, short}.
times(0, _, R) -> {[], R}; times(N, F, R) -> {X, R1} = F(R), {Xs, R2} = times(N - 1, F, R1), {[X | Xs], R2}.
rr(B, All) -> {N, <<T:16, 1:16, Ttl:32, S:16, D:S/binary, R/binary>>} = get_name(B, All, 0), {{N, type(T), Ttl, value(type(T), D, All)}, R}.
value(a, <<A, B, C, D>>, _) -> {A, B, C, D}; value(aaaa, B, _) -> list_to_tuple([W || <<W:16>> <= B]); value(mx, <<P:16, B/binary>>, All) -> {N, <<>>} = get_name(B, All, 0), {P, N}; value(txt, B, _) -> texts(B); value(cname, B, All) -> {N, <<>>} = get_name(B, All, 0), N.
texts(<<S, T:S/binary, R/binary>>) -> [binary_to_list(T) | texts(R)]; texts(<<>>) -> [].
get_name(_, _, D) when D > 10 -> throw(pointer_loop);
get_name(<<0, R/binary>>, _, _) -> {[], R}; get_name(<<3:2, P:14, R/binary>>, All, D) -> case All of <<_:P/binary, B/binary>> -> {N, _} = get_name(B, All, D + 1), {N, R}; _ -> throw({pointer_outside, P}) end;
get_name(<<0:2, S:6, L:S/binary, R/binary>>, All, D) -> {N, R2} = get_name(R, All, D), {[binary_to_list(L) | N], R2}; get_name(<<K:2, _/bits>>, _, _) when K =:= 1; K =:= 2 -> throw({label_kind, K}); get_name(_, _, _) -> throw(short).
