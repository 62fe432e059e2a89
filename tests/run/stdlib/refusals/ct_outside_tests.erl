%% Functions of test suites that answer where no test runs.
-module(ct_outside_tests).
-export([main/0]).
-include("../show.hrl").

main() ->
    show(status, ct:get_status()),
    show(captured, ct:capture_get()),
    many(ct, capture_get, [[[]], [[default]], [x]]),
    many(ct, comment, [["text"], [17], [{a, tuple}]]),
    many(ct, comment, [["~p", [x]], ["~s ~w", ["a", b]], ["~p", x]]),
    many(ct, fail, [[x], ["~p", [x]]]),
    ok.
