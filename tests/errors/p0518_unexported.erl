-module(p0518_unexported).
-export([f/0]).
f() -> p0518_unexported:helper(1) + ?MODULE:helpr(1).
helper(X) -> X.
