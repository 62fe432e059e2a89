%% Where and how operators fail.
-module(trace_operators).
-export([main/0]).
-include("../trace.hrl").
add(A, B) ->
    A + B.
neg(A) ->
    -A.
shift(A, B) ->
    X = A bsl B,
    {X}.
divide(A, B) ->
    {A div B,
     A rem B}.
slash(A, B) -> [A / B].
bits(A) -> {ok, A band 1, bnot A}.
logic(A, B) -> {A and B}.
negate(A) -> {not A}.
append(A, B) ->
    [A ++
     B | end_].
subtract(A, B) ->
    {A -- B}.
compare(A, B) -> {A < B, A + 0 =:= B + 0}.
send(A) ->
    {A ! msg}.
main() ->
    trace(fun() -> add(1, a) end),
    trace(fun() -> add([], 1) end),
    trace(fun() -> neg(x) end),
    trace(fun() -> shift(1, 1.0) end),
    trace(fun() -> shift(1, 1 bsl 70) end),
    trace(fun() -> divide(1, 0) end),
    trace(fun() -> divide(1.0, 2) end),
    trace(fun() -> slash(1, 0) end),
    trace(fun() -> slash(1, 0.0) end),
    trace(fun() -> bits(1.5) end),
    trace(fun() -> logic(true, 1) end),
    trace(fun() -> negate(nope) end),
    trace(fun() -> append(a, [b]) end),
    trace(fun() -> append([a | b], [c]) end),
    trace(fun() -> subtract([a], b) end),
    trace(fun() -> subtract(a, [b]) end),
    trace(fun() -> compare(1, x) end),
    trace(fun() -> send(no_such_name) end),
    trace(fun() -> send(1) end).
