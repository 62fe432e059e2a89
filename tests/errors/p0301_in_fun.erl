-module(p0301_in_fun).
-export([f/1]).
f(List) ->
    lists:map(fun(X) -> X + Y end, List).
