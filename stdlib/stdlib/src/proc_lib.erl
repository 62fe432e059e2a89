%% Processes that follow OTP's conventions: they know their ancestors and first call, start synchronously and
%% report their crashes.
-module(proc_lib).
-export([spawn/1, spawn/2, spawn/3, spawn/4, spawn_link/1, spawn_link/2, spawn_link/3, spawn_link/4]).
-export([spawn_opt/2, spawn_opt/3, spawn_opt/4, spawn_opt/5]).
-export([start/3, start/4, start/5, start_link/3, start_link/4, start_link/5]).
-export([start_monitor/3, start_monitor/4, start_monitor/5]).
-export([init_ack/1, init_ack/2, init_fail/2, init_fail/3, hibernate/3, stop/1, stop/3]).
-export([initial_call/1, translate_initial_call/1, set_label/1, get_label/1]).
-export([format/1, format/2, format/3, report_cb/2]).
-export([init_p/3, init_p/5, wake_up/3, init_p_do_apply/3]).

-export_type([spawn_option/0, start_spawn_option/0, exception/0]).

-type spawn_option() :: erlang:spawn_opt_option().
-type start_spawn_option() :: link | {priority, low | normal | high | max} | {fullsweep_after, non_neg_integer()}
    | {min_heap_size, non_neg_integer()} | {min_bin_vheap_size, non_neg_integer()} | {max_heap_size, term()}
    | {message_queue_data, off_heap | on_heap}.
-type exception() :: {error | exit | throw, term()} | {error | exit | throw, term(), list()}.

%% ---------------------------------------------------------------------------------------------------------
%% Spawning

-doc "Spawns a process that runs the fun.".
spawn(F) when is_function(F, 0) ->
    erlang:spawn(?MODULE, init_p, [get_name(), ancestors(), F]).

spawn(Node, F) when is_function(F, 0) ->
    erlang:spawn(Node, ?MODULE, init_p, [get_name(), ancestors(), F]).

-doc "Spawns a process that runs M:F.".
spawn(M, F, A) when is_atom(M), is_atom(F), is_list(A) ->
    erlang:spawn(?MODULE, init_p, [get_name(), ancestors(), M, F, A]).

spawn(Node, M, F, A) when is_atom(M), is_atom(F), is_list(A) ->
    erlang:spawn(Node, ?MODULE, init_p, [get_name(), ancestors(), M, F, A]).

-doc "Spawns and links a process that runs the fun.".
spawn_link(F) when is_function(F, 0) ->
    erlang:spawn_link(?MODULE, init_p, [get_name(), ancestors(), F]).

spawn_link(Node, F) when is_function(F, 0) ->
    erlang:spawn_link(Node, ?MODULE, init_p, [get_name(), ancestors(), F]).

spawn_link(M, F, A) when is_atom(M), is_atom(F), is_list(A) ->
    erlang:spawn_link(?MODULE, init_p, [get_name(), ancestors(), M, F, A]).

spawn_link(Node, M, F, A) when is_atom(M), is_atom(F), is_list(A) ->
    erlang:spawn_link(Node, ?MODULE, init_p, [get_name(), ancestors(), M, F, A]).

-doc "Spawns a process with options.".
spawn_opt(F, Options) when is_function(F, 0) ->
    erlang:spawn_opt(?MODULE, init_p, [get_name(), ancestors(), F], Options).

spawn_opt(Node, F, Options) when is_function(F, 0) ->
    erlang:spawn_opt(Node, ?MODULE, init_p, [get_name(), ancestors(), F], Options).

spawn_opt(M, F, A, Options) when is_atom(M), is_atom(F), is_list(A) ->
    erlang:spawn_opt(?MODULE, init_p, [get_name(), ancestors(), M, F, A], Options).

spawn_opt(Node, M, F, A, Options) when is_atom(M), is_atom(F), is_list(A) ->
    erlang:spawn_opt(Node, ?MODULE, init_p, [get_name(), ancestors(), M, F, A], Options).

get_name() ->
    case erlang:process_info(self(), registered_name) of
        {registered_name, Name} when is_atom(Name) -> Name;
        _ -> self()
    end.

ancestors() ->
    case get('$ancestors') of
        L when is_list(L) -> L;
        _ -> []
    end.

