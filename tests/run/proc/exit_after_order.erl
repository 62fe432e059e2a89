%% When a process is ended by a signal no after, catch or next clause of it runs; by an exception they do.
-module(exit_after_order).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(),
    Body = fun(F) -> fun() ->
        try F(), Self ! body
        catch _:R -> Self ! {caught, R}, exit(R)
        after Self ! 'after'
        end
    end end,
    p({ends(Body(fun() -> exit(e) end)), all()}),
    p({ends(Body(fun() -> throw(th) end)), all()}),
    p({ends(Body(fun() -> exit(self(), e) end)), all()}),
    P = spawn(Body(fun() -> receive never -> ok end end)),
    waits(P),
    M = monitor(process, P),
    exit(P, signal),
    p({down(P, M), all()}),
    Q = spawn(Body(fun() -> spin() end)),
    MQ = monitor(process, Q),
    exit(Q, kill),
    p({down(Q, MQ), all()}).

spin() -> spin().
