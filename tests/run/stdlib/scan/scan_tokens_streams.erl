%% erl_scan:tokens/3,4 over text that arrives bit by bit.
-module(scan_tokens_streams).
-export([main/0]).
-include("../show.hrl").

main() ->
    Texts = ["foo(X) -> bar.\nbaz.", "\"a string. with. dots\". x", "a.b.c. ", "'quo.ted' . ", "$. . ", "1.5. 2", "% only a comment.\n a. ", "\"unfinished", "16#zz. ", "\"\"\"\n a. \n\"\"\". ", "..", "a.%", "", " \n\n ", "a\n"],
    [io:format("~0tp~n  by one ~0tkp~n  whole  ~0tkp~n", [T, bits(T, 1), bits(T, 1000)]) || T <- Texts],
    [io:format("~0tp ~0tkp~n", [N, run([], ["a ", "b. c", eof], {5, 3}, Os)]) || {N, Os} <- [{none, []}, {text, [text]}, {return, [return]}]],
    {more, C} = erl_scan:tokens([], "foo", 1),
    io:format("~0tp~n", [[erl_scan:tokens(C, eof, 99), erl_scan:tokens(C, ". ", 99)]]),
    ok.

bits(T, N) -> run([], pieces(T, N) ++ [eof], 1, []).
pieces([], _) -> [];
pieces(T, N) when length(T) =< N -> [T];
pieces(T, N) -> {A, B} = lists:split(N, T), [A | pieces(B, N)].

run(C, [P | Ps], L, Os) ->
    case erl_scan:tokens(C, P, L, Os) of
        {done, {ok, Ts, E}, eof} -> [{Ts, E}];
        {done, {ok, Ts, E}, Rest} -> [{Ts, E} | run([], [Rest | Ps], E, Os)];
        {done, Other, _} -> [Other];
        {more, C1} -> run(C1, Ps, L, Os)
    end;
run(_, [], _, _) -> [hungry].
