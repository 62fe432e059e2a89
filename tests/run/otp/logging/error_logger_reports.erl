%% error_logger's old functions as events of logger, and its report handlers.
-module(error_logger_reports).
-export([main/0]).
-export([log/2, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2]).
-include("../../stdlib/show.hrl").

log(#{level := L, msg := M, meta := #{error_logger := El}}, #{config := P}) -> P ! {L, M, maps:without([report_cb], El)};
log(_, _) -> ok.
init(P) -> {ok, P}.
handle_event({T, GL, {_, F, X}}, P) when is_pid(GL) -> P ! {event, T, F, X}, {ok, P};
handle_event(_, P) -> {ok, P}.
handle_call(_, P) -> {ok, ok, P}.
handle_info(_, P) -> {ok, P}.
terminate(_, _) -> ok.

main() ->
    #{level := Old} = logger:get_primary_config(), Default = logger:get_handler_config(default), logger:remove_handler(default), logger:set_primary_config(level, all), ok = logger:add_handler(elr, ?MODULE, #{config => self(), level => all}),
    each(fun({F, A}) -> R = apply(error_logger, F, A), {R, all()} end, [{error_msg, ["e"]}, {error_msg, ["e ~p", [1]]}, {format, ["f ~p", [2]]}, {warning_msg, ["w"]}, {warning_msg, ["w ~p", [1]]}, {info_msg, ["i"]}, {info_msg, ["i ~p", [x]]}, {error_report, [[{a, 1}]]}, {error_report, [mytype, [{a, 1}]]}, {warning_report, ["text"]}, {warning_report, [t, r]}, {info_report, [[x]]}, {info_report, [t, #{a => 1}]}, {error_msg, [odd]}, {error_msg, ["~p", x]}]),
    logger:remove_handler(elr), show("map", error_logger:warning_map()), show("add", error_logger:add_report_handler(?MODULE, self())), error_logger:error_msg("to ~p", [h]), error_logger:info_report(typ, [r]), error_logger:warning_msg("w"), timer:sleep(5), show("events", all()), show("handlers", lists:member(?MODULE, error_logger:which_report_handlers())), show("delete", error_logger:delete_report_handler(?MODULE)), show("tty", error_logger:tty(false)), show("logfile", [error_logger:logfile(filename), error_logger:logfile(close)]), show("depth", error_logger:get_format_depth()),
    logger:set_primary_config(level, Old), [logger:remove_handler(H) || H <- logger:get_handler_ids(), H =:= error_logger], case Default of {ok, #{module := Dm} = C} -> logger:add_handler(default, Dm, C); _ -> ok end, ok.
all() -> receive X -> [X | all()] after 3 -> [] end.
