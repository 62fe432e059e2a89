%% Too many restarts end the supervisor, which ends its children in reverse order and tells its parent.
-module(sup_intensity).
-export([main/0]).
-export([init/1, start/3]).
-include("proc.hrl").

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    Self = self(),
    {ok, S} = supervisor:start_link(?MODULE, {2, [a, b, c], Self}),
    P0 = child(S, b),
    exit(P0, one), until(fun() -> is_pid(child(S, b)) andalso child(S, b) =/= P0 end),
    P1 = child(S, b),
    exit(P1, two), until(fun() -> is_pid(child(S, b)) andalso child(S, b) =/= P1 end),
    _ = all(),
    exit(child(S, b), three),
    p(exited(S)),
    p([X || {ended, X} <- all()]),
    %% order of an ordinary end, and of a supervisor in a supervisor
    {ok, T} = supervisor:start_link(?MODULE, {1, [x, {sub, [y, z]}, w], Self}),
    unlink(T), M = monitor(process, T), exit(T, shutdown), p(down(T, M)),
    p([X || {ended, X} <- all()]),
    %% children that do not end in time are killed
    {ok, K} = supervisor:start_link(?MODULE, {1, [stubborn], Self}),
    C = child(K, stubborn), MC = monitor(process, C),
    unlink(K), MK = monitor(process, K), exit(K, shutdown),
    p({down(C, MC), down(K, MK)}).

child(S, Id) -> case lists:keyfind(Id, 1, supervisor:which_children(S)) of {_, P, _, _} -> P; false -> none end.
init({Max, Ids, To}) -> {ok, {#{strategy => one_for_one, intensity => Max, period => 1000}, [spec(I, To) || I <- Ids]}}.
spec({sub, Ids}, To) -> #{id => sub, start => {supervisor, start_link, [?MODULE, {1, Ids, To}]}, type => supervisor};
spec(stubborn, To) -> #{id => stubborn, start => {?MODULE, start, [stubborn, To, stay]}, shutdown => 1};
spec(I, To) -> #{id => I, start => {?MODULE, start, [I, To, go]}, shutdown => infinity}.
start(I, To, How) ->
    proc_lib:start_link(erlang, apply, [fun() -> process_flag(trap_exit, true), proc_lib:init_ack({ok, self()}), child_loop(I, To, How) end, []]).
child_loop(I, To, How) ->
    receive {'EXIT', _, shutdown} when How =:= go -> To ! {ended, I}, exit(shutdown);
            {'EXIT', _, shutdown} -> child_loop(I, To, How);
            {'EXIT', _, R} -> exit(R) end.
