%% Loops over the instructions that fast paths exist for, at and beyond their edges: small integers that overflow, floats mixed with
%% integers, tuples changed in place that others hold, small maps, bytes of binaries, comparisons of all kinds.
-module(lang_hot_loops).
-export([main/0]).
-record(s, {count = 0, total = 0, last, seen = []}).

main() ->
    io:format("~w~n", [ints(20000, 0, 1)]),
    io:format("~w~n", [overflow(62, 1, [])]),
    io:format("~w~n", [floats(2000, 0.0, 1.5, 3)]),
    io:format("~w~n", [mixed([1, 1.0, -1, 0.5, 1 bsl 70, 1.0e30, 0, -0.0])]),
    io:format("~w~n", [compared([1, 1.0, 2, 1.5, 1 bsl 70, 1.0e30, a, [], {}, "x"])]),
    io:format("~w~n", [records(5000, #s{})]),
    io:format("~w~n", [shared(3, #s{}, [])]),
    io:format("~kp~n", [maps(3000, #{n => 0, sum => 0})]),
    io:format("~w~n", [bytes(<<"The quick brown fox", 255, 0>>, 0)]),
    io:format("~w~n", [sixteen(<<1, 2, 3, 4, 5>>, [])]),
    io:format("~w~n", [byte_size(appended(3000, <<>>))]),
    io:format("~w~n", [appended(5, <<1:4>>)]),
    io:format("~w~n", [grown(70, <<1:3>>, [])]),
    io:format("~w~n", [sent()]),
    io:format("~w~n", [[selected(X) || X <- [0, 1, 2, a, b, 1.0, [], 1 bsl 70]]]),
    io:format("~w~n", [[{X rem Y, X div Y} || X <- [7, -7, 1024, -1024, 0, 1 bsl 60, -(1 bsl 60), 1 bsl 64], Y <- [1, -1, 2, 8, -8, 3]]]),
    io:format("~w~n", [least([3, 1, 2], infinity)]),
    io:format("~w~n", [[catch bad(X) || X <- [a, 1.0e308, {}, <<>>]] =/= []]),
    io:format("~w~n", [deep(5000)]),
    io:format("~w~n", [tree(10)]),
    io:format("~w~n", [compose(1000, fun(X) -> X + 1 end, 0)]).

ints(0, A, B) -> {A, B};
ints(N, A, B) when N rem 3 =:= 0 -> ints(N - 1, A + N, B bxor (N bsl 3));
ints(N, A, B) when A >= 1000000, B /= 7 -> ints(N - 1, A - N * 2, B band 16#ffffff);
ints(N, A, B) -> ints(N - 1, 1 + A, (B bsr 1) bor N).

overflow(0, _, Acc) -> Acc;
overflow(N, X, Acc) when N > 58 -> overflow(N - 1, X * 1125899906842624, [X + 1, X - 1, -X, X * X | Acc]);
overflow(N, X, Acc) -> overflow(N - 1, -X div 3, [X rem 7, X bsl 61 | lists:sublist(Acc, 6)]).

floats(0, X, Y, _) -> {X, Y};
floats(N, X, Y, Z) when X < 100.0 -> floats(N - 1, X + Y, Y * 0.999, Z);
floats(N, X, Y, Z) -> floats(N - 1, X - 99.5 * Y / Z, (X + Z) / 2, Z).

mixed(L) -> [{X + Y, X - Y, X * Y, if Y == 0 -> none; true -> ratio(X, Y) end} || X <- L, Y <- L].

ratio(X, Y) -> try X / Y catch error:R -> R end.

compared(L) -> [[bits([X < Y, X >= Y, X == Y, X =:= Y, X /= Y, X =/= Y]) || Y <- L] || X <- L].

bits(L) -> lists:foldl(fun(true, N) -> 2 * N + 1; (false, N) -> 2 * N end, 0, L).

records(0, S) -> S;
records(N, #s{count = C, total = T} = S) when N rem 2 =:= 0 -> records(N - 1, S#s{count = C + 1, total = T + N});
records(N, S) -> records(N - 1, S#s{last = [N], seen = {N}}).

%% The old states are kept, so none may be changed.
shared(0, S, Kept) -> {S, Kept};
shared(N, S, Kept) -> shared(N - 1, S#s{count = N, last = Kept}, [S | Kept]).

maps(0, M) -> M;
maps(N, #{n := K, sum := S} = M) -> maps(N - 1, M#{n := K + 1, sum := S + N}).

bytes(<<B, Rest/binary>>, Sum) when B >= $a -> bytes(Rest, Sum * 31 + B);
bytes(<<_, Rest/binary>>, Sum) -> bytes(Rest, Sum);
bytes(<<>>, Sum) -> Sum.

sixteen(<<X:16, Rest/bits>>, Acc) -> sixteen(Rest, [X | Acc]);
sixteen(<<Rest/bits>>, Acc) -> {Acc, Rest}.

appended(0, B) -> B;
appended(N, B) -> appended(N - 1, <<B/bits, N:16>>).

%% All old ones stay what they were, also where two grow from the same one.
grown(0, B, Kept) ->
    Twins = [<<B/bits, X:5>> || X <- [0, 31, 21]],
    {bit_size(B), erlang:phash2(B), [erlang:phash2(K) || K <- Kept, bit_size(K) rem 5 =:= 0],
     [erlang:phash2(T) || T <- Twins], [binary_to_term(term_to_binary(K)) =:= K || K <- Twins],
     lists:sum([1 || K <- Kept, K =:= list_to_bitstring([K]), K =< B])};
grown(N, B, Kept) -> grown(N - 1, <<B/bits, N:(N rem 11)>>, [B | Kept]).

%% A half used last byte that another process sees, too.
sent() ->
    B = lists:foldl(fun(N, B0) -> <<B0/bits, N:3>> end, <<>>, lists:seq(1, 201)),
    Self = self(),
    Pid = spawn(fun() -> receive X -> Self ! <<X/bits, 1:1>> end end),
    Pid ! B,
    C = <<B/bits, 0:1>>,
    receive D -> {erlang:phash2(B), erlang:phash2(C), erlang:phash2(D), C < D} end.

selected(0) -> zero;
selected(1) -> one;
selected(X) -> case X of a -> x; b -> y; _ -> other end.

least([], X) -> X;
least([X | T], Y) -> least(T, min(X, max(Y, 0))).

bad(X) -> X * 1.0e308 + 1.

deep(0) -> 0;
deep(N) -> 1 + deep(N - 1).

tree(0) -> 1;
tree(N) -> {A, B} = {tree(N - 1), tree(N - 1)}, A + B.

compose(0, _, X) -> X;
compose(N, F, X) -> compose(N - 1, F, F(X)).
