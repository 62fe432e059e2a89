%% Restarts of each strategy: who is started again when which child ends, in what order.
-module(sup_restarts).
-export([main/0]).
-export([init/1, start/2]).
-include("proc.hrl").

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    [p({Strategy, Child, after_crash(Strategy, Child)}) || Strategy <- [one_for_one, one_for_all, rest_for_one], Child <- [a, b, c]],
    [p({Restart, R, ends_with(Restart, R)}) || Restart <- [permanent, transient, temporary], R <- [normal, shutdown, {shutdown, x}, crash]].

%% Children that were started again, in order.
after_crash(Strategy, Child) ->
    {ok, S} = supervisor:start_link(?MODULE, {Strategy, permanent, [a, b, c], self()}),
    [a, b, c] = started(3),
    Before = pids(S),
    exit(maps:get(Child, Before), crash),
    N = case {Strategy, Child} of {one_for_one, _} -> 1; {one_for_all, _} -> 3; {_, a} -> 3; {_, b} -> 2; {_, c} -> 1 end,
    R = started(N),
    After = pids(S),
    Same = [K || K <- [a, b, c], maps:get(K, Before) =:= maps:get(K, After)],
    stop(S), {R, Same}.
ends_with(Restart, R) ->
    {ok, S} = supervisor:start_link(?MODULE, {one_for_one, Restart, [a], self()}),
    [a] = started(1),
    #{a := P} = pids(S), M = monitor(process, P),
    P ! {quit, R}, down(P, M),
    Left = [{I, is_pid(C) orelse C} || {I, C, _, _} <- supervisor:which_children(S)],
    Again = all_started(), stop(S), {Left, Again}.
all_started() -> [N || {started, N} <- all()].
started(N) -> [receive {started, I} -> I end || _ <- lists:seq(1, N)].
pids(S) -> maps:from_list([{I, P} || {I, P, _, _} <- supervisor:which_children(S)]).
stop(S) -> unlink(S), M = monitor(process, S), exit(S, shutdown), down(S, M), _ = all().
init({Strategy, Restart, Ids, To}) -> {ok, {#{strategy => Strategy, intensity => 5, period => 10}, [#{id => I, start => {?MODULE, start, [I, To]}, restart => Restart, shutdown => brutal_kill} || I <- Ids]}}.
start(I, To) -> P = spawn_link(fun hosting/0), To ! {started, I}, {ok, P}.
