-module(p0319_bit_types_conflict).
-export([f/1]).
f(X) -> <<X:8/integer-float, X/signed-unsigned>>.
