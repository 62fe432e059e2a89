%% Runs an example: its demo, then its tests. Both real Erlang and Purlin print the same, which examples/NAME/expected.txt holds.
%%
%%   purlin run --path examples/NAME/src tests/example.erl examples/NAME
%%   erlc tests/example.erl && erl -noshell -run example main examples/NAME > examples/NAME/expected.txt
-module(example).
-export([main/1]).

main([Folder]) ->
    Name = filename:basename(Folder),
    Sources = filename:join(Folder, "src"),
    code:add_patha(Sources),
    Demo = list_to_atom(Name ++ "_demo"),
    case code:ensure_loaded(Demo) of
        {module, Demo} -> ok;
        %% real Erlang has no way to run sources as they are
        {error, _} -> lists:foreach(fun load/1, filelib:wildcard(filename:join(Sources, "*.erl")))
    end,
    Demo:main(),
    io:format("~n## tests~n"),
    Tests = load(filename:join([Folder, "test", Name ++ "_tests.erl"])),
    Result = eunit:test(Tests),
    io:format("~p~n", [Result]),
    halt(case Result of ok -> 0; error -> 1 end).

load(File) ->
    {ok, Module, Code} = compile:file(File, [binary, export_all, nowarn_export_all]),
    {module, Module} = code:load_binary(Module, File, Code),
    Module.
