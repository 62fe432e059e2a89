%% error/2 and error/3: arguments in the trace, error_info with its map, and wrong options.
-module(exc_error3).
-export([main/0]).
-export([format_error/2]).
-include("proc.hrl").

main() ->
    p(top(fun() -> error(plain) end)),
    p(top(fun() -> error(with_args, [a, b, c]) end)),
    p(top(fun() -> error(none, none) end)),
    p(top(fun() -> error(with_info, [1], [{error_info, #{cause => why}}]) end)),
    p(top(fun() -> error(info, none, [{error_info, #{module => m, function => f, cause => #{x => 1}}}]) end)),
    p(top(fun() -> error(empty, [], []) end)),
    p(top(fun() -> error(info, [2], [{error_info, #{}}]) end)),
    [p({O, top(fun() -> error(r, none, O) end)}) || O <- [x, [x], [{error_info, x}], [{nosuch, 1}], [{error_info, #{}} | y]]],
    [p({A, top(fun() -> error(r, A) end)}) || A <- [x, [a | b], 1]],
    %% a reason of any shape
    p(top(fun() -> error({badarg, "text", [1]}) end)),
    %% its extra text in a printed report
    io:format("~ts~n", [report(fun() -> error(badarg, [one, two], [{error_info, #{module => ?MODULE}}]) end)]).

top(F) ->
    try F() catch C:R:S ->
        [{_, _, A, I} | _] = S,
        {C, R, if is_list(A) -> A; true -> arity end, [X || {K, _} = X <- I, K =/= file, K =/= line]} end.
format_error(_, _) -> #{1 => "is bad", general => "in general"}.
report(F) ->
    try F() catch C:R:S -> erl_error:format_exception(C, R, [hd(S)], #{format_fun => fun(X, _) -> io_lib:format("~p", [X]) end}) end.
