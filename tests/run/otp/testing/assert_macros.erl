%% The assertion macros of eunit.hrl: what each raises when it fails, with its own fields.
-module(assert_macros).
-export([main/0]).
-include_lib("eunit/include/eunit.hrl").
-include("../../stdlib/show.hrl").

main() ->
    each(fun(F) -> try F() catch error:{K, L} when is_list(L) -> {K, [P || {N, _} = P <- L, N =/= module, N =/= line, N =/= unexpected_exception]}; C:R -> {C, R} end end,
         [fun() -> ?assert(1 =:= 1) end, fun() -> ?assert(id(1) =:= 2) end, fun() -> ?assert(id(odd)) end, fun() -> ?assertNot(id(true)) end, fun() -> ?assertNot(id(false)) end, fun() -> ?assertMatch({_, 1}, id({a, 1})) end, fun() -> ?assertMatch({_, 1}, id({a, 2})) end, fun() -> ?assertMatch(X when X > 1, id(0)) end, fun() -> ?assertNotMatch({_}, id({1})) end, fun() -> ?assertEqual(1, id(2)) end, fun() -> ?assertEqual([a], id([a])) end, fun() -> ?assertNotEqual(1, id(1)) end, fun() -> ?assertException(error, badarg, id(1)) end, fun() -> ?assertException(error, badarg, error(badarg)) end, fun() -> ?assertException(error, badarg, error(other)) end, fun() -> ?assertException(throw, _, throw(x)) end, fun() -> ?assertError(badarith, 1 / id(0)) end, fun() -> ?assertError(badarith, id(0)) end, fun() -> ?assertExit(normal, exit(normal)) end, fun() -> ?assertExit(normal, exit(bad)) end, fun() -> ?assertThrow({x, _}, throw({x, 1})) end, fun() -> ?assertThrow(x, error(x)) end, fun() -> ?assertNotException(error, badarg, id(1)) end, fun() -> ?assertNotException(error, badarg, error(badarg)) end, fun() -> ?assert(id(1) =:= 2, "comment") end, fun() -> ?assertEqual(1, id(2), <<"why">>) end, fun() -> ?assertMatch(1, id(2), "m") end]),
    each(fun(F) -> F() end, [fun() -> ?LET(X, 5, X + 1) end, fun() -> ?IF(id(true), a, b) end, fun() -> ?cmd("echo x") end, fun() -> ?assertCmd("true") end, fun() -> try ?assertCmd("false") catch error:{K, L} -> {K, proplists:get_value(status, L)} end end, fun() -> try ?assertCmdOutput("y\n", "echo x") catch error:{K, L} -> {K, proplists:get_value(output, L)} end end, fun() -> element(1, ?_test(ok)) =:= ?LINE end, fun() -> {_, T} = ?_assertEqual(1, id(1)), T() end]), ok.
id(X) -> X.
