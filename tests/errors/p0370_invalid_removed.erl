-module(p0370_invalid_removed).
-export([new/0]).
-removed([{old, 0, next_version}]).

new() -> ok.
