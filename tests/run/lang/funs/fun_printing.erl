%% How funs of all kinds print, apart from the number that says which version they are.
-module(fun_printing).
-export([main/0]).
-include("../lang.hrl").

text(F) -> re:replace(io_lib:format("~p", [F]), "\\.[0-9]+>$", ".N>", [{return, list}]).
a() -> fun() -> 1 end.
b(X) -> {fun() -> X end, fun(Y) -> Y end}.
c() -> fun Named(X) -> Named(X) end.
d() -> fun a/0.

main() ->
    io:format("~s~n", [text(a())]),
    {B1, B2} = b(1),
    io:format("~s ~s~n", [text(B1), text(B2)]),
    io:format("~s~n", [text(c())]),
    io:format("~s~n", [text(d())]),
    io:format("~s~n", [text(fun() -> main end)]),
    io:format("~s~n", [text(fun lists:map/2)]),
    io:format("~p~n", [[fun erlang:'+'/2, fun 'm m':'F'/0]]),
    io:format("~w ~s~n", [fun lists:seq/2, erlang:fun_to_list(fun lists:seq/2)]),
    io:format("~p~n", [#{key => fun maps:get/2}]),
    [io:format("~p~n", [erlang:fun_info(F, name) =:= {name, '-a/0-fun-0-'}]) || F <- [a()]],
    io:format("~p~n", [[element(2, erlang:fun_info(F, type)) || F <- [a(), fun a/0, fun lists:map/2]]]),
    io:format("~p~n", [[element(2, erlang:fun_info(F, module)) || F <- [a(), B1, c(), fun lists:map/2]]]),
    io:format("~p~n", [[element(2, erlang:fun_info(F, name)) || F <- [a(), B1, B2, c(), d(), fun() -> x end]]]),
    ok.
