-module(p0306_import_twice).
-export([f/1]).
-import(lists, [map/2]).
-import(maps, [map/2]).
f(L) -> map(fun(X) -> X end, L).
