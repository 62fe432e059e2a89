%% Helpers of the programs in this folder: what they share, so that each says only what it shows.
-compile([nowarn_unused_function]).

p(X) -> io:format("~0tkp~n", [X]).
p(What, X) -> io:format("~ts: ~0tkp~n", [What, X]).

%% The value of F, or how it ended.
t(F) -> try F() catch C:R -> {C, R} end.

%% Why a process that runs F ended.
ends(F) -> {P, M} = spawn_monitor(F), down(P, M).
down(P, M) -> receive {'DOWN', M, process, P, R} -> R end.
died(P) -> down(P, monitor(process, P)).
exited(P) -> receive {'EXIT', P, R} -> R end.

%% A process that runs the funs it is given one after the other and leaves other messages alone.
host() -> spawn(fun hosting/0).
hosting() ->
    receive
        {run, From, Ref, F} -> From ! {Ref, t(F)}, hosting();
        {quit, R} -> exit(R)
    end.
run(P, F) ->
    M = monitor(process, P),
    P ! {run, self(), M, F},
    receive
        {M, V} -> demonitor(M, [flush]), V;
        {'DOWN', M, _, _, R} -> {dead, R}
    end.

%% Ends P, by itself or by a signal, and says why it ended.
quit(P, R) -> M = monitor(process, P), P ! {quit, R}, down(P, M).
kill(P, R) -> M = monitor(process, P), exit(P, R), down(P, M).

%% Everything in the mailbox now.
all() -> receive X -> [X | all()] after 0 -> [] end.

%% Comes back when F says true; for what another process does on its own.
until(F) ->
    case F() of
        true -> ok;
        false -> erlang:yield(), until(F)
    end.
waits(P) -> until(fun() -> process_info(P, status) =:= {status, waiting} end).

%% How F ends, with the frames of the stack that belong to module M.
frames(M, F) ->
    try F() of V -> {value, V}
    catch C:R:S -> {C, R, [{N, A, proplists:get_value(line, I)} || {M1, N, A, I} <- S, M1 =:= M]}
    end.
