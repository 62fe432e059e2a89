-module(p0521_format).
-export([f/2]).
f(A, B) ->
    io:format("~p and ~p~n", [A]),
    io:format("~q~n", [A]),
    io:format("~s~n", [A, B]),
    io_lib:format("~p~n", B).
