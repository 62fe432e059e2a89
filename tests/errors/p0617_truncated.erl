-module(p0617_truncated).
-export([f/1]).
f(<<256, _/binary>>) -> 1;
f(<<16:4, _/bits>>) -> 2;
f(_) -> 3.
