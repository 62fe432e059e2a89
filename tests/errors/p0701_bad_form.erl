-module(p0701_bad_form).
-compile({parse_transform, makes_bad_form}).
-export([f/0]).
f() -> ok.
