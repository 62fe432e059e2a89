%% The io servers of the operating system's streams: `user` (standard input and output) and `standard_error`.
%%
%% Natives used:
%%   purlin_io:write(Fd, Bytes)   writes all of a binary, ok | {error, Reason}; the process waits, not the worker
%%   purlin_io:read(Fd, Max)      {ok, Binary} | eof | {error, Reason}; waits likewise, returns what is there
%%   purlin_io:columns(Fd)        columns of a terminal, or 0
%%   purlin_io:rows(Fd)           rows of a terminal, or 0
%%   purlin_io:is_terminal(Fd)    boolean
-module(user).
-export([start/0, start/2, init/2, interfaces/1, wait_for_log/0]).

%% Output goes out at once. Input is asked for by a helper process, so that output is served while a reader
%% waits; read requests queue up in `waiting`.
-record(st, {fd, binary = false, echo = true, enc = unicode, rest = <<>>, eof = false, reader = none,
             waiting = queue:new()}).

-doc "Starts the servers of the standard streams and what waits for the first log message; gives the pid of user.".
start() ->
    _ = start(standard_error, 2),
    whereis(logger) =:= undefined andalso register(logger, spawn(?MODULE, wait_for_log, [])),
    start(user, 1).

-doc false.
start(Name, Fd) ->
    Pid = spawn(?MODULE, init, [Name, Fd]),
    register(Name, Pid),
    Pid.

%% Stands in for the server of logging, whose modules are loaded when there is something to log.
-doc false.
wait_for_log() ->
    receive
        Msg ->
            self() ! Msg,
            lead(whereis(user)),
            logger_server:enter()
    end.

%% The message may tell of the end of `user`.
lead(undefined) -> ok;
lead(User) -> group_leader(User, self()).

-doc false.
interfaces(_) -> [].

