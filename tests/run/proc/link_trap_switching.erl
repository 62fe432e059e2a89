%% trap_exit switched while exits arrive: what counts is the flag when the signal is handled; old 'EXIT' messages stay messages.
-module(link_trap_switching).
-export([main/0]).
-include("proc.hrl").

main() ->
    p([process_flag(trap_exit, F) || F <- [true, true, false, false]]),
    p([t(fun() -> process_flag(trap_exit, X) end) || X <- [1, 'True', on]]),
    %% collected while trapping, then not trapping: messages remain, nobody dies
    p(ends(fun() ->
        process_flag(trap_exit, true),
        Ps = [spawn_link(fun() -> exit({n, N}) end) || N <- [1, 2, 3]],
        [died(P) || P <- Ps],
        until(fun() -> element(2, process_info(self(), message_queue_len)) =:= 3 end),
        process_flag(trap_exit, false),
        exit(lists:sort([R || {'EXIT', _, R} <- all()]))
    end)),
    %% not trapping: the first abnormal exit ends it, normal ones do not
    p(ends(fun() ->
        P = spawn_link(fun() -> receive go -> ok end end), M = monitor(process, P), P ! go, down(P, M),
        process_flag(trap_exit, true),
        exit({lives, all()})
    end)),
    %% switched on by a message handled before the exit was sent
    H = host(),
    run(H, fun() -> process_flag(trap_exit, true) end), exit(H, one),
    p(run(H, fun() -> process_flag(trap_exit, false), [R || {'EXIT', _, R} <- all()] end)),
    p(kill(H, two)),
    %% a library-like critical section: trap, do, restore, re-send
    p(ends(fun() ->
        Old = process_flag(trap_exit, true),
        P = spawn_link(fun() -> exit(inside) end), died(P),
        receive {'EXIT', P, R} -> process_flag(trap_exit, Old), exit({rethrown, R}) end
    end)),
    p(ends(fun() ->
        process_flag(trap_exit, true), exit(self(), mine),
        receive {'EXIT', S, mine} when S =:= self() -> ok end,
        process_flag(trap_exit, false),
        exit(self(), mine2), receive never -> ok end
    end)),
    %% forged 'EXIT' messages are just messages
    p(ends(fun() -> self() ! {'EXIT', self(), kill}, receive {'EXIT', _, kill} = X -> exit({message, element(3, X)}) end end)),
    %% the flag is not inherited, also not by spawn_opt and links
    process_flag(trap_exit, true),
    p([begin P = spawn_opt(fun() -> exit(process_info(self(), trap_exit)) end, O), exited(P) end || O <- [[link], [link, {priority, low}]]]),
    p(all()).
