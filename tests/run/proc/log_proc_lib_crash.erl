%% Crash reports of processes started by proc_lib: by class, with dictionary, links and label.
-module(log_proc_lib_crash).
-export([main/0]).
-include("proc.hrl").
-include("log.hrl").

main() ->
    [begin
        [E] = logged(fun() -> P = proc_lib:spawn(F), died(P) end, 1),
        #{level := L, msg := {report, #{label := Label, report := [Own, Linked]}}} = E,
        p({L, Label, [{K, V} || {K, V} <- Own, lists:member(K, [registered_name, dictionary, trap_exit, status, process_label, message_queue_len])], info(lists:keyfind(error_info, 1, Own)), length(Linked)})
     end || F <- [fun() -> error(oops) end, fun() -> put(k, v), exit(why) end, fun() -> throw(ball) end,
                  fun() -> register(log_crash_name, self()), process_flag(trap_exit, true), proc_lib:set_label({w, 1}), error(x) end]],
    %% no report for these
    Quiet = logged(fun() -> [died(proc_lib:spawn(fun() -> exit(R) end)) || R <- [normal, shutdown, {shutdown, x}]], died(proc_lib:spawn(fun() -> error(last) end)) end, 1),
    p([info(lists:keyfind(error_info, 1, Own)) || #{msg := {report, #{report := [Own, _]}}} <- Quiet]),
    p(all()).

info({error_info, {C, R, S}}) -> {C, R, is_list(S)}.
