-module(p0338_bad_dialyzer).
-dialyzer({no_macth, f/0}).
-export([f/0]).
f() -> ok.
