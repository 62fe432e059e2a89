%% erlang:raise/3: classes, stack traces that are taken and that are refused, and what is caught afterwards.
-module(exc_raise).
-export([main/0]).
-include("proc.hrl").

main() ->
    Stack = [{m, f, 1, []}, {m, g, [a, b], [{file, "x.erl"}, {line, 3}]}, {fun_m, f, 0, []}],
    [p(try erlang:raise(C, reason, Stack) catch C1:R:S -> {C1, R, S =:= Stack} end) || C <- [throw, error, exit]],
    p(try erlang:raise(error, r, []) catch error:r:S0 -> S0 end),
    [p(t(fun() -> erlang:raise(C, r, []) end)) || C <- [nosuch, 1, undefined]],
    Bad = [x, [x], [{m, f}], [{m, f, -1, []}], [{m, f, 256, []}], [{1, f, 0, []}], [{m, "f", 0, []}], [{m, f, 0, x}], [{m, f, 0, []} | tail],
           [{m, f, [a | b], []}], [{m, f, 0}], [{fun() -> ok end, [a]}], [{fun() -> ok end, [a], []}], [{m, f, 0, [{line, x}]}], [{m, f, 0, [], extra}]],
    [p({I, t(fun() -> erlang:raise(error, {num, I}, B) end)}) || {I, B} <- lists:enumerate(Bad)],
    %% raised again from a handler it keeps its stack
    p(try try error(again) catch C2:R2:S2 -> put(first, S2), erlang:raise(C2, R2, S2) end catch error:again:S3 -> S3 =:= erase(first) end),
    %% class and reason changed, stack kept
    p(try try throw(a) catch throw:a:S4 -> erlang:raise(exit, b, S4) end catch exit:b:S5 -> [F || {?MODULE, F, _, _} <- S5] =/= [] end),
    p(ends(fun() -> erlang:raise(exit, gone, Stack) end)),
    p(ends(fun() -> erlang:raise(error, gone, [{m, f, 1, []}]) end)),
    p(ends(fun() -> erlang:raise(throw, ball, [{m, f, 1, []}]) end)).
