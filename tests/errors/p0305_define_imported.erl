-module(p0305_define_imported).
-export([f/1]).
-import(lists, [map/2]).
map(F, L) -> [F(X) || X <- L].
f(L) -> map(fun(X) -> X end, L).
