-module(p0508_underscore_in_pattern).
-export([f/1]).
f({_Id, _Id}) -> same.
