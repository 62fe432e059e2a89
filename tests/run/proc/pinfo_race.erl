%% Asking about processes that end meanwhile: undefined or an answer, never anything else.
-module(pinfo_race).
-export([main/0]).
-include("proc.hrl").

main() ->
    Items = [messages, links, dictionary, status, current_stacktrace, memory, message_queue_len],
    Kinds = [begin
        P = spawn(fun() -> put(k, v), self() ! m, work(I) end),
        [case process_info(P, Item) of undefined -> ok; {Item, _} -> ok; X -> X end || Item <- Items]
    end || I <- lists:seq(1, 100)],
    p(lists:usort(lists:append(Kinds))),
    %% asked by many at once
    H = host(),
    Askers = [spawn_monitor(fun() -> exit(lists:usort([element(1, process_info(H, message_queue_len)) || _ <- lists:seq(1, 20)])) end) || _ <- lists:seq(1, 20)],
    p(lists:usort([down(P, M) || {P, M} <- Askers])),
    %% asked while it works and receives
    W = spawn(fun() -> absorb(0) end),
    Lens = [begin W ! I, element(1, process_info(W, messages)) end || I <- lists:seq(1, 200)],
    p(lists:usort(Lens)),
    W ! {stop, self()},
    receive {absorbed, N} -> p(N) end,
    %% two ask each other at the same time
    A = host(), B = host(),
    [begin A ! {run, self(), R, fun() -> process_info(B, status) end}, B ! {run, self(), R, fun() -> process_info(A, status) end} end || R <- lists:seq(1, 50)],
    p(lists:usort([receive {R, {status, _}} -> ok end || R <- lists:seq(1, 50), _ <- [1, 2]])),
    [kill(P, kill) || P <- [A, B, H]].

work(0) -> ok;
work(N) -> work(N - 1).
absorb(N) -> receive {stop, F} -> F ! {absorbed, N}; _ -> absorb(N + 1) end.
