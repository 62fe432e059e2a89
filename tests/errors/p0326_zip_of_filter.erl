-module(p0326_zip_of_filter).
-export([f/1]).
f(L) -> [X || X <- L && X > 1].
