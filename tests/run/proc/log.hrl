%% What is logged while a program runs, in place of being printed.

%% The first N events (of levels from notice up) that are logged while F runs and after.
logged(F, N) ->
    Self = self(),
    #{level := Old} = logger:get_primary_config(),
    Default = logger:get_handler_config(default),
    _ = logger:remove_handler(default),
    ok = logger:add_handler(?MODULE, ?MODULE, #{config => Self}),
    ok = logger:set_primary_config(level, notice),
    try F(), [receive {logged, E} -> E end || _ <- lists:seq(1, N)]
    after
        logger:set_primary_config(level, Old),
        logger:remove_handler(?MODULE),
        restore(Default)
    end.

restore({ok, #{id := Id, module := Module} = Config}) -> logger:add_handler(Id, Module, Config);
restore(_) -> ok.

%% The callback of the handler.
log(Event, #{config := To}) -> To ! {logged, Event}.

%% The text of an event as the default formatter makes it, without time, and with pids and the like made the same in every run.
text(Event) ->
    Text = unicode:characters_to_list(logger_formatter:format(Event, #{single_line => false, legacy_header => false, template => [level, ": ", msg, "\n"]})),
    scrub(Text).
scrub(Text) ->
    lists:foldl(fun({What, With}, T) -> re:replace(T, What, With, [global, unicode, {return, list}]) end, Text,
        [{"<[0-9]+\\.[0-9]+\\.[0-9]+>", "<pid>"}, {"#Ref<[0-9.]+>", "#Ref"}, {"#Fun<([a-z_]+)\\.[0-9.]+>", "#Fun<\\1>"}]).
