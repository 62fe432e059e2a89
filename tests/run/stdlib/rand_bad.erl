%% rand: each algorithm's states and values, the small generators, and what is refused.
-module(rand_bad).
-export([main/0]).
-include("calls.hrl").

main() ->
    Algs = [exsss, exro928ss, exrop, exs1024s, exsp, exs64, exsplus, exs1024, mwc59, dummy, default],
    calls(rand, [{seed_s, [[A, 42]]} || A <- Algs] ++ [{seed_s, [[A, {1, 2, 3}]]} || A <- Algs] ++ [{seed_s, [[bad, 1], [exsss, x], [exsss, [1, 2]], [exsss, [1]], [x]]}, {seed, [[bad], [exsss, x], [x, 1], [{1, 2}]]}]),
    [values(A) || A <- [exsss, exro928ss, exrop, exs1024s, exsp, exs64, exsplus, exs1024]],
    S = rand:seed_s(exsss, 1), rand:seed(S),
    calls(rand, [{export_seed_s, [[S], [x]]}, {seed_s, [[rand:export_seed_s(S)]]}, {uniform_s, [[S], [x], [0, S], [1.5, S], [10, x]]}, {uniform_real_s, [[S], [x]]}, {normal_s, [[x], [0, -1, S], [x, 1, S]]},
                 {bytes_s, [[3, S], [-1, S], [x, S]]}, {bytes, [[-1], [x]]}, {uniform, [[0], [x], [-5], [1 bsl 70]]}, {normal, [[0, -1], [x, y]]}, {jump, [[x]]}, {shuffle_s, [[[], S], [x, S], [[a | b], S]]}, {shuffle, [[[]], [x]]},
                 {exsp_next, [[[1 | 2]], [x], [[12345 | 67890]]]}, {exsp_jump, [[[1 | 2]], [x]]}, {splitmix64_next, [[1], [x], [-1], [1 bsl 64]]},
                 {mwc59, [[1], [x], [123456789]]}, {mwc59_value32, [[1], [x]]}, {mwc59_value, [[123456789], [x]]}, {mwc59_float, [[123456789], [x]]}, {mwc59_seed, [[42], [x], [-1]]}]),
    rand:seed(exsss, 7),
    say("process", {rand:uniform(), rand:uniform(100), rand:bytes(4), rand:uniform_real(), rand:normal(), rand:normal(3, 2), rand:export_seed()}),
    rand:jump(), say("jumped", rand:uniform()), say("mwc59", is_integer(rand:mwc59_seed())),
    say("normal", element(1, rand:normal_s(S))), say("normal", element(1, rand:normal_s(1, 4, S))).

values(A) ->
    S0 = rand:seed_s(A, {11, 22, 33}),
    {F, S1} = rand:uniform_s(S0), {I, S2} = rand:uniform_s(1000, S1), {L, S3} = rand:uniform_s(1 bsl 100, S2), {R, S4} = rand:uniform_real_s(S3), {N, S5} = rand:normal_s(S4), {B, S6} = rand:bytes_s(9, S5),
    say(A, {F, I, L, R, N, B}),
    say(A, try rand:uniform_s(rand:jump(S6)) of {V, _} -> V catch C:E -> {C, E} end).
