%% Named funs that capture, return themselves, recurse through others, shadow each other, and are told apart by what they hold.
-module(fun_names_and_closures).
-export([main/0]).
-include("../lang.hrl").
-compile(nowarn_shadow_vars).

main() ->
    K = id(10), Fib = fun F(0) -> 0; F(1) -> 1; F(N) -> F(N - 1) + F(N - 2) end, ?show([Fib(N) || N <- lists:seq(0, 12)]),
    Count = fun C(N) -> {N + K, fun() -> C(N + 1) end} end, ?show(begin {A, F1} = Count(0), {B, F2} = F1(), {C, _} = F2(), [A, B, C] end),
    Even = fun E(0, _) -> true; E(N, O) -> O(N - 1, E) end, Odd = fun O(0, _) -> false; O(N, E) -> E(N - 1, O) end, ?show([{Even(N, Odd), Odd(N, Even)} || N <- [0, 1, 7, 8]]),
    ?show((fun F(N) when N > 3 -> [N]; F(N) -> [N | (fun F(M) -> [{inner, M, N}] end)(N)] ++ F(N + 1) end)(2)), Y = fun(G) -> (fun(X) -> X(X) end)(fun(X) -> G(fun(V) -> (X(X))(V) end) end) end, ?show((Y(fun(S) -> fun(0) -> 1; (N) -> N * S(N - 1) end end))(20)),
    Acc = fun A(L, [H | T]) -> A([H * K | L], T); A(L, []) -> lists:reverse(L) end, ?show(Acc([], [1, 2, 3])), ?show((fun M([], _) -> []; M([H | T], F) -> [F(H) | M(T, F)] end)([1, 2], fun(X) -> X + K end)),
    ?show(lists:map(fun S([]) -> 0; S([H | T]) -> S(H) + S(T); S(X) -> X end, [1, [1, 2], [[3], [4, [5]]]])), ?show([(fun F(X, D) when D > 0 -> {F(X, D - 1)}; F(X, _) -> X end)(x, D) || D <- [0, 1, 3]]),
    Self = fun S() -> S end, ?show([Self =:= Self(), Self() =:= (Self())(), is_function(Self, 0)]), Tree = fun T(0) -> leaf; T(N) -> L = T(N - 1), {L, N, fun() -> T(N - 1) end} end, ?show(begin {_, 3, G} = Tree(3), element(2, G()) end),
    ?show(begin H = (fun F(X) -> fun(Z) -> {X, Z, is_function(F, 1)} end end)(1), H(2) end), 
    ?show([erlang:fun_info(F, arity) || F <- [Fib, Count, Even, Y, Acc]]), ?show(length(lists:usort([fun F() -> {F, N} end || N <- [1, 2, 1]]))), P = self(), spawn(fun Loop() -> receive {go, N} when N > 2 -> P ! {done, N + K}; {go, N} -> self() ! {go, N + 1}, Loop() after 0 -> self() ! {go, 0}, Loop() end end), ?show(receive {done, N} -> N end),
    ?show((fun F(L) -> case L of [X | R] when X > 0 -> try F(R) catch throw:Q -> {X, Q} end; [X | _] -> throw({stop, X}); [] -> fine end end)([1, 2, -1])), ?show([ok || F <- [Fib], F2 <- [fun F(X) -> X end], F =:= F2]).
