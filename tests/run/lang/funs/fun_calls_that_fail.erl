%% Calls of what is no fun, of the wrong arity, clauses that do not match: the reasons and the frames.
-module(fun_calls_that_fail).
-export([main/0]).
-include("../lang.hrl").

where(F) ->
    try F() catch C:R:St -> [{M, N, A, _} | _] = St, {C, reason(R), M, name(N), arguments(A)} end.
arguments([F | A]) when is_function(F) -> [a_fun | A];
arguments(A) -> A.
reason({badarity, {F, Args}}) -> {badarity, arity(F), Args};
reason({badfun, F}) -> {badfun, F};
reason(R) -> R.
arity(F) -> {arity, A} = erlang:fun_info(F, arity), A.
name(N) -> case atom_to_list(N) of "-" ++ _ -> fun_name; _ -> N end.

main() ->
    F1 = fun(a) -> 1; (b) -> 2 end,
    ?show(where(fun() -> F1(c) end)),
    ?show(where(fun() -> F1() end)),
    ?show(where(fun() -> F1(a, b) end)),
    ?show(where(fun() -> (id(atom))(1) end)),
    ?show(where(fun() -> (id(1))() end)),
    ?show(where(fun() -> (id({m, f}))(x) end)),
    ?show(where(fun() -> (id("fun"))(1, 2, 3) end)),
    ?show(where(fun() -> apply(id(x), []) end)),
    ?show(where(fun() -> apply(F1, id([a | b])) end)),
    ?show(where(fun() -> apply(F1, id(x)) end)),
    ?show(where(fun() -> apply(F1, [a, b, c]) end)),
    ?show(where(fun() -> (id(lists)):nope(1) end)),
    ?show(where(fun() -> lists:(id(nope))(1) end)),
    ?show(where(fun() -> (id(1)):f(1) end)),
    ?show(where(fun() -> lists:(id({x}))(1) end)),
    ?show(where(fun() -> apply(id(lists), id(nope), [1]) end)),
    ?show(where(fun() -> apply(lists, reverse, id(x)) end)),
    ?show(where(fun() -> apply(lists, reverse, id([[1] | x])) end)),
    ?show(where(fun() -> apply(id("m"), f, []) end)),
    ?show(where(fun() -> (fun lists:reverse/1)(1, 2) end)),
    ?show(where(fun() -> lists:map(id(x), [1]) end)),
    ?show(where(fun() -> lists:foreach(F1, [a, z]) end)),
    ?show(apply(F1, [b])),
    ?show(apply(lists, reverse, ["abc"])),
    ok.
