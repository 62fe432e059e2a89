%% io_lib's collectors of characters, lines and terms, fed piece by piece as a device would.
-module(io_collectors).
-export([main/0]).
-include("../show.hrl").

main() ->
    [io:format("line ~0tp: ~0tkp~n", [Ps, feed(fun(C, D) -> io_lib:collect_line(C, D, unicode, ignored) end, Ps)]) || Ps <- [["abc\n"], ["a", "b\nc"], ["ab", eof], [eof], ["a\r\nb"], ["", "\n"], ["x\n\n"], [<<"åb\nc"/utf8>>]]],
    [io:format("chars ~w ~0tp: ~0tkp~n", [N, Ps, feed(fun(C, D) -> io_lib:collect_chars(C, D, unicode, N) end, Ps)]) || {N, Ps} <- [{3, ["abcdef"]}, {3, ["a", "b", "cd"]}, {3, ["ab", eof]}, {0, ["abc"]}, {1, [eof]}, {5, ["ab\n", "cd\n"]}, {2, [<<"åäö"/utf8>>]}]],
    [io:format("no eol ~0tp: ~0tkp~n", [Ps, feed(fun(C, D) -> io_lib:collect_line_no_eol(C, D, unicode, ignored) end, Ps)]) || Ps <- [["abc\nd"], ["a", "b\n"], ["ab", eof], [eof], ["x\r\ny"]]],
    [io:format("until ~0tp: ~0tkp~n", [Ps, feed(fun(C, D) -> io_lib:get_until(C, D, unicode, {erl_scan, tokens, [1]}) end, Ps)]) || Ps <- [["a. b"], ["{a,\n", "1", "}.\n"], ["foo", eof], [eof], ["\"x", "y\". "]]],
    ok.

feed(F, Ps) -> feed(F, start, Ps).
feed(F, Cont, [P | Ps]) ->
    case catch F(Cont, P) of
        {stop, R, Rest} -> {stop, R, Rest, Ps};
        {'EXIT', {R, _}} -> {'EXIT', R};
        Next -> feed(F, Next, Ps)
    end;
feed(_, _, []) -> hungry.
