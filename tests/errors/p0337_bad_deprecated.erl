-module(p0337_bad_deprecated).
-deprecated([{old, 1}]).
-export([f/0]).
f() -> old(1).
old(X) -> X.
