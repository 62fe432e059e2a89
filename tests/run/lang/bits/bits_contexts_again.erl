%% A binary matched again after a failure, in two functions at once, kept in closures, returned half matched, matched twice in one clause.
-module(bits_contexts_again).
-export([main/0]).
-include("../lang.hrl").

main() ->
    B = id(<<"GET /index HTTP">>),
    ?show(line(B)), ?show(line(<<"GETX">>)), ?show(line(<<"PUT x">>)), ?show(line(<<>>)),
    ?show(both(B, B)), ?show(both(B, <<"GET">>)), ?show(both(<<>>, <<1>>)),
    ?show([begin {T, R} = word(B, <<>>), {T, R, word(R, <<>>)} end]),
    ?show(lists:map(fun(F) -> F() end, closures(<<1, 2, 3>>, []))),
    ?show(keep(<<"abc">>, [])),
    ?show(twice(<<1, 2, 3, 4>>)), ?show(twice(<<1, 2>>)),
    ?show(back(<<"aab">>, 0)), ?show(back(<<"aaa">>, 0)), ?show(back(<<"b">>, 0)),
    ?show(mutual_a(<<1, 2, 3, 4, 5>>, 0)),
    ?show([alternate(X) || X <- [<<0, 1, 2>>, <<1, 2>>, <<2>>, <<3, 1:4>>, <<9>>]]),
    ?show(in_try(<<1, 2, 3>>)), ?show(in_try(<<4>>)),
    ?show(sizes(<<1:1, 2:2, 3:3>>, [])),
    ?show(send_rest(<<"abcd">>)),
    ?show(body_recursive(<<5, 4, 3>>)),
    ?show(as_key(<<"k1k2">>, #{<<"k1k2">> => whole, <<"k2">> => tail, <<>> => empty})),
    ?show(byte_size(element(2, word(binary:copy(<<"x ">>, 100), <<>>)))).

line(<<"GET ", R/binary>>) -> {get, R};
line(<<"GET", X, _/binary>> = All) -> {get_then, X, All};
line(<<C, _/binary>> = All) when C >= $A -> {other, byte_size(All)};
line(R) -> {rest, R}.
both(<<X, A/binary>>, <<X, B/binary>>) -> [X | both(A, B)];
both(<<>>, <<>>) -> same;
both(A, B) -> {A, B}.
word(<<$\s, R/binary>>, Acc) -> {Acc, R};
word(<<C, R/binary>>, Acc) -> word(R, <<Acc/binary, C>>);
word(<<>>, Acc) -> {Acc, <<>>}.
closures(<<X, R/binary>>, Acc) -> closures(R, [fun() -> {X, R} end | Acc]);
closures(<<>>, Acc) -> Acc.
keep(<<_, R/binary>> = B, Acc) -> keep(R, [B, R | Acc]);
keep(B, Acc) -> [B | Acc].
twice(<<A:16, _/binary>> = <<X, Y, R/binary>>) -> case R of <<C:16>> -> {A, X, Y, C}; _ -> {A, X, Y, R} end.
back(<<$a, R/binary>> = B, N) -> case back(R, N + 1) of none -> {none_after, B}; V -> V end;
back(<<$b, _/binary>>, N) -> {b_at, N};
back(<<>>, _) -> none.
mutual_a(<<X, R/binary>>, S) -> mutual_b(R, S + X); mutual_a(R, S) -> {a, R, S}.
mutual_b(<<X, R/binary>>, S) when X < 4 -> mutual_a(R, S - X); mutual_b(R, S) -> {b, R, S}.
alternate(B) -> case B of <<0, R/binary>> -> alternate(R); <<1, R/bits>> when bit_size(R) > 8 -> {long, R}; <<1, R/bits>> -> case R of <<2>> -> two; _ -> alternate(R) end; <<2>> -> last; <<3, R:4/bits>> -> R; _ -> {none, B} end.
in_try(B) -> try <<X, R/binary>> = B, <<Y, Z>> = R, {X, Y, Z} catch error:{badmatch, V} -> {no, V, B} after put(seen, B) end.
sizes(<<>>, Acc) -> Acc;
sizes(<<_:1, R/bits>> = B, Acc) -> sizes(R, [bit_size(B) | Acc]).
send_rest(<<_, R/binary>>) -> self() ! R, receive <<"b", T/binary>> = M -> {M, T} end.
body_recursive(<<X, R/binary>>) -> [X * 2 | body_recursive(R)];
body_recursive(<<>>) -> [].
as_key(<<_:2/binary, R/binary>> = B, M) -> {map_get(B, M), as_key(R, M)};
as_key(B, M) -> map_get(B, M).
