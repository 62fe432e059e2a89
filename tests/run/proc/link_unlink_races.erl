%% link and unlink hammered from both sides, with deaths in between: links agree when all is quiet, no exit comes for an undone link, none is missed for one that stands.
-module(link_unlink_races).
-export([main/0]).
-include("proc.hrl").

main() ->
    p(lists:usort([toggle(N) || N <- lists:seq(1, 20)])), p(lists:usort([last_word(link) || _ <- lists:seq(1, 10)])), p(lists:usort([last_word(unlink) || _ <- lists:seq(1, 10)])), p(lists:usort([both_ways(I) || I <- lists:seq(1, 10)])), p(many(30)), process_flag(trap_exit, true), p(flush_idiom(50)), p(all()).

%% two that link and unlink each other; then both are asked
toggle(N) ->
    [A, B] = [host(), host()], Self = self(), [P ! {run, Self, make_ref(), fun() -> [begin link(Q), unlink(Q) end || _ <- lists:seq(1, N)], Self ! done end} || {P, Q} <- [{A, B}, {B, A}]], [receive done -> ok end || _ <- [1, 2]], _ = all(),
    run(A, fun() -> link(B) end), run(B, fun() -> ok end), R = {element(2, process_info(A, links)) =:= [B], element(2, process_info(B, links)) =:= [A]}, run(B, fun() -> unlink(A) end), run(A, fun() -> ok end), R2 = {process_info(A, links), process_info(B, links)}, quit(A, x), R3 = is_process_alive(B), quit(B, ok), {R, R2, R3}.
last_word(Last) -> A = host(), run(A, fun() -> process_flag(trap_exit, true) end), B = host(), run(A, fun() -> [begin link(B), unlink(B) end || _ <- lists:seq(1, 5)], case Last of link -> link(B); unlink -> ok end end), quit(B, over), R = run(A, fun() -> receive {'EXIT', B, W} -> W after case Last of link -> 1000; unlink -> 3 end -> none end end), exit(A, kill), R.
both_ways(I) -> A = host(), B = host(), Self = self(), A ! {run, Self, x, fun() -> link(B) end}, B ! {run, Self, x, fun() -> link(A) end}, [receive {x, true} -> ok end || _ <- [1, 2]], run(A, fun() -> ok end), run(B, fun() -> ok end), case I rem 2 of 0 -> run(A, fun() -> unlink(B) end); 1 -> run(B, fun() -> unlink(A) end) end, run(A, fun() -> ok end), run(B, fun() -> ok end), L = {process_info(A, links), process_info(B, links)}, quit(A, bad), R = {L, is_process_alive(B)}, exit(B, kill), R.
many(N) -> Ps = [host() || _ <- lists:seq(1, N)], [run(P, fun() -> [link(Q) || Q <- Ps, Q =/= P] end) || P <- Ps], S = lists:sum([length(element(2, process_info(P, links))) || P <- Ps]), [run(P, fun() -> [unlink(Q) || Q <- Ps, Q > P] end) || P <- Ps], [run(P, fun() -> ok end) || P <- Ps], L = [process_info(P, links) || P <- Ps, process_info(P, links) =/= {links, []}], quit(hd(Ps), bad), R = {S, L, length([x || P <- Ps, is_process_alive(P)])}, [exit(P, kill) || P <- Ps], R.
flush_idiom(N) -> lists:usort([begin P = spawn_link(fun() -> receive go -> exit(late) end end), P ! go, unlink(P), receive {'EXIT', P, late} -> true after 0 -> true end end || _ <- lists:seq(1, N)]).
