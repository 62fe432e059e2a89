%% Records what real Erlang/OTP prints for corpus programs.
%%
%%   erlc tests/record.erl && erl -noshell -run record main tests/run/lists/sort.erl ...
%%
%% Each program NAME.erl exports main/0. It is compiled in memory and run in a process of its own whose
%% group leader collects the output; the text goes to NAME.out beside the program. A program that ends by
%% an exception gets one more line: `** Class: Reason`, printed with ~0p.
-module(record).
-export([main/1]).

main(Files) ->
    logger:set_primary_config(level, none),
    Failed = [F || F <- Files, not record(F)],
    case Failed of
        [] -> halt(0);
        _ -> io:format(standard_error, "not recorded: ~p~n", [Failed]), halt(1)
    end.

record(File) ->
    Module = list_to_atom(filename:basename(File, ".erl")),
    load_helper(filename:rootname(File) ++ "_pt"),
    [load_helper(filename:rootname(Library)) || Library <- filelib:wildcard(filename:join(filename:dirname(File), "*_lib.erl"))],
    case compile:file(File, [binary, return, {i, filename:dirname(File)}]) of
        {ok, Module, Code, _Warnings} ->
            {module, Module} = code:load_binary(Module, File, Code),
            Output = run(Module),
            code:purge(Module),
            code:delete(Module),
            code:purge(Module),
            ok = file:write_file(filename:rootname(File) ++ ".out", Output),
            true;
        {error, Errors, _} ->
            io:format(standard_error, "~ts: ~p~n", [File, Errors]),
            false
    end.

%% A program's parse transform is the file beside it whose name ends in _pt; files that end in _lib are modules that programs call.
load_helper(Name) ->
    case compile:file(Name, [binary]) of
        {ok, Module, Code} -> code:load_binary(Module, Name, Code);
        error -> none
    end.

run(Module) ->
    Collector = spawn_link(fun() -> collect([]) end),
    {Pid, Ref} = spawn_monitor(fun() ->
        group_leader(Collector, self()),
        try Module:main() of
            _ -> ok
        catch
            Class:Reason -> io:format("** ~p: ~0tp~n", [Class, Reason])
        end
    end),
    receive
        {'DOWN', Ref, process, Pid, normal} -> ok;
        {'DOWN', Ref, process, Pid, Why} ->
            io:request(Collector, {put_chars, unicode, io_lib:format("** killed: ~0tp~n", [Why])})
    after 60000 ->
        exit(Pid, kill)
    end,
    Collector ! {finish, self()},
    receive {output, Bytes} -> Bytes end.

collect(Acc) ->
    receive
        {finish, To} ->
            To ! {output, unicode:characters_to_binary(lists:reverse(Acc))};
        {io_request, From, As, Request} ->
            {Reply, Text} =
                try request(Request)
                catch _:_ -> {{error, request}, []} % text that cannot be formatted is the program's badarg
                end,
            From ! {io_reply, As, Reply},
            collect([Text | Acc])
    end.

request({put_chars, Encoding, Chars}) ->
    {ok, unicode:characters_to_binary(Chars, Encoding)};
request({put_chars, Encoding, M, F, A}) ->
    {ok, unicode:characters_to_binary(apply(M, F, A), Encoding)};
request({requests, Requests}) ->
    lists:foldl(fun(R, {_, Acc}) -> {Reply, T} = request(R), {Reply, [Acc, T]} end, {ok, []}, Requests);
request({setopts, _}) -> {ok, []};
request(getopts) -> {[{binary, false}, {encoding, unicode}], []};
request({get_geometry, _}) -> {{error, enotsup}, []};
request({get_line, _, _}) -> {eof, []};
request({get_chars, _, _, _}) -> {eof, []};
request({get_until, _, _, _, _, _}) -> {eof, []};
request(_) -> {{error, request}, []}.
