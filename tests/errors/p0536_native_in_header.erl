-module(p0536_native_in_header).
-export([f/0]).
-include("p0536_native.hrl").
f() -> #point{x = 1}.
