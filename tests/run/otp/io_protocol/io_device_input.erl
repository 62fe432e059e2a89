%% An io server with prepared input: get_line, get_chars, read, fread and scans over lines as they come.
-module(io_device_input).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    each(fun({Text, Calls}) -> D = device(Text), R = [outcome(fun() -> apply(io, F, [D | A]) end) || {F, A} <- Calls], exit(D, kill), [iolist_to_binary(X) || X <- R] end,
         [{"one\ntwo\nthree", [{get_line, [""]}, {get_line, [""]}, {get_line, [""]}, {get_line, [""]}]}, {"abcdef\n", [{get_chars, ["", 2]}, {get_chars, ["", 3]}, {get_chars, ["", 5]}, {get_chars, ["", 1]}]}, {"{a, 1}. [b,\n c]. \"x\".", [{read, [""]}, {read, [""]}, {read, [""]}, {read, [""]}]}, {"bad term. ok.\n", [{read, [""]}, {read, [""]}]}, {"1 + 1.\nfoo.\n", [{read, [""]}, {read, [""]}]}, {"12 ab 3.5\nnext\n", [{fread, ["", "~d ~s ~f"]}, {get_line, [""]}, {get_line, [""]}]}, {"12\n13 x\n", [{fread, ["", "~d~d"]}, {fread, ["", "~s"]}, {fread, ["", "~s"]}]}, {"abc\n", [{fread, ["", "~d"]}, {get_line, [""]}]}, {"X = 1,\n Y. f() ->\n ok.\n", [{parse_erl_exprs, [""]}, {parse_erl_form, [""]}, {parse_erl_form, [""]}]}, {"a \"b\" 1.5 . 'unterminated", [{scan_erl_exprs, [""]}, {scan_erl_exprs, ["", 9]}, {scan_erl_exprs, [""]}]}, {"åäö\nж\n", [{get_line, [""]}, {get_chars, ["", 1]}, {get_line, [""]}]}, {"", [{get_line, [""]}, {read, [""]}, {fread, ["", "~d"]}, {get_chars, ["", 1]}]}, {"x.\n\n\ny.", [{read, ["", 1]}, {read, ["", 1]}, {read, ["", {1, 1}]}]}]), ok.

device(Text) -> spawn(fun() -> loop(Text) end).
loop(Text) ->
    receive {io_request, From, Ref, R} -> {Reply, Rest} = answer(R, Text), From ! {io_reply, Ref, Reply}, loop(Rest) end.
answer({get_line, _, _}, T) -> case string:split(T, "\n") of [[]] -> {eof, []}; [L] -> {L, []}; [L, R] -> {L ++ "\n", R} end;
answer({get_chars, _, _, _}, []) -> {eof, []};
answer({get_chars, _, _, N}, T) -> {lists:sublist(T, N), lists:nthtail(min(N, length(T)), T)};
answer({get_until, _, _, M, F, As}, T) -> until(M, F, As, [], T);
answer(getopts, T) -> {[], T};
answer(_, T) -> {{error, request}, T}.
until(M, F, As, Cont, T) ->
    {Line, Rest} = case string:split(T, "\n") of [[]] -> {eof, []}; [L] -> {L, []}; [L, R] -> {L ++ "\n", R} end,
    case apply(M, F, [Cont, Line | As]) of
        {done, Result, eof} -> {Result, Rest};
        {done, Result, Left} -> {Result, Left ++ Rest};
        {more, C} -> until(M, F, As, C, Rest)
    end.
