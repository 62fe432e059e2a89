-module(p0609_no_character).
-export([f/0]).
f() -> <<16#110000/utf8>>.
