-module(p0704_undefined_transform).
-compile({parse_transform, my_transfrom}).
-export([f/0]).
f() -> ok.
