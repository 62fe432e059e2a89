-module(p0608_negative_size).
-export([f/1]).
f(X) -> <<X:(-8)>>.
