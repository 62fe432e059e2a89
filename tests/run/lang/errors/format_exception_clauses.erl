%% What erl_error:format_exception says of errors in expressions.
-module(format_exception_clauses).
-export([main/0]).
-include("../lang.hrl").

text(F) ->
    try F() catch C:R:St ->
        Top = hd(St),
        io:format("~ts~n", [erl_error:format_exception(C, R, [strip(Top)])])
    end.
strip({M, F, A, L}) -> {M, name(F), A, [X || {K, _} = X <- L, K =:= error_info]}.
name(F) -> case atom_to_list(F) of "-" ++ _ -> some_fun; _ -> F end.
f(1) -> one.
main() ->
    text(fun() -> f(id(2)) end),
    text(fun() -> f(id("a string")) end),
    text(fun() -> 1 = id(2) end),
    text(fun() -> case id({x, 1}) of y -> z end end),
    text(fun() -> if self() =:= a -> b end end),
    text(fun() -> try id(a) of b -> c catch d -> e end end),
    text(fun() -> id(a) + 1 end),
    text(fun() -> 1 div id(0) end),
    text(fun() -> (id(x))(1) end),
    text(fun() -> (id(fun erlang:abs/1))(1, 2) end),
    text(fun() -> id(lists):nope(1) end),
    text(fun() -> no_such_module:f(1, 2) end),
    text(fun() -> (id(#{}))#{a := 1} end),
    text(fun() -> (id(x))#{a => 1} end),
    text(fun() -> maps:get(key, id(#{})) end),
    text(fun() -> id(1) and true end),
    text(fun() -> [X || X <- id(x)] end),
    text(fun() -> throw(ball) end),
    text(fun() -> exit({shutdown, "text"}) end),
    text(fun() -> error({custom, lists:seq(1, 40)}) end),
    text(fun() -> maybe 1 ?= id(2) else 3 -> 4 end end),
    text(fun() -> <<(id(a)):8>> end),
    text(fun() -> error(undef, []) end),
    ok.
