%% The first program: purlin run examples/hello.erl
-module(hello).
-export([main/0]).

main() ->
    Parent = self(),
    Pids = [spawn(fun() -> Parent ! {self(), N * N} end) || N <- [1, 2, 3]],
    Squares = [receive {Pid, Square} -> Square end || Pid <- Pids],
    io:format("Hello, world! Three processes computed ~p.~n", [Squares]).
