%% A header included twice, one that defines records, macros and functions, and one that changes what another did.
-module(include_guards).
-export([main/0]).
-include("../lang.hrl").
-include("include_guards.hrl").
-include("include_guards.hrl").
-undef(INCLUDE_GUARDS).
-define(SECOND, true).
-include("include_guards.hrl").

main() ->
    ?show(#point{}),
    ?show(#point{y = ?ORIGIN}),
    ?show(point_sum(#point{x = 3, y = 4})),
    ?show(header_file()),
    ?show(header_line()),
    ?show(second()),
    ?show(?DEPTH),
    ok.
