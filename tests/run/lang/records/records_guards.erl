%% Records in guards: fields, is_record in its forms, whole records, and what fails.
-module(records_guards).
-export([main/0]).
-record(r, {a = 1, b = []}).
-record(s, {a}).
-include("../lang.hrl").

kind(X) when is_record(X, r) -> r;
kind(X) when is_record(X, s, 2) -> s;
kind(X) when is_record(X, t, 3) -> t;
kind(_) -> none.

field(X) when X#r.a > 1 -> above;
field(X) when X#r.a =:= 1; X#s.a =:= 1 -> one;
field(_) -> failed.

whole(X) when X =:= #r{} -> default;
whole(X) when X =:= #r{a = 2} -> two;
whole(#r{a = A}) when A =:= #s{a = 1} -> s_in_r;
whole(_) -> other.

index(X) when element(#r.b, X) =:= b -> yes;
index(_) -> no.

main() ->
    Terms = [#r{}, #s{}, {t, 1, 2}, {t, 1}, {r, 1}, {r, 1, 2, 3}, r, [r], #{}, {}],
    ?show([kind(T) || T <- Terms]),
    ?show([field(T) || T <- [#r{a = 2}, #r{}, #s{a = 1}, #s{}, {r, 5}, x, {}]]),
    ?show([whole(T) || T <- [#r{}, #r{a = 2}, #r{a = #s{a = 1}}, #r{a = #s{}}, #r{b = 1}]]),
    ?show([index(T) || T <- [#r{b = b}, {any, a, b}, {r, b}, atom]]),
    ?show([is_record(T, r) || T <- Terms]),
    ?show([is_record(T, id(r)) || T <- Terms]),
    ?show([is_record(T, id(r), id(3)) || T <- Terms]),
    ?show(is_record(id({r, 1, 2}), r, 3)),
    ?show(is_record(id({r}), id("r"))),
    ?show(is_record(id({r}), r, id(-1))),
    ?show(is_record(id({r}), r, id(x))),
    ?show([T || T <- Terms, is_record(T, r) or is_record(T, s)]),
    ?show([T || T <- Terms, T#r.a =:= 1]),
    ?show(if (#r{})#r.a =:= 1 -> yes; true -> no end),
    ok.
