%% Each construct without a clause that matches says so in its own way.
-module(errors_clause_kinds).
-export([main/0]).
-export([f/2]).
-include("../lang.hrl").

f(a, X) when X > 1 -> ok.
main() ->
    ?show(f(b, 1)),
    ?show(f(a, 1)),
    ?show(case id(1) of 2 -> ok end),
    ?show(case id([]) of X when X > [] -> ok end),
    ?show(if length([]) > 0 -> ok end),
    ?show(try id(1) of 2 -> ok catch _:_ -> no end),
    ?show(maybe 1 ?= id(2) else 3 -> ok end),
    ?show((fun(1) -> ok end)(2)),
    ?show((fun F(1) -> F end)(2)),
    ?show(lists:map(fun(1) -> ok end, [1, 2])),
    ?show(receive x -> ok after 0 -> case id(y) of x -> ok end end),
    ?show(try error(a) catch error:b -> ok end),
    ?show(try throw(a) catch throw:b -> ok end),
    ?show(try exit(a) catch error:a -> ok end),
    ?show([X || {X} <:- [1]]),
    ?show([X || X <- [1], f(a, X) =:= ok]),
    ?show(apply(fun f/2, [z, z])),
    ?show(?MODULE:f(1, 2)),
    ok.
