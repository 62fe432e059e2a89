%% maybe in heads of cases, in funs, in else, in after, in its own conditions; what it gives when nothing matches, and which variables its else sees.
-module(maybe_nested_everywhere).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Vs = [{ok, 1}, {ok, 2}, {ok, x}, {error, e}, none, [], {ok, {ok, 3}}],
    ?show([plain(V) || V <- Vs]), ?show([chain(V) || V <- Vs]), ?show([in_else(V) || V <- Vs]), ?show([in_case(V) || V <- Vs]), ?show([in_condition(V) || V <- Vs]),
    ?show([t(fun() -> no_else_clause(V) end) || V <- Vs]), ?show([t(fun() -> fails_inside(V) end) || V <- Vs]), ?show([in_after(V) || V <- Vs]),
    ?show([else_guards(V) || V <- Vs]), ?show([shadow(V) || V <- Vs]), ?show([patterns(V) || V <- [{1, 1}, {1, 2}, #{k => v}, <<1, 2, 3>>, "abc", -0.0, 0.0]]),
    ?show(maybe X = 1, Y ?= X + 1, Y * 2 end), ?show(maybe 1 ?= 2, never else _ -> maybe 3 ?= 4 end end), ?show([maybe true ?= X > 1, X end || X <- [1, 2]]),
    ?show(maybe {ok, A} ?= {ok, 1}, {ok, B} ?= {ok, A + 1}, {A, B} end), ?show(maybe ok ?= catch_it(fun() -> throw(t) end) else {throw, T} -> T end),
    ?show(loop(5, [])), ?show(maybe ok ?= begin put(n, 1), no end else no -> get(n) end), ?show((maybe f ?= fun_of(1), x end)(5)).

t(F) -> try F() catch C:R -> {C, R} end.
catch_it(F) -> t(F).
fun_of(N) -> fun(X) -> X + N end.
plain(V) -> maybe {ok, N} ?= V, N end.
chain(V) -> maybe {ok, N} ?= V, true ?= is_integer(N), M = N * 10, {big, _} ?= if M > 10 -> {big, M}; true -> {small, M} end, {done, N, M} end.
in_else(V) -> maybe {ok, N} ?= V, {n, N} else {error, E} -> maybe e ?= E, deeper ?= E else X -> {inner, X} end; Other -> {outer, Other} end.
in_case(V) -> case maybe {ok, {ok, N}} ?= V, {two, N} else {ok, _} = O -> O; O -> {ok, O} end of {two, K} -> K; {ok, K} -> {one, K} end.
in_condition(V) -> maybe {ok, N} ?= maybe {ok, {ok, M}} ?= V, {ok, M} else {ok, K} when is_integer(K) -> {ok, K}; K -> {strange, K} end, N else E -> {no, E} end.
no_else_clause(V) -> maybe {ok, N} ?= V, N else {error, _} -> error_case end.
fails_inside(V) -> maybe {ok, N} ?= V, {ok, M} = {ok, N + 1}, {ok, 99} = {ok, M}, M else none -> nothing end.
in_after(V) -> put(seen, none), R = try maybe {ok, N} ?= V, N / 1 end catch error:badarith -> bad after maybe {error, E} ?= V, put(seen, E) end end, {R, get(seen)}.
else_guards(V) -> maybe {ok, N} ?= V, true ?= N =:= 1, one else {error, _} -> e; false when is_tuple(V) -> {false, tuple_size(V)}; X when is_list(X); X =:= none -> {empty, X} end.
shadow(V) -> N = 1, maybe {ok, N} ?= V, same else {ok, M} -> {other, M, N}; M -> {neither, M, N} end.
patterns(V) -> maybe {X, X} ?= V, {same, X} else {A, B} -> {A, B}; #{k := W} -> W; <<_, R/binary>> -> R; "a" ++ R -> R; -0.0 -> minus; 0.0 -> plus end.
loop(N, Acc) -> maybe true ?= N > 0, loop(N - 1, [N | Acc]) else false -> Acc end.
