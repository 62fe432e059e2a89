-ifndef(INCLUDE_GUARDS).
-define(INCLUDE_GUARDS, true).
-ifdef(SECOND).
second() -> included_again.
-undef(DEPTH).
-define(DEPTH, 2).
-else.
-record(point, {x = 0, y}).
-define(ORIGIN, 0).
-define(DEPTH, 1).
point_sum(#point{x = X, y = Y}) -> X + Y.
header_file() -> filename:basename(?FILE).
header_line() -> ?LINE.
-endif.
-endif.
