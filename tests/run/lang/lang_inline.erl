%% -compile({inline, ...}): results, evaluation order, exceptions and stack depth are what they are without.
-module(lang_inline).
-export([main/0, add/2]).
-compile({inline, [add/2, twice/1, both/2, pick/1, step/2, guarded/1, note/1, deep/1, deeper/1, thrower/1, head/1, even/1, odd/1]}).
-compile({inline, sized/1}).

main() ->
    P = fun(X) -> io:format("~p~n", [X]) end,
    P(add(1, 2)),
    P([twice(X) || X <- [1, 2.5, -3]]),
    P(both(note(a), note(b))),
    P([pick(X) || X <- [1, {a, 2}, [x | y], "z", foo]]),
    P(loop(1000000, 0)),
    P([guarded(X) || X <- [1, 11, a]]),
    P(deep(3)),
    P(try thrower(1) catch throw:T -> {caught, T} end),
    P(try thrower(0) catch throw:T2 -> {caught, T2} after P(after_) end),
    P(try head([]) catch error:R:_ -> R end),
    P(try add(a, 1) catch error:R2:St -> {R2, [{F, A} || {M, F, A, _} <- St, M =:= ?MODULE]} end),
    P(even(10)),
    P(odd(7)),
    P(sized(<<1, 2, 3>>)),
    P(shadow(1, 2)),
    P(in_order()),
    P(lists:map(fun(X) -> add(X, twice(X)) end, [1, 2, 3])).

add(A, B) -> A + B.
twice(X) -> add(X, X).
both(A, B) -> {both, B, A}.
note(X) -> io:format("note ~p~n", [X]), X.
pick(X) ->
    case X of
        {_, Y} -> Y;
        [H | _] -> H;
        Y when is_atom(Y) -> {atom, Y};
        _ -> other
    end.

%% The tail call in the inlined body stays one.
loop(N, Acc) -> step(N, Acc).
step(0, Acc) -> Acc;
step(N, Acc) when N > 0 -> loop(N - 1, Acc + 1);
step(_, _) -> never.

guarded(X) -> if X > 10 -> big; X > 0 -> small; true -> none end.
deep(X) -> deeper(X) * 2.
deeper(X) -> twice(X) + 1.
thrower(1) -> throw(one);
thrower(X) -> throw({other, X}).
head(L) -> hd(L).
even(0) -> true;
even(N) -> odd(N - 1).
odd(0) -> false;
odd(N) -> even(N - 1).
sized(B) -> <<A, _/binary>> = B, {A, byte_size(B)}.
shadow(X, Y) -> A = add(X, Y), B = add(A, X), {A, B, add(B, A)}.
in_order() -> {note(1) + note(2), [note(3) | note([])]}.
