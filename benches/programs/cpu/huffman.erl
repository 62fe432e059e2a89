-module(huffman).
-export([run/0]).
run() ->
    Text = lists:flatten(["row " ++ integer_to_list(I * I) ++ " of the table; " || I <- lists:seq(1, 400)]),
    Freq = lists:foldl(fun(C, M) -> maps:update_with(C, fun(N) -> N + 1 end, 1, M) end, #{}, Text),
    Tree = build(lists:sort([{N, C} || {C, N} <- maps:to_list(Freq)])),
    Codes = maps:from_list(codes(Tree, [])),
    Bits = << <<(maps:get(C, Codes))/bitstring>> || C <- Text >>,
    Text = next(Bits, Tree),
    bit_size(Bits).
build([{_, T}]) -> T;
build([{N1, A}, {N2, B} | T]) -> build(insert({N1 + N2, {A, B}}, T)).
insert(X, []) -> [X];
insert({N, _} = X, [{M, _} | _] = L) when N =< M -> [X | L];
insert(X, [H | T]) -> [H | insert(X, T)].
codes({A, B}, P) -> codes(A, [0 | P]) ++ codes(B, [1 | P]);
codes(C, P) -> [{C, << <<B:1>> || B <- lists:reverse(P) >>}].
walk(Bits, C, Root) when is_integer(C) -> [C | next(Bits, Root)];
walk(<<0:1, T/bits>>, {A, _}, Root) -> walk(T, A, Root);
walk(<<1:1, T/bits>>, {_, B}, Root) -> walk(T, B, Root).
next(<<>>, _) -> [];
next(Bits, Root) -> walk(Bits, Root, Root).
