%% Metadata of the process and of a call, the macros of logger.hrl, lazy messages, reports.
-module(metadata_macros).
-export([main/0]).
-include_lib("kernel/include/logger.hrl").
-export([log/2]).
-include("../../stdlib/show.hrl").

log(#{level := L, msg := M, meta := Meta}, #{config := P}) -> P ! {L, M, lists:sort([{K, V} || {K, V} <- maps:to_list(Meta), not lists:member(K, [time, gl, pid, file, report_cb])]), is_map_key(file, Meta)}.

main() ->
    #{level := Old} = logger:get_primary_config(), Default = logger:get_handler_config(default), logger:remove_handler(default), logger:set_primary_config(level, all), ok = logger:add_handler(mm, ?MODULE, #{config => self(), level => all}),
    ?LOG_INFO("text"), ?LOG_ERROR("~p", [x]), ?LOG_WARNING(#{report => 1}), ?LOG_DEBUG("~s", ["d"], #{extra => e}), ?LOG_NOTICE([{k, v}]), ?LOG_CRITICAL("c"), ?LOG_ALERT("a"), ?LOG_EMERGENCY("e"), ?LOG(info, "generic ~w", [1]), ?LOG(error, #{a => b}, #{m => n}), ?LOG_INFO(fun(A) -> {"lazy ~p", [A]} end, arg), ?LOG_INFO(fun(_) -> #{lazy => report} end, arg, #{mm => 1}),
    [io:format("~0p~n", [X]) || X <- all()],
    logger:set_process_metadata(#{req => 1, domain => [a]}), show("get", logger:get_process_metadata()), logger:info("with"), logger:info("over", #{req => 2}), logger:update_process_metadata(#{user => u}), logger:info("both"), logger:unset_process_metadata(), show("unset", logger:get_process_metadata()), logger:info("without"), [io:format("~0p~n", [{L, M, Me}]) || {L, M, Me, _} <- all()],
    logger:log(error, "f ~p", [x]), logger:log(error, #{r => 1}, #{mm => 1}), logger:log(warning, fun(X) -> {"~p lazy", [X]} end, 5), logger:log(debug, fun(_) -> "bad" end, 5), logger:debug([{a, 1}]), logger:notice("~s", ["q"], #{z => 1}), [io:format("~0p~n", [{L, M, Me}]) || {L, M, Me, _} <- all()],
    show("allow", [logger:allow(L, ?MODULE) || L <- [error, debug]]), show("report", [logger:format_report(R) || R <- [#{a => 1}, [{a, 1}, b], [a, "text"], "chars", [], x]]), show("otp", logger:format_otp_report(#{label => {x, y}, report => [{a, 1}]})), each(fun(F) -> F() end, [fun() -> logger:set_process_metadata(x) end, fun() -> logger:update_process_metadata(x) end, fun() -> logger:log(odd, "x") end, fun() -> logger:log(error, x) end, fun() -> logger:info("~p", x) end]),
    logger:remove_handler(mm), logger:set_primary_config(level, Old), case Default of {ok, #{module := Dm} = C} -> logger:add_handler(default, Dm, C); _ -> ok end, ok.
all() -> receive X -> [X | all()] after 2 -> [] end.
