%% Macros with arguments, overloaded by their number, beside one without.
-module(macros_arguments).
-export([main/0]).
-include("../lang.hrl").
-define(m, none).
-define(m(), zero).
-define(m(A), {one, A}).
-define(m(A, B), {two, A, B}).
-define(twice(E), E, E).
-define(call(F, Args), F Args).
-define(pick(A, B, C), B).
-define(unused(A), ok).
-define(nested(X), ?m(?m(X), ?m)).
-define(swap(A, B), {B, A}).
-define(apply1(M, X), ?M(X)).
-define(body(Pat, Expr), case Expr of Pat -> yes; _ -> no end).
-define(fn(Name, Body), Name() -> Body).

?fn(made, {made, by, macro}).

main() ->
    ?show([?m, ?m(), ?m(1), ?m(1, 2)]),
    ?show(?m ()),
    ?show([?twice(a)]),
    ?show(?call(atom_to_list, (abc))),
    ?show(?pick(1, [2, {3, 4}], fun(X, Y) -> {X, Y} end)),
    ?show(?pick((a), begin b, c end, <<1, 2>>)),
    ?show(?pick(fun() -> ok end, case 1 of 1 -> x; _ -> y end, "a,b")),
    ?show(?unused(undefined_thing)),
    ?show(?nested(1)),
    ?show(?swap(?swap(1, 2), ?swap(3, 4))),
    ?show(?body({X, _} when X > 1, id({2, 3}))),
    ?show(?body([H | _], id("abc"))),
    ?show(made()),
    ?show(?m(?m)),
    ?show(?m(#{a => 1})),
    ok.
