%% Options of the monitor that is made with a process: alias and tag, in each combination.
-module(spawn_opt_monitor_options).
-export([main/0]).
-include("proc.hrl").

main() ->
    {P1, M1} = spawn_opt(fun() -> exit(one) end, [{monitor, [{tag, my_tag}]}]),
    receive {my_tag, M1, process, P1, R1} -> p(R1) end,
    {P2, M2} = spawn_opt(fun() -> exit(two) end, [{monitor, [{tag, {complex, [tag]}}]}]),
    receive {{complex, [tag]}, M2, process, P2, R2} -> p(R2) end,
    %% The alias is there before the process begins.
    Self = self(),
    Answer = fun() -> receive {A, N} -> [A ! {A, I} || I <- lists:seq(1, N)] end end,
    Test = fun(Kind) ->
        {P, M} = spawn_opt(Answer, [{monitor, [{alias, Kind}]}]),
        P ! {M, 2},
        R = down(P, M),
        {Kind, R, [I || {X, I} <- all(), X =:= M], unalias(M)}
    end,
    p(Test(explicit_unalias)),
    p(Test(demonitor)),
    p(Test(reply_demonitor_off(Self))),
    {P3, M3} = spawn_opt(Answer, [{monitor, [{alias, reply_demonitor}, {tag, x}]}]),
    P3 ! {M3, 2},
    died(P3),
    p([I || {X, I} <- all(), X =:= M3]),
    p({demonitor(M3, [info]), unalias(M3)}),
    %% Without options it is an ordinary one.
    {P4, M4} = spawn_opt(fun() -> ok end, [{monitor, []}]),
    p(down(P4, M4)).

reply_demonitor_off(_) -> demonitor.
