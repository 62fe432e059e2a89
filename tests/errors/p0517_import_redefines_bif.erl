-module(p0517_import_redefines_bif).
-import(my_lists, [length/1]).
-export([f/1]).
f(X) -> length(X).
