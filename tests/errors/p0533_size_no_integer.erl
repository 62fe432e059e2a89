-module(p0533_size_no_integer).
-export([f/1]).
f(<<X:a, _/bits>>) -> X.
