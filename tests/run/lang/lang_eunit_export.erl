%% eunit's header exports tests and makes test/0.
-module(lang_eunit_export).
-include_lib("eunit/include/eunit.hrl").
-export([main/0]).

main() -> io:format("~p~n", [lists:sort(?MODULE:module_info(exports))]).

one_test() -> ?assertEqual(1, hidden()).
two_test_() -> [?_assert(true)].
three_test(_) -> no.
test_four() -> no.
hidden() -> {three_test(1), test_four()}.
