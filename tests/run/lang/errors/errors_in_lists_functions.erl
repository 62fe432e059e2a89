%% Exceptions through library functions that call back: what gets out and that they can go on being used.
-module(errors_in_lists_functions).
-export([main/0]).
-include("../lang.hrl").

e(F) -> try F() catch C:R -> {C, R} end.
main() ->
    Bad = fun(X) -> 10 div X end,
    ?show(e(fun() -> lists:map(Bad, [1, 0]) end)),
    ?show(e(fun() -> lists:foldl(fun(X, A) -> A div X end, 1, [1, 0]) end)),
    ?show(e(fun() -> lists:filter(fun(X) -> X end, [true, 1]) end)),
    ?show(e(fun() -> lists:sort(fun(_, _) -> throw(cmp) end, [1, 2]) end)),
    ?show(e(fun() -> lists:foreach(fun(X) -> throw({at, X}) end, [a, b]) end)),
    ?show(e(fun() -> lists:any(Bad, [0]) end)),
    ?show(e(fun() -> lists:all(fun(_) -> maybe_not end, [0]) end)),
    ?show(e(fun() -> lists:partition(fun(_) -> 1 end, [0]) end)),
    ?show(e(fun() -> lists:usort(fun(_, _) -> error(x) end, [2, 1]) end)),
    ?show(e(fun() -> maps:map(fun(K, _) -> throw(K) end, #{k => 1}) end)),
    ?show(e(fun() -> maps:fold(fun(_, V, _) -> V + 1 end, 0, #{k => x}) end)),
    ?show(e(fun() -> maps:filter(fun(_, _) -> 1 end, #{k => x}) end)),
    ?show(e(fun() -> [X || X <- lists:map(Bad, [0])] end)),
    ?show(e(fun() -> lists:zip([1], [1, 2]) end)),
    ?show(e(fun() -> lists:nth(4, [1, 2, 3]) end)),
    ?show(e(fun() -> lists:last([]) end)),
    ?show(e(fun() -> lists:max([]) end)),
    ?show(e(fun() -> lists:sum([1, a]) end)),
    ?show(e(fun() -> lists:seq(1, 3, 0) end)),
    ?show(e(fun() -> lists:keyreplace(k, 0, [], {}) end)),
    ?show(e(fun() -> lists:duplicate(-1, x) end)),
    ?show(e(fun() -> lists:sublist([1], -1) end)),
    ok.