-doc false.
init_p(Parent, Ancestors, F) when is_function(F) ->
    Info = erlang:fun_info(F),
    {_, M} = lists:keyfind(module, 1, Info),
    {_, Name} = lists:keyfind(name, 1, Info),
    {_, Arity} = lists:keyfind(arity, 1, Info),
    put('$ancestors', [Parent | Ancestors]),
    put('$initial_call', {M, Name, Arity}),
    try F()
    catch
        Class:Reason:Stack -> exit_p(Class, Reason, Stack)
    end.

-doc false.
init_p(Parent, Ancestors, M, F, A) when is_atom(M), is_atom(F), is_list(A) ->
    put('$ancestors', [Parent | Ancestors]),
    put('$initial_call', first_call(M, F, A)),
    init_p_do_apply(M, F, A).

-doc false.
init_p_do_apply(M, F, A) ->
    try apply(M, F, A)
    catch
        Class:Reason:Stack -> exit_p(Class, Reason, Stack)
    end.

-doc false.
wake_up(M, F, A) ->
    try apply(M, F, A)
    catch
        Class:Reason:Stack -> exit_p(Class, Reason, Stack)
    end.

-doc "Hibernates; the process goes on by calling M:F.".
hibernate(M, F, A) when is_atom(M), is_atom(F), is_list(A) ->
    erlang:hibernate(?MODULE, wake_up, [M, F, A]).

exit_p(Class, Reason, Stack) ->
    crash_report(Class, Reason, first_call(), Stack),
    case Class of
        throw -> erlang:raise(exit, {{nocatch, Reason}, Stack}, Stack);
        error -> erlang:raise(exit, {Reason, Stack}, Stack);
        exit -> erlang:raise(exit, Reason, Stack)
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Synchronous start

-doc "Starts a process and waits until it calls init_ack or init_fail, or dies.".
start(M, F, A) -> start(M, F, A, infinity).

start(M, F, A, Timeout) -> start(M, F, A, Timeout, []).

start(M, F, A, Timeout, Options) when is_atom(M), is_atom(F), is_list(A) ->
    no_monitor(M, F, A, Timeout, Options),
    sync_start(start_it(M, F, A, Options), Timeout).

-doc "As start/3, linked.".
start_link(M, F, A) -> start_link(M, F, A, infinity).

start_link(M, F, A, Timeout) -> start_link(M, F, A, Timeout, []).

start_link(M, F, A, Timeout, Options) when is_atom(M), is_atom(F), is_list(A) ->
    no_monitor(M, F, A, Timeout, Options),
    sync_start_link(start_it(M, F, A, [link | Options]), Timeout).

-doc "As start/3, with a monitor: {Return, Monitor}.".
start_monitor(M, F, A) -> start_monitor(M, F, A, infinity).

start_monitor(M, F, A, Timeout) -> start_monitor(M, F, A, Timeout, []).

start_monitor(M, F, A, Timeout, Options) when is_atom(M), is_atom(F), is_list(A) ->
    no_monitor(M, F, A, Timeout, Options),
    sync_start_monitor(start_it(M, F, A, Options), Timeout).

no_monitor(M, F, A, Timeout, Options) ->
    case is_list(Options) andalso
        lists:any(fun(monitor) -> true; ({monitor, _}) -> true; (_) -> false end, Options) of
        true -> erlang:error(badarg, [M, F, A, Timeout, Options]);
        false -> ok
    end.

start_it(M, F, A, Options) -> ?MODULE:spawn_opt(M, F, A, [monitor | Options]).

sync_start({Pid, Mon}, Timeout) ->
    receive
        {ack, Pid, Return} ->
            erlang:demonitor(Mon, [flush]),
            Return;
        {nack, Pid, Return} ->
            receive {'DOWN', Mon, process, Pid, _} -> Return end;
        {'DOWN', Mon, process, Pid, Reason} ->
            {error, Reason}
    after Timeout ->
        %% it may be linked by its options
        unlink(Pid),
        kill_flush(Pid, Mon),
        flush_exit(Pid),
        {error, timeout}
    end.

sync_start_link({Pid, Mon}, Timeout) ->
    receive
        {ack, Pid, Return} ->
            erlang:demonitor(Mon, [flush]),
            Return;
        {nack, Pid, Return} ->
            receive {'DOWN', Mon, process, Pid, _} -> flush_exit(Pid) end,
            Return;
        {'DOWN', Mon, process, Pid, Reason} ->
            flush_exit(Pid),
            {error, Reason}
    after Timeout ->
        unlink(Pid),
        kill_flush(Pid, Mon),
        flush_exit(Pid),
        {error, timeout}
    end.

