%% Timers that outlive a call: a registered server, started when first needed, keeps one
%% erlang timer per request and runs its function in a process of its own.
-module(timer).
-moduledoc "Timer functions.".

-export([apply_after/2, apply_after/3, apply_after/4, apply_interval/2, apply_interval/3,
         apply_interval/4, apply_repeatedly/2, apply_repeatedly/3, apply_repeatedly/4, cancel/1,
         exit_after/2, exit_after/3, hms/3, hours/1, kill_after/1, kill_after/2, minutes/1,
         now_diff/2, seconds/1, send_after/2, send_after/3, send_interval/2, send_interval/3,
         sleep/1, start/0, start_link/0, tc/1, tc/2, tc/3, tc/4]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, code_change/3, terminate/2]).

-export_type([tref/0]).

-opaque tref() :: {atom(), reference()}.

-define(MAX, 16#FFFFFFFF).

%% ---- asking for timers

-doc "Calls Fun after Time milliseconds.".
apply_after(Time, Fun) when is_function(Fun, 0) -> apply_after(Time, erlang, apply, [Fun, []]);
apply_after(_, _) -> {error, badarg}.

-doc "Applies Fun to Args after Time milliseconds.".
apply_after(Time, Fun, Args) when is_list(Args), is_function(Fun, length(Args)) ->
    apply_after(Time, erlang, apply, [Fun, Args]);
apply_after(_, _, _) -> {error, badarg}.

-doc "Applies a function after Time milliseconds.".
apply_after(0, M, F, A) when is_atom(M), is_atom(F), is_list(A) ->
    run(M, F, A),
    {ok, {instant, make_ref()}};
apply_after(Time, M, F, A) when is_integer(Time), Time >= 0, is_atom(M), is_atom(F), is_list(A) ->
    request({apply_once, {system_now(), Time, {M, F, A}}});
apply_after(_, _, _, _) -> {error, badarg}.

-doc "Sends a message to the caller after Time milliseconds.".
send_after(Time, Message) -> send_after(Time, self(), Message).

-doc "Sends a message after Time milliseconds.".
send_after(0, To, Message) ->
    case is_destination(To) of
        true ->
            To ! Message,
            {ok, {instant, make_ref()}};
        false -> {error, badarg}
    end;
send_after(Time, Pid, Message) when is_integer(Time), Time >= 0, is_pid(Pid), node(Pid) =:= node() ->
    {ok, {send_local, erlang:send_after(Time, Pid, Message)}};
send_after(Time, To, Message) when is_integer(Time), Time >= 0 ->
    case is_destination(To) of
        true -> apply_after(Time, timer_send(), send, [To, Message]);
        false -> {error, badarg}
    end;
send_after(_, _, _) -> {error, badarg}.

timer_send() -> erlang.

is_destination(To) when is_pid(To); is_atom(To) -> true;
is_destination({Name, Node}) -> is_atom(Name) andalso is_atom(Node);
is_destination(_) -> false.

send(To, Message) ->
    try To ! Message, ok
    catch _:_ -> ok
    end.

-doc "Sends the caller an exit signal after Time milliseconds.".
exit_after(Time, Reason) -> exit_after(Time, self(), Reason).

-doc "Sends an exit signal after Time milliseconds.".
exit_after(Time, Target, Reason) -> apply_after(Time, erlang, exit, [Target, Reason]).

-doc "Kills the caller after Time milliseconds.".
kill_after(Time) -> exit_after(Time, self(), kill).

-doc "Kills a process after Time milliseconds.".
kill_after(Time, Target) -> exit_after(Time, Target, kill).

-doc "Calls Fun every Time milliseconds.".
apply_interval(Time, Fun) when is_function(Fun, 0) -> apply_interval(Time, erlang, apply, [Fun, []]);
apply_interval(_, _) -> {error, badarg}.

-doc "Applies Fun to Args every Time milliseconds.".
apply_interval(Time, Fun, Args) when is_list(Args), is_function(Fun, length(Args)) ->
    apply_interval(Time, erlang, apply, [Fun, Args]);
apply_interval(_, _, _) -> {error, badarg}.

-doc "Applies a function every Time milliseconds.".
apply_interval(Time, M, F, A) when is_integer(Time), Time >= 0, is_atom(M), is_atom(F), is_list(A) ->
    request({apply_interval, {system_now(), Time, self(), {M, F, A}}});
apply_interval(_, _, _, _) -> {error, badarg}.

-doc "Calls Fun every Time milliseconds, never twice at once.".
apply_repeatedly(Time, Fun) when is_function(Fun, 0) -> apply_repeatedly(Time, erlang, apply, [Fun, []]);
apply_repeatedly(_, _) -> {error, badarg}.

-doc "Applies Fun to Args every Time milliseconds, never twice at once.".
apply_repeatedly(Time, Fun, Args) when is_list(Args), is_function(Fun, length(Args)) ->
    apply_repeatedly(Time, erlang, apply, [Fun, Args]);
apply_repeatedly(_, _, _) -> {error, badarg}.

-doc "Applies a function every Time milliseconds, never twice at once.".
apply_repeatedly(Time, M, F, A) when is_integer(Time), Time >= 0, is_atom(M), is_atom(F), is_list(A) ->
    request({apply_repeatedly, {system_now(), Time, self(), {M, F, A}}});
apply_repeatedly(_, _, _, _) -> {error, badarg}.

-doc "Sends the caller a message every Time milliseconds.".
send_interval(Time, Message) -> send_interval(Time, self(), Message).

-doc "Sends a message every Time milliseconds.".
send_interval(Time, To, Message) when is_integer(Time), Time >= 0 ->
    case is_destination(To) of
        true when is_pid(To) ->
            request({apply_interval, {system_now(), Time, To, {erlang, send, [To, Message]}}});
        true ->
            request({apply_interval, {system_now(), Time, none, {erlang, send, [To, Message]}}});
        false -> {error, badarg}
    end;
send_interval(_, _, _) -> {error, badarg}.

-doc "Cancels a timer.".
cancel({instant, Ref}) when is_reference(Ref) -> {ok, cancel};
cancel({send_local, Ref}) when is_reference(Ref) ->
    erlang:cancel_timer(Ref),
    {ok, cancel};
cancel({once, Ref} = Timer) when is_reference(Ref) -> request({cancel, Timer});
cancel({interval, Ref} = Timer) when is_reference(Ref) -> request({cancel, Timer});
cancel(_) -> {error, badarg}.

%% ---- time

-doc "Waits Time milliseconds, or forever.".
sleep(Time) ->
    receive
    after Time -> ok
    end.

-doc "Runs Fun: {Microseconds, Value}.".
tc(Fun) -> tc(Fun, microsecond).

-doc "Runs Fun: {Time, Value}; the second argument is a list of arguments or a unit.".
tc(Fun, Args) when is_list(Args) -> tc(Fun, Args, microsecond);
tc(Fun, Unit) ->
    T1 = erlang:monotonic_time(),
    Value = Fun(),
    T2 = erlang:monotonic_time(),
    {erlang:convert_time_unit(T2 - T1, native, Unit), Value}.

-doc "Runs a function: {Time, Value}.".
tc(M, F, Args) when is_list(Args) -> tc(M, F, Args, microsecond);
tc(Fun, Args, Unit) ->
    T1 = erlang:monotonic_time(),
    Value = apply(Fun, Args),
    T2 = erlang:monotonic_time(),
    {erlang:convert_time_unit(T2 - T1, native, Unit), Value}.

-doc "Runs a function: {Time, Value}.".
tc(M, F, Args, Unit) ->
    T1 = erlang:monotonic_time(),
    Value = apply(M, F, Args),
    T2 = erlang:monotonic_time(),
    {erlang:convert_time_unit(T2 - T1, native, Unit), Value}.

-doc "Microseconds from T1 to T2, both as from erlang:timestamp/0.".
now_diff({A2, B2, C2}, {A1, B1, C1}) -> ((A2 - A1) * 1000000 + B2 - B1) * 1000000 + C2 - C1.

-doc "The milliseconds of so many seconds.".
seconds(Seconds) -> 1000 * Seconds.

-doc "The milliseconds of so many minutes.".
minutes(Minutes) -> 60000 * Minutes.

-doc "The milliseconds of so many hours.".
hours(Hours) -> 3600000 * Hours.

-doc "The milliseconds of hours, minutes and seconds.".
hms(Hours, Minutes, Seconds) -> hours(Hours) + minutes(Minutes) + seconds(Seconds).

%% ---- the server: #{Ref => {Timer, Kind}}

-doc "Starts the timer server.".
start() ->
    case whereis(timer_server) of
        undefined ->
            case gen_server:start({local, timer_server}, ?MODULE, [], []) of
                {ok, _} -> ok;
                {error, {already_started, _}} -> ok;
                Error -> Error
            end;
        _ -> ok
    end.

-doc false.
start_link() -> gen_server:start_link({local, timer_server}, ?MODULE, [], []).

request(Request) ->
    ok = start(),
    gen_server:call(timer_server, Request, infinity).

system_now() -> erlang:monotonic_time(millisecond).

-doc false.
init([]) ->
    process_flag(trap_exit, true),
    {ok, #{}}.

-doc false.
handle_call({apply_once, {Started, Time, MFA}}, _From, State) ->
    Ref = start_timer(Started + Time, {once, MFA}),
    {reply, {ok, {once, Ref}}, State#{Ref => Ref}};
handle_call({Kind, {Started, Time, Pid, MFA}}, _From, State) when Kind =:= apply_interval; Kind =:= apply_repeatedly ->
    Monitor = case Pid of
        none -> none;
        _ -> monitor(process, Pid)
    end,
    Id = case Monitor of
        none -> make_ref();
        _ -> Monitor
    end,
    Timer = start_timer(Started + Time, {again, Id}),
    {reply, {ok, {interval, Id}}, State#{Id => {Timer, Kind, Started + Time, Time, MFA, none}}};
handle_call({cancel, {_, Id}}, _From, State) ->
    {reply, {ok, cancel}, remove(Id, State)};
handle_call(_, _From, State) ->
    {noreply, State}.

%% Long waits are cut into pieces an erlang timer can hold.
start_timer(Due, Message) ->
    case Due - system_now() of
        Left when Left > ?MAX -> erlang:start_timer(?MAX, self(), {wait, Due, Message});
        Left -> erlang:start_timer(max(0, Left), self(), Message)
    end.

remove(Id, State) ->
    case State of
        #{Id := {Timer, _, _, _, _, _}} ->
            erlang:cancel_timer(Timer),
            demonitor(Id, [flush]),
            maps:remove(Id, State);
        #{Id := Timer} ->
            erlang:cancel_timer(Timer),
            maps:remove(Id, State);
        #{} -> State
    end.

-doc false.
handle_cast(_, State) -> {noreply, State}.

-doc false.
handle_info({timeout, Ref, {wait, Due, {once, _} = Message}}, State) when is_map_key(Ref, State) ->
    Timer = start_timer(Due, Message),
    {noreply, (maps:remove(Ref, State))#{Timer => Timer}};
handle_info({timeout, Ref, {once, {M, F, A}}}, State) ->
    case State of
        #{Ref := _} ->
            run(M, F, A),
            {noreply, maps:remove(Ref, State)};
        #{} -> {noreply, State}
    end;
handle_info({timeout, _, {wait, Due, {again, Id} = Message}}, State) ->
    case State of
        #{Id := Entry} -> {noreply, State#{Id := setelement(1, Entry, start_timer(Due, Message))}};
        #{} -> {noreply, State}
    end;
handle_info({timeout, _, {again, Id}}, State) ->
    case State of
        #{Id := {_, apply_interval, Due, Time, {M, F, A}, _}} ->
            run(M, F, A),
            {noreply, State#{Id := {start_timer(Due + Time, {again, Id}), apply_interval, Due + Time,
                                    Time, {M, F, A}, none}}};
        #{Id := {_, apply_repeatedly, Due, Time, {M, F, A}, _}} ->
            {_, Worker} = spawn_monitor(fun() -> safe_apply(M, F, A) end),
            {noreply, State#{Id := {none_yet(), apply_repeatedly, Due, Time, {M, F, A}, Worker},
                             {worker, Worker} => Id}};
        #{} -> {noreply, State}
    end;
handle_info({'DOWN', Ref, process, _, _}, State) ->
    case State of
        #{{worker, Ref} := Id} ->
            State1 = maps:remove({worker, Ref}, State),
            case State1 of
                #{Id := {_, Kind, Due, Time, MFA, Ref}} ->
                    Next = max(Due + Time, system_now()),
                    Timer = start_timer(Next, {again, Id}),
                    {noreply, State1#{Id := {Timer, Kind, Next, Time, MFA, none}}};
                #{} -> {noreply, State1}
            end;
        #{} -> {noreply, remove(Ref, State)}
    end;
handle_info(_, State) -> {noreply, State}.

none_yet() -> make_ref().

-doc false.
terminate(_, _) -> ok.

-doc false.
code_change(_, State, _) -> {ok, State}.

run(erlang, send, [To, Message]) -> send(To, Message);
run(erlang, exit, [Target, Reason]) when is_pid(Target) -> exit(Target, Reason);
run(erlang, exit, [Name, Reason]) when is_atom(Name) ->
    case whereis(Name) of
        Pid when is_pid(Pid) -> exit(Pid, Reason);
        _ -> ok
    end;
run(M, F, A) -> spawn(fun() -> safe_apply(M, F, A) end).

safe_apply(M, F, A) -> apply(M, F, A).
