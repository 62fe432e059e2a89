%% io over a group leader of our own: every function's request as it arrives, what replies are made of, errors of devices.
-module(io_requests).
-export([main/0]).

main() ->
    Leader = group_leader(),
    Device = spawn_link(fun() -> device(Leader, "first line\nsecond {term, 1}.\n 42 abc\nfoo(X) -> X.\nlast", []) end),
    t("put_chars", fun() -> io:put_chars(Device, "abc") end),
    t("put_chars deep", fun() -> io:put_chars(Device, ["a", [<<"b">>, $c]]) end),
    t("put_chars unicode", fun() -> io:put_chars(Device, unicode, [1024, "x"]) end),
    t("put_chars latin1", fun() -> io:put_chars(Device, latin1, <<229>>) end),
    t("put_chars bad", fun() -> io:put_chars(Device, [foo]) end),
    t("nl", fun() -> io:nl(Device) end),
    t("write", fun() -> io:write(Device, {a, [1, 2], "x"}) end),
    t("format", fun() -> io:format(Device, "~p ~s~n", [{a, b}, "str"]) end),
    t("fwrite", fun() -> io:fwrite(Device, "~w", [[1]]) end),
    t("format bad", fun() -> io:format(Device, "~p ~p", [1]) end),
    t("format bad2", fun() -> io:format(Device, "~z", [1]) end),
    t("get_line", fun() -> io:get_line(Device, "> ") end),
    t("read", fun() -> io:read(Device, "? ") end),
    t("read2", fun() -> io:read(Device, 'p', 7) end),
    t("get_chars", fun() -> io:get_chars(Device, "", 3) end),
    t("get_chars 0", fun() -> io:get_chars(Device, "", 0) end),
    t("fread", fun() -> io:fread(Device, "", "~d ~s") end),
    t("scan_erl_form", fun() -> io:scan_erl_form(Device, "") end),
    t("parse_erl_form", fun() -> io:parse_erl_form(Device, "", 3) end),
    t("scan_erl_exprs", fun() -> io:scan_erl_exprs(Device, "", 3) end),
    t("parse_erl_exprs", fun() -> io:parse_erl_exprs(Device, "") end),
    t("setopts", fun() -> io:setopts(Device, [{encoding, latin1}, binary]) end),
    t("setopts bad", fun() -> io:setopts(Device, [{foo, bar}]) end),
    t("getopts", fun() -> io:getopts(Device) end),
    t("columns", fun() -> io:columns(Device) end),
    t("rows", fun() -> io:rows(Device) end),
    t("request", fun() -> io:request(Device, getopts) end),
    t("requests", fun() -> io:requests(Device, [{put_chars, unicode, "a"}, nl, {format, "~w", [b]}]) end),
    t("no device", fun() -> io:put_chars(no_such_device, "x") end),
    t("no device format", fun() -> io:format(no_such_device, "x", []) end),
    t("no device read", fun() -> io:get_line(no_such_device, "x") end),
    t("bad device", fun() -> io:put_chars(17, "x") end),
    Device ! {stop, self()},
    receive {log, Log} -> [io:format("~0tp~n", [R]) || R <- Log] end,
    t("terminated", fun() -> io:put_chars(Device, "x") end),
    redirected().

t(What, Fun) ->
    try Fun() of
        Result -> io:format("~s: ~0tp~n", [What, Result])
    catch
        Class:Reason -> io:format("~s: ~p ~0tp~n", [What, Class, Reason])
    end.

%% The output of a process and of those it starts goes where their group leader says.
redirected() ->
    Self = self(),
    Old = group_leader(),
    Collector = spawn_link(fun() -> device(Old, "", []) end),
    group_leader(Collector, Self),
    io:format("to the ~s~n", [collector]),
    io:put_chars(standard_io, "standard_io too"),
    Child = spawn_link(fun() -> io:format("child"), Self ! {done, self()} end),
    receive {done, Child} -> ok end,
    group_leader(Old, Self),
    Collector ! {stop, Self},
    receive {log, Log} -> [io:format("~0tp~n", [R]) || R <- Log] end,
    t("bad leader", fun() -> group_leader(foo, self()) end),
    t("bad leader2", fun() -> group_leader(self(), foo) end).

device(Leader, Input, Log) ->
    group_leader(Leader, self()),
    receive
        {io_request, From, As, Request} ->
            {Reply, Rest} = handle(Request, Input),
            From ! {io_reply, As, Reply},
            device(Leader, Rest, [shown(Request) | Log]);
        {stop, From} -> unlink(From), From ! {log, lists:reverse(Log)}
    end.

shown(Request) when tuple_size(Request) > 0, element(1, Request) =:= put_chars, tuple_size(Request) =:= 5 ->
    {put_chars, Encoding, M, F, A} = Request,
    {put_chars, Encoding, M, F, length(A)};
shown({get_until, Encoding, Prompt, M, F, A}) -> {get_until, Encoding, Prompt, M, F, length(A)};
shown(Request) -> Request.

handle({put_chars, Encoding, Chars}, Input) ->
    try unicode:characters_to_list(Chars, Encoding) of
        List when is_list(List) -> {ok, Input};
        _ -> {{error, put_chars}, Input}
    catch
        error:badarg -> {{error, {put_chars, Encoding}}, Input}
    end;
handle({put_chars, Encoding, M, F, A}, Input) ->
    try apply(M, F, A) of
        Chars -> handle({put_chars, Encoding, Chars}, Input)
    catch
        _:_ -> {{error, {format, A}}, Input}
    end;
handle({get_line, _, _}, Input) ->
    case lists:splitwith(fun(C) -> C =/= $\n end, Input) of
        {[], []} -> {eof, []};
        {Line, [$\n | Rest]} -> {Line ++ "\n", Rest};
        {Line, []} -> {Line, []}
    end;
handle({get_chars, _, _, N}, Input) ->
    {Chars, Rest} = lists:split(min(N, length(Input)), Input),
    {Chars, Rest};
handle({get_until, _, _, M, F, A}, Input) -> until(apply(M, F, [[], Input | A]), M, F, A);
handle({setopts, Opts}, Input) ->
    case lists:keymember(foo, 1, Opts) of
        true -> {{error, enotsup}, Input};
        false -> {ok, Input}
    end;
handle(getopts, Input) -> {[{binary, false}, {encoding, unicode}], Input};
handle({get_geometry, columns}, Input) -> {91, Input};
handle({get_geometry, rows}, Input) -> {{error, enotsup}, Input};
handle({requests, Requests}, Input) ->
    lists:foldl(fun(R, {_, In}) -> handle(R, In) end, {ok, Input}, Requests);
handle(_, Input) -> {{error, request}, Input}.

until({done, Result, eof}, _, _, _) -> {Result, []};
until({done, Result, Rest}, _, _, _) -> {Result, Rest};
until({more, State}, M, F, A) -> until(apply(M, F, [State, eof | A]), M, F, A).
