%% A link is one for both; either side may undo it, and then neither hears of the other.
-module(link_unlink_both_sides).
-export([main/0]).
-include("proc.hrl").

main() ->
    process_flag(trap_exit, true),
    A = host(), B = host(),
    run(A, fun() -> link(B) end),
    p({links(A) =:= [B], links(B) =:= [A]}),
    %% undone from the side that did not make it
    run(B, fun() -> unlink(A) end),
    p({links(B), links(A)}),
    quit(A, crash),
    p({b_alive, run(B, fun() -> yes end)}),
    %% made from both sides: still one link, one unlink undoes it
    C = host(),
    run(B, fun() -> link(C) end), run(C, fun() -> link(B) end),
    run(C, fun() -> unlink(B) end),
    p({links(B), links(C)}),
    %% made again afterwards
    run(B, fun() -> unlink(C), link(C) end),
    p({links(B) =:= [C], links(C) =:= [B]}),
    MB = monitor(process, B),
    C ! {quit, crash},
    p(down(B, MB)),
    %% unlinked while the exit is on its way: nothing comes after unlink returns
    [begin
        P = spawn_link(fun() -> exit(x) end),
        unlink(P),
        receive {'EXIT', P, _} -> ok after 0 -> ok end,
        died(P)
     end || _ <- lists:seq(1, 100)],
    p(all()).

links(P) -> element(2, process_info(P, links)).
