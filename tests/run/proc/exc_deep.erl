%% Exceptions through deep stacks and long chains of handlers: stack depth is cut, nothing is lost.
-module(exc_deep).
-export([main/0]).
-export([dive_error/1]).
-include("proc.hrl").

main() ->
    p(try dive(100000) catch throw:{bottom, X} -> X end),
    {C, R, S} = try dive_error(1000) catch C0:R0:S0 -> {C0, R0, S0} end,
    p({C, R, length(S), hd([F || {?MODULE, F, _, _} <- S])}),
    Old = erlang:system_flag(backtrace_depth, 3),
    p({Old, length(element(3, try dive_error(50) catch C1:R1:S1 -> {C1, R1, S1} end))}),
    erlang:system_flag(backtrace_depth, 0),
    p(try dive_error(50) catch _:_:S2 -> S2 end),
    erlang:system_flag(backtrace_depth, Old),
    p(handlers(10000)),
    p(rethrow(200)),
    p(t(fun() -> afters(1000, 0) end)),
    p(length(all())).

dive(0) -> throw({bottom, reached});
dive(N) -> [dive(N - 1) | N].
dive_error(-1) -> 0;
dive_error(0) -> error(bottom);
dive_error(N) -> 1 + dive_error(N - 1).
handlers(0) -> throw(zero);
handlers(N) -> try handlers(N - 1) catch throw:X when N =:= 10000 -> {caught_at, N, X}; error:_ -> no end.
rethrow(0) -> throw(0);
rethrow(N) -> try rethrow(N - 1) catch throw:X -> throw_or_give(N, X + 1) end.
throw_or_give(200, X) -> X;
throw_or_give(_, X) -> throw(X).
afters(0, _) -> throw(up);
afters(N, A) -> try afters(N - 1, A + 1) after self() ! N end.
