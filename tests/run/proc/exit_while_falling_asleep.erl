%% An exit signal that comes just when a process begins to wait for a message ends it at once.
-module(exit_while_falling_asleep).
-export([main/0]).

main() ->
    io:format("~p~n", [lists:usort([linked(N) || N <- lists:seq(1, 12)])]),
    io:format("~p~n", [lists:usort([killed(N rem 40) || N <- lists:seq(1, 400)])]).

%% The process goes to sleep about when its partner ends.
linked(Work) ->
    {Pid, Ref} = spawn_monitor(fun() ->
        spawn_link(fun() -> exit(gone) end),
        _ = binary:copy(<<0>>, 300000 * Work),
        receive after infinity -> ok end
    end),
    receive {'DOWN', Ref, process, Pid, Why} -> Why after 5000 -> still_there end.

killed(Work) ->
    {Pid, Ref} = spawn_monitor(fun() ->
        work(Work),
        receive never -> ok end
    end),
    work(Work * 2),
    exit(Pid, kill),
    receive {'DOWN', Ref, process, Pid, Why} -> Why after 5000 -> still_there end.

work(0) -> ok;
work(N) -> work(N - 1).
