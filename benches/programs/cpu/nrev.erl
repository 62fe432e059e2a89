-module(nrev).
-export([run/0]).
run() -> loop(300, lists:seq(1, 300), 0).
loop(0, _, Acc) -> Acc;
loop(N, L, Acc) -> [H | _] = nrev(L), loop(N - 1, L, Acc + H).
nrev([]) -> [];
nrev([H | T]) -> app(nrev(T), [H]).
app([], L) -> L;
app([H | T], L) -> [H | app(T, L)].
