%% A client: opens a connection and talks frames with it.
-module(lines).
-export([open/0, open/1, raw/2, request/2, receive_bytes/2, close/1]).

open() -> open(#{}).

open(Options) ->
    Configured = #{max_line => application:get_env(lines, max_line, 1024), max_data => application:get_env(lines, max_value, 65536)},
    {ok, Conn} = lines_sup:connect(self(), maps:merge(Configured, Options)),
    Conn.

-doc "Sends bytes as they are.".
raw(Conn, Bytes) -> lines_conn:send(Conn, iolist_to_binary(Bytes)).

-doc "Sends a frame and waits for one reply.".
request(Conn, Words) ->
    raw(Conn, lines_codec:encode({line, Words})),
    [Frame] = replies(receive_bytes(Conn, 1)),
    Frame.

replies(Bytes) ->
    {Frames, _} = lines_codec:feed(Bytes, lines_codec:new()),
    Frames.

-doc "The bytes of the next N replies.".
receive_bytes(_, 0) -> <<>>;
receive_bytes(Conn, N) ->
    receive
        {lines, Conn, Bytes} -> <<Bytes/binary, (receive_bytes(Conn, N - 1))/binary>>
    after 5000 -> error({no_reply, N})
    end.

close(Conn) -> lines_conn:close(Conn).
