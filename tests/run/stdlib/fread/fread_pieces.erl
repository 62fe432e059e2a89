%% io_lib:fread/3: input that comes in pieces, until there is enough, and at its end.
-module(fread_pieces).
-export([main/0]).
-include("../show.hrl").

main() ->
    [io:format("~0tp ~0tp: ~0tkp~n", [F, Ps, feed(F, Ps)]) || {F, Ps} <- [{"~d", ["1", "2", "3 4"]}, {"~d", ["12", eof]}, {"~d ~s", ["1", "2", " ab", "c", " d"]}, {"~s", ["", " ", "\n", "x", "\n"]}, {"~d", ["abc"]}, {"~d", [eof]}, {"~s~s", ["a", eof]}, {"~c", ["x", "y"]}, {"~3c", ["a", "b", "c", "d"]}, {"~3d", ["1", "2345"]}, {"ab~d", ["a", "b", "1", "\n"]},
        {"~f", ["1", ".", "5", "e", "3", "\n"]}, {"~u,~u\n", ["1", ",", "2", "\n", "rest"]}, {"~ts", ["å", "ж ", "x"]}, {"~d", ["-", "5", eof]}, {"~l~s", ["abc", eof]}, {"", ["x"]}, {"~s", ["ab" , [], "cd", eof]}]],
    ok.

feed(F, Pieces) -> feed([], Pieces, F, []).
feed(Cont, [P | Ps], F, Seen) ->
    case catch io_lib:fread(Cont, P, F) of
        {done, Result, Rest} -> {lists:reverse(Seen), done, Result, Rest, {unread, Ps}};
        {more, C} -> feed(C, Ps, F, [more | Seen]);
        Other when Ps =:= []; not is_tuple(Other) -> {lists:reverse(Seen), Other};
        {'EXIT', {R, _}} -> {lists:reverse(Seen), R}
    end;
feed(_, [], _, Seen) -> {lists:reverse(Seen), hungry}.
