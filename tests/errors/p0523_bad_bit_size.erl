-module(p0523_bad_bit_size).
-export([f/1]).
f(X) -> <<X:17/float>>.
