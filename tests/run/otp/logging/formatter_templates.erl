%% logger_formatter: templates, messages of each form, single lines, depths and sizes.
-module(formatter_templates).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    E = fun(M, Meta) -> #{level => info, msg => M, meta => Meta#{time => 1700000000123456, pid => self(), gl => group_leader()}} end,
    F = fun(M, Meta, C) -> iolist_to_binary(re:replace(logger_formatter:format(E(M, Meta), C), "<[0-9]+\\.[0-9]+\\.[0-9]+>", "<pid>", [global, unicode])) end,
    T = [level, "|", msg, "\n"],
    each(fun(M) -> F(M, #{}, #{template => T}) end, [{string, "plain"}, {string, <<"bin å"/utf8>>}, {string, ["deep", [$ , <<"x">>]]}, {report, #{a => 1}}, {report, [{a, 1}, {b, "s"}, c]}, {report, [a]}, {"~p ~s", [[1], "x"]}, {"~w", []}, {"two\nlines", []}, {"  lead and trail  \n", []}, {string, "\n\nx\n"}, {"~ts", ["ж"]}]),
    each(fun(C) -> F({"line one~nline ~w", [lists:seq(1, 30)]}, #{mfa => {m, f, 2}, line => 7, file => "a.erl"}, C#{time_offset => "Z"}) end, [#{}, #{single_line => false}, #{template => [time, " ", level, ": ", mfa, ":", line, " ", pid, " ", msg, "\n"]}, #{template => [{mfa, ["in ", mfa], "nowhere"}, " ", {nokey, ["has"], ["has not"]}, " ", file, msg]}, #{legacy_header => true, single_line => false}, #{max_size => 20}, #{max_size => unlimited}, #{depth => 5}, #{chars_limit => 30}, #{time_designator => $ , template => [time]}, #{time_offset => "+02:00", template => [time]}, #{time_offset => 3600000000, template => [time]}, #{template => ["[", [a, b], "]"]}, #{template => [[x, y]]}, #{template => []}]),
    each(fun(Meta) -> F({string, "m"}, Meta, #{template => [{[a, b], [[a, b]], "none"}, " ", {a, ["a=", a], ""}, " ", b]}) end, [#{}, #{a => 1}, #{a => #{b => 2}}, #{b => "text"}, #{b => <<"bin">>}, #{b => {t, 1}}, #{a => atom}]),
    each(fun(Cb) -> F({report, #{x => 1}}, #{report_cb => Cb}, #{template => T}) end, [fun(R) -> {"cb ~p", [R]} end, fun(R, C) -> io_lib:format("two ~p ~p", [R, lists:sort(maps:keys(C))]) end, fun(_) -> odd end, fun(_, _) -> odd end]),
    each(fun(C) -> logger_formatter:check_config(C) end, [#{}, #{depth => x}, #{depth => 10, max_size => 5}, #{template => x}, #{template => [a, {b, [c], [d]}]}, #{template => [{b, c}]}, #{single_line => maybe_so}, #{legacy_header => 1}, #{time_offset => "bad"}, #{time_offset => "z"}, #{time_designator => $x}, #{time_designator => "x"}, #{chars_limit => -1}, #{report_cb => fun(_) -> x end}, #{report_cb => x}, #{odd => 1}]),
    ok.
