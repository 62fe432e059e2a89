%% State machines as functions, as data and as funs in a process: a door with a code, and their traces.
-module(state_machine_door).
-export([main/0]).
-include("../lang.hrl").

locked({digit, D}, #{left := [D]} = S) -> {open, S#{left := maps:get(code, S)}};
locked({digit, D}, #{left := [D | T]} = S) -> {locked, S#{left := T}};
locked({digit, _}, #{tries := 0} = S) -> {alarm, S};
locked({digit, _}, #{tries := N, code := C} = S) -> {locked, S#{tries := N - 1, left := C}};
locked(_, S) -> {locked, S}.
open(close, S) -> {locked, S#{tries := 2}};
open({digit, _}, S) -> {open, S};
open(push, S) -> {through, S}.
through(timeout, S) -> {open, S};
through(_, S) -> {through, S}.
alarm(reset, S) -> {locked, S#{tries := 2}};
alarm(_, S) -> {alarm, S}.
run(Events, Code) ->
    F = #{locked => fun locked/2, open => fun open/2, through => fun through/2, alarm => fun alarm/2},
    {_, _, Trace} = lists:foldl(fun(E, {N, S, T}) -> {N1, S1} = (maps:get(N, F))(E, S), {N1, S1, [N1 | T]} end, {locked, #{code => Code, left => Code, tries => 2}, []}, Events),
    lists:reverse(Trace).
digits(L) -> [{digit, D} || D <- L].
loop(F) -> receive {From, E} -> {Reply, G} = F(E), From ! {self(), Reply}, loop(G) end.
off(press) -> {on, fun on/1};
off(_) -> {off, fun off/1}.
on(press) -> {off, fun off/1};
on(dim) -> {dim, fun on/1};
on(_) -> {on, fun on/1}.
main() ->
    ?show(run(digits([1, 2, 3]) ++ [push, timeout, close], [1, 2, 3])),
    ?show(run(digits([1, 9, 1, 2, 3]), [1, 2, 3])),
    ?show(run(digits([9, 9, 9, 1]) ++ [reset, {digit, 1}], [1])),
    ?show(run([close, push], [1])),
    ?show(run([{digit, 1}, bogus], [1])),
    P = spawn(fun() -> loop(fun off/1) end),
    ?show([begin P ! {self(), E}, receive {P, R} -> R end end || E <- [dim, press, dim, look, press, press]]),
    ok.
