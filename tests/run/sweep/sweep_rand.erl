%% Functions of rand, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_rand).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun rand:export_seed_s/1, fun rand:exsp_jump/1, fun rand:exsp_next/1, fun rand:mwc59/1,
     fun rand:mwc59_float/1, fun rand:mwc59_seed/1, fun rand:mwc59_value/1, fun rand:mwc59_value32/1, fun rand:normal_s/1,
     fun rand:normal_s/3, fun rand:seed_s/2, fun rand:splitmix64_next/1, fun rand:uniform_real_s/1,
     fun rand:uniform_s/1, fun rand:uniform_s/2].

special() ->
    [rand:seed_s(exsss, 42), rand:seed_s(exro928ss, 7), rand:seed_s(exrop, {1, 2, 3}), rand:seed_s(exs1024s, 5), rand:seed_s(exsp, 9), 1, 5, 10, 1000, 1 bsl 60, 1 bsl 70, 2.5, exsss, exro928ss, exs64, exsplus, exs1024, {1, 2, 3}, 42, rand:export_seed_s(rand:seed_s(exrop, 1))].
