-module(p0322_utf_size).
-export([f/1]).
f(X) -> <<X:16/utf8>>.
