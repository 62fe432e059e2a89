-module(lang_eval_order).
-export([main/0]).
s(X) when is_pid(X) -> io:format("pid "), X;
s(X) when is_function(X) -> io:format("fun "), X;
s(X) -> io:format("~0p ", [X]), X.
nl() -> io:format("~n").
t(F) -> try F() of V -> io:format("=> ~0p~n", [V]) catch C:R -> io:format("=> ~0p:~0p~n", [C, R]) end.
-record(r, {a = s(def_a), b = s(def_b), c}).
three(A, B, C) -> {A, B, C}.
main() ->
    t(fun() -> {s(1), s(2), s(3)} end),
    t(fun() -> [s(1), s(2) | s(3)] end),
    t(fun() -> three(s(1), s(2), s(3)) end),
    t(fun() -> s(1) + s(2) * s(3) - s(4) end),
    t(fun() -> [s(1)] ++ [s(2)] ++ [s(3)] end),
    t(fun() -> s(self()) =:= (s(self()) ! s(m)) end),
    t(fun() -> (s(lists)):(s(reverse))(s([1, 2])) end),
    t(fun() -> (s(fun(X, Y) -> X - Y end))(s(5), s(3)) =:= 2 end),
    t(fun() -> (s(notfun))(s(5)) end),
    t(fun() -> #{s(a) => s(1), s(b) => s(2)} =:= #{} end),
    t(fun() -> (s(#{a => 1}))#{s(a) := s(2)} end),
    t(fun() -> #r{c = s(3), a = s(1)} end),
    t(fun() -> #r{b = s(2), _ = s(0)} end),
    t(fun() -> (s(#r{a = 1, b = 2}))#r{c = s(3), a = s(1)} end),
    t(fun() -> (s(x))#r{c = s(3)} end),
    t(fun() -> <<(s(1)):(s(8)), (s(2)):(s(8))>> end),
    t(fun() -> s(true) andalso s(false) andalso s(true) end),
    t(fun() -> s(false) orelse s(true) orelse s(x) end),
    t(fun() -> s(true) and s(x) end),
    t(fun() -> s(true) or s(false) end),
    t(fun() -> s(1) < s(2) end),
    t(fun() -> not s(true) end),
    t(fun() -> -s(1) end),
    t(fun() -> {X = s(1), X = s(2)} end),
    t(fun() -> {s(a), error(s(b)), s(c)} end),
    t(fun() -> s(1) + s(a) + s(3) end),
    t(fun() -> case {s(1), s(2)} of {A, B} -> s(A + B) end end),
    t(fun() -> [s({X, Y}) || X <- s([1, 2]), Y <- s([a, b])] end),
    t(fun() -> [s(X) || X <- s([1, 2]), s(X > 1)] end),
    t(fun() -> begin s(1), s(2) end + s(3) end),
    t(fun() -> A = B = s(1), A + B end),
    t(fun() -> {A, B} = {B1, A1} = {s(1), s(2)}, {A, B, A1, B1} end),
    t(fun() -> [apply(s(fun(X) -> X end), [s(1)]), apply(s(lists), s(max), [s([1, 2])])] =:= [] end),
    t(fun() -> s(5) div s(0) end),
    t(fun() -> element(s(1), s({a})) end),
    nl().
