%% Process groups, logging and application settings with arguments that are none of theirs.
-module(groups_and_reports_refused).
-export([main/0]).
-include("../show.hrl").

main() ->
    logger:set_primary_config(level, none),
    many(pg, monitor, [[gr_group]]), many(pg, demonitor, [[make_ref()]]),
    {ok, _} = pg:start(gr_scope), {ok, _} = pg:start(pg),
    many(pg, get_members, [[gr_scope, g], [no_such_scope, g], ["scope", g]]),
    many(pg, get_local_members, [[gr_scope, g], [no_such_scope, g], [{}, g]]),
    many(pg, monitor, [[gr_group], [{any, term}], [[]]]),
    many(pg, monitor, [[gr_scope, g], [no_such_scope, g]]),
    many(pg, demonitor, [[make_ref()], [x], [gr_scope, x]]),
    many(logger, add_handlers, [[no_such_application], [{}], [[]], [[{handler, default, x, y}]], [[{odd, x}]]]),
    each(fun(R) -> lists:flatten(io_lib:format("~p", [logger:format_report(R)])) end, [#{a => 1}, [{k, v}], "text", x, {a}, [a | b], 17, <<"b">>]),
    many(logger_std_h, filesync, [[default], [no_such_handler], [17], ["x"]]),
    many(error_logger, delete_report_handler, [[no_such_handler], [17], [{a, b}]]),
    many(error_logger, logfile, [[filename], [close], [{open, "no/such/folder/f"}], [odd]]),
    File = "groups_and_reports_" ++ os:getpid() ++ ".log",
    show(logfile, {error_logger:logfile({open, File}), error_logger:logfile({open, File}), filename:basename(error_logger:logfile(filename)) =:= File, error_logger:logfile(close)}),
    file:delete(File),
    many(application, load, [[{application, gr_app, [{vsn, "1"}]}, []], [{application, gr_app, []}, []], [no_such_gr_app, [n]], [17, []], [{application, gr_odd, x}, []]]),
    many(application, set_env, [[gr_app, k, v], [17, k, v], [gr_app, "k", v], [gr_app, k, v, []], [17, k, v, [{timeout, 100}]], [gr_app, k, v, x]]),
    show(env, application:get_all_env(gr_app)),
    many(application, unset_env, [[gr_app, k], [17, k], [gr_app, {}], [gr_app, k, []], ["gr_app", k, []], [gr_app, k, x]]),
    show(running, lists:all(fun({A, T, V}) -> is_atom(A) andalso is_list(T) andalso is_list(V) end, application:which_applications(1000))),
    many(application, which_applications, [[x], [-1], [1.5]]),
    many(application, ensure_all_started, [[[stdlib], temporary, serial], [[stdlib, kernel], temporary, concurrent], [[no_such_gr_app], temporary, serial], [17, temporary, serial]]),
    ok.
