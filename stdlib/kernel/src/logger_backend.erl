%% Passes events through the filters to the handlers, in the process that logs.
-module(logger_backend).
-export([log_allowed/1]).

-doc false.
log_allowed(Event) ->
    Primary = logger_config:primary(),
    case filter(Event, Primary, primary) of
        stop -> ok;
        Event1 ->
            Level = logger_config:level_to_int(maps:get(level, Event)),
            lists:foreach(fun({Id, Config}) -> handle(Level, Event1, Id, Config) end, logger_config:handlers())
    end.

handle(Level, Event, Id, #{level := Limit, module := Module} = Config) ->
    case Level =< logger_config:level_to_int(Limit) of
        true ->
            case filter(Event, Config, Id) of
                stop -> ok;
                Event1 -> call(Module, Event1, Id, maps:without([level, filters, filter_default], Config))
            end;
        false -> ok
    end.

call(Module, Event, Id, Config) ->
    try Module:log(Event, Config) of
        _ -> ok
    catch
        Class:Reason:Stack ->
            logger_server:drop_handler(Id),
            logger:internal_log(error, {removed_failing_handler, Id}),
            logger:internal_log(debug_only(), {logger_backend, Id, {Class, Reason, Stack}})
    end.

debug_only() -> debug.

filter(Event, #{filters := []} = Config, _) -> default(Event, Config);
filter(Event, #{filters := Filters} = Config, Owner) -> filters(Filters, Event, Event, ignore, Config, Owner).

%% The verdict is ignore until a filter says something.
filters([{Id, {Fun, Arg}} | Filters], Event, Current, Verdict, Config, Owner) ->
    try Fun(Current, Arg) of
        stop -> stop;
        ignore -> filters(Filters, Event, Current, Verdict, Config, Owner);
        #{level := _, msg := _, meta := _} = New -> filters(Filters, Event, New, log, Config, Owner);
        Other -> failed(Id, Filters, Event, Current, Verdict, Config, Owner, {bad_return_value, Other})
    catch
        Class:Reason -> failed(Id, Filters, Event, Current, Verdict, Config, Owner, {Class, Reason})
    end;
filters([], _, Current, log, _, _) -> Current;
filters([], _, Current, ignore, Config, _) -> default(Current, Config).

failed(Id, Filters, Event, Current, Verdict, Config, Owner, _Why) ->
    logger_server:drop_filter(Owner, Id),
    logger:internal_log(error, {removed_failing_filter, Id}),
    filters(Filters, Event, Current, Verdict, Config, Owner).

default(Event, #{filter_default := log}) -> Event;
default(_, #{filter_default := stop}) -> stop.
