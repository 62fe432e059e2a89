-module(p0369_invalid_deprecated).
-export([old/0]).
-deprecated([{old, 0, next_version}, {old, 0, tomorrow}, {old, '_', 1}, something]).
-deprecated({'_', 0}).

old() -> ok.
