%% Primary and module levels, primary and handler filters, defaults, the order of all of them.
-module(filters_levels).
-export([main/0]).
-export([log/2]).
-include("../../stdlib/show.hrl").

log(#{level := L, msg := M, meta := Meta}, #{config := P, id := Id}) -> P ! {Id, L, case M of {string, S} -> S; {report, R} -> R; {F, A} -> lists:flatten(io_lib:format(F, A)) end, maps:get(tag, Meta, none)}.

main() ->
    #{level := Old} = logger:get_primary_config(), Default = logger:get_handler_config(default), logger:remove_handler(default),
    ok = logger:add_handler(one, ?MODULE, #{config => self(), level => all}), ok = logger:add_handler(two, ?MODULE, #{config => self(), level => error}),
    Say = fun() -> [logger:log(L, "m") || L <- [emergency, error, warning, notice, info, debug]], lists:sort(all()) end,
    each(fun(L) -> {logger:set_primary_config(level, L), Say()} end, [none, emergency, error, notice, all, odd]),
    logger:set_primary_config(level, all), show("handler level", {logger:set_handler_config(one, level, warning), Say(), logger:set_handler_config(one, level, odd), logger:set_handler_config(one, level, all)}),
    logger:set_primary_config(level, error), show("module level", {logger:set_module_level(?MODULE, debug), logger:get_module_level(?MODULE), [N || {_, N, _, _} <- begin logger:log(debug, "x", #{mfa => {?MODULE, f, 0}}), all() end], logger:unset_module_level(?MODULE), logger:get_module_level(?MODULE)}), logger:set_primary_config(level, all),
    logger:set_primary_config(level, info), Fs = [{stop_it, {fun(#{level := error}, _) -> stop; (E, _) -> E end, x}}, {tag, {fun(#{meta := M} = E, X) -> E#{meta => M#{tag => X}} end, tagged}}, {ignore, {fun(_, _) -> ignore end, x}}, {crash, {fun(_, _) -> error(in_filter) end, x}}, {odd, {fun(_, _) -> odd end, x}}],
    each(fun({N, F}) -> R = logger:add_primary_filter(N, F), {R, logger:error("e"), logger:notice("n"), lists:sort(all()), logger:remove_primary_filter(N)} end, Fs),
    each(fun({N, F}) -> R = logger:add_handler_filter(one, N, F), {R, logger:error("e"), logger:notice("n"), lists:sort(all()), logger:remove_handler_filter(one, N)} end, Fs),
    logger:set_handler_config(one, filter_default, stop), show("default stop", begin logger:error("e"), all() end), logger:add_handler_filter(one, lev, {fun logger_filters:level/2, {log, gteq, warning}}), logger:error("kept"), logger:info("gone"), show("level filter", lists:sort(all())), logger:set_primary_config(filter_default, stop), show("primary stop", begin logger:error("e"), all() end), logger:set_primary_config(filter_default, log),
    each(fun({F, A}) -> apply(logger, F, A) end, [{add_primary_filter, [a, b]}, {add_primary_filter, ["a", {fun(E, _) -> E end, x}]}, {remove_primary_filter, [nosuch]}, {add_handler_filter, [nosuch, a, {fun(E, _) -> E end, x}]}, {add_handler_filter, [one, lev, {fun(E, _) -> E end, x}]}, {remove_handler_filter, [one, nosuch]}, {set_handler_config, [nosuch, level, all]}, {set_primary_config, [odd, 1]}, {set_primary_config, [filter_default, odd]}, {set_module_level, [x, odd]}, {set_module_level, [1, debug]}, {compare_levels, [error, info]}, {compare_levels, [info, info]}, {compare_levels, [debug, error]}, {compare_levels, [x, error]}]),
    logger:remove_handler(one), logger:remove_handler(two), logger:set_primary_config(level, Old), case Default of {ok, #{module := Dm} = C} -> logger:add_handler(default, Dm, C); _ -> ok end, ok.
all() -> receive X -> [X | all()] after 1 -> [] end.
