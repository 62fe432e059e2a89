%% Seeds of each form, exported and taken again; seeds that are none; the state in the process.
-module(rand_seeds_export).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(A) -> S = rand:seed_s(A, 7), E = rand:export_seed_s(S), {element(1, E) , erlang:phash2(E), rand:uniform_s(1000, rand:seed_s(E)) =:= rand:uniform_s(1000, rand:seed_s(E)), element(1, rand:uniform_s(1000, rand:seed_s(E)))} end, [exsss, exro928ss, exrop, exs1024s, exsp]),
    each(fun({A, S}) -> element(1, rand:uniform_s(100, rand:seed_s(A, S))) end, [{exro928ss, lists:seq(1, 16)}, {exro928ss, {lists:seq(1, 8), lists:seq(9, 16)}}, {exs1024s, lists:seq(1, 16)}, {exs64, 5}, {exsss, x}, {exsss, {1, 2}}, {exsss, 1.5}, {nothing, 1}, {exsss, [1]}, {exro928ss, []}, {exs1024s, [1, 2]}]),
    each(fun rand:seed/1, [x, {x, 1}]),
    undefined = rand:export_seed(),
    rand:seed(exsss, 99),
    show("process", {rand:uniform(100), rand:uniform(), rand:uniform_real(), rand:normal(), rand:normal(10, 4), rand:bytes(4)}),
    E = rand:export_seed(), A = rand:uniform(1 bsl 40), rand:seed(E), show("again", {A, A =:= rand:uniform(1 bsl 40)}),
    each(fun({F, As}) -> apply(rand, F, As) end, [{uniform, [0]}, {uniform, [-1]}, {uniform, [1.5]}, {uniform, [x]}, {uniform_s, [0, rand:seed_s(exsss, 1)]}, {uniform_s, [10, x]}, {normal, [0, -1]}, {normal, [x, 1]}, {bytes, [-1]}, {bytes, [x]}, {bytes, [0]}, {bytes_s, [3, x]}, {seed, [exsss, x]}, {jump, [x]}, {uniform_real_s, [x]}]),
    ok.
