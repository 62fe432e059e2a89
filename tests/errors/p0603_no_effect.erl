-module(p0603_no_effect).
-export([f/1]).
f(X) ->
    X =:= 1,
    is_list(X),
    self(),
    ok.
