-module(p0528_opaque).
-export([f/1]).
-opaque handle() :: integer().
-spec f(handle()) -> ok.
f(_) -> ok.
