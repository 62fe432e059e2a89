-module(p0373_typed_string).
-export([f/1]).
f(<<"ab":16, Rest/binary>>) -> Rest.
