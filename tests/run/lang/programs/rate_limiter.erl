%% Token buckets and sliding windows on a clock of the program's own; a circuit breaker as a state machine.
-module(rate_limiter).
-export([main/0]).
-include("../lang.hrl").

bucket(Size, Rate) -> {Size, Size, Rate, 0}.
take(Now, N, {Size, Left, Rate, Then}) ->
    case min(Size, Left + (Now - Then) * Rate) of
        L when L >= N -> {ok, {Size, L - N, Rate, Now}};
        L -> {wait, (N - L + Rate - 1) div Rate, {Size, L, Rate, Now}}
    end.
window(Max, Span) -> {Max, Span, queue:new(), 0}.
hit(Now, {Max, Span, Q, N}) ->
    {Q1, N1} = expire(Now - Span, Q, N),
    case N1 < Max of
        true -> {ok, {Max, Span, queue:in(Now, Q1), N1 + 1}};
        false -> {value, Oldest} = queue:peek(Q1), {wait, Oldest + Span - Now, {Max, Span, Q1, N1}}
    end.
expire(T, Q, N) -> case queue:peek(Q) of {value, X} when X =< T -> expire(T, queue:drop(Q), N - 1); _ -> {Q, N} end.
call({open, Until, L}, Now, _) when Now < Until -> {rejected, {open, Until, L}};
call({open, _, L}, Now, F) -> call({half, L}, Now, F);
call({half, L}, Now, F) -> try F() of V -> {{ok, V}, {closed, 0, L}} catch _:R -> {{failed, R}, {open, Now + 10, L}} end;
call({closed, N, L}, Now, F) -> try F() of V -> {{ok, V}, {closed, 0, L}} catch _:R when N + 1 >= L -> {{failed, R}, {open, Now + 10, L}}; _:R -> {{failed, R}, {closed, N + 1, L}} end.
run(F, State, Steps) -> element(1, lists:mapfoldl(fun(S, A) -> case F(S, A) of {ok, B} -> {ok, B}; {wait, T, B} -> {{wait, T}, B}; {R, B} -> {R, B} end end, State, Steps)).
main() ->
    ?show(run(fun({T, N}, B) -> take(T, N, B) end, bucket(5, 1), [{0, 3}, {0, 3}, {1, 3}, {4, 5}, {10, 5}, {10, 1}])),
    ?show(run(fun hit/2, window(3, 10), [0, 1, 2, 3, 9, 10, 11, 11, 12, 25])),
    Ok = fun() -> fine end, Bad = fun() -> error(down) end,
    ?show(run(fun({T, F}, S) -> call(S, T, F) end, {closed, 0, 2}, [{0, Ok}, {1, Bad}, {2, Ok}, {3, Bad}, {4, Bad}, {5, Ok}, {14, Bad}, {20, Ok}, {24, Ok}, {25, Ok}])),
    ?show(take(0, 6, bucket(5, 2))),
    ok.
