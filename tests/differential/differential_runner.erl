%% Compiles and runs generated programs on whatever system this runs; what each prints goes to NAME.SUFFIX beside it.
-module(differential_runner).
-export([main/1]).

%% Module that writes programs, folder, suffix, functions in a program, first seed, last seed.
main([Generator, Folder, Suffix | Numbers]) ->
    logger:set_primary_config(level, none),
    [Functions, First, Last] = [list_to_integer(N) || N <- Numbers],
    [one(list_to_atom(Generator), Folder, Suffix, Functions, Seed) || Seed <- lists:seq(First, Last)],
    ok.

one(Generator, Folder, Suffix, Functions, Seed) ->
    Name = filename:join(Folder, Generator:write(Folder, Seed, Functions)),
    Output = case compile:file(Name, [binary, return, nowarnings]) of
                 {ok, Module, Code} -> run(Module, Code);
                 {ok, Module, Code, _} -> run(Module, Code);
                 {error, Errors, _} -> io_lib:format("~0p~n", [[lists:usort([{L, D} || {_, Infos} <- Errors, {L, _, D} <- Infos])]])
             end,
    ok = file:write_file(Name ++ "." ++ Suffix, unicode:characters_to_binary(Output)).

run(Module, Code) ->
    case code:load_binary(Module, "", Code) of
        {module, Module} -> run(Module);
        Error -> io_lib:format("~0p~n", [Error])
    end.

run(Module) ->
    Collector = spawn(fun() -> collect([]) end),
    {Pid, Ref} = spawn_monitor(fun() -> group_leader(Collector, self()), Module:main() end),
    End = receive {'DOWN', Ref, process, Pid, Reason} -> Reason after 60000 -> exit(Pid, kill), timeout end,
    Collector ! {finish, self()},
    Text = receive {output, Chars} -> Chars end,
    code:purge(Module),
    code:delete(Module),
    code:purge(Module),
    [Text, io_lib:format("~0p~n", [End])].

collect(Acc) ->
    receive
        {finish, To} -> To ! {output, lists:reverse(Acc)};
        {io_request, From, As, {put_chars, _, Chars}} ->
            From ! {io_reply, As, ok},
            collect([Chars | Acc]);
        {io_request, From, As, {put_chars, _, M, F, Args}} ->
            From ! {io_reply, As, ok},
            collect([apply(M, F, Args) | Acc]);
        {io_request, From, As, _} ->
            From ! {io_reply, As, {error, request}},
            collect(Acc)
    end.
