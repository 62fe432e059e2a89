-module(p0507_underscore_match).
-export([f/2]).
f(_Key, Pair) ->
    {_Key, Value} = Pair,
    Value.
