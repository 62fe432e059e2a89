%% links, monitors, monitored_by through a life: set, doubled, undone, by death, by names, of ports' absence; both sides agree at every step.
-module(pinfo_both_sides).
-export([main/0]).
-include("proc.hrl").

main() ->
    [A, B, C] = Ps = [host(), host(), host()], N = #{A => a, B => b, C => c, self() => me}, See = fun() -> p([{map_get(P, N), [{K, lists:sort([name(X, N) || X <- V])} || {K, V} <- process_info(P, [links, monitors, monitored_by]), V =/= []]} || P <- Ps]) end, See(),
    run(A, fun() -> link(B), link(C) end), See(), M1 = run(B, fun() -> monitor(process, A) end), M2 = run(B, fun() -> monitor(process, A) end), See(), run(C, fun() -> monitor(process, C), monitor(process, B) end), See(), run(B, fun() -> demonitor(M1) end), See(), run(B, fun() -> unlink(A) end), See(),
    register(pil_name, A), M3 = run(C, fun() -> monitor(process, pil_name) end), See(), unregister(pil_name), See(), run(C, fun() -> demonitor(M3) end), See(), link(C), monitor(process, C), See(), run(A, fun() -> process_flag(trap_exit, true) end), run(B, fun() -> process_flag(trap_exit, true) end), process_flag(trap_exit, true),
    p(quit(C, end_of_c)), p([R || {'EXIT', P, R} <- all_of(2), P =:= C]), p([run(P, fun() -> lists:sort([case X of {'EXIT', _, R} -> {exit, R}; {'DOWN', _, _, _, R} -> {down, R} end || X <- all()]) end) || P <- [A, B]]), p([{map_get(P, N), [{K, lists:sort([name(X, N) || X <- V])} || {K, V} <- process_info(P, [links, monitors, monitored_by]), V =/= []]} || P <- [A, B]]),
    run(B, fun() -> demonitor(M2, [flush]) end), p(process_info(A, [links, monitors, monitored_by])), p(process_info(C, links)), [quit(P, ok) || P <- [A, B]], p([process_info(self(), K) || K <- [links, monitors, monitored_by]] -- [{monitored_by, element(2, process_info(self(), monitored_by))}]).

name({process, {X, _}}, _) -> {name, X}; name({process, P}, N) -> name(P, N); name(P, N) -> maps:get(P, N, other).
all_of(K) -> until(fun() -> element(2, process_info(self(), message_queue_len)) >= K end), all().
