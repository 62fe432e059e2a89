-module(exceptions).
-export([safe/2, closing/2, caught/1, nested/1]).
safe(F, X) -> try F(X) of Y -> {ok, Y} catch throw:T -> {thrown, T}; error:E:S -> {E, S} end.
closing(F, H) -> try F(H) after close(H) end.
close(H) -> H ! close.
caught(F) -> catch F().
nested(X) -> try 1 / X catch error:badarith -> none end.
%%% bytecode
