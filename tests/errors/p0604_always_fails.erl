-module(p0604_always_fails).
-export([f/1]).
-define(LIMIT, 0).
f(1) -> 100 div ?LIMIT;
f(2) -> a + 1;
f(3) -> hd([]);
f(4) -> T = {a, b}, element(3, T);
f(5) -> length([a | b]).