sync_start_monitor({Pid, Mon}, Timeout) ->
    receive
        {ack, Pid, Return} ->
            {Return, Mon};
        {nack, Pid, Return} ->
            receive {'DOWN', Mon, process, Pid, _} = Down -> self() ! Down end,
            {Return, Mon};
        {'DOWN', Mon, process, Pid, Reason} = Down ->
            self() ! Down,
            {{error, Reason}, Mon}
    after Timeout ->
        unlink(Pid),
        exit(Pid, kill),
        receive {'DOWN', Mon, process, Pid, _} = Down -> self() ! Down end,
        flush_exit(Pid),
        {{error, timeout}, Mon}
    end.

kill_flush(Pid, Mon) ->
    exit(Pid, kill),
    receive {'DOWN', Mon, process, Pid, _} -> ok end.

flush_exit(Pid) ->
    receive {'EXIT', Pid, _} -> ok
    after 0 -> ok
    end.

-doc "Tells the starter that the process is up.".
init_ack(Parent, Return) ->
    Parent ! {ack, self(), Return},
    ok.

init_ack(Return) ->
    [Parent | _] = get('$ancestors'),
    init_ack(pid_of(Parent), Return).

-doc "Ends a process that failed to start: the starter gets Return once the process is gone.".
init_fail(Parent, Return, Exception) ->
    Parent ! {nack, self(), Return},
    case Exception of
        {error, Reason} -> erlang:error(Reason);
        {exit, Reason} -> erlang:exit(Reason);
        {throw, Reason} -> erlang:throw(Reason);
        {Class, Reason, Stack} -> erlang:error(erlang:raise(Class, Reason, Stack))
    end.

init_fail(Return, Exception) ->
    [Parent | _] = get('$ancestors'),
    init_fail(pid_of(Parent), Return, Exception).

pid_of(Pid) when is_pid(Pid) -> Pid;
pid_of(Name) when is_atom(Name) -> whereis(Name).

%% ---------------------------------------------------------------------------------------------------------
%% Stopping

-doc "Orders a process to end with reason normal and waits for it.".
stop(Process) -> stop(Process, normal, infinity).

-doc "Orders a process to end with a reason and waits for it.".
stop(Process, Reason, Timeout) ->
    %% nobody waits for himself
    is_self(Process) andalso exit({calling_self, {sys, terminate, [Process, Reason, Timeout]}}),
    %% a helper asks, so that a late answer of a process that is stopped does not reach the caller
    {Pid, Mref} = erlang:spawn_monitor(fun() -> do_stop(Process, Reason, Timeout) end),
    receive
        {'DOWN', Mref, _, _, Reason} -> ok;
        {'DOWN', Mref, _, _, {noproc, {sys, terminate, _}}} -> exit(noproc);
        {'DOWN', Mref, _, _, {timeout, {sys, terminate, _}}} -> exit(timeout);
        {'DOWN', Mref, _, _, CrashReason} -> exit(CrashReason)
    after Timeout ->
        exit(Pid, kill),
        receive {'DOWN', Mref, _, _, _} -> exit(timeout) end
    end.

is_self({Name, Node}) -> Node =:= node() andalso is_self(Name);
is_self(Name) when is_atom(Name) -> whereis(Name) =:= self();
is_self(Process) -> Process =:= self().

do_stop(Process, Reason, Timeout) ->
    Mref = erlang:monitor(process, Process),
    ok = sys:terminate(Process, Reason, Timeout),
    receive {'DOWN', Mref, _, _, ExitReason} -> exit(ExitReason) end.

%% ---------------------------------------------------------------------------------------------------------
%% What a process was started with

first_call(gen, init_it, A) -> behaviour_call(A);
first_call(M, F, A) -> {M, F, length(A)}.

first_call() ->
    case get('$initial_call') of
        {M, F, N} -> shown_call(M, F, N);
        _ -> undefined
    end.

shown_call(M, F, N) ->
    case atom_to_list(F) of
        [$- | _] -> {M, F, []};
        _ -> {M, F, arguments(N)}
    end.

arguments(N) -> [list_to_atom("Argument__" ++ integer_to_list(I)) || I <- lists:seq(1, N)].

%% The call of the callback module behind the start of a behaviour.
behaviour_call([gen_event | _]) -> {gen_event, init_it, 6};
behaviour_call([_, _, _, Mod, Args, _]) -> callback_init(Mod, Args);
behaviour_call([_, _, _, _, Mod, Args, _]) -> callback_init(Mod, Args).

