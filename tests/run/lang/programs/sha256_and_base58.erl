%% SHA-256 and base 58 written out, checked against known values; big-number and bit arithmetic in loops.
-module(sha256_and_base58).
-export([main/0]).
-include("../lang.hrl").
-define(M, 16#ffffffff).

main() ->
    [io:format("~s~n", [hex(sha(B))]) || B <- [<<>>, <<"abc">>, <<"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq">>, binary:copy(<<"a">>, 200)]],
    ?show([b58(B) || B <- [<<>>, <<0>>, <<0, 0, 1>>, <<"Hello World!">>, <<16#287fb4cd:32>>]]), ?show([B || B <- [<<>>, <<0, 0, 255>>, <<1, 2, 3, 4, 5>>, <<0:100/unit:8>>], un58(b58(B)) =/= B]), ?show(b58(<<0, (binary:part(sha(<<"key">>), 0, 20))/binary>>)), ?show([binary:at(K, 0) || K <- [<<X:32>> || X <- lists:sublist(ks(), 4)]]), ?show(lists:sum(ks()) rem 1000003).

%% Constants: parts of roots of the first primes, by integer arithmetic.
primes(N) -> primes(2, N, []).
primes(_, 0, A) -> lists:reverse(A); primes(X, N, A) -> case [P || P <- A, X rem P =:= 0] of [] -> primes(X + 1, N - 1, [X | A]); _ -> primes(X + 1, N, A) end.
root(N, K) -> root(0, N + 1, N, K). root(L, H, _, _) when H - L =:= 1 -> L; root(L, H, N, K) -> M = (L + H) div 2, case power(M, K) =< N of true -> root(M, H, N, K); false -> root(L, M, N, K) end.
power(_, 0) -> 1; power(X, K) -> X * power(X, K - 1).
ks() -> case get(ks) of undefined -> V = [root(P bsl 96, 3) band ?M || P <- primes(64)], put(ks, V), V; V -> V end.
hs() -> [root(P bsl 64, 2) band ?M || P <- primes(8)].

sha(B) -> Pad = (55 - byte_size(B)) band 63, blocks(<<B/binary, 16#80, 0:(Pad * 8), (bit_size(B)):64>>, hs()).
blocks(<<Block:64/binary, R/binary>>, H) -> blocks(R, compress([W || <<W:32>> <= Block], H)); blocks(<<>>, H) -> << <<X:32>> || X <- H >>.
compress(W16, H0) ->
    Ws = schedule(lists:reverse(W16), 48),
    Out = lists:foldl(fun({K, W}, [A, B, C, D, E, F, G, H]) ->
        T1 = H + (rot(E, 6) bxor rot(E, 11) bxor rot(E, 25)) + ((E band F) bxor ((bnot E) band G)) + K + W, T2 = (rot(A, 2) bxor rot(A, 13) bxor rot(A, 22)) + ((A band B) bxor (A band C) bxor (B band C)),
        [(T1 + T2) band ?M, A, B, C, (D + T1) band ?M, E, F, G] end, H0, lists:zip(ks(), Ws)),
    lists:zipwith(fun(X, Y) -> (X + Y) band ?M end, H0, Out).
schedule(R, 0) -> lists:reverse(R); schedule([_, W2, _, _, _, _, W7, _, _, _, _, _, _, _, W15, W16 | _] = R, N) -> S0 = rot(W15, 7) bxor rot(W15, 18) bxor (W15 bsr 3), S1 = rot(W2, 17) bxor rot(W2, 19) bxor (W2 bsr 10), schedule([(W16 + S0 + W7 + S1) band ?M | R], N - 1).
rot(X, N) -> ((X bsr N) bor (X bsl (32 - N))) band ?M.
hex(B) -> [hd(integer_to_list(D, 16)) || <<D:4>> <= B].
alphabet() -> "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".
b58(<<0, R/binary>>) -> [$1 | b58(R)]; b58(B) -> digits(binary:decode_unsigned(<<0, B/binary>>), []). digits(0, A) -> A; digits(N, A) -> digits(N div 58, [lists:nth(N rem 58 + 1, alphabet()) | A]).
un58([$1 | T]) -> <<0, (un58(T))/binary>>; un58([]) -> <<>>; un58(S) -> binary:encode_unsigned(lists:foldl(fun(C, A) -> A * 58 + string:chr(alphabet(), C) - 1 end, 0, S)).
