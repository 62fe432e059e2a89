%% io: reading and writing through devices: a file, a device that answers from a text, and processes that are none.
-module(io_devices).
-export([main/0]).
-include("calls.hrl").

%% A device that reads from Text and keeps what is written.
device(Text) -> spawn_link(fun() -> serve(Text, []) end).

serve(Text, Written) ->
    receive
        {io_request, From, As, Request} ->
            {Reply, Text1, Written1} = try answer(Request, Text, Written) catch _:_ -> {{error, Request}, Text, Written} end,
            From ! {io_reply, As, Reply},
            serve(Text1, Written1);
        {written, From} -> From ! {written, lists:flatten(lists:reverse(Written))}, serve(Text, [])
    end.

answer({put_chars, Encoding, M, F, A}, Text, W) -> answer({put_chars, Encoding, apply(M, F, A)}, Text, W);
answer({put_chars, Encoding, Chars}, Text, W) -> {ok, Text, [unicode:characters_to_list(Chars, Encoding) | W]};
answer({get_line, _, Prompt}, Text, W) -> line(Text, [shown(Prompt) | W]);
answer({get_chars, _, Prompt, _}, [], W) -> {eof, [], [shown(Prompt) | W]};
answer({get_chars, _, Prompt, N}, Text, W) -> {Taken, Rest} = lists:split(min(N, length(Text)), Text), {Taken, Rest, [shown(Prompt) | W]};
answer({get_until, _, Prompt, M, F, A}, Text, W) -> until([], Text, {M, F, A}, [shown(Prompt) | W]);
answer({setopts, Options}, Text, W) -> {case Options of [binary] -> ok; [{binary, true}] -> ok; _ -> {error, enotsup} end, Text, W};
answer(getopts, Text, W) -> {[{binary, false}, {encoding, unicode}], Text, W};
answer({get_geometry, columns}, Text, W) -> {70, Text, W};
answer({get_geometry, _}, Text, W) -> {{error, enotsup}, Text, W};
answer({requests, Requests}, Text, W) -> lists:foldl(fun(R, {_, T, V}) -> answer(R, T, V) end, {ok, Text, W}, Requests);
answer(_, Text, W) -> {{error, request}, Text, W}.

shown(Prompt) -> lists:flatten(io_lib:format("<~ts>", [case Prompt of {format, F, A} -> io_lib:format(F, A); P when is_atom(P) -> atom_to_list(P); P -> P end])).

line([], W) -> {eof, [], W};
line(Text, W) ->
    case lists:splitwith(fun(C) -> C =/= $\n end, Text) of
        {Line, [$\n | Rest]} -> {Line ++ "\n", Rest, W};
        {Line, []} -> {Line, [], W}
    end.

until(State, Text, {M, F, A} = Fun, W) ->
    {Next, Rest} = case line(Text, W) of {eof, [], _} -> {eof, []}; {Line, After, _} -> {Line, After} end,
    case apply(M, F, [State, Next | A]) of
        {done, Result, eof} -> {Result, [], W};
        {done, Result, More} -> {Result, More ++ Rest, W};
        {more, State1} -> until(State1, Rest, Fun, W)
    end.

