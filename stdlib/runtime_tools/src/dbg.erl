%% The text tracer: a server that keeps a trace session, its tracer and the specifications that were used, and what prints events.
%%
%% Two processes: `dbg` answers requests and owns the session; the tracer gets the events and hands each to the handler. The tracer's end is the
%% end of the server, and the other way round.
-module(dbg).
-moduledoc "Tracing as text: which processes and functions to watch, and a process that prints what they do.".
-export([tracer/0, tracer/2, get_tracer/0, stop/0, stop_clear/0, p/1, p/2, c/3, c/4, i/0]).
-export([tp/2, tp/3, tp/4, tpl/2, tpl/3, tpl/4]).
-export([ctp/0, ctp/1, ctp/2, ctp/3, ctpl/0, ctpl/1, ctpl/2, ctpl/3, ctpg/0, ctpg/1, ctpg/2, ctpg/3]).
-export([ltp/0, dtp/0, dtp/1, wtp/1, rtp/1, n/1, cn/1, ln/0, h/0, h/1, fun2ms/1, dhandler/2]).

%% Names of specifications that there always are, in the order in which they are listed.
-define(BUILT_IN, [
    {c, [{'_', [], [{message, {caller_line}}]}]},
    {caller_exception_trace, cx},
    {caller_trace, c},
    {cx, [{'_', [], [{exception_trace}, {message, {caller_line}}]}]},
    {exception_trace, x},
    {x, [{'_', [], [{exception_trace}]}]}
]).

-record(st, {session = none, tracer = none, saved = [], next = 1}).

%% Starting and stopping.

-doc "Starts a tracer that prints events.".
tracer() -> tracer(process, {fun dhandler/2, user}).

-doc "Starts a tracer that calls a handler `fun(Event, State) -> State` for each event.".
tracer(process, {Handler, State}) when is_function(Handler, 2) -> request({tracer, Handler, State});
tracer(Type, _) when Type =:= port; Type =:= module; Type =:= file -> {error, {not_supported, Type}};
tracer(Type, Data) -> erlang:error(badarg, [Type, Data]).

-doc "The process that gets the events.".
get_tracer() -> request(get_tracer).

-doc "Stops the tracer and the server; nothing is traced any more.".
stop() ->
    case whereis(?MODULE) of
        undefined -> ok;
        Pid ->
            Ref = monitor(process, Pid),
            Pid ! {self(), Ref, stop},
            receive
                {'DOWN', Ref, process, Pid, _} -> ok;
                {?MODULE, Ref, ok} -> receive {'DOWN', Ref, process, Pid, _} -> ok end
            end
    end.

-doc "As stop/0.".
stop_clear() -> stop().

server() ->
    case whereis(?MODULE) of
        undefined ->
            Self = self(),
            {Pid, Ref} = spawn_monitor(fun() -> init(Self) end),
            receive
                {?MODULE, Pid, started} -> demonitor(Ref, [flush]), Pid;
                {'DOWN', Ref, process, Pid, _} -> server()
            end;
        Pid -> Pid
    end.

