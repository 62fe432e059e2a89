-module(lang_case_errors).
-export([main/0]).

t(F) -> try F() of V -> V catch C:R -> {C, R} end.

id(X) -> X.

f(1) -> one;
f(X) when X > 10 -> big.

main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    P(t(fun() -> case id(5) of 1 -> a; 2 -> b end end)),
    P(t(fun() -> case {id(1), id(2)} of {2, _} -> a; {_, 1} -> b end end)),
    P(t(fun() -> case id([]) of [_ | _] -> a end end)),
    P(t(fun() -> if 5 =:= 6 -> a end end)),
    P(t(fun() -> X = id(5), if X > 6 -> a; X < 3 -> b end end)),
    P(t(fun() -> {a, B} = id({b, 1}), B end)),
    P(t(fun() -> [A] = id([1, 2]), A end)),
    P(t(fun() -> 5 = id(6) end)),
    P(t(fun() -> X = 5, X = id(6) end)),
    P(t(fun() -> f(1) end)),
    P(t(fun() -> f(11) end)),
    P(t(fun() -> f(5) end)),
    P(t(fun() -> (fun(a) -> b end)(id(c)) end)),
    P(t(fun() -> F = id(notfun), F(1) end)),
    P(element(1, element(2, t(fun() -> F = fun(X) -> X end, F(1, id(2)) end)))),
    P(t(fun() -> (id(lists)):(id(nosuch))(1) end)),
    P(t(fun() -> try id(1) of 2 -> ok catch _ -> no end end)),
    P(t(fun() -> id(1) + id(a) end)),
    P(t(fun() -> -id(a) end)),
    P(t(fun() -> not id(1) end)),
    P(t(fun() -> id(a) andalso true end)),
    P(t(fun() -> id(a) orelse true end)),
    P(t(fun() -> id(1) div id(0) end)),
    P(t(fun() -> id(1) / id(0) end)),
    P(t(fun() -> id(1) rem id(0) end)),
    P(t(fun() -> id(1.0) band 1 end)),
    P(t(fun() -> hd(id([])) end)),
    P(t(fun() -> element(id(3), {a, b}) end)),
    P(t(fun() -> #{a := X} = id(#{b => 1}), X end)),
    P(t(fun() -> M = id(foo), M#{a => 1} end)),
    P(t(fun() -> M = id(#{}), M#{a := 1} end)),
    ok.
