%% Exceptions inside handlers, of, catch, funs and comprehensions: which of the tries sees them.
-module(exc_nested).
-export([main/0]).
-include("proc.hrl").

main() ->
    p(try try throw(a) catch a -> throw(b) end catch X1 -> {outer, X1} end),
    p(try try 1 of 1 -> throw(of_part) catch of_part -> inner end catch of_part -> outer end),
    p(try [throw({item, X}) || X <- [1, 2, 3], X > 1] catch {item, I} -> I end),
    p(try lists:foldl(fun(X, A) when X > 3 -> throw({stop, A}); (X, A) -> X + A end, 0, lists:seq(1, 10)) catch {stop, A} -> A end),
    p(try maps:map(fun(K, _) -> exit({key, K}) end, #{k => 1}) catch exit:{key, K} -> K end),
    p(catch begin catch throw(inner), throw(outer) end),
    p(begin (catch throw(1)) + (catch throw(2)) end),
    p(try (try error(x) catch throw:_ -> no end) catch error:E -> {passed, E} end),
    p(try case throw(c) of c -> no end catch c -> yes end),
    p(t(fun() -> F = fun F(0) -> throw(deep); F(N) -> try F(N - 1) catch throw:X when X =/= deep -> X end end, F(100) end)),
    p(t(fun() -> try throw(a) catch a -> try throw(b) catch b -> try throw(c) catch c -> done end end end end)),
    %% variables bound in the body and in clauses
    p(begin try V = 5, V + 1 of W -> {W} catch _:_ -> none end end),
    %% a try as an argument and in a guard-like place
    p([try throw(I) catch J -> J * 2 end || I <- [1, 2, 3], try I of 2 -> false; _ -> true catch _:_ -> false end]),
    p({try 1 after ok end, try 2 catch _:_ -> 3 end}).
