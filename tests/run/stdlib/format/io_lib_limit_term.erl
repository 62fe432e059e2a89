%% Terms cut to a depth by io_lib:limit_term, and lengths of deep text.
-module(io_lib_limit_term).
-export([main/0]).
-include("../show.hrl").

main() ->
    Ts = [[1, 2, 3, 4, 5], {a, b, c, d}, [[1, [2, [3]]]], #{a => 1}, {x, {y, {z, {w}}}}, "text", <<1, 2, 3, 4, 5, 6>>, [a | b], [], {}, lists:seq(1, 30), {{}, [], <<>>}],
    [io:format("~0tp ~0tp~n", [T, [io_lib:limit_term(T, D) || D <- [1, 2, 3, 5, 50]]]) || T <- Ts],
    each(fun io_lib:chars_length/1, ["abc", ["a", [$b, <<"cd">>]], <<"å"/utf8>>, [], [[], [[]]]]), each(fun(D) -> {lists:flatten(io_lib:format("~P", [hd(Ts), D])), lists:flatten(io_lib:write(hd(Ts), D))} end, [1, 3, 6]), ok.
