%% spawn_link links before the process runs: its exit always arrives, whatever it does first.
-module(spawn_link_order).
-export([main/0]).
-include("proc.hrl").

main() ->
    process_flag(trap_exit, true),
    Reasons = [normal, shutdown, kill, {shutdown, x}, "text", <<1>>, #{a => 1}, self(), 1.5],
    Pids = [{spawn_link(fun() -> exit(R) end), R} || R <- Reasons],
    p([exited(P) =:= R || {P, R} <- Pids]),
    p([exited(spawn_link(erlang, exit, [R])) || R <- [a, normal, kill]]),
    p([exited(spawn_link(fun() -> throw(thrown) end))]),
    {{badmatch, 2}, [_ | _]} = exited(spawn_link(fun() -> 1 = id(2) end)),
    p(exited(spawn_link(fun() -> ok end))),
    %% A parent that does not trap dies with its child's reason, and its own parent hears it.
    H = spawn_link(fun() -> spawn_link(fun() -> exit(deep) end), receive never -> ok end end),
    p(exited(H)),
    %% Many at once: every exit comes, one each.
    Many = [spawn_link(fun() -> exit(I) end) || I <- lists:seq(1, 50)],
    p(lists:sum([exited(P) || P <- lists:reverse(Many)])),
    p(all()).

id(X) -> X.
