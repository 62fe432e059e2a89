%% A conversation, some of it in awkward pieces, and a property that does not hold.
-module(lines_demo).
-export([main/0]).

main() ->
    logger:set_primary_config(level, warning),
    {ok, _} = application:ensure_all_started(lines),
    Conn = lines:open(),
    io:format("== a conversation~n"),
    [say(Conn, Line) || Line <- [~"ping", ~"ping \"hello \\\"world\\\"\"", ~"set colour red", ~"get colour", ~"get nothing", ~"append colour \" and blue\"",
                                 ~"get colour", ~"cas colour green 1", ~"cas colour green 2", ~"incr n 5", ~"incr n -7", ~"incr colour", ~"set n 1 nx",
                                 ~"set m 1 nx ttl 100000", ~"keys", ~"keys c", ~"get colour n m x", ~"delete n", ~"delete n", ~"nonsense 1 2", ~"get",
                                 ~"incr n x", ~"set a b c", ~"set a b ttl -1", ~"say \"open", ~"say a\"b", ~"say \"\\q\"", ~"HELP"]],
    io:format("~n== data, cut into single bytes~n"),
    [lines:raw(Conn, <<B>>) || <<B>> <= ~"set text {12}\r\nline1\nline 2\r\nget text\r\n"],
    show(lines:receive_bytes(Conn, 2)),
    io:format("~n== many commands at once~n"),
    lines:raw(Conn, ["begin\nincr a\nincr a 10\nset b \"x y\"\nget a\ncommit\nget a\n"]),
    show(lines:receive_bytes(Conn, 11)),
    io:format("~n== a batch that fails leaves nothing behind~n"),
    lines:raw(Conn, ["begin\nset a 100\nincr b\ncommit\nget a\n"]),
    show(lines:receive_bytes(Conn, 5)),
    io:format("~n== too much~n"),
    Small = lines:open(#{max_line => 16, max_data => 8}),
    lines:raw(Small, ["get ", lists:duplicate(30, $x), "\nping\nset a {9}\nping\nset a {4}\nabcdef\nping\n"]),
    show(lines:receive_bytes(Small, 6)),
    lines:close(Small),
    io:format("~n== a property that does not hold, and the smallest value that shows it~n"),
    Words = lines_gen:bind(lines_gen:word(), fun(W) -> lines_gen:map(fun(Ws) -> [W | Ws] end, lines_gen:list(lines_gen:word())) end),
    Naive = fun(Ws) -> Ws =:= [] orelse binary:split(iolist_to_binary(lists:join(" ", Ws)), ~" ", [global]) =:= Ws end,
    {failed, Smallest, _, _} = lines_prop:for_all(Words, Naive),
    io:format("joining words with blanks: ~0p~n", [Smallest]),
    Real = fun(Ws) -> {[{line, Read}], _} = lines_codec:feed(iolist_to_binary(lines_codec:encode({line, Ws})), lines_codec:new()), Read =:= Ws end,
    io:format("the codec: ~p~n", [lines_prop:for_all(Words, Real)]),
    Ref = monitor(process, Conn),
    say(Conn, ~"quit"),
    receive {'DOWN', Ref, process, Conn, Why} -> io:format("closed: ~p~n", [Why]) end,
    ok = application:stop(lines).

say(Conn, Line) ->
    lines:raw(Conn, [Line, "\r\n"]),
    io:format("> ~ts~n", [Line]),
    show(lines:receive_bytes(Conn, 1)).

show(Bytes) -> [io:format("< ~ts~n", [string:trim(L, trailing, "\r")]) || L <- binary:split(Bytes, ~"\n", [global]), L =/= ~""].
