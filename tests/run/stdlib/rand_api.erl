%% Every function of rand, for all algorithms: the values are exact.
-module(rand_api).
-export([main/0]).

main() ->
    [algorithm(A) || A <- [exsss, exro928ss, exrop, exsp, exs1024s, exs64, exsplus, exs1024]],
    seeds(),
    process_state(),
    small_generators(),
    bad().

%% The first values of a function of the state.
take(0, _, _) -> [];
take(N, F, S0) ->
    {X, S1} = F(S0),
    [X | take(N - 1, F, S1)].

algorithm(A) ->
    S = rand:seed_s(A, {17, 4, 2026}),
    io:format("~w ~w~n", [A, rand:export_seed_s(S)]),
    io:format("  ~w~n", [take(5, fun rand:uniform_s/1, S)]),
    [io:format("  ~w ~w~n", [N, take(5, fun(X) -> rand:uniform_s(N, X) end, S)])
     || N <- [1, 2, 6, 1000, 1 bsl 30, (1 bsl 57) + 3, 1 bsl 58, 1 bsl 64, (1 bsl 64) + 1, 1 bsl 100]],
    io:format("  ~w~n", [take(4, fun rand:uniform_real_s/1, S)]),
    io:format("  ~w~n", [take(6, fun rand:normal_s/1, S)]),
    io:format("  ~w~n", [take(2, fun(X) -> rand:normal_s(10, 4, X) end, S)]),
    [io:format("  ~w ~w~n", [N, element(1, rand:bytes_s(N, S))]) || N <- [0, 1, 7, 8, 20]],
    try rand:export_seed_s(rand:jump(S)) of
        J -> io:format("  ~w~n", [J])
    catch
        C:R -> io:format("  ~w ~w~n", [C, R])
    end,
    Tails = [X || X <- take(3000, fun rand:normal_s/1, S), abs(X) > 3.2],
    io:format("  ~w~n", [Tails]).

seeds() ->
    [io:format("~w ~w ~w~n", [A, Seed,
        try rand:export_seed_s(rand:seed_s(A, Seed)) catch C:R -> {C, R} end])
     || A <- [default, exsss, exrop, exs64, exro928ss],
        Seed <- [0, 42, -1, 1 bsl 70, [1, 2], [7], [], {0, 0, 0}, {1 bsl 60, -5, 3}, foo, [a], [1, 2, 3]]].

process_state() ->
    io:format("~w~n", [rand:export_seed()]),
    rand:seed(exsss, 4711),
    io:format("~w~n", [rand:export_seed()]),
    io:format("~w~n", [[rand:uniform(10) || _ <- lists:seq(1, 20)]]),
    io:format("~w~n", [[rand:uniform(), rand:uniform_real(), rand:normal(), rand:normal(5, 0.25)]]),
    io:format("~w~n", [rand:bytes(5)]),
    Exported = rand:export_seed(),
    A = [rand:uniform(1000) || _ <- "abc"],
    rand:seed(Exported),
    B = [rand:uniform(1000) || _ <- "abc"],
    io:format("~w ~w~n", [A =:= B, A]),
    rand:jump(),
    io:format("~w~n", [rand:export_seed()]),
    Sorted = lists:sort(rand:shuffle([c, a, b])),
    {L, _} = rand:shuffle_s(lists:seq(1, 50), rand:seed_s(exsss, 1)),
    io:format("~w ~w~n", [Sorted, lists:sort(L) =:= lists:seq(1, 50)]),
    {_, S} = rand:uniform_s(rand:seed(exro928ss)),
    io:format("~w~n", [element(1, rand:export_seed_s(S))]).

small_generators() ->
    io:format("~w~n", [take(4, fun rand:splitmix64_next/1, 12345)]),
    io:format("~w~n", [take(4, fun rand:exsp_next/1, [1 | 2])]),
    io:format("~w~n", [rand:exsp_jump([1 | 2])]),
    CX = rand:mwc59_seed(11),
    CX1 = rand:mwc59(CX),
    io:format("~w~n", [{CX, CX1, rand:mwc59_value(CX1), rand:mwc59_value32(CX1), rand:mwc59_float(CX1)}]),
    io:format("~w~n", [is_integer(rand:mwc59_seed())]).

bad() ->
    S = rand:seed_s(exsss, 1),
    [io:format("~0p~n", [try F() catch C:R -> {C, R} end]) || F <-
        [fun() -> rand:uniform(0) end, fun() -> rand:uniform_s(-1, S) end, fun() -> rand:uniform_s(1.5, S) end,
         fun() -> rand:bytes_s(-1, S) end, fun() -> rand:normal_s(0, -1, S) end, fun() -> rand:seed_s(foo, 1) end,
         fun() -> rand:seed(exsss, a) end, fun() -> rand:mwc59_seed(-1) end, fun() -> rand:shuffle(a) end]].
