-module(p0303_undefined_function).
-export([start/0, stop/1]).
start() ->
    lenght([1, 2]),
    helper(1),
    helper(1, 2, 3).
helper(_, _) -> ok.
