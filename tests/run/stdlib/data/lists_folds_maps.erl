%% Maps, folds, filters and searches: the order of calls, what stops them, what they say of wrong funs and improper lists.
-module(lists_folds_maps).
-export([main/0]).
-include("../show.hrl").

main() ->
    T = fun(X) -> io:format("(~w)", [X]), X > 2 end,
    each(fun(F) -> F() end, [fun() -> lists:all(T, [3, 1, 4]) end, fun() -> lists:any(T, [1, 3, 4]) end, fun() -> lists:filter(T, [1, 3, 2, 4]) end, fun() -> lists:partition(T, [1, 3, 2, 4]) end, fun() -> lists:takewhile(T, [4, 3, 2, 5]) end, fun() -> lists:dropwhile(T, [4, 3, 2, 5]) end, fun() -> lists:splitwith(T, [4, 3, 2, 5]) end, fun() -> lists:search(T, [1, 5, 6]) end,
        fun() -> lists:foreach(T, [1, 2]) end, fun() -> lists:map(T, [1, 5]) end, fun() -> lists:flatmap(fun(X) -> [T(X), X] end, [1, 5]) end, fun() -> lists:filtermap(fun(X) -> case T(X) of true -> {true, X * 10}; false -> X =:= 1 end end, [1, 2, 3]) end]),
    each(fun(F) -> F() end, [fun() -> lists:foldl(fun(X, A) -> [X | A] end, [], [1, 2, 3]) end, fun() -> lists:foldr(fun(X, A) -> [X | A] end, [], [1, 2, 3]) end, fun() -> lists:mapfoldl(fun(X, A) -> {X * A, A + 1} end, 1, [5, 6, 7]) end, fun() -> lists:mapfoldr(fun(X, A) -> {X * A, A + 1} end, 1, [5, 6, 7]) end,
        fun() -> lists:zipwith(fun(A, B) -> A + B end, [1, 2], [3, 4]) end, fun() -> lists:zipwith3(fun(A, B, C) -> A + B + C end, [1], [2], [3]) end, fun() -> lists:foldl(fun(_) -> x end, 0, [1]) end, fun() -> lists:map(x, [1]) end, fun() -> lists:map(fun(X) -> X end, [1 | 2]) end, fun() -> lists:map(fun(X) -> X end, x) end, fun() -> lists:map(x, []) end, fun() -> lists:filter(fun(_) -> 1 end, [a]) end, fun() -> lists:all(fun(_) -> 1 end, [a]) end,
        fun() -> lists:foldr(fun(X, A) -> X + A end, 0, [1 | 2]) end, fun() -> lists:mapfoldl(fun(_, _) -> bad end, 0, [1]) end, fun() -> lists:filtermap(fun(_) -> odd end, [1]) end, fun() -> lists:flatmap(fun(_) -> x end, [1]) end, fun() -> lists:flatmap(fun(_) -> x end, [1, 2]) end, fun() -> lists:takewhile(fun(_) -> true end, [a | b]) end, fun() -> lists:dropwhile(fun(_) -> true end, [a | b]) end, fun() -> lists:uniq(fun(X) -> X rem 3 end, [1, 4, 2, 3, 6]) end]),
    ok.
