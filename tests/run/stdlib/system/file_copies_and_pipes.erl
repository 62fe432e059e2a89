%% Bytes copied between files and devices, through encodings, in pieces and lines, and compared by checksum.
-module(file_copies_and_pipes).
-export([main/0]).
-include("../show.hrl").

main() ->
    D = filename:join(os:getenv("TMPDIR", "/tmp"), "purlin_copies_" ++ os:getpid()), file:del_dir_r(D), ok = file:make_dir(D), P = fun(N) -> filename:join(D, N) end,
    try
        ok = file:write_file(P("a"), unicode:characters_to_binary("rad ett åäö\nrad två ж\nslut")), show("copy", file:copy(P("a"), P("b"))), show("same", file:read_file(P("a")) =:= file:read_file(P("b"))), {ok, R} = file:open(P("a"), [read, binary]), {ok, W} = file:open(P("c"), [write]), show("devices", file:copy(R, W, 5)), show("rest", file:copy(R, W)), file:close(R), file:close(W), show("c", file:read_file(P("c"))),
        {ok, U} = file:open(P("a"), [read, {encoding, utf8}]), {ok, L16} = file:open(P("u16"), [write, {encoding, utf16}]), each_line(U, fun(L) -> io:put_chars(L16, string:uppercase(L)) end), file:close(U), file:close(L16), show("utf16", begin {ok, B} = file:read_file(P("u16")), unicode:characters_to_list(B, utf16) end), {ok, La} = file:open(P("lat"), [write]), show("latin1", [outcome(fun() -> io:put_chars(La, X) end) || X <- ["ok å", [8364]]]), show("io:format", [outcome(fun() -> io:format(La, F, A) end) || {F, A} <- [{"~ts", ["ä"]}, {"~ts", ["ж"]}, {"~s", ["x"]}]]), file:close(La), show("bytes", file:read_file(P("lat"))),
        {ok, Rw} = file:open(P("rw"), [read, write, {encoding, utf8}]), io:put_chars(Rw, "ett\ntvå\ntre"), file:position(Rw, bof), show("back", [io:get_line(Rw, ""), io:get_chars(Rw, "", 2), io:get_line(Rw, ""), io:get_line(Rw, ""), io:get_line(Rw, "")]), file:position(Rw, 4), show("at 4", io:get_line(Rw, "")), show("opts", [lists:keyfind(encoding, 1, io:getopts(Rw)), io:setopts(Rw, [{encoding, latin1}]), lists:keyfind(encoding, 1, io:getopts(Rw))]), file:close(Rw), {ok, T} = file:open(P("t"), [write]), io:format(T, "~p.~n", [{a, "b", [1.5]}]), io:write(T, #{k => v}), io:put_chars(T, ".\n"), io:nl(T), file:close(T), show("consult", file:consult(P("t"))), {ok, Rd} = file:open(P("t"), [read]), show("read", [io:read(Rd, ""), io:read(Rd, ""), io:read(Rd, "")]), file:close(Rd)
    after file:del_dir_r(D) end, ok.
each_line(F, Fun) -> case io:get_line(F, "") of eof -> ok; L -> Fun(L), each_line(F, Fun) end.
