-module(m).
-record(r, {a}).
-export([f/1]).
f(X) -> [éX]#r.a.

