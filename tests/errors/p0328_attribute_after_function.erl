-module(p0328_attribute_after_function).
-export([f/0]).
f() -> g().
-export([g/0]).
g() -> ok.
-import(lists, [map/2]).
