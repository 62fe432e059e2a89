%% Runs one corpus program as tests/record.erl does with real Erlang, printing to standard output.
-module(corpus).
-export([main/1]).

main([Name]) ->
    logger:set_primary_config(level, none),
    Module = list_to_atom(Name),
    {Pid, Ref} = spawn_monitor(fun() ->
        try Module:main() of
            _ -> ok
        catch
            Class:Reason -> io:format("** ~p: ~0tp~n", [Class, Reason])
        end
    end),
    receive
        {'DOWN', Ref, process, Pid, normal} -> ok;
        {'DOWN', Ref, process, Pid, Why} -> io:format("** killed: ~0tp~n", [Why])
    end.
