%% exit/2 sent to oneself: with normal too; when it takes effect; when it is trapped.
-module(exit_self_rules).
-export([main/0]).
-include("proc.hrl").

main() ->
    [p({R, ends(fun() -> exit(self(), R), receive never -> ok end end)}) || R <- [normal, kill, killed, other]],
    [p({trapping, R, ends(fun() ->
        process_flag(trap_exit, true),
        exit(self(), R),
        receive {'EXIT', P, X} when P =:= self() -> exit({got, X}) end end)}) || R <- [normal, kill, other]],
    %% a signal to oneself is there before the next expression
    Self = self(),
    p(ends(fun() -> exit(self(), now), Self ! not_reached end)),
    p(all()),
    p(ends(fun() -> try exit(self(), now) catch _:_ -> exit(caught) after Self ! after_ran end end)),
    p(all()),
    %% exit/1 can be caught, also with kill as its reason
    p(ends(fun() -> try exit(kill) catch exit:kill -> exit(was_kill) end end)),
    p(ends(fun() -> exit(kill) end)),
    p(catch exit(caught)).