init(Starter) ->
    process_flag(trap_exit, true),
    try register(?MODULE, self()) of
        true ->
            Starter ! {?MODULE, self(), started},
            loop(#st{})
    catch
        error:badarg -> ok
    end.

request(What) ->
    Pid = server(),
    Ref = monitor(process, Pid),
    Pid ! {self(), Ref, What},
    receive
        {?MODULE, Ref, Answer} -> demonitor(Ref, [flush]), Answer;
        {'DOWN', Ref, process, Pid, _} -> request(What)
    end.

loop(St) ->
    receive
        {'EXIT', Pid, _} when Pid =:= St#st.tracer -> end_session(St);
        {'EXIT', _, _} -> loop(St);
        {From, Ref, stop} ->
            finish(St),
            From ! {?MODULE, Ref, ok};
        {From, Ref, What} ->
            {Answer, Next} = handle(What, St),
            From ! {?MODULE, Ref, Answer},
            loop(Next);
        _ -> loop(St)
    end.

finish(#st{tracer = none}) -> ok;
finish(St = #st{tracer = Tracer}) ->
    end_session(St),
    Tracer ! {?MODULE, self(), stop},
    receive {'EXIT', Tracer, _} -> ok end.

end_session(#st{session = none}) -> ok;
end_session(#st{session = Session}) -> trace:session_destroy(Session).

handle({tracer, _, _}, St) when St#st.tracer =/= none -> {{error, already_started}, St};
handle({tracer, Handler, State}, St) ->
    Server = self(),
    Tracer = spawn_link(fun() -> trace_loop(Server, Handler, State) end),
    {{ok, self()}, St#st{tracer = Tracer, session = trace:session_create(?MODULE, Tracer, [])}};
handle(get_tracer, St = #st{tracer = none}) -> {no_tracer(), St};
handle(get_tracer, St) -> {{ok, St#st.tracer}, St};
handle({p, _, _}, St = #st{tracer = none}) -> {no_tracer(), St};
handle({p, Whom, Flags}, St) -> {set_flags(St#st.session, Whom, Flags), St};
handle({tp, _, _, _}, St = #st{session = none}) -> {{ok, []}, St};
handle({tp, What, Spec, Kind}, St) -> set_pattern(What, Spec, Kind, St);
handle({ctp, _, _}, St = #st{session = none}) -> {{ok, []}, St};
handle({ctp, What, Kinds}, St) -> {clear_patterns(St#st.session, What, Kinds), St};
handle(saved, St) -> {lists:reverse(St#st.saved), St};
handle(session, St) -> {St#st.session, St};
handle(dtp, St) -> {ok, St#st{saved = []}};
handle({dtp, N}, St) -> {ok, St#st{saved = lists:keydelete(N, 1, St#st.saved)}};
handle({rtp, Specs}, St) -> {ok, lists:foldl(fun(Spec, Acc) -> element(2, save(Spec, Acc)) end, St, Specs)}.

no_tracer() -> {error, {no_tracer_on_node, node()}}.

trace_loop(Server, Handler, State) ->
    receive
        {?MODULE, Server, stop} -> drain(Handler, State);
        Event -> trace_loop(Server, Handler, Handler(Event, State))
    end.

drain(Handler, State) ->
    receive Event -> drain(Handler, Handler(Event, State))
    after 0 -> ok
    end.

%% Processes.

-doc "Traces messages of a process.".
p(Item) -> p(Item, [m]).

-doc "Traces a process, or several, by these flags; `clear` ends it.".
p(Item, Flags) when is_list(Flags) ->
    case [Flag || Flag <- Flags, flag(Flag) =:= error] of
        [] -> request({p, Item, lists:append([flag(Flag) || Flag <- Flags])});
        _ -> {error, {bad_flags, Flags}}
    end;
p(Item, Flag) -> p(Item, [Flag]).

flag(m) -> [send, 'receive'];
flag(s) -> [send];
flag(r) -> ['receive'];
flag(c) -> [call];
flag(p) -> [procs];
flag(sos) -> [set_on_spawn];
flag(sofs) -> [set_on_first_spawn];
flag(sol) -> [set_on_link];
flag(sofl) -> [set_on_first_link];
flag(clear) -> [clear];
flag(all) -> [all];
flag(Flag) ->
    Others = [send, 'receive', call, procs, ports, garbage_collection, running, running_procs, running_ports, exiting,
        set_on_spawn, set_on_first_spawn, set_on_link, set_on_first_link, timestamp, monotonic_timestamp,
        strict_monotonic_timestamp, arity, return_to, silent, scheduler_id],
    case lists:member(Flag, Others) of
        true -> [Flag];
        false -> error
    end.

set_flags(Session, Item, Flags) ->
    case whom(Item) of
        {error, Reason} -> {ok, [{matched, node(), 0, Reason}]};
        Whom ->
            {How, List} = case lists:member(clear, Flags) of
                true -> {false, [all]};
                false -> {true, Flags}
            end,
            try trace:process(Session, Whom, How, List) of
                N -> {ok, [{matched, node(), N}]}
            catch
                error:badarg -> {ok, [{matched, node(), 0, {no_proc, Item}}]}
            end
    end.

whom(Pid) when is_pid(Pid) -> Pid;
whom(Group) when Group =:= all; Group =:= new; Group =:= existing; Group =:= processes; Group =:= new_processes;
        Group =:= existing_processes; Group =:= ports; Group =:= new_ports; Group =:= existing_ports -> Group;
whom(Name) when is_atom(Name) ->
    case whereis(Name) of
        Pid when is_pid(Pid) -> Pid;
        _ -> {error, {no_proc, Name}}
    end;
whom(N) when is_integer(N) -> whom({0, N, 0});
whom({X, Y, Z}) when is_integer(X), is_integer(Y), is_integer(Z) ->
    whom(lists:flatten(io_lib:format("<~w.~w.~w>", [X, Y, Z])));
whom("<" ++ _ = Text) ->
    try list_to_pid(Text)
    catch error:badarg -> {error, {no_proc, Text}}
    end;
whom(Other) -> {error, {no_proc, Other}}.

-doc "Calls a function with its process traced by all flags, and gives its result.".
c(Module, Function, Args) -> c(Module, Function, Args, all).

-doc "The same with these flags.".
c(Module, Function, Args, Flags) ->
    case get_tracer() of
        {ok, _} -> ok;
        _ -> tracer()
    end,
    List = if is_list(Flags) -> Flags; true -> [Flags] end,
    case [Flag || Flag <- List, flag(Flag) =:= error] of
        [] -> c(Module, Function, Args, lists:append([flag(Flag) || Flag <- List]), request(session));
        _ -> {error, {bad_flags, List}}
    end.

c(Module, Function, Args, Flags, Session) ->
    {Pid, Ref} = spawn_monitor(fun() ->
        trace:process(Session, self(), true, Flags),
        Result = catch_result(Module, Function, Args),
        trace:process(Session, self(), false, [all]),
        exit({?MODULE, Result})
    end),
    receive
        {'DOWN', Ref, process, Pid, {?MODULE, Result}} -> Result;
        {'DOWN', Ref, process, Pid, Reason} -> {'EXIT', Reason}
    end.

catch_result(Module, Function, Args) ->
    try apply(Module, Function, Args)
    catch
        throw:Value -> Value;
        exit:Reason -> {'EXIT', Reason};
        error:Reason:Stack -> {'EXIT', {Reason, Stack}}
    end.

-doc "Prints which processes are traced, and for what.".
i() ->
    case request(session) of
        none -> no_tracer();
        Session ->
            io:format("~nNode ~w:~n~-12s ~-21s ~s~n", [node(), "Pid", "Initial call", "Trace "]),
            [i(Pid, Flags) || Pid <- lists:reverse(processes()), {flags, Flags} <- [trace:info(Session, Pid, flags)], Flags =/= []],
            ok
    end.

i(Pid, Flags) ->
    Call = case process_info(Pid, initial_call) of
        {initial_call, {M, F, A}} -> lists:flatten(io_lib:format("{~tw,~tw,~w}", [M, F, A]));
        undefined -> "dead"
    end,
    Names = lists:join(" | ", [atom_to_list(short(Flag)) || Flag <- Flags]),
    io:format("~-12s ~-21ts ~s~n", [pid_to_list(Pid), string:slice(Call, 0, 21), Names]).

short(send) -> s;
short('receive') -> r;
short(call) -> c;
short(procs) -> p;
short(set_on_spawn) -> sos;
short(set_on_first_spawn) -> sofs;
short(set_on_link) -> sol;
short(set_on_first_link) -> sofl;
short(Flag) -> Flag.

%% Functions.

-doc "Traces calls from other modules: of a module's functions, or of `{Module, Function, Arity}`.".
tp(What, Spec) -> tp_request(What, Spec, global).
tp(Module, Function, Spec) -> tp_request({Module, Function, '_'}, Spec, global).
tp(Module, Function, Arity, Spec) -> tp_request({Module, Function, Arity}, Spec, global).

-doc "The same for all calls.".
tpl(What, Spec) -> tp_request(What, Spec, local).
tpl(Module, Function, Spec) -> tp_request({Module, Function, '_'}, Spec, local).
tpl(Module, Function, Arity, Spec) -> tp_request({Module, Function, Arity}, Spec, local).

tp_request(What, Spec, Kind) -> request({tp, what(What), Spec, Kind}).

what(Event) when Event =:= send; Event =:= 'receive' -> Event;
what(Module) when is_atom(Module) -> {Module, '_', '_'};
what({_, _, _} = Mfa) -> Mfa;
what(_) -> erlang:error(function_clause).

set_pattern(What, Spec, Kind, St) ->
    case known_spec(Spec, St) of
        {error, _} = Error -> {Error, St};
        {ok, Value, Name} ->
            load(What),
            Options = case is_tuple(What) of true -> [Kind]; false -> [] end,
            try trace:function(St#st.session, What, Value, Options) of
                N ->
                    {Saved, Next} = saved(Value, Name, St),
                    {{ok, [{matched, node(), N} | Saved]}, Next}
            catch
                error:badarg -> {{error, [{error, "This is no match specification for traced calls."}]}, St}
            end
    end.

load({Module, _, _}) when Module =/= '_' -> code:ensure_loaded(Module);
load(_) -> ok.

known_spec(Spec, _) when is_list(Spec) -> {ok, Spec, none};
known_spec(Name, St) ->
    case lists:keyfind(Name, 1, St#st.saved ++ ?BUILT_IN) of
        {_, Other} when is_atom(Other) -> known_spec(Other, St);
        {_, Spec} -> {ok, Spec, Name};
        false -> {error, unknown_pattern}
    end.

saved([], _, St) -> {[], St};
saved(_, Name, St) when Name =/= none -> {[{saved, Name}], St};
saved(Spec, none, St) ->
    {Name, Next} = save(Spec, St),
    {[{saved, Name}], Next}.

save(Spec, St) ->
    case lists:keyfind(Spec, 2, St#st.saved ++ ?BUILT_IN) of
        {Name, _} -> {Name, St};
        false -> {St#st.next, St#st{saved = [{St#st.next, Spec} | St#st.saved], next = St#st.next + 1}}
    end.

-doc "Ends tracing of functions, whichever way they are traced.".
ctp() -> ctp({'_', '_', '_'}).
ctp(What) -> request({ctp, what(What), [local, global]}).
ctp(Module, Function) -> ctp({Module, Function, '_'}).
ctp(Module, Function, Arity) -> ctp({Module, Function, Arity}).

-doc "Ends what tpl/2,3,4 began.".
ctpl() -> ctpl({'_', '_', '_'}).
ctpl(What) -> request({ctp, what(What), [local]}).
ctpl(Module, Function) -> ctpl({Module, Function, '_'}).
ctpl(Module, Function, Arity) -> ctpl({Module, Function, Arity}).

-doc "Ends what tp/2,3,4 began.".
ctpg() -> ctpg({'_', '_', '_'}).
ctpg(What) -> request({ctp, what(What), [global]}).
ctpg(Module, Function) -> ctpg({Module, Function, '_'}).
ctpg(Module, Function, Arity) -> ctpg({Module, Function, Arity}).

clear_patterns(Session, Event, _) when is_atom(Event) ->
    trace:function(Session, Event, true, []),
    {ok, [{matched, node(), 0}]};
clear_patterns(Session, Mfa, Kinds) ->
    Counts = [trace:function(Session, Mfa, false, [Kind]) || Kind <- Kinds],
    {ok, [{matched, node(), hd(Counts)}]}.

%% Saved specifications.

-doc "Prints the specifications that can be named.".
ltp() ->
    Saved = request(saved),
    lists:foreach(fun({Name, Spec}) -> io:format("~p: ~p~n", [Name, Spec]) end, Saved ++ ?BUILT_IN).

-doc "Forgets the saved specifications.".
dtp() -> request(dtp).

-doc "Forgets one of them.".
dtp(N) -> request({dtp, N}).

-doc "Writes them to a file.".
wtp(File) ->
    Specs = [Spec || {_, Spec} <- request(saved) ++ ?BUILT_IN, is_list(Spec)],
    Text = ["%% coding: utf-8\n" | [io_lib:format("~tp.~n", [Spec]) || Spec <- Specs]],
    case file:write_file(File, unicode:characters_to_binary(Text)) of
        ok -> ok;
        {error, Reason} -> {error, {write_error, Reason}}
    end.

-doc "Reads them from a file.".
rtp(File) ->
    case file:consult(File) of
        {ok, Specs} -> request({rtp, Specs});
        {error, Reason} -> {error, {read_error, Reason}}
    end.

%% Nodes: there is this one.

-doc "Adds a node to trace on.".
n(Node) when Node =:= node() -> {error, cant_add_local_node};
n(Node) -> {error, {nodedown, Node}}.

-doc "Removes a node.".
cn(_) -> ok.

-doc "Prints the nodes.".
ln() ->
    io:format("~w~n", [node()]),
    ok.

%% Help, and what compilers do.

-doc "Prints what there is.".
h() ->
    io:format("Functions of dbg by subject; dbg:h(Function) says more.~n"
        "   p, c                               trace flags of processes~n"
        "   tp, tpl, ctp, ctpl, ctpg           which functions are traced~n"
        "   ltp, dtp, wtp, rtp                 saved match specifications~n"
        "   tracer, get_tracer, stop           the tracer~n"
        "   i                                  what is traced~n", []),
    ok.

-doc "Prints what a function does.".
h(Name) ->
    Text = #{
        p => "p(Item, Flags): traces the process Item by Flags: s, r, m, c, p, sos, sol, all, clear and others.",
        c => "c(M, F, Args[, Flags]): calls a function and traces its process meanwhile.",
        tp => "tp(M[, F[, A]], Spec): traces calls from other modules.",
        tpl => "tpl(M[, F[, A]], Spec): traces all calls.",
        ctp => "ctp(M[, F[, A]]): ends tracing of functions.",
        ltp => "ltp(): lists match specifications that have a name.",
        tracer => "tracer(), tracer(process, {Handler, State}): starts a tracer.",
        stop => "stop(): ends all of it.",
        i => "i(): shows the traced processes."
    },
    io:format("~ts~n", [maps:get(Name, Text, "No help for that.")]),
    ok.

-doc "Made a match specification by the compiler; as a function it only does so for funs of the shell.".
fun2ms(Fun) -> erlang:error(badarg, [Fun]).

%% Printing.

-doc "Prints an event; the second argument says where to.".
dhandler(end_of_trace, Out) -> Out;
dhandler({drop, N}, Out) ->
    io:format(Out, "*** Dropped ~p messages.~n", [N]),
    Out;
dhandler(Event, Out) when element(1, Event) =:= trace, tuple_size(Event) >= 4 ->
    print(Out, tl(tuple_to_list(Event)), "~n", []);
dhandler(Event, Out) when element(1, Event) =:= trace_ts, tuple_size(Event) >= 5 ->
    [_ | Rest] = tuple_to_list(Event),
    {Parts, [Time]} = lists:split(length(Rest) - 1, Rest),
    print(Out, Parts, " (Timestamp: ~p)~n", [Time]);
dhandler(Event, _) when element(1, Event) =:= trace; element(1, Event) =:= trace_ts -> erlang:error(badarg);
dhandler({seq_trace, Label, What}, Out) ->
    io:format(Out, "SeqTrace [~p]: " ++ element(1, seq(What)) ++ "~n", [Label | element(2, seq(What))]),
    Out;
dhandler({seq_trace, Label, What, Time}, Out) ->
    io:format(Out, "SeqTrace ~p [~p]: " ++ element(1, seq(What)) ++ "~n", [Time, Label | element(2, seq(What))]),
    Out;
dhandler(_, Out) -> Out.

seq({send, Serial, From, To, Message}) -> {"(~p) ~p ! ~tp [Serial: ~p]", [From, To, Message, Serial]};
seq({'receive', Serial, From, To, Message}) -> {"(~p) << ~tp [Serial: ~p, From: ~p]", [To, Message, Serial, From]};
seq({print, Serial, From, _, Info}) -> {"-> ~tp [Serial: ~p, From: ~p]", [Info, Serial, From]};
seq(Other) -> {"~tp", [Other]}.

print(Out, [Who | Parts], EndFormat, EndArgs) ->
    {Format, Args} = text(Parts),
    io:format(Out, "(~p) " ++ Format ++ EndFormat, [Who | Args] ++ EndArgs),
    Out.

text([call, Mfa | Extra]) ->
    {Format, Args} = call(Mfa),
    case Extra of
        [] -> {"call " ++ Format, Args};
        [Message] -> {"call " ++ Format ++ " (~tp)", Args ++ [Message]}
    end;
text([return_from, {M, F, A}, Value]) -> {"returned from ~p:~tp/~p -> ~tp", [M, F, A, Value]};
text([return_to, {M, F, A}]) -> {"returning to ~p:~tp/~p", [M, F, A]};
text([return_to, Other]) -> {"returning to ~tp", [Other]};
text([send, Message, To | _]) -> {"~p ! ~tp", [To, Message]};
text(['receive', Message | _]) -> {"<< ~tp", [Message]};
text([spawn, Pid, {_, _, Args} = Mfa]) when is_list(Args) ->
    {Format, All} = call(Mfa),
    {"spawn ~p as " ++ Format, [Pid | All]};
text([spawn, Pid, Other]) -> {"spawn ~p as ~tp", [Pid, Other]};
text([Tag | Others]) -> {"~p" ++ lists:append(lists:duplicate(length(Others), " ~tp")), [Tag | Others]}.

call({M, F, Args}) when is_list(Args) ->
    {"~p:~tp(" ++ lists:append(lists:join(",", lists:duplicate(length(Args), "~tp"))) ++ ")", [M, F | Args]};
call({M, F, Arity}) -> {"~p:~tp/~p", [M, F, Arity]}.
