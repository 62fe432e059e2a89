%% Links, monitors and watchers of a process as others see them, with names and after each change.
-module(pinfo_links_monitors).
-export([main/0]).
-include("proc.hrl").

main() ->
    A = host(), B = host(), C = host(),
    Name = fun(X) when is_pid(X) -> proplists:get_value(X, [{A, a}, {B, b}, {C, c}, {self(), me}], other); (X) -> X end,
    Show = fun(P) ->
        [{links, L}, {monitors, M}, {monitored_by, W}] = process_info(P, [links, monitors, monitored_by]),
        p({Name(P), lists:sort([Name(X) || X <- L]), lists:sort([{K, Name(X)} || {K, X} <- M]), lists:sort([Name(X) || X <- W])})
    end,
    run(A, fun() -> link(B), link(C), monitor(process, C) end),
    R = run(B, fun() -> monitor(process, A) end),
    [Show(P) || P <- [A, B, C]],
    run(B, fun() -> demonitor(R), unlink(A) end),
    register(pinfo_c, C),
    run(B, fun() -> monitor(process, pinfo_c), monitor(process, pinfo_c), monitor(time_offset, clock_service) end),
    [Show(P) || P <- [A, B, C]],
    run(A, fun() -> process_flag(trap_exit, true) end),
    quit(C, gone),
    p(run(A, fun() -> lists:sort([receive {Tag, _, _} when Tag =:= 'EXIT' -> Tag; {Tag, _, _, _, _} when Tag =:= 'DOWN' -> Tag end || _ <- [1, 2]]) end)),
    Show(A),
    [kill(P, kill) || P <- [A, B]].
