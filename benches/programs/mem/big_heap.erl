-module(big_heap).
-export([run/0]).
%% A large live structure under steady allocation.
run() ->
    Live = lists:seq(1, 1000000),
    churn(200, 0) + length(Live).
churn(0, Acc) -> Acc;
churn(N, Acc) -> churn(N - 1, Acc + length([{X, X} || X <- lists:seq(1, 5000)])).
