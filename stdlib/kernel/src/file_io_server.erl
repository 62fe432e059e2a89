%% An opened file as a process: speaks the io protocol, and answers `file` for what the protocol has no words for.
%%
%% `ahead` holds bytes read from the file and not yet asked for: the file itself stands that much further than its reader
%% believes. Whatever moves, writes or cuts first goes back over them. A request that fails to read or write ends the
%% process, as the place in the file is unknown from then on; later requests then find it terminated.
-module(file_io_server).
-moduledoc false.
-export([open/2, place/1, without_return/1, format_error/1]).

-record(st, {handle, owner, monitor, ahead = <<>>, step = 8192, mode = list, enc = latin1, writes = false}).

-define(IS_WIDE(Enc), (Enc =/= latin1 andalso Enc =/= unicode)).

open(Name, Modes) ->
    case options(Modes, #st{owner = self()}) of
        bad -> {error, badarg};
        St ->
            Tag = make_ref(),
            {Pid, Watch} = spawn_monitor(fun() -> start(Name, Modes, Tag, St) end),
            receive
                {Tag, ok} ->
                    demonitor(Watch, [flush]),
                    {ok, Pid};
                {Tag, Error} ->
                    demonitor(Watch, [flush]),
                    Error;
                {'DOWN', Watch, process, _, _} -> {error, terminated}
            end
    end.

start(Name, Modes, Tag, #st{owner = Owner} = St) ->
    case purlin_file:open(Name, Modes) of
        {ok, Handle} ->
            Monitor = monitor(process, Owner),
            Owner ! {Tag, ok},
            loop(St#st{handle = Handle, monitor = Monitor});
        Error ->
            Owner ! {Tag, Error}
    end.

options([binary | Modes], St) -> options(Modes, St#st{mode = binary});
options([{encoding, Enc} | Modes], St) ->
    case encoding(Enc) of
        bad -> bad;
        Known -> options(Modes, St#st{enc = Known})
    end;
options([{read_ahead, N} | Modes], St) when is_integer(N), N > 0 -> options(Modes, St#st{step = N});
options([M | Modes], St) when M =:= write; M =:= append; M =:= exclusive -> options(Modes, St#st{writes = true});
options([_ | Modes], St) -> options(Modes, St);
options([], St) -> St;
options(_, _) -> bad.

encoding(latin1) -> latin1;
encoding(utf8) -> unicode;
encoding(unicode) -> unicode;
encoding(utf16) -> {utf16, big};
encoding(utf32) -> {utf32, big};
encoding({Width, Order} = Enc) when Width =:= utf16 orelse Width =:= utf32, Order =:= big orelse Order =:= little -> Enc;
encoding(_) -> bad.

format_error(invalid_unicode) -> io_lib:format("cannot translate from UTF-8", []);
format_error(Reason) -> erl_posix_msg:message(Reason).

loop(#st{monitor = Monitor} = St) ->
    receive
        {file_request, From, As, Request} ->
            answered(file_request(Request, St), fun(Reply) -> From ! {file_reply, As, Reply} end);
        {io_request, From, As, Request} ->
            answered(io_request(Request, St), fun(Reply) -> From ! {io_reply, As, Reply} end);
        {'DOWN', Monitor, process, _, _} ->
            purlin_file:close(St#st.handle);
        _ ->
            loop(St)
    end.

answered({reply, Reply, St}, Send) ->
    Send(Reply),
    loop(St);
answered({stop, Reply, St}, Send) ->
    purlin_file:close(St#st.handle),
    Send(Reply).

%% ---------------------------------------------------------------------------------------------------------
%% What `file` asks

file_request(close, St) ->
    {stop, ok, St};
file_request({position, Place}, St) ->
    {Reply, St1} = position(Place, St),
    {reply, Reply, St1};
file_request({pread, Place, N}, St) ->
    case position(Place, St) of
        {{ok, _}, St1} -> told(get_chars(N, latin1, St1));
        {Error, St1} -> {reply, Error, St1}
    end;
file_request({pwrite, Place, Bytes}, St) ->
    case position(Place, St) of
        {{ok, _}, St1} -> put_chars(Bytes, latin1, fun() -> badarg end, St1);
        {Error, St1} -> {reply, Error, St1}
    end;
file_request(info, St) -> {reply, purlin_file:handle_info(St#st.handle), St};
file_request(truncate, St) -> or_stop(purlin_file:truncate((back(St))#st.handle), back_done(St));
file_request(sync, St) -> or_stop(purlin_file:sync(St#st.handle), St);
file_request(datasync, St) -> or_stop(purlin_file:sync(St#st.handle), St);
file_request({advise, At, N, Advice}, St) when is_integer(At), is_integer(N) ->
    case lists:member(Advice, [normal, sequential, random, no_reuse, will_need, dont_need]) of
        true -> {reply, ok, St};
        false -> {reply, {error, einval}, St}
    end;
file_request({allocate, _, _}, #st{writes = true} = St) -> {reply, ok, St};
file_request({allocate, _, _}, St) -> {reply, {error, ebadf}, St}.

told({reply, Data, St}) when is_list(Data); is_binary(Data) -> {reply, {ok, Data}, St};
told(Answer) -> Answer.

or_stop(ok, St) -> {reply, ok, St};
or_stop(Error, St) -> {stop, Error, St}.

%% Where to go: a distance from the start, from here or from the end.
place(At) when is_integer(At) -> {bof, At};
place(From) when From =:= bof; From =:= cur; From =:= eof -> {From, 0};
place({From, At} = Place) when is_integer(At), From =:= bof orelse From =:= cur orelse From =:= eof -> Place;
place(_) -> bad.

position(Place, #st{handle = Handle, ahead = Ahead} = St) ->
    case place(Place) of
        bad -> {{error, badarg}, St};
        {bof, At} when At < 0 -> {{error, einval}, St};
        {From, At} ->
            Distance = case From of
                cur -> At - byte_size(Ahead);
                _ -> At
            end,
            case purlin_file:position(Handle, {From, Distance}) of
                {ok, _} = Done -> {Done, St#st{ahead = <<>>}};
                Error -> {Error, St}
            end
    end.

%% Goes back over what was read ahead.
back(#st{ahead = <<>>} = St) -> St;
back(#st{ahead = Ahead, handle = Handle} = St) ->
    _ = purlin_file:position(Handle, {cur, -byte_size(Ahead)}),
    St#st{ahead = <<>>}.

back_done(St) -> St#st{ahead = <<>>}.

%% ---------------------------------------------------------------------------------------------------------
%% What the io protocol asks

io_request({put_chars, Enc, Chars}, St) ->
    put_chars(Chars, Enc, fun() -> {no_translation, Enc, St#st.enc} end, St);
io_request({put_chars, Enc, M, F, As}, St) ->
    try apply(M, F, As) of
        Chars -> io_request({put_chars, Enc, Chars}, St)
    catch
        _:_ -> {stop, {error, F}, St}
    end;
io_request({put_chars, Chars}, St) -> io_request({put_chars, latin1, Chars}, St);
io_request({put_chars, M, F, As}, St) -> io_request({put_chars, latin1, M, F, As}, St);
io_request({get_chars, Enc, _, N}, St) -> get_chars(N, Enc, St);
io_request({get_chars, _, N}, St) -> get_chars(N, latin1, St);
io_request({get_line, Enc, _}, St) -> get_line(Enc, St);
io_request({get_line, _}, St) -> get_line(latin1, St);
io_request({get_until, _, _, M, F, As}, St) -> until(start, {M, F, As}, St);
io_request({get_until, _, M, F, As}, St) -> until(start, {M, F, As}, St);
io_request({requests, Requests}, St) -> requests(Requests, {reply, ok, St});
io_request({setopts, Options}, St) -> setopts(Options, St);
io_request(getopts, #st{mode = Mode, enc = Enc} = St) ->
    {reply, [{binary, Mode =:= binary}, {encoding, Enc}], St};
io_request({get_geometry, _}, St) -> {reply, {error, enotsup}, St};
io_request(Request, St) -> {reply, {error, {request, Request}}, St}.

requests(_, {stop, _, _} = Stop) -> Stop;
requests(_, {reply, {error, _}, _} = Failed) -> Failed;
requests([R | Rs], {reply, _, St}) -> requests(Rs, io_request(R, St));
requests([], Done) -> Done;
requests(Bad, {reply, _, St}) -> {reply, {error, {requests, Bad}}, St}.

setopts(Options, St) when is_list(Options) ->
    setopt(proplists:unfold([word(O) || O <- Options]), St, St);
setopts(_, St) -> {reply, {error, enotsup}, St}.

word(list) -> {binary, false};
word({list, B}) when is_boolean(B) -> {binary, not B};
word(Option) -> Option.

setopt([{binary, B} | Options], St, Was) when is_boolean(B) ->
    setopt(Options, St#st{mode = case B of true -> binary; false -> list end}, Was);
setopt([{encoding, Enc} | Options], St, Was) ->
    case encoding(Enc) of
        bad -> {reply, {error, badarg}, Was};
        Known -> setopt(Options, St#st{enc = Known}, Was)
    end;
setopt([], St, _) -> {reply, ok, St};
setopt(_, _, Was) -> {reply, {error, enotsup}, Was}.

%% ---------------------------------------------------------------------------------------------------------
%% Writing

put_chars(Bytes, latin1, _, #st{enc = latin1} = St) when is_binary(Bytes) -> put_bytes(Bytes, St);
put_chars(Chars, From, Why, #st{enc = Enc} = St) ->
    try unicode:characters_to_binary(Chars, From, Enc) of
        Bytes when is_binary(Bytes) -> put_bytes(Bytes, St);
        {_, _, _} -> {stop, {error, Why()}, St}
    catch
        error:badarg -> {stop, {error, Why()}, St}
    end.

put_bytes(Bytes, St) ->
    #st{handle = Handle} = St1 = back(St),
    or_stop(purlin_file:write(Handle, Bytes), St1).

%% ---------------------------------------------------------------------------------------------------------
%% Reading

%% Reads on; the new bytes come after those at hand.
more(#st{handle = Handle, ahead = Ahead, step = Step} = St, N) ->
    case purlin_file:read(Handle, max(N, Step)) of
        {ok, Bytes} when Ahead =:= <<>> -> {ok, St#st{ahead = Bytes}};
        {ok, Bytes} -> {ok, St#st{ahead = <<Ahead/binary, Bytes/binary>>}};
        Other -> Other
    end.

get_chars(0, _, #st{mode = binary} = St) -> {reply, <<>>, St};
get_chars(0, _, St) -> {reply, "", St};
get_chars(N, To, #st{enc = latin1, ahead = Ahead} = St) when is_integer(N), N > 0 ->
    case Ahead of
        <<Bytes:N/binary, Rest/binary>> -> reply(Bytes, To, latin1, St#st{ahead = Rest});
        _ -> get_more(more(St, N - byte_size(Ahead)), fun(St1) -> get_chars(N, To, St1) end, To, St)
    end;
get_chars(N, To, #st{enc = Enc, ahead = Ahead} = St) when is_integer(N), N > 0 ->
    case chars_of(Ahead, N, 0, Enc) of
        {ok, Size} ->
            <<Bytes:Size/binary, Rest/binary>> = Ahead,
            reply(Bytes, To, Enc, St#st{ahead = Rest});
        incomplete -> get_more(more(St, N), fun(St1) -> get_chars(N, To, St1) end, To, St);
        invalid -> {stop, {error, invalid_unicode}, St}
    end;
get_chars(_, _, St) -> {stop, {error, badarg}, St}.

%% How many bytes N characters take.
chars_of(_, 0, Size, _) -> {ok, Size};
chars_of(Bytes, N, Size, Enc) ->
    case Bytes of
        <<_:Size/binary>> -> incomplete;
        <<_:Size/binary, C/utf8, _/binary>> when Enc =:= unicode -> chars_of(Bytes, N - 1, Size + width_utf8(C), Enc);
        <<_:Size/binary, C/utf16-big, _/binary>> when Enc =:= {utf16, big} ->
            chars_of(Bytes, N - 1, Size + width_utf16(C), Enc);
        <<_:Size/binary, C/utf16-little, _/binary>> when Enc =:= {utf16, little} ->
            chars_of(Bytes, N - 1, Size + width_utf16(C), Enc);
        <<_:Size/binary, _/utf32-big, _/binary>> when Enc =:= {utf32, big} -> chars_of(Bytes, N - 1, Size + 4, Enc);
        <<_:Size/binary, _/utf32-little, _/binary>> when Enc =:= {utf32, little} ->
            chars_of(Bytes, N - 1, Size + 4, Enc);
        <<_:Size/binary, Rest/binary>> -> broken(Rest, Enc)
    end.

width_utf8(C) when C < 16#80 -> 1;
width_utf8(C) when C < 16#800 -> 2;
width_utf8(C) when C < 16#10000 -> 3;
width_utf8(_) -> 4.

width_utf16(C) when C < 16#10000 -> 2;
width_utf16(_) -> 4.

%% Is this the beginning of a character, or none at all?
broken(Bytes, Enc) ->
    Part = binary:part(Bytes, 0, min(4, byte_size(Bytes))),
    case unicode:characters_to_list(Part, Enc) of
        {incomplete, "", _} -> incomplete;
        _ -> invalid
    end.

%% Goes on with what more there is; at the end the bytes at hand are the answer.
get_more({ok, St}, Go, _, _) -> Go(St);
get_more(eof, _, _, #st{ahead = <<>>} = St) -> {reply, eof, St};
get_more(eof, _, To, #st{ahead = Bytes, enc = Enc} = St) -> reply(Bytes, To, Enc, St#st{ahead = <<>>});
get_more(Error, _, _, St) -> {stop, Error, St}.

get_line(To, #st{ahead = <<>>} = St) ->
    get_more(more(St, 0), fun(St1) -> get_line(To, St1) end, To, St);
get_line(To, St) -> line(0, To, St).

%% No newline before From.
line(From, To, #st{ahead = Ahead, enc = Enc} = St) ->
    case newline(Ahead, From, Enc) of
        {ok, Size} ->
            <<Bytes:Size/binary, Rest/binary>> = Ahead,
            line_reply(without_return(Bytes, Enc), To, Enc, St#st{ahead = Rest});
        none ->
            case more(St, 0) of
                {ok, St1} -> line(byte_size(Ahead), To, St1);
                eof -> line_reply(Ahead, To, Enc, St#st{ahead = <<>>});
                Error -> {stop, Error, St}
            end
    end.

newline(Bytes, From, Enc) when not ?IS_WIDE(Enc) ->
    case binary:match(Bytes, <<$\n>>, [{scope, {From, byte_size(Bytes) - From}}]) of
        {At, 1} -> {ok, At + 1};
        nomatch -> none
    end;
newline(Bytes, From, Enc) ->
    newline_wide(Bytes, From band bnot 3, unicode:characters_to_binary("\n", latin1, Enc)).

newline_wide(Bytes, At, Newline) ->
    Width = byte_size(Newline),
    case Bytes of
        <<_:At/binary, Newline:Width/binary, _/binary>> -> {ok, At + Width};
        <<_:At/binary, _:Width/binary, _/binary>> -> newline_wide(Bytes, At + Width, Newline);
        _ -> none
    end.

%% A line that ends as lines of other systems do.
without_return(Line) -> without_return(Line, latin1).

without_return(Line, Enc) when not ?IS_WIDE(Enc) ->
    Size = byte_size(Line) - 2,
    case Line of
        <<Text:Size/binary, "\r\n">> -> <<Text/binary, $\n>>;
        _ -> Line
    end;
without_return(Line, Enc) ->
    End = unicode:characters_to_binary("\r\n", latin1, Enc),
    Size = byte_size(Line) - byte_size(End),
    case Line of
        <<Text:Size/binary, End/binary>> ->
            <<Text/binary, (unicode:characters_to_binary("\n", latin1, Enc))/binary>>;
        _ -> Line
    end.

line_reply(Bytes, To, Enc, St) ->
    case reply(Bytes, To, Enc, St) of
        {stop, {error, invalid_unicode}, St1} -> {stop, {error, {no_translation, unicode, unicode}}, St1};
        Reply -> Reply
    end.

%% Bytes of the file as the reader wants them: bytes for Latin-1, else characters.
reply(Bytes, latin1, latin1, #st{mode = binary} = St) -> {reply, Bytes, St};
reply(Bytes, _, latin1, #st{mode = list} = St) -> {reply, binary_to_list(Bytes), St};
reply(Bytes, To, Enc, #st{mode = Mode} = St) ->
    case unicode:characters_to_list(Bytes, Enc) of
        Chars when is_list(Chars) -> chars_reply(Chars, To, Mode, St);
        _ -> {stop, {error, invalid_unicode}, St}
    end.

chars_reply(Chars, latin1, Mode, St) ->
    case lists:all(fun(C) -> C < 256 end, Chars) of
        true when Mode =:= binary -> {reply, list_to_binary(Chars), St};
        true -> {reply, Chars, St};
        false -> {stop, {error, {no_translation, unicode, latin1}}, St}
    end;
chars_reply(Chars, _, list, St) -> {reply, Chars, St};
chars_reply(Chars, _, binary, St) -> {reply, unicode:characters_to_binary(Chars), St}.

%% Feeds characters to a function until it is done.
until(State, Call, #st{ahead = <<>>} = St) ->
    case more(St, 0) of
        {ok, St1} -> until(State, Call, St1);
        eof -> until(State, eof, <<>>, Call, St);
        Error -> {stop, Error, St}
    end;
until(State, Call, #st{ahead = Ahead, enc = Enc} = St) ->
    {First, Later} = first_line(Ahead, Enc),
    case unicode:characters_to_list(First, Enc) of
        Chars when is_list(Chars) -> until(State, Chars, Later, Call, St);
        {incomplete, Chars, Rest} when Chars =/= [] -> until(State, Chars, <<Rest/binary, Later/binary>>, Call, St);
        {incomplete, [], _} ->
            case more(St, 0) of
                {ok, St1} -> until(State, Call, St1);
                eof -> {stop, {error, invalid_unicode}, St};
                Error -> {stop, Error, St}
            end;
        %% What comes before the bad bytes may be enough.
        {error, Chars, Rest} when Chars =/= [] -> until(State, Chars, <<Rest/binary, Later/binary>>, Call, St);
        {error, [], _} -> {stop, {error, invalid_unicode}, St}
    end.

%% Lines come one by one: what is left over is converted back.
first_line(Bytes, Enc) when Enc =:= latin1; Enc =:= unicode; Enc =:= utf8 ->
    case binary:match(Bytes, <<"\n">>) of
        {At, 1} -> split_binary(Bytes, At + 1);
        nomatch -> {Bytes, <<>>}
    end;
first_line(Bytes, _) -> {Bytes, <<>>}.

until(State, Data, Later, {_, F, _} = Call, #st{enc = Enc} = St) ->
    try io_lib:get_until(State, Data, unicode, Call) of
        {stop, Result, Left} -> {reply, Result, St#st{ahead = left(Left, Later, Enc)}};
        {error, _} = Error -> {stop, Error, St};
        More -> until(More, Call, St#st{ahead = Later})
    catch
        _:_ -> {stop, {error, F}, St}
    end.

left(eof, Later, _) -> Later;
left([], Later, _) -> Later;
left(Chars, Later, Enc) -> <<(unicode:characters_to_binary(Chars, unicode, Enc))/binary, Later/binary>>.
