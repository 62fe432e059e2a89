-module(p0336_bad_nowarn_unused).
-compile({nowarn_unused_function, [debug/0]}).
-export([f/0]).
f() -> ok.
debug(X) -> X.
