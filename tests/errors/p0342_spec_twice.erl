-module(p0342_spec_twice).
-export([f/1]).
-spec f(atom()) -> atom().
-spec f(integer()) -> integer().
f(X) -> X.
