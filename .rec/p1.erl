-module(p1).
-export([main/0,a/0,b/1,c/1,d/0]).
-define(S(X), ??X).
a() -> X = 5, {fun() -> Y = X, Y end, 1}.
b(Z) -> (fun() -> A = Z, A end)() + (fun() -> A = Z + 1, A end)().
c(_) -> {fun(Q) -> B = Q, B end, fun() -> B = 2, B end}.
d() -> {?S("a\n\"b" ++ $\n), ?S('A b'), ?S($\s), ?S(<<"x\t">>), ?S("\x{400}é"),?S($"), ?S({ok,  [1|T]})}.
main() -> io:format("~p ~p ~p~n", [b(1), (element(1, c(1)))(7), (element(2,c(1)))()]), io:format("~p~n", [d()]).
