%% The filters of logger_filters: domains, levels, progress and remote group leaders with each action.
-module(filters_of_library).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    E = fun(L, Meta, M) -> #{level => L, meta => Meta, msg => M} end,
    D = [{A, C, [a, b]} || A <- [log, stop], C <- [super, sub, equal, not_equal, undefined]],
    [io:format("~0p: ~0p~n", [X, [case logger_filters:domain(E(info, M, {string, "x"}), X) of Ev when is_map(Ev) -> log; O -> O end || M <- [#{}, #{domain => [a]}, #{domain => [a, b]}, #{domain => [a, b, c]}, #{domain => [b]}]]]) || X <- D],
    [io:format("~0p: ~0p~n", [X, [case logger_filters:level(E(L, #{}, {string, "x"}), X) of Ev when is_map(Ev) -> log; O -> O end || L <- [error, warning, info]]]) || X <- [{A, C, warning} || A <- [log, stop], C <- [lt, lteq, gt, gteq, eq, neq]]],
    each(fun(A) -> [case logger_filters:progress(E(info, #{}, M), A) of Ev when is_map(Ev) -> log; O -> O end || M <- [{report, #{label => {supervisor, progress}}}, {report, #{label => {application_controller, progress}}}, {report, #{label => x}}, {string, "x"}]] end, [log, stop]),
    each(fun(A) -> [case logger_filters:remote_gl(E(info, M, {string, "x"}), A) of Ev when is_map(Ev) -> log; O -> O end || M <- [#{gl => group_leader()}, #{}]] end, [log, stop]),
    each(fun({F, A}) -> apply(logger_filters, F, A) end, [{domain, [E(info, #{}, x), {odd, super, []}]}, {domain, [E(info, #{}, x), {log, odd, []}]}, {domain, [E(info, #{}, x), {log, sub, x}]}, {level, [E(info, #{}, x), {log, odd, info}]}, {level, [E(info, #{}, x), {log, eq, odd}]}, {progress, [E(info, #{}, x), odd]}, {remote_gl, [E(info, #{}, x), odd]}]), ok.
