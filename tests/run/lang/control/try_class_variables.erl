%% Classes, reasons and stacks bound or fixed in catch clauses: variables as classes, bound before, in any order, with guards, and the default class.
-module(try_class_variables).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Ends = [fun() -> value end, fun() -> throw(x) end, fun() -> throw({x, 1}) end, fun() -> error(x) end, fun() -> exit(x) end, fun() -> error({badmatch, x}) end, fun() -> exit(normal) end, fun() -> throw([1, 2]) end, fun() -> erlang:raise(error, y, []) end, fun() -> id(1) + id(a) end],
    Fs = [fun default_class/1, fun only_error/1, fun class_guard/1, fun bound_class/1, fun stack_kinds/1, fun order/1, fun shape/1, fun of_part/1, fun nested_class/1, fun after_only/1],
    [io:format("~p: ~0p~n", [element(2, erlang:fun_info(F, name)), [try F(E) catch C:R -> {passed, C, R} end || E <- Ends]]) || F <- Fs],
    ?show([fixed(C, fun() -> erlang:C(r) end) || C <- [throw, error, exit]]),
    ?show([same_twice(F) || F <- [fun() -> throw({a, a}) end, fun() -> throw({a, b}) end, fun() -> error({a, a}) end]]),
    ?show([reason_is_class(F) || F <- [fun() -> throw(throw) end, fun() -> error(exit) end, fun() -> exit(exit) end]]),
    ?show([deep_reason(E) || E <- [{a, [1, {b, 2}]}, {a, [1, {c, 2}]}, {a, []}, #{k => {v}}, <<1, 2>>, "text", -0.0, 1 bsl 70]]).

default_class(F) -> try F() catch x -> thrown_x; {x, N} when N > 0 -> {pair, N}; [H | _] -> H end.
only_error(F) -> try F() catch error:R -> {err, R} end.
class_guard(F) -> try F() catch C:R when C =:= throw; R =:= normal -> {C, R}; C:x when C =/= exit -> {C, x} end.
bound_class(F) -> C = id(exit), try F() catch C:R -> {same, R}; D:_ when D =:= error -> other_class end.
stack_kinds(F) -> try F() catch throw:_:S -> {throw, is_list(S)}; error:R:_ when R =/= y -> {error, R}; error:_:S -> case S of [] -> no_stack; [{M, _, _, _} | _] -> M end; _:_:_ -> any end.
order(F) -> try F() catch _:x -> first; throw:_ -> second; _:{badmatch, _} -> third; error:_ -> fourth end.
shape(F) -> try F() catch _:{_, V} = R -> {R, V}; _:[_, B] -> B; K:A when is_atom(A) -> {K, A} end.
of_part(F) -> try F() of value -> F2 = fun() -> throw(from_of) end, F2(); Other -> Other catch throw:from_of -> wrong; throw:R -> {caught, R} end.
nested_class(F) -> try try F() catch error:R -> throw({was_error, R}) end catch C:{was_error, R2} -> {C, R2} end.
after_only(F) -> try try F() after put(last, ran) end catch K:_ -> {K, erase(last)} end.
fixed(C, F) -> try F() catch C:R -> {C, R} end.
same_twice(F) -> try F() catch throw:{X, X} -> {twice, X}; C:{X, Y} -> {C, X, Y} end.
reason_is_class(F) -> try F() catch C:C -> {same, C}; C:D -> {C, D} end.
deep_reason(E) -> try throw(E) catch {a, [_, {b, N}]} -> N; {a, [_ | _] = L} -> length(L); {a, _} -> a; #{k := {V}} -> V; <<_, B>> -> B; "te" ++ T -> T; -0.0 -> zero; N when N > 1 bsl 69 -> big end.
