%% error_logger: what each function becomes as a log event; handlers, files and what is refused.
-module(error_logger_bad).
-export([main/0, log/2, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2]).
-include("../stdlib/calls.hrl").

log(#{level := Level, msg := Msg, meta := Meta}, #{config := To}) ->
    To ! {logged, Level, Msg, maps:map(fun(_, V) when is_map(V) -> maps:remove(pid, V); (_, V) -> V end, maps:with([error_logger, report_cb], Meta))}.

init(To) when is_pid(To) -> {ok, To};
init({error, E}) -> {error, E}.
handle_event({Type, _, {_, Format, Args}}, To) -> To ! {event, Type, Format, Args}, {ok, To};
handle_event(_, To) -> {ok, To}.
handle_call(_, To) -> {ok, ok, To}.
handle_info(_, To) -> {ok, To}.
terminate(_, _) -> done.

main() ->
    Old = logger:get_primary_config(),
    logger:remove_handler(default), logger:set_primary_config(level, all),
    ok = logger:add_handler(mine, ?MODULE, #{config => self()}),
    [begin calls(error_logger, [{F, [A]}]), logged() end || F <- [error_msg, warning_msg, info_msg, format], A <- [["text"], ["~p", [1]], ["~p", x], [x], [x, y]], F =/= format orelse length(A) > 1],
    [begin calls(error_logger, [{F, [A]}]), logged() end || F <- [error_report, warning_report, info_report], A <- [[[{a, 1}]], ["text"], [type, [{a, 1}]], [x], [std_error, "s"], [5, y]]],
    calls(error_logger, [{warning_map, [[]]}, {get_format_depth, [[]]}, {tty, [[false], [x]]}, {logfile, [[filename], [close], [x]]},
                         {add_report_handler, [[?MODULE, self()], [?MODULE, {error, no}], [no_such_module], [no_such_module, x], [5]]}]),
    error_logger:error_msg("told ~p~n", [1]),
    _ = gen_event:which_handlers(error_logger),
    receive {event, Type, Format, Args} -> say("event", {Type, Format, Args}) after 2000 -> say("event", none) end,
    calls(error_logger, [{delete_report_handler, [[?MODULE]]}]),
    logger:set_primary_config(Old), logger:set_primary_config(level, none), logger:remove_handler(mine).

logged() -> receive {logged, L, Msg, Meta} -> say("logged", {L, Msg, Meta}), logged() after 0 -> ok end.
