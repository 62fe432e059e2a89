-module(p0616_segment_type).
-export([f/1]).
f(<<a>>) -> 1;
f(<<1.5>>) -> 2;
f(_) -> 3.
