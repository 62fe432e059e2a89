-module(p0345_spec_arity).
-export([f/1]).
-spec f(atom()) -> atom();
       (atom(), atom()) -> atom().
f(X) -> X.
