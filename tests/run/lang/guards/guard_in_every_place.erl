%% The same guard in function heads, case, if, receive, funs, try, catch, maybe and comprehensions.
-module(guard_in_every_place).
-export([main/0]).
-define(ok(X), is_integer(X), X > 0, X rem 2 =:= 0; X =:= zero).
-include("../lang.hrl").

head(X) when ?ok(X) -> yes;
head(_) -> no.
in_case(X) -> case X of _ when ?ok(X) -> yes; _ -> no end.
in_if(X) -> if ?ok(X) -> yes; true -> no end.
in_fun(X) -> (fun(Y) when ?ok(Y) -> yes; (_) -> no end)(X).
in_receive(X) -> self() ! X, receive Y when ?ok(Y) -> yes; _ -> no end.
in_try(X) -> try X of Y when ?ok(Y) -> yes; _ -> no catch _:_ -> never end.
in_catch(X) -> try throw(X) catch Y when ?ok(Y) -> yes; _ -> no end.
in_maybe(X) -> maybe impossible ?= {X}, ok else {Y} when ?ok(Y) -> yes; _ -> no end.
in_named(X) -> (fun F({Y}) -> F(Y); F(Y) when ?ok(Y) -> yes; F(_) -> no end)({X}).
in_bool(X) -> case is_integer(X) andalso X > 0 andalso X rem 2 =:= 0 orelse X =:= zero of true -> yes; false -> no end.
main() ->
    Fs = [fun head/1, fun in_case/1, fun in_if/1, fun in_fun/1, fun in_receive/1, fun in_try/1, fun in_catch/1, fun in_maybe/1, fun in_named/1, fun in_bool/1],
    [?show({X, [F(X) || F <- Fs]}) || X <- [2, 1, 0, -2, zero, 2.0, a, [], 1 bsl 70]],
    ok.
