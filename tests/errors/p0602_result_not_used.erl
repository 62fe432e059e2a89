-module(p0602_result_not_used).
-export([f/1]).
f(List) ->
    length(List),
    hd(List) + 1,
    List ++ [1],
    ok.
