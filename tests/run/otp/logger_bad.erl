%% logger: every level in every form, primary, handler, formatter and module settings, filters, and what is refused.
-module(logger_bad).
-export([main/0, log/2, pass/2]).
-include("../stdlib/calls.hrl").

%% The handler tells the main process.
log(#{level := Level, msg := Msg} = Event, #{config := #{to := To}}) ->
    To ! {logged, Level, Msg, maps:with([domain, a, extra], maps:get(meta, Event))}.
pass(Event, _) -> Event.

main() ->
    M = ?MODULE,
    Old = logger:get_primary_config(),
    _ = logger:remove_handler(default),
    calls(logger, [{add_handler, [[mine, M, #{config => #{to => self()}}], [mine, M, #{}], [bad, no_such_module, #{}], [5, M, #{}], [x, M, x], [x, M, #{level => strange}], [x, M, #{filters => x}], [x, 5, #{}]]},
                   {set_primary_config, [[level, all], [level, strange], [nothing, 1], [5, 1], [#{level => all}], [x], [#{level => strange}], [metadata, #{a => 1}], [metadata, x], [filters, x], [filter_default, x]]}]),
    Levels = [emergency, alert, critical, error, warning, notice, info, debug],
    [[begin calls(logger, [{L, [A]}]), logged() end || A <- [["text"], [<<"bin">>], [#{k => v}], [[{k, v}]], ["~p", [1]], ["text", #{extra => 1}], [#{k => v}, #{extra => 2}], [fun(X) -> {"~p", [X]} end, arg], [x], ["~p", x]]] || L <- Levels],
    [[begin calls(logger, [{L, [A]}]), logged() end || A <- [["~p", [1], #{extra => 3}], [fun(X) -> {"~p", [X]} end, arg, #{extra => 4}], ["~p", x, #{}], ["~p", [1], x]]] || L <- Levels],
    [begin calls(logger, [{log, [A]}]), logged() end || A <- [[info, "t"], [info, "~p", [1]], [info, "t", #{extra => 5}], [info, "~p", [2], #{extra => 6}], [info, #{r => 1}], [strange, "t"], [strange, "~p", [1]], [strange, "t", [], #{}], [info, x], [info, "~p", [1], x]]],
    [begin calls(logger, [{allow, [A]}]) end || A <- [[info, M], [strange, M], [info, x]]],
    calls(logger, [{set_module_level, [[M, error], [[M, other], warning], [M, strange], [5, info]]}, {get_module_level, [[], [M], [[M]], [[none]], [5], [x]]}, {allow, [[info, M], [error, M]]}, {unset_module_level, [[other], [[M]], [5], []]},
                   {set_application_level, [[no_such_application, info], [5, info], [no_such_application, strange]]}, {unset_application_level, [[no_such_application], [5]]},
                   {compare_levels, [[error, info], [info, info], [debug, info], [x, info], [all, none]]},
                   {get_primary_config, [[]]}, {get_handler_config, [[mine], [none], [5]]}, {get_handler_ids, [[]]},
                   {set_handler_config, [[mine, #{level => info, config => #{to => self()}}], [mine, level, notice], [mine, level, strange], [none, level, info], [mine, x], [none, #{}], [mine, 5, 6], [mine, formatter, {logger_formatter, #{}}], [mine, formatter, x]]},
                   {update_handler_config, [[mine, #{level => all}], [none, #{}], [mine, x], [mine, level, info], [none, level, info], [mine, level, strange], [mine, id, x], [mine, config, #{to => self()}]]},
                   {update_primary_config, [[#{level => debug}], [x], [#{level => strange}], [#{nothing => 1}]]},
                   {set_formatter_config, []}, {update_formatter_config, [[mine, #{single_line => true}], [none, #{}], [mine, single_line, false], [none, single_line, true], [mine, single_line, strange], [mine, 5, 6]]},
                   {add_primary_filter, [[f1, {fun M:pass/2, x}], [f1, {fun M:pass/2, x}], [f2, x], [5, {fun M:pass/2, x}]]}, {remove_primary_filter, [[f1], [f1], [5]]},
                   {add_handler_filter, [[mine, f1, {fun M:pass/2, x}], [mine, f1, {fun M:pass/2, x}], [none, f1, {fun M:pass/2, x}], [mine, f1, x]]}, {remove_handler_filter, [[mine, f1], [mine, f1], [none, f1]]},
                   {set_process_metadata, [[#{a => 2}], [x]]}, {update_process_metadata, [[#{b => 3}], [x]]}, {get_process_metadata, [[]]}, {unset_process_metadata, [[]]}, {get_process_metadata, [[]]},
                   {format_report, [[[{a, 1}, b, "c"]], [#{a => 1}], ["string"], [[1, 2]], [x]]}, {timestamp, []},
                   {add_handlers, [[no_such_application], [[]]]}, {reconfigure, []},
                   {set_proxy_config, [[x], [#{bad => 1}], [#{}]]}, {update_proxy_config, [[x], [#{bad => 1}], [#{}]]}, {get_proxy_config, []},
                   {remove_handler, [[none], [5]]}]),
    say("config", lists:sort(maps:keys(logger:get_config()))),
    say("handlers", [Id || #{id := Id} <- logger:get_handler_config()]),
    logger:set_primary_config(Old), logger:set_primary_config(level, none),
    calls(logger, [{remove_handler, [[mine]]}]).

logged() -> receive {logged, L, Msg, Meta} -> say("logged", {L, Msg, Meta}), logged() after 0 -> ok end.
