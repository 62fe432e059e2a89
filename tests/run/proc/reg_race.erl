%% Many processes want one name at once: one gets it, the others are refused; when it ends the next may have it.
-module(reg_race).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(),
    Try = fun() ->
        receive go -> ok end,
        Got = try register(reg_wanted, self()) catch error:badarg -> false end,
        Self ! {self(), Got},
        receive stop -> ok end
    end,
    Ps = [spawn(Try) || _ <- lists:seq(1, 40)],
    [P ! go || P <- Ps],
    Won = [P || P <- Ps, receive {P, G} -> G end],
    p({length(Won), whereis(reg_wanted) =:= hd(Won)}),
    M = monitor(process, hd(Won)), hd(Won) ! stop, down(hd(Won), M),
    %% the name is free as soon as the end is known
    p({whereis(reg_wanted), register(reg_wanted, self()), unregister(reg_wanted)}),
    [P ! stop || P <- Ps],
    p(lists:usort([died(P) || P <- Ps]) -- [normal, noproc]),
    %% start or find: all end up with the same process
    Finders = [spawn_monitor(fun() -> exit(find_or_start()) end) || _ <- lists:seq(1, 30)],
    Found = lists:usort([down(P, R) || {P, R} <- Finders]),
    p({length(Found), hd(Found) =:= whereis(reg_single)}),
    p(kill(hd(Found), kill)).

find_or_start() ->
    case whereis(reg_single) of
        undefined ->
            {P, M} = spawn_monitor(fun() ->
                case catch register(reg_single, self()) of
                    true -> receive never -> ok end;
                    _ -> exit(lost)
                end end),
            receive {'DOWN', M, process, P, lost} -> find_or_start()
            after 0 ->
                case whereis(reg_single) of
                    undefined -> demonitor(M, [flush]), exit_if_waiting(P), find_or_start();
                    Pid -> demonitor(M, [flush]), Pid
                end
            end;
        Pid -> Pid
    end.
exit_if_waiting(_) -> erlang:yield().
