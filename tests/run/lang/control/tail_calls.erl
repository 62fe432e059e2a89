%% Calls in last position need no stack: in clauses of all constructs, mutual, through funs, apply and dynamic modules.
-module(tail_calls).
-export([main/0]).
-export([dyn/2]).
-define(N, 20000).
-include("../lang.hrl").

c(0) -> done;
c(N) -> case N rem 2 of 0 -> c(N - 1); _ -> if N > 0 -> c(N - 1) end end.
even(0) -> true;
even(N) -> odd(N - 1).
odd(0) -> false;
odd(N) -> even(N - 1).
r(0) -> done;
r(N) -> receive x -> r(N - 1) after 0 -> r(N - 1) end.
b(0) -> true;
b(N) -> N > 0 andalso b(N - 1).
o(0) -> false;
o(N) -> N < 0 orelse o(N - 1).
dyn(0, _) -> done;
dyn(N, M) -> M:dyn(N - 1, M).
a(0) -> done;
a(N) -> apply(fun a/1, [N - 1]).
m(0) -> done;
m(N) -> maybe true ?= N > 0, m(N - 1) end.
t(0) -> done;
t(N) -> try id(N) of M -> t(M - 1) catch _:_ -> no end.
h(0) -> done;
h(N) -> try throw(N) catch throw:M -> h(M - 1) end.
f(F, N) -> F(F, N).
acc(0, A) -> A;
acc(N, A) -> begin B = A + N, acc(N - 1, B) end.
fewer(0, _, _, _, _, _) -> done;
fewer(N, _, _, _, _, _) -> more(N - 1).
more(N) -> fewer(N, 1, 2, 3, 4, 5).

size_now() -> element(2, process_info(self(), stack_size)).
deepest(0, Max) -> Max;
deepest(N, Max) -> deepest(N - 1, max(Max, size_now())).

main() ->
    ?show([c(?N), even(?N), r(200), b(?N), o(?N), dyn(?N, ?MODULE), a(?N), m(?N), t(?N), h(2000)]),
    ?show(f(fun(_, 0) -> done; (F, N) -> F(F, N - 1) end, ?N)),
    ?show(acc(?N, 0)),
    ?show(fewer(?N, a, b, c, d, e)),
    ?show(deepest(1000, 0) =:= deepest(10, 0)),
    ?show((fun L(0) -> done; L(N) -> L(N - 1) end)(?N)),
    ok.
