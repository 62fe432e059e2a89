%% Functions that raise what they are given, or take whatever there is: see sweep.hrl.
-module(sweep_raising).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun erlang:throw/1, fun erlang:error/2, fun erlang:raise/3, fun erlang:nif_error/1, fun erlang:nif_error/2, fun erlang:get_keys/1,
     fun erlang:is_record/1, fun persistent_term:put/2, fun printed/1, fun written/1, fun erl_lint:is_guard_test/1].

special() -> [error, exit, throw, badarg, {m, f, 1}, {atom, 1, true}, {op, 1, '+', {var, 1, 'A'}, {integer, 1, 1}}, {call, 1, {atom, 1, is_atom}, [{var, 1, 'X'}]}, "a/../b", "../x", "/tmp"].

printed(Term) -> [_ | _] = lists:flatten(io_lib:print(hidden(Term))).
written(Term) -> [_ | _] = lists:flatten(io_lib:write(hidden(Term))).

hidden(Term) when is_function(Term) -> function;
hidden(Term) -> Term.
