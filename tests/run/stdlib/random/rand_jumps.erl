%% Jumps of each algorithm that has one, and the cheap generators next to them.
-module(rand_jumps).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(A) -> S = rand:seed_s(A, 12345), J = rand:jump(S), JJ = rand:jump(J), {element(1, rand:uniform_s(1 bsl 50, S)), element(1, rand:uniform_s(1 bsl 50, J)), element(1, rand:uniform_s(1 bsl 50, JJ)), erlang:phash2(rand:export_seed_s(JJ))} end, [exsss, exro928ss, exrop, exs1024s, exsp]),
    each(fun(A) -> rand:jump(rand:seed_s(A, 1)) end, [exs64, mwc59]),
    Take = fun(F, S, N) -> {L, _} = lists:mapfoldl(fun(_, St) -> F(St) end, S, lists:seq(1, N)), L end,
    show("exsp", Take(fun rand:exsp_next/1, element(2, rand:seed_s(exsp, 5)), 4)) , show("exsp jump", element(1, rand:exsp_next(rand:exsp_jump(element(2, rand:seed_s(exsp, 5)))))),
    show("splitmix", Take(fun rand:splitmix64_next/1, 17, 4)),
    M = lists:foldl(fun(_, [X | _] = L) -> [rand:mwc59(X) | L] end, [rand:mwc59_seed(9)], lists:seq(1, 4)),
    show("mwc59", M), show("values", [{rand:mwc59_value(X), rand:mwc59_value32(X), rand:mwc59_float(X)} || X <- M]),
    each(fun({F, A}) -> apply(rand, F, A) end, [{mwc59_seed, [x]}, {mwc59_seed, [-1]}, {mwc59_seed, [1 bsl 70]}, {splitmix64_next, [x]}, {mwc59, [x]}, {exsp_jump, [x]}]),
    ok.
