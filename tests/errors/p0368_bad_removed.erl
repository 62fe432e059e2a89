-module(p0368_bad_removed).
-export([old/0, older/1]).
-removed([{old, 0, "use new/0"}, {gone, 1}, {older, '_'}]).

old() -> ok.
older(X) -> X.
