%% The first numbers of every algorithm from fixed seeds: integers, floats, bits, and the states after them.
-module(rand_algorithms_exact).
-export([main/0]).
-include("../show.hrl").

main() ->
    Algs = [exsss, exro928ss, exrop, exs1024s, exsp, exs64, exsplus, exs1024, default],
    [begin
         io:format("~s~n", [A]),
         [case outcome(fun() -> rand:seed_s(A, Seed) end) of
              [$! | _] = E -> io:format("  ~0tp ~ts~n", [Seed, E]);
              _ ->
                  S0 = rand:seed_s(A, Seed),
                  {L, S1} = lists:mapfoldl(fun(N, S) -> rand:uniform_s(N, S) end, S0, [1, 2, 10, 1000, 1 bsl 32, 1 bsl 58, 1 bsl 60, 1 bsl 100]),
                  {F, S2} = rand:uniform_s(S1), {R, S3} = rand:uniform_real_s(S2), {Nm, S4} = rand:normal_s(S3), {B, S5} = rand:bytes_s(9, S4),
                  io:format("  ~0tp ~w~n  ~w ~w ~w ~w~n  ~w~n", [Seed, L, F, R, Nm, B, erlang:phash2(rand:export_seed_s(S5))])
          end || Seed <- [0, 42, -1, 1 bsl 70, {1, 2, 3}, {-5, 0, 1 bsl 64}]]
     end || A <- Algs],
    ok.
