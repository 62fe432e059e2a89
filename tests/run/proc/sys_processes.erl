%% processes/0, the iterator, is_process_alive and list_to_pid for the living and the dead.
-module(sys_processes).
-export([main/0]).
-include("proc.hrl").

main() ->
    Ps = [host() || _ <- lists:seq(1, 20)],
    All = processes(),
    p(lists:all(fun(P) -> lists:member(P, All) end, [self() | Ps])),
    p(length(All) =:= length(lists:usort(All))),
    It = walk(erlang:processes_iterator()),
    p(lists:all(fun(P) -> lists:member(P, It) end, [self() | Ps])),
    p([is_process_alive(P) || P <- Ps] =:= lists:duplicate(20, true)),
    p([list_to_pid(pid_to_list(P)) =:= P || P <- [self(), hd(Ps)]]),
    {Gone, Kept} = lists:split(10, Ps),
    p(lists:usort([kill(P, kill) || P <- Gone])),
    Now = processes(),
    p({[P || P <- Gone, lists:member(P, Now)], [P || P <- Kept, not lists:member(P, Now)]}),
    p(lists:usort([is_process_alive(P) || P <- Gone])),
    %% an exit signal sent before is_process_alive is there before its answer
    p(lists:usort([begin exit(P, x), is_process_alive(P) end || P <- Kept])),
    p([t(fun() -> is_process_alive(X) end) || X <- [a, 1]]),
    p([t(fun() -> list_to_pid(X) end) || X <- ["x", "<0.1>", a, "<0.-1.0>"]]),
    p(t(fun() -> erlang:processes_next(x) end)).

walk(I) -> case erlang:processes_next(I) of {P, J} -> [P | walk(J)]; none -> [] end.