callback_init(supervisor, {_, Mod, _}) -> {supervisor, Mod, 1};
callback_init(supervisor_bridge, [Mod | _]) -> {supervisor_bridge, Mod, 1};
callback_init(Mod, _) -> {Mod, init, 1}.

-doc "The call a process was started with, or false.".
initial_call(DictOrPid) ->
    case raw_call(DictOrPid) of
        {M, F, N} -> shown_call(M, F, N);
        false -> false
    end.

-doc "The call a process was started with, through the callback module of a behaviour.".
translate_initial_call(DictOrPid) ->
    case raw_call(DictOrPid) of
        {M, F, N} -> {M, F, N};
        false -> {?MODULE, init_p, 5}
    end.

raw_call(Dict) when is_list(Dict) ->
    case lists:keyfind('$initial_call', 1, Dict) of
        {_, Call} -> Call;
        false -> false
    end;
raw_call({X, Y, Z}) -> raw_call(c_pid(X, Y, Z));
raw_call(Pid) when is_pid(Pid) ->
    case process_info(Pid, dictionary) of
        {dictionary, Dict} -> raw_call(Dict);
        _ -> false
    end.

c_pid(X, Y, Z) ->
    list_to_pid(lists:concat(["<", X, ".", Y, ".", Z, ">"])).

-doc "Labels the calling process for reports.".
set_label(Label) ->
    put('$process_label', Label),
    ok.

-doc "The label of a process, or undefined.".
get_label(Pid) when Pid =:= self() -> get('$process_label');
get_label(Pid) ->
    try process_info(Pid, {dictionary, '$process_label'}) of
        {_, Label} -> Label;
        undefined -> undefined
    catch
        error:badarg -> undefined
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Crash reports

