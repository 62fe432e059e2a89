%% Files in memory (`ram`), compressed ones, and directories opened as files.
-module(file_in_memory).
-export([main/0]).

main() ->
    [p({Data, Modes}, fun() -> ram(Data, Modes) end)
     || Data <- [<<"hello">>, ["he", <<"llo">>], "", foo, [256]],
        Modes <- [[ram], [ram, binary, read], [ram, write], [ram, read, write], [ram, append], [ram, raw], [ram, {encoding, utf8}], [ram, compressed]]],
    places(),
    Dir = filename:join(os:getenv("TMPDIR", "/tmp"), "purlin_file_in_memory_" ++ os:getpid()),
    ok = filelib:ensure_path(Dir),
    {ok, Old} = file:get_cwd(),
    try
        ok = file:set_cwd(Dir),
        compressed(),
        directories(Dir)
    after
        file:set_cwd(Old),
        file:del_dir_r(Dir)
    end.

p(Label, F) ->
    io:format("~0p ~0p~n", [Label, try F() catch Class:Reason -> {Class, Reason} end]).

ram(Data, Modes) ->
    case file:open(Data, Modes) of
        {ok, F} ->
            Seen = [element(2, F), file:read(F, 100), file:position(F, cur), file:write(F, "xy"), file:position(F, 0), file:read(F, 100), file:read(F, 0)],
            {Seen, file:close(F), file:close(F), file:read(F, 1)};
        Error -> Error
    end.

places() ->
    New = fun(Modes) -> {ok, F} = file:open(<<"line one\nline two\r\nlast">>, [ram, binary | Modes]), F end,
    F = New([read, write]),
    p(position, fun() -> [file:position(F, P) || P <- [3, cur, {cur, 2}, {cur, -9}, eof, {eof, -2}, {bof, 4}, bof, -1, foo, 1000, {eof, 5}]] end),
    p(beyond, fun() -> [file:position(F, 30), file:write(F, "end"), file:pread(F, 20, 100), file:pread(F, 100, 3), file:position(F, cur)] end),
    p(many, fun() -> [file:pread(F, [{0, 4}, {500, 1}, {5, 3}]), file:pwrite(F, 2, "XX"), file:pwrite(F, [{0, "A"}, {1, <<"B">>}]), file:pread(F, 0, 9)] end),
    p(cut, fun() -> [file:position(F, 4), file:truncate(F), file:position(F, 0), file:read(F, 50), file:sync(F), file:datasync(F), file:read(F, 1)] end),
    p(hints, fun() -> [file:advise(F, 0, 0, normal), file:allocate(F, 0, 100), file:close(F)] end),
    R = New([read]),
    p(read_only, fun() -> [file:write(R, "x"), file:pwrite(R, 0, "x"), file:truncate(R), file:read(R, 4)] end),
    W = New([read, write]),
    p(copy, fun() -> [file:position(R, 0), file:position(W, eof), file:copy(R, W), file:pread(W, 0, 100)] end),
    [file:close(X) || X <- [R, W]].

compressed() ->
    {ok, W} = file:open("z.gz", [write, compressed]),
    p(write, fun() -> [file:write(W, "hello compressed\nworld\n"), io:format(W, "~p~n", [x]), file:read(W, 1)] end),
    file:close(W),
    {ok, V} = file:open("z.gz", [write, compressed, raw]),
    p(write_raw, fun() -> [file:write(V, "hello compressed\nworld\n"), file:position(V, 0), file:position(V, 30), file:write(V, "x\n"), file:close(V)] end),
    {ok, <<31, 139, _/binary>> = Packed} = file:read_file("z.gz"),
    p(packed, fun() -> zlib:gunzip(Packed) end),
    {ok, R} = file:open("z.gz", [read, compressed]),
    p(read, fun() -> [file:read(R, 5), io:get_line(R, ''), file:read_line(R), file:position(R, 0), file:read(R, 3), file:close(R)] end),
    {ok, B} = file:open("z.gz", [read, compressed, raw, binary]),
    p(read_raw, fun() -> [file:read(B, 5), file:read_line(B), file:position(B, 2), file:read(B, 4), file:position(B, {cur, 1}), file:write(B, "x"), file:close(B)] end),
    p(refused, fun() -> [file:open("z.gz", [compressed | Modes]) || Modes <- [[read, write], [append], [write, append]]] ++ [file:open("none.gz", [read, compressed])] end),
    p(write_file, fun() -> [file:write_file("w.gz", "data", [compressed]), zlib:gunzip(element(2, file:read_file("w.gz")))] end),
    ok = file:write_file("plain", "not packed"),
    p(plain, fun() -> {ok, P} = file:open("plain", [read, compressed]), [file:read(P, 100), file:close(P)] end),
    p(owner, fun() ->
        {Pid, Monitor} = spawn_monitor(fun() -> {ok, O} = file:open("o.gz", [write, compressed]), file:write(O, "left open"), file:position(O, cur) end),
        receive {'DOWN', Monitor, _, Pid, Reason} -> {Reason, until_packed(100)} end
    end).

%% The file's process ends after its owner.
until_packed(N) ->
    {ok, Packed} = file:read_file("o.gz"),
    try zlib:gunzip(Packed)
    catch error:_ when N > 0 ->
        timer:sleep(5),
        until_packed(N - 1)
    end.

directories(Dir) ->
    p(directory, fun() -> {ok, D} = file:open(Dir, [read, directory]), file:close(D) end),
    p(no_directory, fun() -> [file:open(Dir, [read]), file:open("plain", [read, directory])] end).
