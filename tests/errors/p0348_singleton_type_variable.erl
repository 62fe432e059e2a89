-module(p0348_singleton_type_variable).
-export([f/1]).
-spec f(Value) -> term().
f(X) -> X.
