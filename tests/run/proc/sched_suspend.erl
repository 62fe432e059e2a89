%% suspend_process and resume_process: counted per suspender, undone when that ends, options.
-module(sched_suspend).
-export([main/0]).
-include("proc.hrl").

main() ->
    P = host(),
    p({erlang:suspend_process(P), erlang:suspend_process(P), process_info(P, status)}),
    p([length(L) || {suspending, L} <- [process_info(self(), suspending)]]),
    p({erlang:resume_process(P), process_info(P, status), erlang:resume_process(P)}),
    p(t(fun() -> erlang:resume_process(P) end)),
    p({erlang:suspend_process(P, [unless_suspending]), erlang:suspend_process(P, [unless_suspending])}),
    %% messages wait, and are handled afterwards
    P ! {run, self(), tag, fun() -> handled end},
    p(receive {tag, _} -> early after 0 -> nothing end),
    erlang:resume_process(P),
    p(receive {tag, V} -> V end),
    %% a suspender that ends resumes what it held
    S = host(),
    run(S, fun() -> erlang:suspend_process(P), erlang:suspend_process(P) end),
    P ! {run, self(), tag2, fun() -> handled end},
    p(quit(S, normal)),
    p(receive {tag2, V2} -> V2 end),
    %% killed while suspended
    erlang:suspend_process(P), p(kill(P, kill)),
    [p(t(fun() -> erlang:suspend_process(X) end)) || X <- [self(), a, P]],
    p(t(fun() -> erlang:suspend_process(P, [nosuch]) end)),
    Q = host(),
    p(erlang:suspend_process(Q, [asynchronous])),
    waits_suspended(Q),
    p({erlang:resume_process(Q), run(Q, fun() -> fine end), kill(Q, kill)}).

waits_suspended(P) -> until(fun() -> process_info(P, status) =:= {status, suspended} end).
