%% gen_statem: every kind of result, action and time-out, errors, calls, system messages.
-module(gen_statem_api).
-compile([export_all,nowarn_export_all]).
init({en,X}) -> put(en,true), {ok,s1,X}; init({ret,X}) -> X; init(X) -> {ok,s1,X}.
callback_mode() -> case get(en) of true -> [handle_event_function,state_enter]; _ -> case get(cm) of undefined -> handle_event_function; C -> C end end.
handle_event({call,F},{do,Fun},S,D) -> Fun(F,S,D);
handle_event(T,C,S,D) -> pr({T,C,S,D}), case C of {do,Fun} -> Fun(T,S,D); _ -> keep_state_and_data end.
%% One process prints: what others have to say is told to it, and printed before the next result.
pr(X) -> gen_statem_main ! {told,X}.
told() -> receive {told,X} -> io:format("  ~0tp~n",[cl(X)]), told() after 0 -> ok end.
told(0) -> told();
told(N) -> receive {told,X} -> io:format("  ~0tp~n",[cl(X)]), told(N-1) after 5000 -> io:format("  nothing told~n") end.
terminate(R,S,D) -> pr({term,R,S,D}).
do(P,Fun) -> do(P,Fun,5000).
do(P,Fun,T) -> R=(catch gen_statem:call(P,{do,Fun},T)), _=(catch sys:get_state(P)), told(), io:format("-> ~0tp~n",[cl(case R of {'EXIT',{{W,S},_}} when is_list(S) -> {exit,W};_ -> R end)]).
%% Waits until N events have been told.
dw(P,Fun,N) -> R=(catch gen_statem:call(P,{do,Fun})), told(N), io:format("-> ~0tp~n",[cl(R)]).
new() -> new(d). new(X) -> {ok,P}=gen_statem:start(?MODULE,X,[]), P.
%% What does not depend on the machine or the run: no pids, references, funs or stacks.
cl(P) when is_pid(P) -> pid;
cl(R) when is_reference(R) -> ref;
cl(F) when is_function(F) -> function;
cl([{M, F, A, I} | _]) when is_atom(M), is_atom(F), is_list(I), (is_integer(A) orelse is_list(A)) -> stack;
cl([alias | R]) when is_reference(R) -> tag;
cl([H | T]) -> [cl(H) | cl(T)];
cl(T) when is_tuple(T) -> list_to_tuple([cl(E) || E <- tuple_to_list(T)]);
cl(M) when is_map(M) -> maps:map(fun(_, V) -> cl(V) end, M);
cl(X) -> X.

t(F) ->
    R = try F()
    catch
        C:W -> {C, W}
    end,
    told(),
    io:format("~0tkp~n", [cl(R)]).

