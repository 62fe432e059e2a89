%% Draws keep to their range: counts per bucket and moments from a fixed seed.
-module(rand_distributions).
-export([main/0]).
-include("../show.hrl").

main() ->
    Draw = fun(F, N, S0) -> {L, _} = lists:mapfoldl(fun(_, S) -> F(S) end, S0, lists:seq(1, N)), L end,
    [begin
         S = rand:seed_s(A, {7, 8, 9}),
         D = Draw(fun(St) -> rand:uniform_s(6, St) end, 300, S),
         U = Draw(fun rand:uniform_s/1, 200, S),
         R = Draw(fun rand:uniform_real_s/1, 200, S),
         N = Draw(fun rand:normal_s/1, 200, S),
         G = Draw(fun(St) -> rand:normal_s(5.0, 4.0, St) end, 50, S),
         io:format("~s ~w ~w ~w~n ~.10f ~.10f ~.10f ~.10f~n", [A, [length([X || X <- D, X =:= K]) || K <- lists:seq(1, 6)], length([X || X <- U, X < 0.5]), lists:all(fun(X) -> X > 0.0 andalso X < 1.0 end, R), lists:sum(U), lists:sum(R), lists:sum(N), lists:sum(G)])
     end || A <- [exsss, exro928ss, exrop, exs1024s, exsp]],
    ok.
