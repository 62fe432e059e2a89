%% A small imperative language: a parser by recursive descent over words, and two evaluators that must agree.
-module(interpreter_while).
-export([main/0]).
-include("../lang.hrl").

parse(T) -> {B, []} = block(string:lexemes(T, " \n"), []), B.
block([], Acc) -> {lists:reverse(Acc), []};
block(["end" | T], Acc) -> {lists:reverse(Acc), T};
block(["while", V, "do" | T], Acc) -> {B, R} = block(T, []), block(R, [{while, V, B} | Acc]);
block(["loop", N, "do" | T], Acc) -> {B, R} = block(T, []), block(R, [{loop, atom(N), B} | Acc]);
block([V, "=", A, Op, B | T], Acc) when Op =:= "+"; Op =:= "-"; Op =:= "*" -> block(T, [{set, V, {Op, atom(A), atom(B)}} | Acc]);
block([V, "=", A | T], Acc) -> block(T, [{set, V, atom(A)} | Acc]);
block([W | _], _) -> throw({syntax, W}).
atom(S) -> try list_to_integer(S) catch error:badarg -> {var, S} end.
value(N, _) when is_integer(N) -> N;
value({var, V}, E) -> maps:get(V, E, 0);
value({"+", A, B}, E) -> value(A, E) + value(B, E);
value({"-", A, B}, E) -> max(0, value(A, E) - value(B, E));
value({"*", A, B}, E) -> value(A, E) * value(B, E).
run([], E) -> E;
run([{set, V, X} | T], E) -> run(T, E#{V => value(X, E)});
run([{while, V, B} = W | T], E) -> case maps:get(V, E, 0) of 0 -> run(T, E); _ -> run([W | T], run(B, E)) end;
run([{loop, N, B} | T], E) -> run(T, times(value(N, E), B, E)).
times(0, _, E) -> E;
times(N, B, E) -> times(N - 1, B, run(B, E)).
closure([]) -> fun(E) -> E end;
closure([{set, V, X} | T]) -> K = closure(T), fun(E) -> K(E#{V => value(X, E)}) end;
closure([{while, V, B} | T]) -> K = closure(T), F = closure(B), fun L(E) -> case maps:get(V, E, 0) of 0 -> K(E); _ -> L(F(E)) end end;
closure([{loop, N, B} | T]) -> K = closure(T), F = closure(B), fun(E) -> K((fun L(0, A) -> A; L(I, A) -> L(I - 1, F(A)) end)(value(N, E), E)) end.
main() ->
    [begin
        P = parse(T),
        A = run(P, #{}), B = (closure(P))(#{}),
        io:format("~p ~p~n", [lists:sort(maps:to_list(A)), A =:= B])
     end || T <- ["x = 1 x = x + 2", "n = 5 f = 1 while n do f = f * n n = n - 1 end", "a = 0 b = 1 loop 10 do t = a + b a = b b = t end", "s = 0 i = 3 while i do j = i while j do s = s + 1 j = j - 1 end i = i - 1 end", "loop 0 do x = 1 end", "x = 3 - 5"]],
    ?show(catch parse("x + 1")),
    ?show(parse("loop n do y = 1 end")),
    ok.
