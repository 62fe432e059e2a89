%% Where erl_error:format_exception breaks lines: values and calls beside or below their text, operands of operators, arguments that share
%% one depth.
-module(exception_layout).
-export([main/0]).

values() ->
    [a, lists:seq(1, 14), lists:seq(1, 31), #{alpha => {lists:seq(1, 20), "a longer string here", <<"binary">>}},
     {error, {some, nested, {tuple, [with, lists]}}}, lists:duplicate(70, $s), fun lists:map/2, [a, list_to_atom(lists:duplicate(30, $f))]].

main() ->
    Where = [{m, main, 0, [{file, "m.erl"}, {line, 3}]}],
    [shown(error, {Tag, V}, Where) || Tag <- [badmatch, case_clause], V <- values()],
    [shown(error, function_clause, [{m, Name, As, [{file, "m.erl"}, {line, 10}]} | Where])
     || {Name, V} <- lists:zip([f, f, handle_something, f, f, f, f, fffffffffffffffffff], values()), As <- [[V], [97, V]]],
    [shown(error, badarith, [{erlang, 'bsl', [A, B], []} | Where]) || A <- values(), B <- [1, #{a => b}]],
    [shown(error, badarith, [{erlang, 'bnot', [A], []} | Where]) || A <- values()],
    [shown(error, badarg, [{lists, seq, As, [{error_info, #{module => erl_stdlib_errors}}]} | Where])
     || As <- [[lists:seq(1, 20), lists:seq(1, 20), x], [1, 5, 0], [5, 1, 2], [{}, 1, x]]],
    [io:format("~ts~n", [erl_error:format_exception(error, badarg, [{ets, insert, [t, V], []}], #{column => C})])
     || V <- tl(values()), C <- [30]],
    [begin
         {'EXIT', {_, [Top | _]}} = {'EXIT', try apply(ets, F, As) catch error:R:S -> {R, S} end},
         shown(error, badarg, [Top])
     end || {F, As} <- [{insert, [none, x]}, {insert, [none, {k, v}]}, {lookup_element, [none, k, 0]}, {update_counter, [1, k, x]},
                        {give_away, [none, x, y]}, {new, [1, x]}]],
    ok.

shown(Class, Reason, Stack) -> io:format("~ts~n", [erl_error:format_exception(Class, Reason, Stack)]).
