%% The order in which nested after, of, catch run, and which exception wins; with exits, throws through several functions, and returns in between.
-module(exc_after_orders).
-export([main/0]).
-include("proc.hrl").

main() ->
    [[p({A, B, C, go(A, B, C)}) || B <- [value, {throw, b}], C <- [value, {exit, c}]] || A <- [value, {error, a}, {throw, a}]],
    [p({W, sections(W)}) || W <- [none, body, 'of', 'catch', 'after', body_and_after, of_and_after, catch_and_after]],
    p(many(5)), p(log(fun() -> unwind([a, b, c, d], fun() -> throw(found) end) end)),
    p(log(fun() -> unwind([a, b, c, d], fun() -> found end) end)),
    p(log(fun() -> lists:foreach(fun(X) -> try note(X), X =:= 2 andalso throw(stop) after note({after_, X}) end end, [1, 2, 3]) end)),
    p(log(fun() -> [try X / (X - 2) catch error:badarith -> note(div_by_zero), none after note(X) end || X <- [1, 2, 3]] end)),
    p(log(fun() -> try try exit(inner) after try error(middle) catch error:middle -> note(hidden) end end catch C:R -> {C, R} end end)),
    p(log(fun() -> try try throw(x) catch throw:x -> throw(y) after note(z) end catch throw:V -> V end end)).

log(F) -> put(log, []), R = t(F), {R, lists:reverse(get(log))}.
note(X) -> put(log, [X | get(log)]), X.
act(value, N) -> note({N, value}), N;
act({Class, R}, N) -> note({N, Class}), erlang:Class(R).

go(A, B, C) ->
    log(fun() ->
        try act(A, one) of
            V -> {of_part, V, act(B, two)}
        catch
            throw:X -> {caught, X, act(B, two)}
        after
            act(C, three)
        end
    end).

sections(W) ->
    F = fun(S) -> note(S), case lists:member(S, fails(W)) of true -> error({S, failed}); false -> S end end,
    log(fun() ->
        try
            try F(body), W =:= 'catch' andalso throw(t), W =:= catch_and_after andalso throw(t), body
            of _ -> F('of')
            catch throw:t -> F('catch')
            after F('after')
            end
        after note(outer) end
    end).
fails(none) -> []; fails(body_and_after) -> [body, 'after']; fails(of_and_after) -> ['of', 'after']; fails(catch_and_after) -> ['catch', 'after']; fails(X) -> [X].

%% Each level replaces the reason of the one below.
many(N) -> t(fun() -> level(N) end).
level(0) -> error([]);
level(N) -> try level(N - 1) after try error(N) catch error:N -> put(n, N) end end.

unwind([], F) -> F();
unwind([X | Xs], F) -> try unwind(Xs, F) after note(X) end.
