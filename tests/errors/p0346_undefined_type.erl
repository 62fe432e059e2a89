-module(p0346_undefined_type).
-export([f/1]).
-spec f(intger()) -> widget(integer()).
f(X) -> X.
