%% eunit and the functions of a test suite, called from a program that is neither.
-module(unit_tests_run_inside).
-export([main/0, plus_test/0, minus_test/0]).
-include("../show.hrl").

plus_test() -> 3 = 1 + 2.
minus_test() -> 0 = erlang:length([]).

main() ->
    show(passed, eunit:test(?MODULE)),
    show(list, eunit:test([{?MODULE, plus_test}, fun() -> ok end])),
    show(quiet, eunit:test([{"a name", fun() -> ok end}], [no_tty])),
    show(failed, eunit:test([{?MODULE, no_such_test}], [no_tty])),
    show(bad, eunit:test({odd, representation, "of", tests}, [no_tty])),
    ok.
