%% Operands, arguments and elements are evaluated from left to right, all of them, before what they are for.
-module(op_evaluation_order).
-export([main/0]).
-include("../lang.hrl").

said(X) -> io:format("~0p ", [X]), X.
f(A, B, C) -> {A, B, C}.
boom(X) -> said(X), throw(X).

main() ->
    ?show(said(1) + said(2) * said(3)),
    ?show((said(1) + said(2)) * said(3)),
    ?show({said(a), [said(b) | said(c)], said(d)}),
    ?show(f(said(1), said(2), said(3))),
    ?show((begin said(callee), fun f/3 end)(said(1), said(2), said(3))),
    ?show((said(lists)):(said(reverse))(said("ab"))),
    ?show([said(X) || X <- said([1, 2])]),
    ?show(said([1]) ++ said([2])),
    ?show(said([1]) -- said([1])),
    ?show(said(self) =:= self andalso said(yes)),
    ?show(catch {boom(1), boom(2)}),
    ?show(catch said(1) + boom(2) + said(3)),
    ?show(catch f(said(1), boom(2), said(3))),
    ?show(catch (boom(callee))(said(argument))),
    ?show(catch [said(1), boom(2) | said(3)]),
    ?show(try said(a) + said(1) catch _:R -> R end),
    ?show(try (said(not_fun))(said(arg)) catch _:R -> R end),
    ?show(try element(said(9), said({a})) catch _:R -> R end),
    ?show(said(1) < said(2)),
    ?show(said(1) =:= said(1) orelse said(no)),
    ?show(begin said(first), said(second) end),
    ?show(case said(subject) of subject -> said(body) end),
    ?show(try error(said(reason)) catch _:R -> R end),
    ?show(self() =:= (begin said(right), self() end)),
    ?show(catch (begin said(pid), self() end) ! boom(message)),
    ?show(#{said(k) => said(v)}),
    ok.
