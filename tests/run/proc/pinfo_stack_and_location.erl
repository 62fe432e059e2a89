%% current_function, current_stacktrace and current_location of processes waiting in known places; of itself; in library calls; after tail calls.
-module(pinfo_stack_and_location).
-export([main/0, waiting/0, deep/1, tail/1, served/1]).
-include("proc.hrl").

main() ->
    [begin P = spawn(?MODULE, F, A), waits(P), p({F, process_info(P, current_function), stack(P), process_info(P, initial_call)}), exit(P, kill) end || {F, A} <- [{waiting, []}, {deep, [3]}, {tail, [3]}, {served, [1]}]],
    P1 = spawn(fun() -> receive never -> ok end end), waits(P1), p({element(2, process_info(P1, initial_call)), element(1, element(2, process_info(P1, current_function)))}), exit(P1, kill),
    P2 = spawn(fun() -> lists:foreach(fun(_) -> receive never -> ok end end, [1, 2]), ok end), waits(P2), p([{M, F} || {M, F, _} <- stack(P2)]), exit(P2, kill),
    P3 = spawn(fun() -> try receive never -> ok end after ok end end), waits(P3), p(length(stack(P3))), exit(P3, kill),
    P4 = spawn(lists, foreach, [fun(_) -> waiting() end, [1, 2]]), waits(P4), p({process_info(P4, initial_call), process_info(P4, current_function)}), exit(P4, kill),
    P5 = spawn(fun() -> proc_lib:hibernate(?MODULE, waiting, []) end), waits(P5), p(process_info(P5, current_function)), exit(P5, kill),
    P6 = spawn(erlang, hibernate, [?MODULE, waiting, []]), waits(P6), p({process_info(P6, current_function), process_info(P6, initial_call)}), exit(P6, kill),
    %% of itself
    p(process_info(self(), current_function)), p(element(1, hd(element(2, process_info(self(), current_stacktrace))))),
    p(own(2)),
    %% a process not yet run, one that has ended
    P7 = spawn_opt(fun() -> ok end, [{priority, low}]), died(P7), p(process_info(P7, current_stacktrace)),
    %% suspended ones
    P8 = spawn(?MODULE, waiting, []), waits(P8), erlang:suspend_process(P8), p({process_info(P8, status), process_info(P8, current_function), process_info(self(), suspending) =:= {suspending, [{P8, 1, 1}]} orelse element(1, process_info(self(), suspending))}), erlang:resume_process(P8), exit(P8, kill),
    %% items of lines
    P9 = spawn(?MODULE, deep, [1]), waits(P9), {current_stacktrace, [_ | Below]} = process_info(P9, current_stacktrace), p([lists:sort(proplists:get_keys(I)) || {_, _, _, I} <- Below]), exit(P9, kill).

waiting() -> receive never -> ok end.
deep(0) -> receive never -> ok end, zero;
deep(N) -> [deep(N - 1), N].
tail(0) -> waiting();
tail(N) -> tail(N - 1).
served(N) -> X = handle(N), served(X).
handle(N) -> receive {add, K} -> N + K end.
own(0) -> {[{F, A} || {?MODULE, F, A, _} <- element(2, process_info(self(), current_stacktrace))]};
own(N) -> R = own(N - 1), R.
stack(P) -> {current_stacktrace, S} = process_info(P, current_stacktrace), [{M, F, A} || {M, F, A, _} <- S].
