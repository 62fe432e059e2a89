%% The standard formatter: headers of notices, callbacks that fail or return what is no text, limits of depth,
%% of characters and of size together, metadata of odd shapes, and configurations it refuses.
-module(logger_formatter_edges).
-export([main/0]).

show(Level, Msg, Meta, Config) ->
    Event = #{level => Level, msg => Msg, meta => Meta#{time => 1600000000123456}},
    io:format("~0tp~n", [lists:flatten(logger_formatter:format(Event, Config#{time_offset => 0}))]).

main() ->
    Info = #{error_logger => #{tag => info_report, type => std_info}},
    [show(notice, {"~p", [t]}, Meta, C#{legacy_header => true})
     || Meta <- [#{}, Info], C <- [#{}, #{error_logger_notice_header => notice}, #{error_logger_notice_header => info}]],
    [show(info, {"~p", [t]}, #{}, C) || C <- [#{legacy_header => bad}, #{single_line => bad}, #{legacy_header => true, single_line => false}]],
    Msg = #{template => [msg]},
    [show(info, {report, #{a => 1}}, #{report_cb => F}, Msg)
     || F <- [fun(R) -> {"<~p>", [R]} end, fun(R) -> R end, fun(_) -> {"~p", [1, 2]} end,
              fun(_, C) -> io_lib:format("~0p", [lists:sort(maps:to_list(C))]) end,
              fun(_, _) -> ['not', a, string] end, fun(_, _) -> <<"text">> end, fun(_, _, _) -> exit(never) end]],
    [show(info, {report, R}, #{}, Msg)
     || R <- [#{label => {a, b}, report => [{x, y}]}, [[{a, 1}], [{b, "s"}]], [{a, "x\ny"}, b, "s"], "text", [], term]],
    [show(info, {string, S}, #{}, Msg) || S <- ["a,\r\n   b\n", <<"bin">>, atom, ['not', a, string]]],
    [show(info, {F, A}, #{}, Msg) || {F, A} <- [{"~p", []}, {"~q", [a]}, {x, [a]}, {"~s~n  ~p~n", ["ä", b]}]],
    Long = lists:seq(1, 20),
    [show(info, {"~p ~w ~P", [Long, Long, Long, 9]}, #{}, Msg#{depth => D}) || D <- [3, 6, unlimited]],
    [show(info, {"~p", [Long]}, #{}, #{template => [level, ": ", msg], chars_limit => L}) || L <- [20, 30, unlimited]],
    [show(info, {"12345678901234567890~n", []}, #{}, #{template => [msg, "\n"], max_size => S}) || S <- [1, 9, 10, 15, 100]],
    show(info, {"1234~n", []}, #{}, #{template => [msg, "\n"], max_size => 1}),
    application:set_env(kernel, error_logger_format_depth, 3),
    show(info, {"~p", [Long]}, #{}, Msg),
    application:unset_env(kernel, error_logger_format_depth),
    show(info, {"m", []}, #{a => #{b => c}, l => [], t => {}, s => ["deep", $s], m => {x, y, [1, 2]}, mfa => {x, y, [1, 2]}},
         #{template => [[a, b], "|", [a], "|", [a, x], "|", l, "|", t, "|", s, "|", m, "|", mfa, "|", {l, ["yes"], ["no"]}, {n, ["yes"], ["no"]}]}),
    show(info, {"m", []}, #{}, #{template => [time, msg], time_designator => $\s}),
    [io:format("~0p: ~0p~n", [C, logger_formatter:check_config(C)])
     || C <- [#{error_logger_notice_header => info}, #{error_logger_notice_header => error}, #{bad => 1}, #{template => [bad, "x", 1]},
              #{template => [{a, [], []}, [b, c]]}, #{max_size => 0}, #{depth => -1}, #{time_offset => "+0:0"}, #{time_offset => "z"},
              #{time_offset => "+aa:00"}, #{time_offset => "00:00"}, #{time_designator => "s"}, #{legacy_header => bad}, bad]],
    [io:format("~0p~n", [R]) || R <- [logger:format_report("strin" ++ $g), logger:format_report([{a, "s"}, b]), catch_(fun() -> logger:compare_levels(foo, error) end),
                                      logger:set_handler_config(default, formatter, {{bad}, cfg}), logger:i(nobody),
                                      logger:update_formatter_config(default, bad)]],
    ok.

catch_(F) -> try F() catch C:R -> {C, R} end.
