%% Tables and reports made with io_lib: columns, totals, wrapped text, trees, hex dumps.
-module(text_reports).
-export([main/0]).
-include("../show.hrl").

main() ->
    Rows = [{"apples", 12, 0.5}, {"pears", 7, 1.25}, {"kiwis", 100, 0.1}, {"åländska äpplen", 3, 10.0}],
    io:format("~-16ts|~8s|~8s|~n~s~n", ["name", "count", "price", lists:duplicate(35, $-)]), [io:format("~-16ts|~8b|~8.2f|~n", [N, C, P]) || {N, C, P} <- Rows], io:format("~-16ts|~8b|~8.2f|~n", ["total", lists:sum([C || {_, C, _} <- Rows]), lists:sum([C * P || {_, C, P} <- Rows])]),
    io:format("~ts~n", [lists:join($\n, wrap("The quick brown fox jumps over the lazy dog, and then the dog jumps back over the fox.", 24))]), tree({root, [{left, [{leaf1, []}, {leaf2, []}]}, {right, []}]}, ""), dump(<<"Hello, world!\n", 0, 1, 2, 255, "end">>, 0),
    io:format("~s~n", [[io_lib:format("~2.16.0b", [B]) || <<B>> <= erlang:md5("x")]]), [io:format("~*s~s~n", [20 - length(L) div 2 - length(L) rem 2, "", L]) || L <- ["*", "***", "*****"]], [io:format("~3b: ~s ~.1f%~n", [N, lists:duplicate(round(P / 5), $#), P]) || {N, P} <- [{1, 12.5}, {22, 50.0}, {333, 99.9}]], io:format("~s~n~s~n", [roman(1994), commas(-1234567)]), ok.

wrap(T, W) -> {L, Ls} = lists:foldl(fun(X, {[], Acc}) -> {X, Acc}; (X, {C, Acc}) -> case length(C) + 1 + length(X) =< W of true -> {C ++ " " ++ X, Acc}; false -> {X, [C | Acc]} end end, {[], []}, string:lexemes(T, " ")), lists:reverse([L | Ls]).
tree({N, Cs}, In) -> io:format("~s~s~n", [In, N]), [tree(C, In ++ "  ") || C <- Cs].
dump(<<>>, _) -> ok;
dump(B, At) -> N = min(8, byte_size(B)), <<L:N/binary, R/binary>> = B, io:format("~4.16.0b ~-24s ~s~n", [At, [io_lib:format("~2.16.0b ", [X]) || <<X>> <= L], [if X >= 32, X < 127 -> X; true -> $. end || <<X>> <= L]]), dump(R, At + N).
roman(0) -> "";
roman(N) -> {V, S} = hd([{V, S} || {V, S} <- [{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}], V =< N]), S ++ roman(N - V).
commas(N) when N < 0 -> "-" ++ commas(-N);
commas(N) when N < 1000 -> integer_to_list(N);
commas(N) -> commas(N div 1000) ++ io_lib:format(",~3..0b", [N rem 1000]).
