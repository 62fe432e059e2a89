%% erl_error:format_exception of errors, exits and throws with stacks made by hand.
-module(format_exceptions).
-export([main/0]).
-include("../show.hrl").

main() ->
    St = [{m, f, 2, [{file, "m.erl"}, {line, 7}]}, {m, g, [a, "b"], []}, {lists, map, 2, [{file, "lists.erl"}, {line, 9}]}],
    [io:format("~ts~n~n", [erl_error:format_exception(C, R, St)]) || {C, R} <- [{error, badarg}, {error, {badmatch, {a, 1}}}, {error, function_clause}, {error, {case_clause, x}}, {error, if_clause}, {error, undef}, {error, badarith}, {error, {badfun, 5}}, {error, {badarity, {fun lists:map/2, [1]}}}, {error, {badkey, k}}, {error, {badmap, m}}, {error, noproc}, {error, {custom, [1, 2]}}, {error, {try_clause, y}}, {error, {badrecord, r}}, {error, {bad_generator, 5}}, {error, {bad_filter, 6}}, {exit, normal}, {exit, {shutdown, x}}, {throw, t}, {error, {nocatch, z}}, {error, system_limit}, {error, timeout_value}]],
    io:format("~ts~n", [erl_error:format_exception(error, badarg, [{erlang, hd, [[]], []} | St], #{column => 5})]), io:format("~ts~n", [erl_error:format_exception(error, x, St, #{stack_trim_fun => fun(M, _, _) -> M =:= lists end})]), io:format("~ts~n", [erl_error:format_exception(error, {big, lists:seq(1, 60)}, [], #{format_fun => fun(T, I) -> io_lib:format("<~w:~w>", [I, T]) end})]), each(fun(O) -> erl_error:format_exception(error, a, St, O) end, [#{column => 0}]), ok.
