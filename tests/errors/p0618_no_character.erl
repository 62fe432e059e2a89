-module(p0618_no_character).
-export([f/1]).
f(<<16#D800/utf16, _/binary>>) -> 1;
f(_) -> 2.
