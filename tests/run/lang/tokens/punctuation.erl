%% Every punctuation and operator token, packed together and apart.
-module(punctuation).
-export([main/0]).
-include("../lang.hrl").

scan(T) -> case erl_scan:string(T) of {ok, Ts, _} -> [element(1, X) || X <- Ts]; {error, E, _} -> {error, element(3, E)} end.
main() ->
    [io:format("~s => ~0p~n", [T, scan(T)]) || T <- ["( ) [ ] { } , ; . : :: | || & && ", "+ - * / = == /= =:= =/= < > =< >= ", "<- <= <:- <:= => := -> ?= ? ! # << >> .. ...", "a:b", "a::b", "a|b", "a||b", "A<-B", "A<-1", "A=<B", "A<=B", "X=:=Y", "a/=b",
        "<<>>", "<<<<>>>>", "a.b", "a. b", "#r.f", "?M", "a--b", "a- -b", "a++b", "a+ +b", "fun(X)->X end", "x ?= y", "_", "_A", "@a", "a@b", "\\", "'", "\"", "a`", "~a", "1!2", "=>", "= >"]],
    ok.
