%% Several monitors of one process are independent; each fires once, in any order of making and undoing.
-module(mon_many_of_one).
-export([main/0]).
-include("proc.hrl").

main() ->
    H = host(),
    Ms = [monitor(process, H) || _ <- lists:seq(1, 20)],
    p(length(lists:usort(Ms))),
    {Gone, Kept} = lists:split(10, Ms),
    p(lists:usort([demonitor(M, [info]) || M <- Gone])),
    p({length(element(2, process_info(H, monitored_by))), length(element(2, process_info(self(), monitors)))}),
    H ! {quit, over},
    p(lists:usort([down(H, M) || M <- lists:reverse(Kept)])),
    p({all(), process_info(self(), monitors)}),
    %% monitors of oneself never fire but can be made
    S = monitor(process, self()),
    p({is_reference(S), demonitor(S, [info])}),
    %% watchers of each other
    A = host(), B = host(),
    MA = run(A, fun() -> monitor(process, B) end), MB = run(B, fun() -> monitor(process, A) end),
    p({process_info(A, monitors) =:= {monitors, [{process, B}]}, process_info(A, monitored_by) =:= {monitored_by, [B]}}),
    A ! {quit, first},
    p(run(B, fun() -> down(A, MB) end)),
    p({process_info(B, monitored_by), is_reference(MA)}),
    p(quit(B, second)).