crash_report(exit, normal, _, _) -> ok;
crash_report(exit, shutdown, _, _) -> ok;
crash_report(exit, {shutdown, _}, _, _) -> ok;
crash_report(Class, Reason, Call, Stack) ->
    Report = [own_info(Class, Reason, Call, Stack), neighbours()],
    logger:log(error, #{label => {proc_lib, crash}, report => Report},
               #{mfa => {?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY}, file => "proc_lib.erl", line => ?LINE,
                 domain => [otp, sasl], report_cb => fun ?MODULE:report_cb/2,
                 logger_formatter => #{title => "CRASH REPORT"},
                 error_logger => #{tag => error_report, type => crash_report}}).

own_info(Class, Reason, Call, Stack) ->
    Pid = self(),
    [{initial_call, Call},
     {pid, Pid},
     info(Pid, registered_name, []),
     {process_label, get_label(Pid)},
     {error_info, {Class, Reason, Stack}},
     {ancestors, ancestors()},
     info(Pid, message_queue_len, 0),
     {messages, own_messages(Pid)},
     info(Pid, links, []),
     {dictionary, cleaned(get())},
     info(Pid, trap_exit, false),
     info(Pid, status, running),
     info(Pid, heap_size, 0),
     info(Pid, stack_size, 0),
     info(Pid, reductions, 0)].

info(Pid, Key, Default) ->
    case process_info(Pid, Key) of
        {Key, Value} -> {Key, Value};
        _ -> {Key, Default}
    end.

%% A long queue would make the report useless.
own_messages(Pid) ->
    case process_info(Pid, message_queue_len) of
        {_, N} when N > 1000 -> [];
        _ -> element(2, info(Pid, messages, []))
    end.

cleaned(Dict) ->
    [KV || {K, _} = KV <- Dict, K =/= '$ancestors', K =/= '$initial_call', K =/= '$process_label'].

%% Processes linked to this one that wait without trapping exits go down with it: what they are.
neighbours() ->
    Links = element(2, info(self(), links, [])),
    visit(Links, [self()], []).

visit([Pid | Pids], Seen, Acc) when is_pid(Pid), node(Pid) =:= node() ->
    case lists:member(Pid, Seen) of
        true -> visit(Pids, Seen, Acc);
        false ->
            case {process_info(Pid, trap_exit), process_info(Pid, status)} of
                {{_, false}, {_, waiting}} ->
                    Linked = element(2, info(Pid, links, [])),
                    visit(Linked ++ Pids, [Pid | Seen], [{neighbour, neighbour_info(Pid)} | Acc]);
                _ -> visit(Pids, [Pid | Seen], Acc)
            end
    end;
visit([_ | Pids], Seen, Acc) -> visit(Pids, Seen, Acc);
visit([], _, Acc) -> Acc.

neighbour_info(Pid) ->
    Dict = element(2, info(Pid, dictionary, [])),
    Call = case raw_call(Dict) of
        {M, F, A} -> {initial_call, shown_call(M, F, A)};
        false -> info(Pid, initial_call, undefined)
    end,
    Ancestors = case lists:keyfind('$ancestors', 1, Dict) of
        {_, As} -> As;
        false -> []
    end,
    [{pid, Pid},
     info(Pid, registered_name, []),
     {process_label, get_label(Pid)},
     Call,
     info(Pid, current_function, undefined),
     {ancestors, Ancestors},
     info(Pid, message_queue_len, 0),
     info(Pid, links, []),
     info(Pid, trap_exit, false),
     info(Pid, status, undefined),
     info(Pid, heap_size, 0),
     info(Pid, stack_size, 0),
     info(Pid, reductions, 0),
     info(Pid, current_stacktrace, [])].

-doc false.
report_cb(#{label := {?MODULE, crash}, report := Report}, Options) ->
    Enc = maps:get(encoding, Options, unicode),
    case Options of
        #{single_line := true} -> one_line(Report, Options);
        _ ->
            Limit = maps:get(chars_limit, Options, unlimited),
            Depth = maps:get(depth, Options, unlimited),
            do_format(Report, Enc, Depth, Limit)
    end.

-doc "The text of a crash report.".
format(Report) -> format(Report, latin1).

format(Report, Enc) -> format(Report, Enc, unlimited).

format(Report, Enc, Depth) -> do_format(Report, Enc, Depth, unlimited).

do_format([Own, Linked], Enc, Depth, _Limit) ->
    F = {Enc, Depth},
    ["  crasher:\n", [own(P, "    ", F) || P <- Own],
     "  neighbours:\n", [neighbour(N, F) || N <- Linked]].

neighbour({neighbour, Info}, F) -> ["    neighbour:\n" | [own(P, "      ", F) || P <- Info]].

own({process_label, undefined}, _, _) -> [];
own({initial_call, undefined}, _, _) -> [];
own({initial_call, {M, Fun, Args}}, Indent, F) when is_list(Args) ->
    [Indent, "initial call: ", text("~p:~p/~w", "~tp:~tp/~w", [M, Fun, length(Args)], F), $\n];
own({error_info, {Class, Reason, Stack}}, Indent, {Enc, Depth}) ->
    Text = erl_error:format_exception(1 + length(Indent), Class, Reason, Stack, fun hidden/3,
                                      fun(Term, I) -> term(Term, I, {Enc, Depth}) end, Enc),
    [Indent, Text, $\n];
own({Tag, Value}, Indent, F) ->
    Start = [Indent, text("~p", "~tp", [Tag], F), ": "],
    [Start, value(Value, min(18, 1 + lists:flatlength(Start)), F), $\n].

hidden(?MODULE, _, _) -> true;
hidden(_, _, _) -> false.

text(Latin1, _, Args, {latin1, _}) -> io_lib:format(Latin1, Args);
text(_, Unicode, Args, _) -> io_lib:format(Unicode, Args).

value(Value, Col, F) -> term(Value, Col, F).

term(Term, Col, {Enc, Depth}) ->
    P = case Enc of latin1 -> "P"; _ -> "tP" end,
    D = case Depth of unlimited -> -1; _ -> Depth end,
    io_lib:format("~80." ++ integer_to_list(Col) ++ P, [Term, D]).

one_line([Own, Linked], Options) ->
    Depth = case maps:get(depth, Options, unlimited) of unlimited -> -1; D -> D end,
    ["crasher: ", lists:join(", ", [one(P, Depth) || P <- Own, shown(P)]),
     "; neighbours: ", lists:join("; ", [["neighbour: ", lists:join(", ", [one(P, Depth) || P <- I, shown(P)])]
                                         || {neighbour, I} <- Linked])].

shown({process_label, undefined}) -> false;
shown({initial_call, undefined}) -> false;
shown(_) -> true.

one({initial_call, {M, F, Args}}, _) when is_list(Args) -> io_lib:format("initial call: ~tp:~0tp/~w", [M, F, length(Args)]);
one({error_info, {Class, Reason, Stack}}, D) -> io_lib:format("~tp: ~0tP", [Class, {Reason, Stack}, D]);
one({Tag, Value}, D) -> io_lib:format("~tp: ~0tP", [Tag, Value, D]).
