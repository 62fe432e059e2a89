-module(strings).
-export([run/0]).
%% Text as programs make it: formatting, joining, splitting.
run() -> length(lists:flatten([line(N) || N <- lists:seq(1, 1500)])) + count(1500, 0).
line(N) -> io_lib:format("~s: ~p ~4..0w ~.3f~n", ["row", {N, [N]}, N, N / 7]).
count(0, Acc) -> Acc;
count(N, Acc) ->
    Text = lists:join($,, [integer_to_list(N), atom_to_list(run), "some words"]),
    count(N - 1, Acc + length(string:split(lists:append([[X] || X <- lists:flatten(Text)]), ",", all))).
