%% sys: state, status, debugging, suspension and code change of a gen_server.
-module(sys_api).
-compile([export_all,nowarn_export_all]).
init(S) -> {ok,S}. handle_call(x,_,S) -> {reply,S,S+1}; handle_call(h,_,S) -> {reply,S,S,hibernate}; handle_call(t,_,S) -> {reply,ok,S,10};handle_call(c,_,S) -> {reply,ok,S,{continue,foo}}. handle_cast(_,S) -> {noreply,S}. handle_info(I,S) -> pr({info,I}),{noreply,S}. handle_continue(C,S) -> pr({cont,C}),{noreply,S}.
code_change(V,S,E) -> pr({cc,{V,S,E}}),{ok,S+100}.
%% One process prints: what others have to say is told to it, and printed before the next result.
pr(X) -> sys_main ! {told,X}.
told() -> receive {told,X} -> io:format("  ~0tp~n",[cl(X)]), told() after 0 -> ok end.
told(0) -> told();
told(N) -> receive {told,X} -> io:format("  ~0tp~n",[cl(X)]), told(N-1) after 5000 -> io:format("  nothing told~n") end.
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

main() -> register(sys_main,self()), logger:set_primary_config(level,none), process_flag(trap_exit,true), 
 {ok,P}=gen_server:start_link({local,sys_api},?MODULE,1,[]),
 t(fun() -> sys:get_state(P) end), t(fun() -> sys:replace_state(P,fun(S) -> S+10 end) end),t(fun() -> sys:replace_state(P,fun(_) -> error(bad) end) end),
 t(fun() -> sys:log(P,{true,5}) end),t(fun() -> sys:statistics(P,true) end),
 t(fun() -> R=gen_server:call(P,x), sys:get_state(P), R end), t(fun() -> gen_server:cast(P,y), sys:get_state(P), ok end),P!hello,t(fun() -> R=gen_server:call(P,h), sys:get_state(P), R end),t(fun() -> gen_server:call(P,t) end),told(1),t(fun() -> R=gen_server:call(P,c), sys:get_state(P), R end),
 t(fun() -> {ok,L}=sys:statistics(P,get), [{K,case V of {{_,_,_},_} -> time; _ when K==reductions -> n; _ -> V end}||{K,V}<-L] end), t(fun() -> sys:log(P,get) end), t(fun() -> sys:log(P,false) end), t(fun() -> sys:trace(P,false) end),
 t(fun() -> sys:install(P,{fun(FS,Ev,St) -> pr({fn,FS,Ev,St}), case FS of 2 -> done; _ -> FS+1 end end,0}) end), t(fun() -> R=gen_server:call(P,x), sys:get_state(P), R end),t(fun() -> R=gen_server:call(P,x), sys:get_state(P), R end),t(fun() -> sys:install(P,{myid,fun(FS,Ev,_) -> pr({fn2,FS,Ev}), FS end,a}) end),t(fun() -> R=gen_server:call(P,x), sys:get_state(P), R end),t(fun() -> sys:remove(P,myid) end), t(fun() -> sys:no_debug(P) end),
 t(fun() -> sys:suspend(P) end), t(fun() -> gen_server:call(P,x,20) end), t(fun() -> sys:change_code(P,sys_api,"1",extra) end),t(fun() -> sys:get_state(P) end), t(fun() -> sys:resume(P) end), t(fun() -> sys:change_code(P,sys_api,"1",extra) end), t(fun() -> sys:statistics(P,get) end), t(fun() -> sys:log(P,foo) end),
 t(fun() -> lists:sort([element(1,D)||D<-sys:debug_options([trace,log,statistics,{install,{id,fun(_,_,_) -> ok end,s}}])]) end), t(fun() -> sys:debug_options([bad]) end), t(fun() -> sys:debug_options(bad) end),
 t(fun() -> sys:handle_debug([],fun(_,_,_) -> ok end,name,ev) end),t(fun() -> sys:get_log(sys:handle_debug(sys:debug_options([{log,2}]),fun(D,E,N) -> io:format(D,"~p~n",[{E,N}]) end,name,ev)) end),t(fun() -> sys:print_log(sys:handle_debug(sys:debug_options([{log,2}]),fun(D,E,N) -> io:format(D,"~p~n",[{E,N}]) end,name,ev)) end),
 t(fun() -> sys:terminate(P,foo) end), t(fun() -> receive X -> X after 100 -> n end end),  t(fun() -> sys:get_status(sys_api) end),t(fun() -> sys:get_debug(log,[],x) end),
 t(fun() -> sys:suspend(nope,a) end).
