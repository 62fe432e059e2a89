-module(word_count).
-export([run/0]).
run() ->
    Text = iolist_to_binary([["the quick brown fox ", integer_to_list(I rem 100), " jumps over a lazy dog\n"] || I <- lists:seq(1, 3000)]),
    Counts = words(Text, <<>>, #{}),
    lists:sum([V || {_, V} <- maps:to_list(Counts)]) + maps:size(Counts).
words(<<C, T/binary>>, W, M) when C =:= $\s; C =:= $\n -> words(T, <<>>, add(W, M));
words(<<C, T/binary>>, W, M) -> words(T, <<W/binary, C>>, M);
words(<<>>, W, M) -> add(W, M).
add(<<>>, M) -> M;
add(W, M) -> maps:update_with(W, fun(N) -> N + 1 end, 1, M).
