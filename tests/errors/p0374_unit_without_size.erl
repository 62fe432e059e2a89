-module(p0374_unit_without_size).
-export([f/1]).
f(X) -> <<X/unit:8>>.
