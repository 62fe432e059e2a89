%% A tree of supervisors walked from the top: children, types, counts, and restarts that change only what they must.
-module(sup_tree_lookup).
-export([main/0]).
-export([init/1, start/1]).
-behaviour(supervisor).
-include("../../stdlib/show.hrl").

init({sup, Flags, Cs}) -> {ok, {Flags, Cs}}.
%% The name may still be that of a child whose killed supervisor's exit has not reached it.
start(N) -> {ok, spawn_link(fun() -> until(fun() -> whereis(N) =:= undefined end), register(N, self()), receive {die, R} -> exit(R) end end)}.
w(N) -> #{id => N, start => {?MODULE, start, [N]}}.
s(N, F, Cs) -> #{id => N, type => supervisor, start => {supervisor, start_link, [{local, N}, ?MODULE, {sup, F, Cs}]}}.

main() ->
    process_flag(trap_exit, true), {ok, T} = supervisor:start_link({local, stl_top}, ?MODULE, {sup, #{strategy => rest_for_one, intensity => 5}, [w(stl_a), s(stl_mid, #{strategy => one_for_all, intensity => 5}, [w(stl_b), w(stl_c)]), w(stl_d), s(stl_empty, #{}, [])]}), Names = [stl_a, stl_mid, stl_b, stl_c, stl_d, stl_empty],
    show("tree", tree(stl_top)), show("counts", [lists:sort(supervisor:count_children(S)) || S <- [stl_top, stl_mid, stl_empty]]), Who = fun() -> timer:sleep(3), [{N, whereis(N)} || N <- Names] end, until(fun() -> lists:all(fun({_, P}) -> is_pid(P) end, Who()) end),
    each(fun({N, R}) -> Before = Who(), P = whereis(N), M = monitor(process, P), case N of stl_mid -> exit(P, kill); _ -> P ! {die, R} end, receive {'DOWN', M, _, _, _} -> ok end, until(fun() -> lists:all(fun({_, Q}) -> is_pid(Q) end, Who()) end), After = Who(), [X || {X, A} <- Before, lists:member({X, A}, After) =:= false] end, [{stl_c, bad}, {stl_d, normal}, {stl_a, bad}, {stl_mid, killed}]), show("tree", tree(stl_top)), unlink(T), exit(T, shutdown), M = monitor(process, T), receive {'DOWN', M, _, _, _} -> ok end, show("gone", [whereis(N) || N <- Names]), ok.
tree(S) -> [{I, Ty, case Ty of supervisor -> tree(P); worker -> is_pid(P) end} || {I, P, Ty, _} <- supervisor:which_children(S)].
until(F) -> case F() of true -> ok; false -> timer:sleep(1), until(F) end.
