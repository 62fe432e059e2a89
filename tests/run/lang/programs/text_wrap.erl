%% Wrapping, justifying, centring and counting words of text.
-module(text_wrap).
-export([main/0]).
-include("../lang.hrl").

words(T) -> string:lexemes(T, " \n\t").
wrap(T, W) -> [lists:flatten(lists:join($\s, L)) || L <- lines(words(T), W, 0, [])].
lines([], _, _, []) -> [];
lines([], _, _, Acc) -> [lists:reverse(Acc)];
lines([H | T], W, _, []) -> lines(T, W, length(H), [H]);
lines([H | T], W, N, Acc) when N + 1 + length(H) =< W -> lines(T, W, N + 1 + length(H), [H | Acc]);
lines(L, W, _, Acc) -> [lists:reverse(Acc) | lines(L, W, 0, [])].
justify(Line, W) ->
    case words(Line) of
        [One] -> One;
        Ws ->
            Gaps = length(Ws) - 1, Room = W - lists:sum([length(X) || X <- Ws]),
            spread(Ws, Room div Gaps, Room rem Gaps)
    end.
spread([W], _, _) -> W;
spread([W | Ws], N, 0) -> W ++ lists:duplicate(N, $\s) ++ spread(Ws, N, 0);
spread([W | Ws], N, E) -> W ++ lists:duplicate(N + 1, $\s) ++ spread(Ws, N, E - 1).
count(T) -> lists:sublist(lists:sort(fun({A, N}, {B, M}) -> {-N, A} =< {-M, B} end, maps:to_list(lists:foldl(fun(W, M) -> maps:update_with(W, fun(N) -> N + 1 end, 1, M) end, #{}, words(string:lowercase([C || C <- T, C =/= $., C =/= $,]))))), 5).
main() ->
    T = "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, it was the epoch of belief.",
    [io:format("|~s|~n", [L]) || L <- wrap(T, 30)],
    [io:format("|~s|~n", [justify(L, 30)]) || L <- lists:droplast(wrap(T, 30))],
    [io:format("|~s|~n", [string:pad(L, 24, both)]) || L <- wrap(T, 24)],
    ?show(count(T)),
    ?show(wrap("averyveryverylongword in it", 10)),
    ?show(wrap("", 10)),
    ?show([string:uppercase([H]) ++ R || [H | R] <- words("the end of it")]),
    ?show(string:join(lists:reverse(words("a b c")), "-")).
