-module(p0615_repeated_key).
-export([f/0]).
f() -> #{name => "a", age => 1, name => "b"}.
