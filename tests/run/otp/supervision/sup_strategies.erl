%% Which children start again, in what order, under each strategy when one of four dies.
-module(sup_strategies).
-export([main/0]).
-export([init/1, start/2, child/3]).
-behaviour(supervisor).
-include("../../stdlib/show.hrl").

init(X) -> {ok, X}.
start(N, To) -> P = proc_lib:start_link(?MODULE, child, [N, To, self()]), To ! {up, N}, {ok, P}.
child(N, To, _) -> process_flag(trap_exit, true), proc_lib:init_ack(self()), receive {'EXIT', _, R} -> To ! {down, N, R}, exit(R); {die, R} -> To ! {dies, N, R}, exit(R) end.

main() ->
    process_flag(trap_exit, true), Me = self(),
    Spec = fun(N, R) -> #{id => N, start => {?MODULE, start, [N, Me]}, restart => R, shutdown => 1000} end,
    [begin
         {ok, S} = supervisor:start_link(?MODULE, {#{strategy => St, intensity => 10, period => 10}, [Spec(N, R) || N <- [a, b, c, d]]}), Up = take(4),
         {_, P, _, _} = lists:keyfind(b, 1, supervisor:which_children(S)), Mp = monitor(process, P), P ! {die, Why}, receive {'DOWN', Mp, _, _, _} -> timer:sleep(2) end, supervisor:which_children(S), After = all(), Left = [I || {I, C, _, _} <- supervisor:which_children(S), is_pid(C)],
         io:format("~w ~w ~w: ~w~n  ~w~n  left ~w ~0p~n", [St, R, Why, Up, After, Left, lists:sort(supervisor:count_children(S))]),
         unlink(S), exit(S, shutdown), down(S), io:format("  end ~w~n", [all()])
     end || St <- [one_for_one, one_for_all, rest_for_one], R <- [permanent, transient, temporary], Why <- [normal, shutdown, bad]],
    ok.

take(0) -> [];
take(N) -> receive X -> [X | take(N - 1)] after 5000 -> [nothing] end.
all() -> receive X -> [X | all()] after 0 -> [] end.
down(P) -> M = monitor(process, P), receive {'DOWN', M, _, _, _} -> ok end.
