%% hibernate/0 and /3: where work goes on, what is kept, and that a waiting message ends it at once.
-module(hib_forms).
-export([main/0]).
-export([awake/2, forever/1]).
-include("proc.hrl").

main() ->
    Self = self(),
    P = spawn(fun() -> put(kept, yes), erlang:hibernate(?MODULE, awake, [Self, lists:seq(1, 10)]) end),
    waits(P),
    p(process_info(P, current_function)),
    P ! hello,
    receive {awake, X} -> p(X) end,
    %% the call chain is dropped: nothing after it runs, no handler of before is left
    Q = spawn(fun() -> try erlang:hibernate(?MODULE, forever, [Self]), Self ! after_it catch _:_ -> Self ! caught after Self ! 'after' end end),
    waits(Q), Q ! {crash, oops},
    p({died(Q) =/= alive, all()}),
    %% with a message already there
    R = spawn(fun() -> self() ! early, erlang:hibernate(?MODULE, awake, [Self, none]) end),
    receive {awake, Y} -> p(Y) end, died(R),
    %% hibernate/0 returns
    S = spawn(fun() -> A = lists:seq(1, 5), erlang:hibernate(), receive M -> Self ! {M, A, get(k)} end end),
    waits(S), S ! wake,
    receive {wake, A, K} -> p({A, K}) end,
    [p(ends_shape(fun() -> erlang:hibernate(M, F, Args) end)) || {M, F, Args} <- [{1, f, []}, {m, f, x}]].

awake(To, X) -> receive M -> To ! {awake, {M, X, get(kept), process_info(self(), message_queue_len)}} end.
forever(_) -> receive {crash, R} -> exit(R) end.
ends_shape(F) -> case ends(F) of {R, [{M, N, A, _} | _]} -> {R, M, N, case A of _ when is_list(A) -> A; _ -> A end}; R -> R end.
