%% erlang:raise/3 with every kind of stack: taken, refused as badarg, what of it is kept.
-module(exc_raise_bad_stack).
-export([main/0]).
-include("proc.hrl").

main() ->
    Stacks = [[], [{m, f, 1, []}], [{m, f, [a], []}], [{m, f, 1, [{file, "x.erl"}, {line, 3}]}], [{fun erlang:abs/1, [1], []}],
        [{m, f, -1, []}], [{m, "f", 1, []}], [{1, f, 1, []}], [{m, f, 1, x}], [{m, f, 1, [x]}], [{m, f, 1, [{line, a}]}], [{m, f, 1, [{file, 1}, {line, 2}]}], [{m, f, 1, []} | tail], [{m, f, 1, []}, x], x, {m, f, 1, []}, [[]], [{}],
        [{m, f, [a | b], []}], [{m, f, 1, [{line, 0}]}], [{m, f, 1, [{error_info, #{}}]}], [{m, f, 256, []}], [{m, f, 1 bsl 70, []}]],
    [p({S, try erlang:raise(error, r, S) of V -> {returned, V} catch C:R:T -> {C, R, shown(T)} end}) || S <- Stacks],
    p([try erlang:raise(C, r, []) of V -> {returned, V} catch C1:R1 -> {C1, R1} end || C <- [error, exit, throw, 'ERROR', "error", 1]]),
    p([t(fun() -> erlang:system_flag(backtrace_depth, X) end) || X <- [-1, a]]),
    %% a stack from elsewhere passes through unchanged
    S = try deep(2) catch error:x:S6 -> S6 end,
    p(try erlang:raise(exit, other, S) catch exit:other:S7 -> S7 =:= S end),
    p(try try erlang:raise(exit, other, S) after ok end catch exit:other:S8 -> S8 =:= S end),
    p(try (try erlang:raise(exit, other, S) catch exit:X:S9 -> erlang:raise(throw, X, tl(S9)) end) catch throw:other:S10 -> S10 =:= tl(S) end).

shown(T) -> case T of [{exc_raise_bad_stack, _, _, _} | _] -> here; [{erlang, raise, A, _} | _] -> {raise, is_list(A)}; _ -> T end.
deep(0) -> error(x);
deep(N) -> 1 + deep(N - 1).
