-module(p0357_native_no_value).
-export([f/0]).
-record #point{x, y, z = 0}.
f() -> #point{x = 1}.
