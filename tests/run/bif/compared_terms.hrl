%% Natives that compare large terms: the same answers as for small ones, wherever they pause, in guards too; who compares dies when killed.
%% ?N: the length of lists.

main() ->
    [A, B, C] = [list(X) || X <- [1, 2, 1.0]],
    sorted(A, B, C),
    found(A, B, C),
    asked(A, B, C),
    maps_ordered(),
    io:format("~p~n", [[killed(F) || F <- killers(A, B)]]).

%% Ends in X, so all of it has to be looked at.
list(X) -> lists:foldl(fun(I, L) -> [I | L] end, [X], lists:seq(1, ?N)).

name(L) -> lists:last(L).

sorted(A, B, C) ->
    Es = [B, A, C, [0 | A], B, {A}, A, {B}],
    show([if is_tuple(E) -> {name(element(1, E))}; true -> {length(E), name(E)} end || E <- lists:sort(Es)]),
    show([{name(K), V} || {K, V} <- lists:keysort(1, lists:zip([B, A, C, A, B, C, A], lists:seq(1, 7)))]),
    show([name(E) || E <- lists:usort([B, A, C, B, A])]),
    show([name(E) || E <- lists:sort([list(I rem 7) || I <- lists:seq(1, 20)])]),
    show([name(lists:max([A, B, C, A])), name(lists:min([B, C, A]))]).

found(A, B, C) ->
    Others = [[I | A] || I <- lists:seq(1, 5)],
    show([lists:member(C, Others ++ [A, B]), lists:member(copy(B), Others ++ [A, B])]),
    show([name(V) || V <- [element(1, lists:keyfind(copy(C), 1, [{B, 1}, x, {A, 2}]))]]),
    show([lists:keymember(copy(B), 2, [{A, A}, {1}, {C, C}]), lists:keymember(copy(A), 2, [{A, B}, {1}, {C, C}])]),
    {value, {B, N}} = lists:keysearch(copy(B), 1, [{A, 1}, {B, 2}, {B, 3}]),
    show([N, lists:keyfind(copy(A), 1, [{B, 1}, {B, 2}])]),
    show([try lists:member(copy(C), [A | B]) catch _:R -> R end || _ <- [1]]),
    show([name(E) || E <- [A, B, C, A] -- [copy(A), B]]).

asked(A, B, C) ->
    A1 = copy(A),
    show([apply(erlang, Op, [A1, X]) || X <- [A, B, C], Op <- ['==', '=:=', '/=', '=/=', '<', '=<', '>', '>=']]),
    show([name(erlang:max(A, C)), name(erlang:max(C, A)), name(erlang:min(A, C)), name(erlang:min(B, A)), name(apply(erlang, id(max), [A, B]))]),
    show([guards(A1, X) || X <- [A, B, C]]),
    show([length(A), apply(erlang, id(length), [A]), try length(id([1 | A1] ++ b)) catch _:R -> R end]).

guards(X, Y) when max(X, Y) == X, min(X, Y) == Y -> not_less;
guards(X, Y) when length(X) =:= length(Y), length(X) > ?N -> as_long;
guards(_, _) -> neither.

maps_ordered() ->
    Keys = lists:seq(1, ?N div 10),
    M = maps:from_keys(Keys, a),
    Ms = [M, M#{7 := b}, M#{9 := aa, 7 := a}, maps:remove(5, M#{0 => a}), M#{7 := 1}, maps:put(5.0, a, maps:remove(5, M)), maps:remove(1, M)],
    [show([if X < Y -> l; X > Y -> g; X == Y -> e end || Y <- Ms]) || X <- Ms],
    F = maps:map(fun(K, _) -> K end, M), G = maps:map(fun(K, _) -> float(K) end, M),
    show([F == G, F =:= G, F < G, F#{3 := 3.5} > G, lists:max([F, G, F#{?N div 10 := b}]) =:= F#{?N div 10 := b}]).

killers(A, B) ->
    L = copy(A),
    [fun Loop() -> _ = L == A, Loop() end, fun Loop() -> true = A < B, Loop() end, fun Loop() -> lists:sort([B, L, A]), Loop() end,
     fun Loop() -> lists:member(L, [B, B]), Loop() end, fun Loop() -> _ = max(A, B), Loop() end, fun Loop() -> _ = length(A), Loop() end].

killed(Loop) ->
    {Pid, Ref} = spawn_monitor(Loop),
    Pid ! hello,
    _ = process_info(Pid, current_function),
    exit(Pid, kill),
    receive {'DOWN', Ref, process, Pid, Reason} -> Reason end.

copy(T) -> binary_to_term(term_to_binary(T)).
id(X) -> X.
show(T) -> io:format("~0p~n", [T]).
