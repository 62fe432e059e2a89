%% andalso and orelse: what is evaluated, values that are not boolean, in guards, chains, negations, tail positions.
-module(short_circuit).
-export([main/0]).
-include("../lang.hrl").

said(X) -> put(said, [X | get(said)]), X.
ev(F) -> put(said, []), R = try F() catch C:E -> {C, E} end, {R, lists:reverse(erase(said))}.
g(X) when is_list(X) andalso hd(X) =:= 1 -> one;
g(X) when is_tuple(X) orelse hd(X) =:= 2 -> tuple_or_two;
g(X) when not (is_atom(X) orelse is_list(X)) -> neither;
g(X) when is_atom(X) andalso (X =:= a orelse X =:= b) -> a_or_b;
g(_) -> none.
h(X, Y) when X andalso Y -> both;
h(X, Y) when X orelse Y -> one;
h(_, _) -> no.
s(X, Y) when X and Y -> both;
s(X, Y) when X or Y -> one;
s(X, Y) when X xor Y -> xor_;
s(_, _) -> no.

main() ->
    ?show(ev(fun() -> said(true) andalso said(false) end)),
    ?show(ev(fun() -> said(false) andalso said(true) end)),
    ?show(ev(fun() -> said(true) orelse said(false) end)),
    ?show(ev(fun() -> said(false) orelse said(true) end)),
    ?show(ev(fun() -> said(true) andalso said(not_boolean) end)),
    ?show(ev(fun() -> said(false) orelse said(5) end)),
    ?show(ev(fun() -> said(1) andalso said(true) end)),
    ?show(ev(fun() -> said(x) orelse said(true) end)),
    ?show(ev(fun() -> said(false) and said(false) end)),
    ?show(ev(fun() -> said(true) or said(x) end)),
    ?show(ev(fun() -> said(false) andalso said(a) orelse said(b) end)),
    ?show(ev(fun() -> said(true) orelse said(a) andalso said(b) end)),
    ?show(ev(fun() -> not (said(true) andalso said(false)) end)),
    ?show(ev(fun() -> said(true) andalso said(true) andalso said(last) end)),
    ?show(ev(fun() -> (said(true) orelse error(no)) andalso ok end)),
    ?show(ev(fun() -> said(true) andalso throw(thrown) end)),
    ?show(ev(fun() -> case said(true) andalso said(yes) of yes -> 1; false -> 2 end end)),
    ?show([g(X) || X <- [[1], [2], [3], [], {}, 5, a, b, c]]),
    ?show([h(X, Y) || X <- [true, false, x], Y <- [true, false, x]]),
    ?show([s(X, Y) || X <- [true, false, x], Y <- [true, false, x]]),
    ?show([X || X <- [1, a, [], [x]], is_list(X) andalso X =/= []]),
    ok.
