-module(p0532_alias_patterns).
-export([f/1]).
f({ok, _} = {_, Value}) -> Value.
