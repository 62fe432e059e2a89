%% Reasons of every kind of term through exit, links, monitors, spawn_monitor, exit/2 and trapped signals: unchanged, however large.
-module(exit_reasons_any_term).
-export([main/0]).
-include("proc.hrl").

main() ->
    process_flag(trap_exit, true), B = binary:copy(<<"b">>, 1000), F = fun(X) -> {X, B} end, Big = lists:seq(1, 2000),
    Rs = [a, 1, 1.5, -0.0, "text", B, <<1:3>>, {t, [u]}, #{k => #{}}, [], {}, F, self(), make_ref(), 1 bsl 200, Big, [a | b], {shutdown, x}, maps:from_list([{I, I} || I <- lists:seq(1, 40)]), fun lists:map/2],
    p([R || R <- Rs, ends(fun() -> exit(R) end) =/= R]), p([R || R <- Rs, exited(spawn_link(fun() -> exit(R) end)) =/= R]), p([R || R <- Rs, begin H = host(), kill(H, R) =/= R end]), p([R || R <- Rs, begin H = host(), link(H), exit(H, R), exited(H) =/= R end]), p([R || R <- Rs, begin exit(self(), R), receive {'EXIT', P, R2} -> P =/= self() orelse R2 =/= R end end]),
    p([R || R <- Rs, case ends(fun() -> error(R) end) of {R, [_ | _]} -> false; _ -> true end]), p([R || R <- Rs, case ends(fun() -> throw(R) end) of {{nocatch, R}, [_ | _]} -> false; _ -> true end]), p([R || R <- Rs, ends(fun() -> P = spawn(fun() -> receive go -> exit(R) end end), link(P), P ! go, receive never -> ok end end) =/= R]),
    %% through a chain of links, each of which takes it on
    p([begin L = lists:foldl(fun(_, Prev) -> spawn(fun() -> is_pid(Prev) andalso link(Prev), receive go -> exit(R) end end) end, none, lists:seq(1, 5)), waits(L), M = monitor(process, L), L ! go, down(L, M) =:= R end || R <- [a, B, F]]),
    %% the reason lives on when its maker and its binaries are gone
    garbage_collect(), {P2, M2} = spawn_monitor(fun() -> exit({binary:copy(<<"z">>, 5000), lists:seq(1, 100)}) end), {Z, L2} = down(P2, M2), garbage_collect(), p({byte_size(Z), lists:sum(L2)}), p(all()).
