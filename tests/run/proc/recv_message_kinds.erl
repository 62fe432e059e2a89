%% Large selections on messages: integers, floats, tuples by tag and size, binaries, maps, strings, nested, with guards that fail; the first that matches any clause is taken.
-module(recv_message_kinds).
-export([main/0]).
-include("proc.hrl").

main() ->
    Ms = [1, -1, 1.0, -0.0, 1 bsl 70, a, b, 'C', "abc", "abd", [], [1 | 2], {}, {a}, {a, 1}, {a, 1.0}, {b, [x]}, {a, 1, 2}, <<>>, <<"bin">>, <<1:3>>, <<5, "rest">>, #{}, #{k => 1}, #{k => 2, z => 3}, self(), fun erlang:abs/1, {tag, #{in => [{deep, 1}]}}, {tag, <<1, 2>>}, make_ref(), true],
    [self() ! M || M <- Ms],
    p([case one() of {K, V} when is_pid(V); is_reference(V) -> K; R -> R end || _ <- Ms]), p(all()),
    [self() ! M || M <- lists:reverse(Ms)],
    p([only(F) || F <- [fun ints/0, fun floats/0, fun tuples/0, fun bins/0, fun maps_/0, fun texts/0]]),
    p(length(all())).

one() ->
    receive
        1 -> one; 1.0 -> one_float; -0.0 -> minus_zero; X when is_integer(X), X < 0 -> {negative, X}; X when is_integer(X) -> {int, X};
        a -> a; X when X =:= b; X =:= true -> {b_or_true, X}; [] -> nil; "ab" ++ [C] when C =:= $c -> abc; "ab" ++ T -> {ab, T}; [H | T] when is_integer(T) -> {improper, H, T};
        {} -> empty; {a} -> a1; {a, 1} -> a_one; {a, N} when is_float(N) -> {a_float, N}; {tag, #{in := [{deep, D} | _]}} -> {deep, D}; {tag, <<A, B>>} -> {bytes, A, B}; {_, [X]} -> {pair_of_list, X}; T when tuple_size(T) =:= 3 -> {three, T};
        <<>> -> no_bytes; <<X:3>> -> {bits, X}; <<5, R/binary>> -> {five, R}; <<B/binary>> -> {binary, B}; #{k := 1} -> k1; #{k := V, z := Z} -> {V, Z}; M when is_map(M) -> {map, M};
        P when is_pid(P) -> {pid, P}; F when is_function(F, 1) -> {function, F(-3)}; R when is_reference(R) -> {reference, R}; Other -> {other, Other}
    end.
only(F) -> case F() of none -> []; V -> [V | only(F)] end.
ints() -> receive X when is_integer(X) -> X after 0 -> none end.
floats() -> receive X when is_float(X) -> X after 0 -> none end.
tuples() -> receive {A, B} -> {A, B}; {A} -> A; {A, _, B} -> {A, B} after 0 -> none end.
bins() -> receive <<X:1, _/bits>> -> X; X when X =:= <<>> -> X after 0 -> none end.
maps_() -> receive #{k := V} -> V; #{} -> other after 0 -> none end.
texts() -> receive [X | Y] -> {X, Y}; X when X =:= [] -> X after 0 -> none end.
