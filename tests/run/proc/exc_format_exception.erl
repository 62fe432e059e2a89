%% Printed form of exceptions by erl_error: each class, clauses, arguments, depth and unicode.
-module(exc_format_exception).
-export([main/0]).
-export([f/1, g/2]).
-include("proc.hrl").

main() ->
    Show = fun(F) -> io:format("~ts~n", [try F() catch C:R:S -> erl_error:format_exception(C, R, [X || {M, _, _, _} = X <- S, M =:= ?MODULE orelse M =:= erlang orelse M =:= lists orelse M =:= nosuch_m, X =/= hd(S) orelse true], #{stack_trim_fun => fun trim/3}) end]) end,
    Show(fun() -> f(2) end),
    Show(fun() -> g(a, b) end),
    Show(fun() -> exit({shutdown, x}) end),
    Show(fun() -> throw([1, 2, 3]) end),
    Show(fun() -> error({custom, #{k => v}}) end),
    Show(fun() -> nosuch_m:f(1, [2]) end),
    Show(fun() -> case f(1) of 3 -> x end end),
    Show(fun() -> element(3, f1({a})) end),
    Show(fun() -> atom_to_list(f1("x")) end),
    Show(fun() -> error({text, [1234, 1235]}) end).

trim(?MODULE, F, _) -> F =:= main orelse F =:= '-main/0-fun-0-' orelse lists:prefix("-main", atom_to_list(F));
trim(_, _, _) -> false.
f(1) -> ok.
f1(X) -> X.
g(X, Y) when is_integer(X), is_integer(Y) -> {X, Y}.
