-module(p0511_catch).
-export([f/1]).
f(X) -> catch list_to_integer(X).
