%% Trees of workers under random kills: all come back, escalation is exact, nothing is left after shutdown. main/0 is the short
%% form; fire(Groups, Workers, Kills) runs any size and gives microseconds for starting, killing and shutting down.
-module(supervision_fire).
-export([main/0, main/1, fire/3, start_group/2, start_worker/1, init/1, handle_call/3, handle_cast/2]).

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    {_, _, _} = fire(5, 40, 100),
    [escalation(S) || S <- [one_for_one, one_for_all, rest_for_one]],
    simple(200),
    io:format("done~n").

main([Groups, Workers, Kills]) ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    {Start, Kill, Stop} = fire(list_to_integer(Groups), list_to_integer(Workers), list_to_integer(Kills)),
    io:format("start ~p us, kills ~p us, stop ~p us~n", [Start, Kill, Stop]).

%% Behaviours: {group, Strategy, Intensity, Specs} a supervisor, {worker, N} a server.
init({sup, Flags, Specs}) -> {ok, {Flags, Specs}};
init({worker, N}) -> {ok, N}.

handle_call(get, _, N) -> {reply, N, N}.
handle_cast(_, N) -> {noreply, N}.

start_group(Flags, Specs) -> supervisor:start_link(?MODULE, {sup, Flags, Specs}).
start_worker(N) -> gen_server:start_link(?MODULE, {worker, N}, []).

group(Id, Flags, Specs) -> #{id => Id, start => {?MODULE, start_group, [Flags, Specs]}, type => supervisor, restart => permanent}.
worker(N) -> #{id => N, start => {?MODULE, start_worker, [N]}}.

fire(Groups, Workers, Kills) ->
    Before = processes(),
    Plenty = #{intensity => 1000000, period => 1},
    T0 = now_us(),
    {ok, Top} = start_group(Plenty, [group(G, Plenty, [worker({G, W}) || W <- lists:seq(1, Workers)]) || G <- lists:seq(1, Groups)]),
    T1 = now_us(),
    Sups = lists:sort([{G, P} || {G, P, _, _} <- supervisor:which_children(Top)]),
    rand:seed(exsss, 7),
    [begin
        {_, Sup} = lists:nth(rand:uniform(Groups), Sups),
        Children = supervisor:which_children(Sup),
        [exit(P, kill) || _ <- lists:seq(1, 10), {_, P, _, _} <- [lists:nth(rand:uniform(Workers), Children)], is_pid(P)]
     end || _ <- lists:seq(1, Kills div 10)],
    %% which_children is a call: when it answers with pids only, all ends have been seen
    All = [C || {_, Sup} <- Sups, C <- settled(Sup)],
    T2 = now_us(),
    io:format("workers ~p, all at work ~p~n", [length(All), lists:all(fun({Id, P, _, _}) -> gen_server:call(P, get) =:= Id end, All)]),
    T3 = now_us(),
    stop(Top),
    T4 = now_us(),
    io:format("left ~p~n", [length([P || P <- processes() -- Before, is_process_alive(P)])]),
    {T1 - T0, T2 - T1, T4 - T3}.

settled(Sup) ->
    Children = supervisor:which_children(Sup),
    case lists:all(fun({_, P, _, _}) -> is_pid(P) andalso is_process_alive(P) end, Children) of
        true -> Children;
        false -> timer:sleep(1), settled(Sup)
    end.

stop(Top) ->
    Ref = monitor(process, Top),
    exit(Top, shutdown),
    receive {'DOWN', Ref, process, Top, Why} -> io:format("top ~p~n", [Why]) end,
    receive {'EXIT', Top, shutdown} -> ok end.

now_us() -> erlang:monotonic_time(microsecond).

%% Of three restarts within the period the supervisor takes three; the fourth ends it, its own supervisor starts it again, and
%% that one ends when it has had enough too.
escalation(Strategy) ->
    Inner = #{strategy => Strategy, intensity => 3, period => 1000},
    {ok, Top} = start_group(#{intensity => 1, period => 1000}, [group(inner, Inner, [worker(N) || N <- [1, 2, 3]])]),
    Steps = [begin
        [{_, Sup, _, _}] = supervisor:which_children(Top),
        Old = children(Sup),
        {_, P} = lists:keyfind(2, 1, Old),
        kill(P),
        case next(Top, Sup, Old) of
            {same, New} -> [N || {N, Pid} <- New, not lists:member({N, Pid}, Old)];
            Other -> Other
        end
     end || _ <- lists:seq(1, 8), is_process_alive(Top)],
    receive {'EXIT', Top, Why} -> io:format("~p: ~0p, then ~p~n", [Strategy, Steps, Why]) end.

children(Sup) -> lists:sort([{N, P} || {N, P, _, _} <- supervisor:which_children(Sup)]).

kill(P) ->
    Ref = monitor(process, P),
    exit(P, kill),
    receive {'DOWN', Ref, process, P, killed} -> ok end.

%% What came of a kill: the same supervisor with new workers, a new supervisor, or the end of all.
next(Top, Sup, Old) ->
    try {supervisor:which_children(Top), is_process_alive(Sup)} of
        {[{_, Sup, _, _}], true} ->
            try children(Sup) of
                Old -> timer:sleep(1), next(Top, Sup, Old);
                New -> {same, New}
            catch
                exit:_ -> next(Top, Sup, Old)
            end;
        {[{_, New, _, _}], _} when is_pid(New), New =/= Sup -> new_supervisor;
        _ -> timer:sleep(1), next(Top, Sup, Old)
    catch
        exit:_ -> over
    end.

%% Many dynamic children, some of which are gone when the supervisor ends.
simple(N) ->
    Before = processes(),
    {ok, Sup} = supervisor:start_link(?MODULE, {sup, #{strategy => simple_one_for_one, intensity => 0},
                                                [#{id => w, start => {?MODULE, start_worker, []}, restart => temporary}]}),
    Pids = [P || I <- lists:seq(1, N), {ok, P} <- [supervisor:start_child(Sup, [I])]],
    [kill(P) || {I, P} <- lists:enumerate(Pids), I rem 3 =:= 0],
    Left = counted(Sup, N - N div 3),
    io:format("simple: ~p started, ~p left~n", [length(Pids), Left]),
    stop(Sup),
    io:format("left ~p~n", [length([P || P <- processes() -- Before, is_process_alive(P)])]).

counted(Sup, Wanted) ->
    case proplists:get_value(active, supervisor:count_children(Sup)) of
        Wanted -> Wanted;
        _ -> timer:sleep(1), counted(Sup, Wanted)
    end.