main() -> register(gen_statem_main,self()), logger:set_primary_config(level,none), process_flag(trap_exit,true),
 P=new(),
 do(P,fun(F,_,_) -> {keep_state_and_data,{reply,F,ok1}} end),
 do(P,fun(F,_,_) -> {keep_state,d2,[{reply,F,ok2},{next_event,internal,a},{next_event,cast,b},{next_event,foo,c}]} end),
 P2=new(),do(P2,fun(F,_,_) -> {keep_state,d2,[{reply,F,ok2},{next_event,internal,a},{next_event,cast,b},{next_event,info,c},{next_event,{call,F},d}]} end),
 dw(P2,fun(F,_,_) -> {keep_state_and_data,[{reply,F,tm},{timeout,1,evt},{state_timeout,2,st},{{timeout,g},3,gt}]} end,3),
 do(P2,fun(F,_,_) -> {keep_state_and_data,[{reply,F,tm0},{timeout,0,evt},{state_timeout,0,st},{{timeout,g},0,gt},{next_event,internal,i}]} end),
 do(P2,fun(F,_,_) -> {keep_state_and_data,[{reply,F,tm0},{state_timeout,0,st},{{timeout,g},0,gt},{timeout,0,evt}]} end),
 do(P2,fun(F,_,_) -> {keep_state_and_data,[{reply,F,x},{timeout,0,evt}]} end),
 dw(P2,fun(F,_,_) -> {keep_state_and_data,[{reply,F,x},1]} end,1),
 dw(P2,fun(F,_,_) -> {keep_state_and_data,[{reply,F,cancel},{{timeout,g},1,gt},{{timeout,g},cancel},{state_timeout,1,a},{state_timeout,update,b},{timeout,1,a},{timeout,infinity,b},{{timeout,z},update,zz}]} end,2),
 dw(P2,fun(F,_,_) -> {next_state,s2,d3,[{reply,F,ns},{state_timeout,1,st2}]} end,1),
 do(P2,fun(F,_,_) -> {keep_state_and_data,[{reply,F,ns},{state_timeout,5000,st3}]} end),
 do(P2,fun(F,_,_) -> {next_state,s3,d3,[{reply,F,ns}]} end),
 dw(P2,fun(F,_,_) -> {next_state,s3,d3,[{reply,F,abs},{{timeout,a},erlang:monotonic_time(millisecond)+1,abs,[{abs,true}]},hibernate]} end,1),
 io:format("postpone~n"),
 gen_statem:cast(P2,{do,fun(_,s3,_) -> {keep_state_and_data,[postpone]}; (_,_,_) -> keep_state_and_data end}), gen_statem:cast(P2,hello),
 do(P2,fun(F,_,_) -> {keep_state_and_data,[{reply,F,x}]} end),
 do(P2,fun(F,_,_) -> {next_state,s4,d,[{reply,F,x},{next_event,internal,first}]} end),
 do(P2,fun(F,_,_) -> {repeat_state,d5,[{reply,F,x}]} end), do(P2,fun(F,_,_) -> gen_statem:reply(F,z), repeat_state_and_data end),do(P2,fun(F,_,_) -> gen_statem:reply([{reply,F,z}]), {repeat_state_and_data,[]} end),
 P2!info, sys:get_state(P2), told(),
 io:format("state enter~n"),
 P3=new({en,d}),
 dw(P3,fun(F,_,_) -> {next_state,s2,d2,[{reply,F,x},{state_timeout,1,q}]} end,3), do(P3,fun(F,_,_) -> {next_state,s2,d2,[{reply,F,x}]} end), do(P3,fun(F,_,_) -> {repeat_state,d2,[{reply,F,x}]} end), do(P3,fun(F,_,_) -> {keep_state,d3,[{reply,F,x}]} end),
 io:format("errors~n"),
 [begin io:format("~0tp~n",[cl(R)]), Q=new(), do(Q,fun(F,_,_) -> R end) end||R<-[foo,{keep_state_and_data,foo},{keep_state_and_data,[foo]},{keep_state_and_data,[{reply,foo,x}]},{next_state,a},{keep_state,d,{next_event,bad,x}},{keep_state,d,{timeout,-1,x}},{keep_state,d,{state_timeout,bad,x}},{keep_state,d,{timeout,1,x,bad}},stop,{stop,normal},{stop,reason},{stop,shutdown,nd},{stop_and_reply,normal,foo},{keep_state,d,{postpone,bad}},{keep_state,d,{hibernate,bad}},{keep_state_and_data,[{push_callback_module,a}]},{keep_state_and_data,[pop_callback_module]}]],
 do(new(),fun(F,_,_) -> {stop_and_reply,normal,[{reply,F,bye}]} end),do(new(),fun(F,_,_) -> {stop_and_reply,err,{reply,F,bye},newd} end),do(new(),fun(_,_,_) -> error(boom) end),do(new(),fun(_,_,_) -> exit(boom) end),do(new(),fun(F,_,_) -> throw({keep_state_and_data,{reply,F,thrown}}) end),
 io:format("init~n"),
 [t(fun() -> A=gen_statem:start(?MODULE,{ret,R},[]), case {R,A} of {_,{ok,Pid}} when R=/={ok,a,b,[postpone]} -> receive {told,W} -> pr({only,W}) end, exit(Pid,kill); _ -> ok end, A end)||R<-[foo,ignore,{stop,x},stop,{ok,a},{ok,a,b,[{next_event,foo,x}]},{ok,a,b,c},{ok,a,b,[postpone]},{error,z},{ok,a,b,{next_event,internal,x}},{stop_and_reply,a,b}]],
 t(fun() -> gen_statem:start(nomod,x,[]) end), t(fun() -> gen_statem:start(lists,x,[]) end),
 t(fun() -> gen_statem:call(nope,x) end),t(fun() -> gen_statem:call(nope,x,{clean_timeout,2}) end),t(fun() -> gen_statem:call(P2,{do,fun(_,_,_) -> keep_state_and_data end},2) end),t(fun() -> gen_statem:call(P2,{do,fun(_,_,_) -> keep_state_and_data end},{dirty_timeout,2}) end),t(fun() -> gen_statem:cast(nope,x) end), t(fun() -> gen_statem:cast("a",x) end),t(fun() -> gen_statem:call(self(),x) end),t(fun() -> gen_statem:reply(foo) end),
 t(fun() -> sys:get_state(P2) end), t(fun() -> sys:replace_state(P2,fun({S,D}) -> {S,{new,D}} end) end), t(fun() -> gen_statem:stop(P2) end),t(fun() -> gen_statem:stop(P2) end),
 P5=new(), sys:log(P5,true), do(P5,fun(F,_,_) -> {next_state,s9,d,[{reply,F,x},{next_event,internal,first},{state_timeout,0,q}]} end), do(P5,fun(F,s9,_) -> {keep_state_and_data,postpone}; (F,_,_) -> {keep_state_and_data,{reply,F,x}} end,50),gen_statem:cast(P5,{do,fun(_,_,_) -> {next_state,s10,d} end}), sys:get_state(P5), t(fun() -> sys:log(P5,get) end), exit(P5,kill), ok.
