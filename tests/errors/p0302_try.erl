-module(p0302_try).
-export([f/0]).
f() ->
    try
        X = g()
    catch
        _:_ -> X
    end.
g() -> 1.