main() ->
    W = device(""),
    calls(io, [{put_chars, [[W, "abc"], [W, <<"x">>], [W, [1024]]]}, {nl, [[W], [x]]}, {write, [[W, {a, "b"}], [x, a]]},
               {format, [[W, "~p~n", [1]], [W, "plain", []], [W, "~p", []], [W, "~z", [1]], [W, x, [1]], [W, "~p", x]]},
               {fwrite, [[W, "~w~n", [1]], [W, "~w", []], [x, "~w", [1]]]},
               {columns, [[W], [x]]}, {rows, [[W], [x]]}, {getopts, [[W], [x]]}, {setopts, [[W, [binary]], [W, [bad]], [x, []]]}]),
    W ! {written, self()},
    receive {written, Text} -> say("written", Text) end,
    R = fun device/1,
    T = "first line\nsecond\n{a, term}. b. \nlast",
    calls(io, [
        {get_line, [[R(T), "p> "], [R(""), 'p'], [x, ""], [R("åä"), {format, "~w", [1]}]]},
        {get_chars, [[R(T), "p", 4], [R("ab"), "", 5], [R(""), "", 1], [R(T), "", -1], [x, "", 1]]},
        {read, [[R("{a, [1]}. rest"), "p"], [R("{a, [1]}.\n"), "p"], [R("a b.\n"), "p"], [R(""), "p"], [R("'\n"), "p"], [x, "p"], [R("\n\nab.\n"), "p", 5], [R("X.\n"), "p", 1], [R("f().\n"), "p", {1, 1}], [R("1.\n"), "p", 1, []], [R("1.\n"), "p", {1, 1}, [text]], [R("1.\n"), "p", x], [R("1.\n"), "p", 1, x]]},
        {fread, [[R("12 ab\n"), "p", "~d ~s"], [R("x\n"), "p", "~d"], [R(""), "p", "~d"], [R("1\n2\n"), "", "~d ~d"], [x, "p", "~d"], [R("1\n"), "p", "~q"]]},
        {scan_erl_exprs, [[R("a, b.\n"), "p"], [R(""), "p"], [R("'x\n"), "p"], [R("a.\n"), "p", 5], [R("a.\n"), "p", {2, 3}], [R("a.\n"), "p", 1, [return]], [x, "p"], [x, "p", 1], [x, "p", 1, []]]},
        {scan_erl_form, [[R("f() -> 1.\n"), "p"], [R("f() ->\n 1.\n"), "p", 7], [R("a.\n"), "p", {1, 1}, [text]], [R("$"), "p", 1], [R(""), "p", 1, []], [x, "p"], [x, "p", 1], [x, "p", 1, []]]},
        {parse_erl_exprs, [[R("1 + X, y.\n"), "p"], [R("1 + .\n"), "p"], [R(""), "p"], [R("a.\n"), "p", 5], [R("a.\n"), "p", {1, 1}, []], [x, "p"], [x, "p", 1], [x, "p", 1, []]]},
        {parse_erl_form, [[R("f() -> 1.\n"), "p"], [R("-module(m).\n"), "p", 3], [R("f() 1.\n"), "p", {1, 1}, []], [R(""), "p"], [x, "p"], [x, "p", 1], [x, "p", 1, []]]},
        {request, [[R("abc\n"), {get_line, unicode, "p"}], [R(""), bad], [x, getopts]]}, {requests, [[R("ab\n"), [{put_chars, unicode, "x"}, {get_line, unicode, ""}]], [R(""), [bad]], [x, []]]}]),
    %% The same through the group leader.
    Old = group_leader(),
    Results = [begin
                   group_leader(R(In), self()),
                   Result = (try apply(io, F, A) catch C:E -> {C, E} end),
                   group_leader(Old, self()),
                   {F, A, Result}
               end || {In, F, A} <- [{"", write, [{a}]}, {"", write, [[a | b]]}, {"", put_chars, ["x"]}, {"", nl, []}, {"", format, ["x"]}, {"", format, ["~p"]}, {"", format, ["~p", [1]]}, {"", format, [bad, 1]}, {"", fwrite, ["a"]}, {"", fwrite, ["~w"]}, {"", fwrite, ["~w", [1]]}, {"", fwrite, ["~w", x]},
                                     {"ab\ncd\n", get_line, [""]}, {"", get_line, [""]}, {"", get_line, [{bad}]}, {"abc", get_chars, ["", 2]}, {"abc", get_chars, ["", x]}, {"t(1).\n", read, ["p"]}, {"{1}.\n", read, ["p"]}, {"1", read, [{bad}]}, {"5 6\n", fread, ["p", "~d ~d"]}, {"5\n", fread, ["p", "~z"]},
                                     {"a.\n", scan_erl_exprs, ["p"]}, {"", scan_erl_exprs, ["p"]}, {"'\n", scan_erl_exprs, ["p"]}, {"a.\n", scan_erl_form, ["p"]}, {"'", scan_erl_form, ["p"]}, {"a.\n", parse_erl_exprs, ["p"]}, {"a b.\n", parse_erl_exprs, ["p"]}, {"f() -> a.\n", parse_erl_form, ["p"]}, {"f(.\n", parse_erl_form, ["p"]},
                                     {"", setopts, [[binary]]}, {"", setopts, [[strange]]}, {"", getopts, []}, {"", columns, []}, {"", rows, []}]],
    [say("group leader", X) || X <- Results],
    calls(io, [{printable_range, [[]]}]),
    group_leader(R("x"), self()),
    Password = io:get_password(),
    group_leader(Old, self()),
    say("password", element(1, Password)),
    say("options", is_list(io:getopts(user))).
