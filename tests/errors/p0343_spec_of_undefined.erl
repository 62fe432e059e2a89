-module(p0343_spec_of_undefined).
-export([start/1]).
-spec strat(atom()) -> atom().
start(X) -> X.
