%% A group leader of one's own in a few lines: what each function of io asks of it, and what comes of its answers.
-module(io_own_server).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    Me = self(), S = spawn(fun() -> server(Me, []) end), Ans = fun(L) -> S ! {answers, L} end,
    each(fun({F, A, As}) -> Ans(As), R = outcome(fun() -> apply(io, F, [S | A]) end), {iolist_to_binary(R), asked()} end,
         [{put_chars, ["abc"], [ok]}, {put_chars, [<<"å"/utf8>>], [ok]}, {put_chars, ["x"], [{error, nope}]}, {nl, [], [ok]}, {format, ["~p~n", [x]], [ok]}, {fwrite, ["~s", ["ö"]], [ok]}, {write, [{a, "b"}], [ok]}, {get_line, ["> "], ["line\n"]}, {get_line, ['p'], [eof]}, {get_line, [""], [{error, bad}]}, {get_chars, ["p", 3], ["abc"]}, {read, ["", 5], [{eof, 5}]}, {read, ["", {3, 1}, []], [{error, {1, m, d}, 2}]}, {fread, ["f> ", "~d"], [{ok, [1]}]}, {fread, ["f> ", "~d"], [eof]}, {scan_erl_exprs, ["s> "], [{ok, [], 1}]}, {scan_erl_form, ["s> ", 7], [{ok, [], 1}]}, {parse_erl_exprs, ["e> "], [{ok, [{atom, 1, a}, {dot, 1}], 1}]}, {parse_erl_form, ["e> "], [{eof, 3}]}, {setopts, [[binary]], [ok]}, {setopts, [[{encoding, latin1}]], [{error, enotsup}]}, {getopts, [], [[{binary, true}]]}, {columns, [], [100]}, {rows, [], [{error, enotsup}]}, {columns, [], [{error, enotsup}]}, {put_chars, [unicode, "u"], [ok]}, {put_chars, [latin1, "l"], [ok]}, {put_chars, [[300]], [ok]}, {put_chars, [[-1]], []}, {put_chars, [a], []}, {format, ["~p", []], []}, {nl, [], [odd_reply]}, {request, [{odd, request}], [whatever]}, {request, [getopts], [[x]]}, {requests, [[{put_chars, unicode, "a"}, nl]], [ok]}]),
    exit(S, kill), timer:sleep(1), each(fun({F, A}) -> apply(io, F, A) end, [{put_chars, [S, "x"]}, {get_line, [S, ""]}, {format, [nosuch_device, "x", []]}, {nl, [nosuch_device]}, {get_line, [nosuch_device, ""]}, {columns, [nosuch_device]}, {getopts, [nosuch_device]}]), ok.

server(Me, As) ->
    receive
        {answers, L} -> server(Me, L);
        {io_request, From, Ref, R} -> Me ! {asked, R}, {A, Rest} = case As of [H | T] -> {H, T}; [] -> {ok, []} end, From ! {io_reply, Ref, A}, server(Me, Rest)
    end.
asked() -> receive {asked, R} -> [shown_request(R) | asked()] after 0 -> [] end.
shown_request({put_chars, E, M, F, A}) -> {put_chars, E, unicode:characters_to_binary(apply(M, F, A))};
shown_request(R) -> R.
