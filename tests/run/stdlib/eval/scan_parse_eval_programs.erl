%% Programs as text: scanned, parsed and evaluated, a calculator with memory and a small interpreter of commands.
-module(scan_parse_eval_programs).
-export([main/0]).
-include("../show.hrl").

main() ->
    Eval = fun(Text, B0) -> {ok, Ts, _} = erl_scan:string(Text), {ok, Es} = erl_parse:parse_exprs(Ts), {value, V, B} = erl_eval:exprs(Es, B0), {V, B} end,
    {Vs, B} = lists:mapfoldl(Eval, [], ["Fib = fun F(N) when N < 2 -> N; F(N) -> F(N - 1) + F(N - 2) end, ok.", "Fib(12).", "Xs = lists:seq(1, 5).", "Sum = lists:foldl(fun(X, A) -> X * X + A end, 0, Xs).", "Avg = Sum / length(Xs).", "M = maps:from_list([{X, Fib(X)} || X <- Xs]).", "lists:sum(maps:values(M))."]),
    show("values", Vs), show("names", lists:sort([N || {N, _} <- B])),
    Sorts = "Sort = fun S([]) -> []; S([P | T]) -> S([X || X <- T, X < P]) ++ [P] ++ S([X || X <- T, X >= P]) end, Sort(In).",
    show("sort", element(1, Eval(Sorts, [{'In', [3, 1, 4, 1, 5, 9, 2, 6]}]))),
    Sieve = "Sieve = fun S([]) -> []; S([P | R]) -> [P | S([X || X <- R, X rem P =/= 0])] end, Sieve(lists:seq(2, 40)).",
    show("sieve", element(1, Eval(Sieve, []))),
    Collatz = "C = fun C(1, N) -> N; C(X, N) when X rem 2 =:= 0 -> C(X div 2, N + 1); C(X, N) -> C(3 * X + 1, N + 1) end, [C(X, 0) || X <- [6, 7, 9]].",
    show("collatz", element(1, Eval(Collatz, []))),
    show("messages", element(1, Eval("Me = self(), P = spawn(fun() -> receive {From, X} -> From ! {reply, X * 2} end end), P ! {Me, 21}, receive {reply, Y} -> Y after 5000 -> none end.", []))),
    show("bits", element(1, Eval("Pack = fun(L) -> << <<(length(S)):8, (list_to_binary(S))/binary>> || S <- L >> end, Un = fun U(<<>>) -> []; U(<<N, S:N/binary, R/binary>>) -> [S | U(R)] end, Un(Pack([\"ab\", \"\", \"xyz\"])).", []))),
    ok.
