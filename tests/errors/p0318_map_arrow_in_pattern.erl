-module(p0318_map_arrow_in_pattern).
-export([f/1]).
f(#{name => Name}) -> Name.
