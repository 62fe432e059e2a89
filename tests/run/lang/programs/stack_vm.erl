%% A compiler from a small language's tree to stack code, and the machine that runs it.
-module(stack_vm).
-export([main/0]).
-record(m, {stack = [], env = #{}, out = [], steps = 0}).
-include("../lang.hrl").

compile({int, N}) -> [{push, N}];
compile({var, V}) -> [{load, V}];
compile({Op, A, B}) when Op =:= add; Op =:= sub; Op =:= mul; Op =:= lt; Op =:= eq -> compile(A) ++ compile(B) ++ [Op];
compile({set, V, E}) -> compile(E) ++ [{store, V}];
compile({print, E}) -> compile(E) ++ [print];
compile({seq, L}) -> lists:append([compile(S) || S <- L]);
compile({'if', C, T, E}) ->
    Tc = compile(T), Ec = compile(E),
    compile(C) ++ [{jump_if_false, length(Tc) + 1}] ++ Tc ++ [{jump, length(Ec)}] ++ Ec;
compile({while, C, B}) ->
    Cc = compile(C), Bc = compile(B),
    Cc ++ [{jump_if_false, length(Bc) + 1}] ++ Bc ++ [{jump, -(length(Cc) + length(Bc) + 2)}].

run(Code) -> run(list_to_tuple(Code), 1, #m{}).
run(Code, Pc, M) when Pc > tuple_size(Code) -> M;
run(Code, Pc, #m{steps = S} = M0) ->
    M = M0#m{steps = S + 1},
    case {element(Pc, Code), M#m.stack} of
        {{push, N}, St} -> run(Code, Pc + 1, M#m{stack = [N | St]});
        {{load, V}, St} -> run(Code, Pc + 1, M#m{stack = [maps:get(V, M#m.env, 0) | St]});
        {{store, V}, [X | St]} -> run(Code, Pc + 1, M#m{stack = St, env = (M#m.env)#{V => X}});
        {add, [B, A | St]} -> run(Code, Pc + 1, M#m{stack = [A + B | St]});
        {sub, [B, A | St]} -> run(Code, Pc + 1, M#m{stack = [A - B | St]});
        {mul, [B, A | St]} -> run(Code, Pc + 1, M#m{stack = [A * B | St]});
        {lt, [B, A | St]} -> run(Code, Pc + 1, M#m{stack = [A < B | St]});
        {eq, [B, A | St]} -> run(Code, Pc + 1, M#m{stack = [A =:= B | St]});
        {print, [X | St]} -> run(Code, Pc + 1, M#m{stack = St, out = [X | M#m.out]});
        {{jump, N}, _} -> run(Code, Pc + 1 + N, M);
        {{jump_if_false, N}, [false | St]} -> run(Code, Pc + 1 + N, M#m{stack = St});
        {{jump_if_false, _}, [true | St]} -> run(Code, Pc + 1, M#m{stack = St})
    end.
show(Program) ->
    Code = compile(Program),
    #m{out = Out, env = Env, steps = Steps, stack = Stack} = run(Code),
    io:format("~p ops, ~p steps, printed ~w, left ~w, env ~w~n", [length(Code), Steps, lists:reverse(Out), Stack, lists:sort(maps:to_list(Env))]).

main() ->
    I = fun(N) -> {int, N} end, V = fun(N) -> {var, N} end,
    show({print, {add, I(1), {mul, I(2), I(3)}}}),
    show({seq, [{set, x, I(0)}, {while, {lt, V(x), I(5)}, {seq, [{print, V(x)}, {set, x, {add, V(x), I(1)}}]}}]}),
    show({seq, [{set, n, I(10)}, {set, f, I(1)}, {while, {lt, I(0), V(n)}, {seq, [{set, f, {mul, V(f), V(n)}}, {set, n, {sub, V(n), I(1)}}]}}, {print, V(f)}]}),
    show({seq, [{set, a, I(0)}, {set, b, I(1)}, {set, i, I(0)}, {while, {lt, V(i), I(30)}, {seq, [{set, t, {add, V(a), V(b)}}, {set, a, V(b)}, {set, b, V(t)}, {set, i, {add, V(i), I(1)}}]}}, {print, V(a)}]}),
    show({'if', {eq, I(1), I(1)}, {print, I(100)}, {print, I(200)}}),
    show({seq, [{'if', {lt, I(2), I(1)}, {seq, []}, {print, V(unset)}}, {print, I(7)}]}),
    io:format("~p~n", [compile({while, {lt, V(x), I(3)}, {set, x, I(4)}})]),
    io:format("~p~n", [try run([add]) catch error:{case_clause, C} -> C end]).
