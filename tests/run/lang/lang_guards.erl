-module(lang_guards).
-export([main/0]).

g1(X) when is_integer(X), X > 0; is_atom(X) -> yes;
g1(_) -> no.

g2(X) when hd(X) =:= 1 -> head_one;
g2(X) when length(X) > 2 -> long;
g2(X) when tuple_size(X) =:= 2; byte_size(X) =:= 3 -> two_or_three;
g2(_) -> none.

g3(X) when X; not X -> boolean;
g3(_) -> other.

g4(X, Y) when X / Y > 1 -> gt;
g4(X, Y) when X rem Y =:= 0 -> divides;
g4(_, _) -> neither.

g5(X) when (X > 1 andalso X < 5) orelse X =:= foo -> in;
g5(_) -> out.

g6(X) when hd(X) =:= a orelse true -> yes;
g6(_) -> no.

g7(X) when true orelse hd(X) =:= a -> yes;
g7(_) -> no.

g8(X) when (X =:= 1) or (hd(X) =:= 2) -> yes;
g8(_) -> no.

g9(X) when (X =:= 1) and (hd(X) =:= 2) -> yes;
g9(_) -> no.

g10(X) when (not (X =:= 1)) xor (X =:= 2) -> yes;
g10(_) -> no.

g11(X) when {X, 1} =:= {2, 1}, [X | 3] == [2.0 | 3] -> yes;
g11(_) -> no.

g12(X, M) when map_get(X, M) =:= 1 -> one;
g12(X, M) when is_map_key(X, M) -> has;
g12(_, M) when map_size(M) > 0 -> nonempty;
g12(_, _) -> no.

g13(X) when X == 1 -> eq;
g13(X) when X =/= 2, X /= 2 -> ne;
g13(_) -> rest.

g14(X) when is_function(X, 2) -> f2;
g14(X) when is_function(X) -> f;
g14(X) when is_pid(X); is_reference(X) -> pid_or_ref;
g14(X) when is_boolean(X) -> bool;
g14(X) when is_number(X) -> num;
g14(X) when is_bitstring(X), not is_binary(X) -> bits;
g14(X) when is_binary(X) -> bin;
g14(_) -> no.

g15(X) when X + 1 > 2, -X < 0, X bsl 1 =:= 4, bnot X =:= -3 -> yes;
g15(_) -> no.

g16(X) when erlang:'+'(X, 1) =:= 3; erlang:is_atom(X) -> yes;
g16(_) -> no.

g17(X) when <<X:8>> =:= <<1>> -> yes;
g17(X) when #{a => X} =:= #{a => 2} -> map;
g17(_) -> no.

g18(X) when foo -> {foo, X};
g18(X) when 1 -> {one, X};
g18(X) -> {none, X}.

g19(X) when X =:= 1, false; X =:= 2, true; X =:= 3 -> in;
g19(_) -> out.

g20(X, Y) when (X andalso Y) =:= false -> f;
g20(_, _) -> other.

main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    P([g1(X) || X <- [1, 0, a, "x", 1.0]]),
    P([g2(X) || X <- [[1], [2], [2, 3, 4], {1, 2}, <<1, 2, 3>>, {1}, 1, []]]),
    P([g3(X) || X <- [true, false, 1]]),
    P([g4(X, Y) || {X, Y} <- [{3, 2}, {2, 2}, {1, 2}, {1, 0}, {a, b}]]),
    P([g5(X) || X <- [1, 2, 4, 5, foo, bar]]),
    P([g6(X) || X <- [[a], [b], []]]),
    P([g7(X) || X <- [[a], [b], []]]),
    P([g8(X) || X <- [1, [2], [3], 2]]),
    P([g9(X) || X <- [1, [2], [3], 2]]),
    P([g10(X) || X <- [1, 2, 3]]),
    P([g11(X) || X <- [1, 2, 2.0]]),
    P([g12(X, M) || {X, M} <- [{a, #{a => 1}}, {a, #{a => 2}}, {b, #{a => 2}}, {a, #{}}, {a, 1}]]),
    P([g13(X) || X <- [1, 1.0, 2, 2.0, 3]]),
    P([g14(X) || X <- [fun(A, B) -> A + B end, fun() -> ok end, self(), make_ref(), true, 1, 1.5, <<1:3>>, <<1>>, x]]),
    P([g15(X) || X <- [2, 3, a]]),
    P([g16(X) || X <- [2, 3, a]]),
    P([g17(X) || X <- [1, 257, 2, a]]),
    P(g18(x)),
    P([g19(X) || X <- [1, 2, 3, 4]]),
    P([g20(X, Y) || {X, Y} <- [{true, false}, {false, 1}, {true, 1}, {1, true}, {true, true}]]),
    ok.
