%% Generators of random values for property tests. A generator is a fun of a size; shrink/1 gives smaller values of a term.
-module(lines_gen).
-export([integer/2, elements/1, list/1, binary/1, word/0, one_of/1, tuple/1, map/2, bind/2, pure/1, run/2, shrink/1]).

-type gen(T) :: fun((Size :: non_neg_integer()) -> T).
-export_type([gen/1]).

-spec run(gen(T), non_neg_integer()) -> T.
run(Gen, Size) -> Gen(Size).

pure(Value) -> fun(_) -> Value end.

integer(Low, High) -> fun(_) -> Low + rand:uniform(High - Low + 1) - 1 end.

elements(List) -> fun(_) -> lists:nth(rand:uniform(length(List)), List) end.

one_of(Gens) -> fun(Size) -> (lists:nth(rand:uniform(length(Gens)), Gens))(Size) end.

list(Gen) -> fun(Size) -> [Gen(Size) || _ <- lists:seq(1, rand:uniform(Size + 1) - 1)] end.

tuple(Gens) -> fun(Size) -> list_to_tuple([G(Size) || G <- Gens]) end.

map(Fun, Gen) -> fun(Size) -> Fun(Gen(Size)) end.

bind(Gen, Fun) -> fun(Size) -> (Fun(Gen(Size)))(Size) end.

-doc "A binary of bytes of a generator.".
binary(Byte) -> map(fun list_to_binary/1, list(Byte)).

-doc "A word of the protocol, from plain to awkward.".
word() -> binary(one_of([integer($a, $e), integer($a, $e), elements(" \t\"\\{}\r\n0"), integer(0, 255)])).

-doc "Smaller terms of the same shape, the smallest first.".
shrink(N) when is_integer(N), N > 0 -> lists:usort([0, N div 2, N - 1]);
shrink(N) when is_integer(N), N < 0 -> [0, -N, N div 2];
shrink(B) when is_binary(B) -> [list_to_binary(L) || L <- shrink_list(binary_to_list(B)), lists:all(fun(C) -> C >= 0 andalso C < 256 end, L)];
shrink(L) when is_list(L) -> shrink_list(L);
shrink(T) when is_tuple(T), tuple_size(T) > 0 ->
    Elements = lists:enumerate(tuple_to_list(T)),
    [setelement(I, T, S) || {I, E} <- Elements, S <- shrink(E)];
shrink(_) -> [].

shrink_list([]) -> [];
shrink_list(L) ->
    Half = length(L) div 2,
    Halves = [H || H <- [lists:sublist(L, Half), lists:nthtail(Half, L)], H =/= L],
    Without = [lists:sublist(L, I - 1) ++ lists:nthtail(I, L) || I <- lists:seq(1, length(L))],
    Smaller = [lists:sublist(L, I - 1) ++ [S | lists:nthtail(I, L)] || {I, E} <- lists:enumerate(L), S <- shrink(E)],
    Halves ++ Without ++ Smaller.
