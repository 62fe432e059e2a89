%% Functions and funs with up to 255 arguments, calls of them by all ways, clauses that look at the last ones.
-module(fun_many_arguments).
-export([main/0]).
-include("../lang.hrl").

ten(A, B, C, D, E, F, G, H, I, J) -> [J, I, H, G, F, E, D, C, B, A].
twenty(A1, A2, A3, A4, A5, A6, A7, A8, A9, A10, A11, A12, A13, A14, A15, A16, A17, A18, A19, A20) ->
    A1 + A2 + A3 + A4 + A5 + A6 + A7 + A8 + A9 + A10 + A11 + A12 + A13 + A14 + A15 + A16 + A17 + A18 + A19 * A20.
last(_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, x) -> x;
last(a, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, Y) when Y > 5 -> {big, Y};
last(A, A, A, _, _, _, _, _, _, _, _, _, _, _, _, _, A) -> all_same;
last(_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> none.
rotate(0, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P) -> [A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P];
rotate(Z, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P) -> rotate(Z - 1, P, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O).

wide(N) ->
    Vars = [{var, 1, list_to_atom("V" ++ integer_to_list(I))} || I <- lists:seq(1, N)],
    Name = list_to_atom("many_arguments_" ++ integer_to_list(N)),
    List = lists:foldr(fun(V, T) -> {cons, 1, V, T} end, {nil, 1}, Vars),
    {ok, Name, Code} = compile:forms([{attribute, 1, module, Name}, {attribute, 1, export, [{f, N}]},
        {function, 1, f, N, [{clause, 1, Vars, [], [List]}]}], []),
    {module, Name} = code:load_binary(Name, "nofile", Code),
    Name.

main() ->
    ?show(ten(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
    ?show(apply(fun ten/10, lists:seq(1, 10))),
    ?show(twenty(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)),
    ?show([apply(fun last/17, L) || L <- [lists:duplicate(16, q) ++ [x], [a | lists:seq(1, 16)], lists:duplicate(17, 1), [b | lists:seq(1, 16)]]]),
    ?show(rotate(37, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)),
    F = fun(A, B, C, D, E, G, H, I, J, K, L, M) -> {M, L, K, J, I, H, G, E, D, C, B, A} end,
    ?show(F(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)),
    ?show([length(apply(wide(N), f, lists:seq(1, N))) || N <- [50, 254, 255]]),
    ?show(apply(many_arguments_50, f, lists:seq(1, 50)) =:= lists:seq(1, 50)),
    ?show(apply(fun many_arguments_50:f/50, lists:seq(1, 50)) =:= lists:seq(1, 50)),
    ?show(apply(lists, seq, lists:seq(1, 256))),
    ?show(try apply(F, lists:seq(1, 300)) catch error:{badarity, {F, L}} -> {badarity, length(L)} end),
    ok.
