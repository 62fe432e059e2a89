-module(p0344_spec_of_other_module).
-export([f/1]).
-spec lists:f(atom()) -> atom().
f(X) -> X.