-doc false.
init(Name, Fd) ->
    process_flag(trap_exit, true),
    put('$process_label', Name),
    group_leader(self(), self()),
    loop(#st{fd = Fd}).

loop(St) ->
    receive
        {io_request, From, As, Request} -> loop(request(Request, From, As, St));
        {stdin, Data} -> loop(arrived(Data, St));
        {'EXIT', _, _} -> loop(St);
        _ -> loop(St)
    end.

reply(From, As, Reply) ->
    From ! {io_reply, As, Reply},
    ok.

request(Request, From, As, St) ->
    case is_input(Request) of
        true ->
            serve(St#st{waiting = queue:in({From, As, Request, start}, St#st.waiting)});
        false ->
            {Reply, St1} = do(Request, St),
            reply(From, As, Reply),
            St1
    end.

is_input({get_chars, _, _, _}) -> true;
is_input({get_chars, _, _}) -> true;
is_input({get_line, _, _}) -> true;
is_input({get_line, _}) -> true;
is_input({get_until, _, _, _, _, _}) -> true;
is_input({get_until, _, _, _, _}) -> true;
is_input({get_password, _}) -> true;
is_input(_) -> false.

%% ---------------------------------------------------------------------------------------------------------
%% Requests answered at once

do({put_chars, Enc, Chars}, St) -> {put(Chars, Enc, St), St};
do({put_chars, Enc, M, F, A} = Request, St) ->
    try apply(M, F, A) of
        Chars -> {put(Chars, Enc, St), St}
    catch
        _:_ -> {{error, element(4, Request)}, St}
    end;
do({put_chars, Chars}, St) -> {put(Chars, latin1, St), St};
do({put_chars, M, F, A}, St) -> do({put_chars, latin1, M, F, A}, St);
do({requests, Requests}, St) -> requests(Requests, {ok, St});
do({setopts, Options}, St) -> setopts(Options, St);
do(getopts, #st{fd = Fd} = St) ->
    {[{binary, St#st.binary}, {echo, St#st.echo}, {encoding, St#st.enc}, {terminal, purlin_io:is_terminal(Fd)}], St};
do({get_geometry, columns}, #st{fd = Fd} = St) -> {size_or(purlin_io:columns(Fd)), St};
do({get_geometry, rows}, #st{fd = Fd} = St) -> {size_or(purlin_io:rows(Fd)), St};
do(_, St) -> {{error, request}, St}.

size_or(0) -> {error, enotsup};
size_or(N) -> N.

requests([R | Rs], {_, St}) ->
    case do(R, St) of
        {{error, _}, _} = Error -> Error;
        Done -> requests(Rs, Done)
    end;
requests([], Done) -> Done.

put(Bytes, unicode, #st{fd = Fd, enc = unicode} = St) when is_binary(Bytes) ->
    case unicode:bin_is_7bit(Bytes) of
        true -> purlin_io:write(Fd, Bytes);
        false -> put_converted(Bytes, unicode, St)
    end;
put(Chars, From, St) -> put_converted(Chars, From, St).

put_converted(Chars, From, #st{fd = Fd, enc = Enc}) ->
    try unicode:characters_to_binary(Chars, From, Enc) of
        Bytes when is_binary(Bytes) -> purlin_io:write(Fd, Bytes);
        {error, _, _} when Enc =:= latin1 -> purlin_io:write(Fd, escaped(unicode:characters_to_list(Chars, From)));
        {_, _, _} -> {error, {put_chars, From, Chars}}
    catch
        error:_ -> {error, {put_chars, From, Chars}}
    end.

%% Characters a Latin-1 stream cannot show.
escaped(Chars) ->
    iolist_to_binary([if C > 255 -> ["\\x{", integer_to_list(C, 16), $}]; true -> C end || C <- Chars]).

setopts(Options, St) ->
    try {ok, lists:foldl(fun setopt/2, St, proplists:unfold(Options))}
    catch
        _:_ -> {{error, enotsup}, St}
    end.

setopt({binary, B}, St) when is_boolean(B) -> St#st{binary = B};
setopt({list, B}, St) when is_boolean(B) -> St#st{binary = not B};
setopt({echo, B}, St) when is_boolean(B) -> St#st{echo = B};
setopt({encoding, E}, St) when E =:= latin1; E =:= unicode -> St#st{enc = E};
setopt({encoding, utf8}, St) -> St#st{enc = unicode};
setopt({expand_fun, F}, St) when is_function(F) -> St;
setopt({line_history, B}, St) when is_boolean(B) -> St;
setopt({log, _}, St) -> St.

%% ---------------------------------------------------------------------------------------------------------
%% Input: the oldest reader is served from the bytes at hand; when they do not do, more are asked for.

serve(#st{waiting = Waiting} = St) ->
    case queue:out(Waiting) of
        {empty, _} ->
            St;
        {{value, {From, As, Request, State}}, Later} ->
            Next = St#st{waiting = Later},
            case is_gone(From) of
                true -> serve(Next);
                false ->
                    State =:= start andalso prompt(Request, St),
                    step(From, As, Request, State, Next)
            end
    end.

%% Nobody waits for the answer any more: the input is for others.
is_gone(From) -> is_pid(From) andalso node(From) =:= node() andalso not is_process_alive(From).

step(From, As, Request, State, #st{rest = <<>>, eof = false} = St) ->
    want(St#st{waiting = queue:in_r({From, As, Request, state(State)}, St#st.waiting)});
step(From, As, Request, State, #st{rest = Rest, eof = Eof} = St) ->
    {Data, Later} = case Rest of
        <<>> when Eof -> {eof, <<>>};
        _ -> wanted(Request, Rest, St)
    end,
    case Data of
        <<>> when not Eof ->
            want(St#st{waiting = queue:in_r({From, As, Request, state(State)}, St#st.waiting)});
        _ ->
            case collect(Request, bare(State), chars(Data), St) of
                {stop, Result, Left} ->
                    reply(From, As, result(Result, Request, St)),
                    serve(St#st{rest = left(Left, Later), eof = Eof andalso Left =/= eof});
                {error, Reason} ->
                    reply(From, As, {error, Reason}),
                    serve(St#st{rest = <<>>});
                More ->
                    is_by_line(Request) andalso prompt(Request, St),
                    step(From, As, Request, {state, More}, St#st{rest = Later, eof = Eof})
            end
    end.

%% A state that has prompted already is wrapped.
state({state, _} = S) -> S;
state(start) -> {state, start}.

bare({state, S}) -> S;
bare(start) -> start.

left(eof, _) -> <<>>;
left(Left, Later) when is_list(Left) -> <<(unicode:characters_to_binary(Left))/binary, Later/binary>>;
left(Left, Later) -> <<Left/binary, Later/binary>>.

chars(eof) -> eof;
chars(Bytes) -> unicode:characters_to_list(Bytes).

%% Who asks for a line, or for what lines hold, gets one after the other, and is prompted for each.
wanted(Request, Rest, St) ->
    case is_by_line(Request) andalso binary:match(Rest, <<"\n">>) of
        {At, 1} ->
            <<Line:(At + 1)/binary, More/binary>> = Rest,
            {Data, <<>>} = whole_chars(Line, St#st{eof = true}),
            {Data, More};
        _ -> whole_chars(Rest, St)
    end.

is_by_line({get_chars, _, _, _}) -> false;
is_by_line({get_chars, _, _}) -> false;
is_by_line(_) -> true.

%% Bytes that end within a character wait for the rest of it.
whole_chars(Bytes, #st{enc = latin1}) -> {unicode:characters_to_binary(Bytes, latin1, unicode), <<>>};
whole_chars(Bytes, #st{eof = Eof}) ->
    case unicode:characters_to_binary(Bytes) of
        B when is_binary(B) -> {B, <<>>};
        {incomplete, B, Later} when not Eof -> {B, Later};
        {_, _, _} -> {unicode:characters_to_binary(Bytes, latin1, unicode), <<>>}
    end.

collect({get_line, _, _}, S, Data, _) -> io_lib:collect_line(S, Data, unicode, []);
collect({get_line, _}, S, Data, _) -> io_lib:collect_line(S, Data, unicode, []);
collect({get_password, _}, S, Data, _) -> io_lib:collect_line_no_eol(S, Data, unicode, []);
collect({get_chars, _, _, N}, S, Data, _) -> io_lib:collect_chars(S, Data, unicode, N);
collect({get_chars, _, N}, S, Data, _) -> io_lib:collect_chars(S, Data, unicode, N);
collect({get_until, _, _, M, F, A}, S, Data, _) -> until(S, Data, M, F, A);
collect({get_until, _, M, F, A}, S, Data, _) -> until(S, Data, M, F, A).

until(S, Data, M, F, A) ->
    try io_lib:get_until(S, Data, unicode, {M, F, A})
    catch
        _:_ -> {error, F}
    end.

result(eof, _, _) -> eof;
result(Result, Request, St) ->
    case is_list(Result) andalso is_by_line(Request) of
        true when element(2, Request) =:= latin1 -> latin1_only(Result, Request, St);
        _ -> converted(Result, Request, St)
    end.

latin1_only(Line, Request, St) ->
    case lists:any(fun(C) -> C > 255 end, Line) of
        true -> {error, {no_translation, unicode, latin1}};
        false -> converted(Line, Request, St)
    end.

converted(Result, Request, #st{binary = true}) when is_list(Result), element(1, Request) =/= get_until ->
    unicode:characters_to_binary(Result, unicode, asked(Request));
converted(Result, _, _) -> Result.

asked({_, latin1, _}) -> latin1;
asked({_, latin1, _, _}) -> latin1;
asked(_) -> unicode.

prompt({get_password, _}, _) -> ok;
prompt({get_line, Prompt}, St) -> show(Prompt, St);
prompt({get_line, _, Prompt}, St) -> show(Prompt, St);
prompt({get_chars, Prompt, _}, St) -> show(Prompt, St);
prompt({get_chars, _, Prompt, _}, St) -> show(Prompt, St);
prompt({get_until, Prompt, _, _, _}, St) -> show(Prompt, St);
prompt({get_until, _, Prompt, _, _, _}, St) -> show(Prompt, St).

show(Prompt, St) -> put(io_lib:format_prompt(Prompt, unicode), unicode, St).

want(#st{reader = none, fd = 1} = St) ->
    Server = self(),
    St#st{reader = spawn_link(fun() -> Server ! {stdin, purlin_io:read(0, 65536)} end)};
want(#st{reader = none} = St) -> arrived(eof, St);
want(St) -> St.

arrived({ok, Bytes}, #st{rest = Rest} = St) -> serve(St#st{reader = none, rest = <<Rest/binary, Bytes/binary>>});
arrived(_, St) -> serve(St#st{reader = none, eof = true}).
