-module(p0334_bad_inline).
-compile({inline, [hlper/1]}).
-export([f/1]).
f(X) -> helper(X).
helper(X) -> X.
