%% Tail calls leave no frame; calls that have more to do afterwards do.
-module(exc_stack_tail).
-export([main/0]).
-export([a_tail/1, b_tail/1, a_body/1, b_body/1, c/1, loop/1, grow/1, even/1, odd/1, by_apply/0, in_try/0, id/1]).
-include("proc.hrl").

main() ->
    p(names(fun() -> a_tail(1) end)),
    p(names(fun() -> a_body(1) end)),
    p(names(fun() -> loop(1000) end)),
    p(names(fun() -> grow(5) end)),
    p(names(fun() -> even(100) end)),
    p(names(fun() -> by_apply() end)),
    p(names(fun() -> {ok, by_apply()} end)),
    p(names(fun() -> in_try() end)),
    p(length(element(3, frames(?MODULE, fun() -> grow(100) end)))).

names(F) -> {C, R, S} = frames(?MODULE, F), {C, R, [{N, A} || {N, A, _} <- S, hd(atom_to_list(N)) =/= $-, N =/= main, N =/= frames, N =/= names]}.
a_tail(X) -> b_tail(X).
b_tail(X) -> c(X).
a_body(X) -> {ok, b_body(X)}.
b_body(X) -> [c(X)].
c(0) -> ok;
c(_) -> error(here).
loop(-1) -> ok;
loop(0) -> error(loop_end);
loop(N) -> loop(N - 1).
grow(-1) -> 0;
grow(0) -> error(top);
grow(N) -> 1 + grow(N - 1).
even(-1) -> 0;
even(0) -> error(zero);
even(N) -> odd(N - 1).
odd(N) -> even(N - 1).
by_apply() -> apply(?MODULE, id(not_exported), []).
in_try() -> try c(1) after id(2) end.
id(X) -> X.
