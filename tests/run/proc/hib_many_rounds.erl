%% Many processes that hibernate after every message, with state, trapped exits, timers and links, beside ones that do not: same answers.
-module(hib_many_rounds).
-export([main/0, wake/2]).
-include("proc.hrl").

main() ->
    Ps = [spawn(fun() -> wake(I rem 2 =:= 0, #{sum => 0, log => []}) end) || I <- lists:seq(1, 20)], [[P ! {add, K} || P <- Ps] || K <- lists:seq(1, 10)], p(lists:usort([ask(P, sum) || P <- Ps])), p(lists:usort([ask(P, log) || P <- Ps])),
    [begin P ! {timer, 1}, exit(P, trapped) end || P <- Ps], until(fun() -> lists:all(fun(P) -> length(ask(P, log)) =:= 12 end, Ps) end), p(lists:usort([lists:sort(lists:sublist(ask(P, log), 2)) || P <- Ps])), [garbage_collect(P) || P <- Ps], p(lists:usort([ask(P, sum) || P <- Ps])),
    p(lists:usort([{process_info(P, trap_exit), process_info(P, message_queue_len)} || P <- Ps])), Ms = [{P, monitor(process, P)} || P <- Ps], [P ! stop || P <- Ps], p(lists:usort([down(P, M) || {P, M} <- Ms])), p(all()).

ask(P, K) -> R = make_ref(), P ! {get, K, self(), R}, receive {R, V} -> V end.
wake(Sleeps, S = #{sum := N, log := L}) ->
    process_flag(trap_exit, true),
    S2 = receive {add, K} -> S#{sum := N + K, log := [K | L]}; {get, K, P, R} -> P ! {R, map_get(K, S)}, S; {timer, T} -> erlang:send_after(T, self(), fired), S; fired -> S#{log := [fired | L]}; {'EXIT', _, W} -> S#{log := [W | L]}; stop -> exit({stopped, N}) end,
    case Sleeps of true -> erlang:hibernate(?MODULE, wake, [Sleeps, S2]); false -> wake(Sleeps, S2) end.
