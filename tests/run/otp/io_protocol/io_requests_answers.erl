%% Functions of io against a device that answers with errors, odd values and nothing at all.
-module(io_requests_answers).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    each(fun(Reply) -> D = spawn(fun L() -> receive {io_request, F, Q0, _} -> F ! {io_reply, Q0, Reply}, L() end end), Rs = [text(try apply(io, Fn, [D | A]) catch C0:W -> {C0, W} end) || {Fn, A} <- [{put_chars, ["x"]}, {nl, []}, {get_line, [""]}, {get_chars, ["", 1]}, {columns, []}, {rows, []}, {getopts, []}, {setopts, [[binary]]}, {write, [a]}, {fwrite, ["x"]}]], exit(D, kill), Rs end, [ok, {error, terminated}, {error, enotsup}, eof, [], "text", <<"bin">>, 5, {error, {no_translation, unicode, latin1}}]),
    D = spawn(fun() -> receive {io_request, _, _, _} -> exit(dies) end end), show("device dies", try io:put_chars(D, "x") catch C:R -> {C, R} end), show("dead device", try io:get_line(D, "") catch C2:R2 -> {C2, R2} end), Me = self(), T = spawn(fun L() -> receive {io_request, F, Rq, Q} -> Me ! {req, Q}, F ! {io_reply, Rq, {error, x}}, L() end end), each(fun({Fn, A}) -> catch apply(io, Fn, [T | A]), receive {req, Q} -> case Q of {put_chars, E, M, F, As} -> {E, M, F, length(As)}; _ -> Q end after 100 -> none end end, [{read, ["p"]}, {read, ["p", {2, 3}, []]}, {scan_erl_form, ["p", 1, [text]]}, {parse_erl_form, ["p", 1, []]}, {parse_erl_exprs, ["p", {1, 1}, [x]]}, {fread, ["p", "~d"]}, {get_password, []}, {put_chars, [latin1, "abc"]}, {put_chars, [unicode, [300]]}, {format, ["~ts", ["å"]]}, {write, [{a}]}, {rows, []}, {request, [{get_geometry, rows}]}]), exit(T, kill), ok.
