-module(p0320_unknown_bit_type).
-export([f/1]).
f(X) -> <<X/intger>>.
