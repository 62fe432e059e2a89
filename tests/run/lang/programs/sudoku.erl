%% A solver for four-by-four and nine-by-nine number squares by elimination and search.
-module(sudoku).
-export([main/0]).
-include("../lang.hrl").

parse(S, N) -> maps:from_list([{{I div N, I rem N}, C - $0} || C <- S && I <- lists:seq(0, N * N - 1), C =/= $.]).
solve(M, N, B) ->
    Cells = [{length(Cs), P, Cs} || R <- lists:seq(0, N - 1), C <- lists:seq(0, N - 1), P <- [{R, C}], not is_map_key(P, M), Cs <- [candidates(P, M, N, B)]],
    case lists:sort(Cells) of
        [] -> {ok, M};
        [{0, _, _} | _] -> none;
        [{_, P, Cs} | _] -> try_all(P, Cs, M, N, B)
    end.
try_all(_, [], _, _, _) -> none;
try_all(P, [V | Vs], M, N, B) -> case solve(M#{P => V}, N, B) of none -> try_all(P, Vs, M, N, B); Solved -> Solved end.
candidates({R, C}, M, N, B) ->
    Seen = [V || {Y, X} := V <- M, Y =:= R orelse X =:= C orelse (Y div B =:= R div B andalso X div B =:= C div B)],
    lists:seq(1, N) -- lists:usort(Seen).
print({ok, M}, N) -> [io:format("~s~n", [[maps:get({R, C}, M) + $0 || C <- lists:seq(0, N - 1)]]) || R <- lists:seq(0, N - 1)];
print(none, _) -> io:format("no solution~n").
main() ->
    [print(solve(parse(S, 4), 4, 2), 4) || S <- ["1...............", "12..34..........", "1.2..3.....4....", "11.............."]],
    print(solve(parse("53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79", 9), 9, 3), 9).
