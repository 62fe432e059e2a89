-module(p0514_invalid_record).
-export([f/1]).
-record(r, {a}).
f(X) -> [X]#r.a.
