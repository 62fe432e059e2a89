%% The configuration of logging, in persistent terms. Only logger_server writes it.
-module(logger_config).
-export([allow/2, level_to_int/1, primary/0, handlers/0, handler/1, levels/0]).
-export([set_primary/1, set_handlers/1, set_levels/1, reset/0]).

-define(PRIMARY, #{level => notice, filter_default => log, filters => [], metadata => #{}}).

-doc "Whether an event of this level from this module is to be logged.".
allow(Level, Module) ->
    Limit = case persistent_term:get({logger, levels}, none) of
        #{Module := Own} -> Own;
        _ -> maps:get(level, primary())
    end,
    level_to_int(Level) =< level_to_int(Limit).

-doc "Levels as numbers: the more severe, the smaller.".
level_to_int(none) -> -1;
level_to_int(emergency) -> 0;
level_to_int(alert) -> 1;
level_to_int(critical) -> 2;
level_to_int(error) -> 3;
level_to_int(warning) -> 4;
level_to_int(notice) -> 5;
level_to_int(info) -> 6;
level_to_int(debug) -> 7;
level_to_int(all) -> 10;
level_to_int(_) -> erlang:error(badarg).

primary() -> persistent_term:get({logger, primary}, ?PRIMARY).

handlers() -> persistent_term:get({logger, handlers}, [{default, default_handler()}]).

handler(Id) ->
    case lists:keyfind(Id, 1, handlers()) of
        {_, Config} -> {ok, Config};
        false -> {error, {not_found, Id}}
    end.

levels() -> persistent_term:get({logger, levels}, #{}).

set_primary(Config) -> persistent_term:put({logger, primary}, Config).
set_handlers(Handlers) -> persistent_term:put({logger, handlers}, Handlers).
set_levels(Levels) -> persistent_term:put({logger, levels}, Levels).

reset() ->
    [persistent_term:erase({logger, K}) || K <- [primary, handlers, levels]],
    ok.

%% What there is when nobody has configured anything.
default_handler() ->
    #{id => default, module => logger_std_h, level => all, filter_default => stop,
      filters => [{remote_gl, {fun logger_filters:remote_gl/2, stop}},
                  {domain, {fun logger_filters:domain/2, {log, super, [otp, sasl]}}},
                  {no_domain, {fun logger_filters:domain/2, {log, undefined, []}}}],
      formatter => {logger_formatter, #{legacy_header => true, single_line => false}},
      config => #{type => standard_error}}.
