%% Generators written by hand, all deterministic: LCG, xorshift on 64 bits, Mersenne-like mixing, shuffles, statistics.
-module(random_sequences).
-export([main/0]).
-include("../lang.hrl").

lcg(S) -> (S * 6364136223846793005 + 1442695040888963407) band 16#ffffffffffffffff.
xorshift(S0) -> S1 = S0 bxor ((S0 bsl 13) band 16#ffffffffffffffff), S2 = S1 bxor (S1 bsr 7), S2 bxor ((S2 bsl 17) band 16#ffffffffffffffff).
splitmix(S) -> Z0 = (S + 16#9e3779b97f4a7c15) band 16#ffffffffffffffff, Z1 = ((Z0 bxor (Z0 bsr 30)) * 16#bf58476d1ce4e5b9) band 16#ffffffffffffffff, Z2 = ((Z1 bxor (Z1 bsr 27)) * 16#94d049bb133111eb) band 16#ffffffffffffffff, Z2 bxor (Z2 bsr 31).
iterate(_, _, 0) -> [];
iterate(F, S, N) -> S1 = F(S), [S1 | iterate(F, S1, N - 1)].
shuffle(L, Rs) -> [X || {_, X} <- lists:sort(lists:zip(lists:sublist(Rs, length(L)), L))].
histogram(Rs, N) -> lists:sort(maps:to_list(lists:foldl(fun(R, M) -> maps:update_with(R rem N, fun(C) -> C + 1 end, 1, M) end, #{}, Rs))).
mean(L) -> lists:sum(L) / length(L).
variance(L) -> M = mean(L), mean([(X - M) * (X - M) || X <- L]).
main() ->
    ?show(iterate(fun lcg/1, 1, 4)),
    ?show(iterate(fun xorshift/1, 88172645463325252, 4)),
    ?show([splitmix(I) || I <- [0, 1, 2]]),
    Rs = iterate(fun xorshift/1, 42, 500),
    ?show(shuffle(lists:seq(1, 10), Rs)),
    ?show(histogram(Rs, 4)),
    ?show(mean([R band 255 || R <- Rs])),
    ?show(variance([1, 2, 3, 4])),
    ?show(length(lists:usort(Rs))),
    ?show(lists:sum(Rs)),
    ok.
