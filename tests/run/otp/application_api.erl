%% application: loading, environment, starting, dependencies, phases and stopping.
-module(application_api).
-compile([export_all,nowarn_export_all]).
start(T,A) -> tell({start,T,A}), case A of {ret,R} -> R; _ -> {ok,spawn_link(fun() -> receive after infinity -> ok end end),st} end.
start_phase(P,T,A) -> tell({phase,P,T,A}), ok.
prep_stop(S) -> tell({prep,S}), {prep,S}.
stop(S) -> tell({stop,S}).
tell(X) -> app_test ! {told,X}.
told() -> receive {told,X} -> io:format("  ~0tp~n",[X]), told() after 0 -> ok end.
config_change(_,_,_) -> ok.
a(N,L) -> {application,N,L}.
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

main() -> register(app_test,self()), logger:set_primary_config(level,none), process_flag(trap_exit,true),
 [t(fun() -> application:load(X) end)||X<-[a(app1,[{description,"d"},{vsn,"1"},{modules,[application_api]},{registered,[r1]},{applications,[kernel,stdlib]},{env,[{k1,v1},{k2,[a]}]},{mod,{application_api,arg1}}]),a(app1,[]),a(app2,[{applications,[kernel,app1]},{mod,{application_api,{ret,{error,bad}}}}]),a(app3,[{applications,[nonexist]}]),a(lib1,[{applications,[app1]}]),a(app4,[{applications,[app1,lib1]},{optional_applications,[nonexist2]},{included_applications,[inc1]},{start_phases,[{p1,a1},{p2,a2}]},{mod,{application_api,arg4}},{maxT,infinity},{id,"i"},{runtime_dependencies,["a"]}]),foo,nonexistapp,a(bad,[{env,foo}]),a("x",[]),{application,x},a(app5,[{mod,{application_api,{ret,ignore}}}]),a(app6,[{mod,{nomod,x}}]),a(app7,[{mod,{application_api,{ret,foo}}}]),a(app8,[{unknown,k}])]],
 t(fun() -> lists:sort([X||{X,_,_}<-application:loaded_applications(),lists:member(X,[app1,app2,app3,lib1,app4])]) end), t(fun() -> lists:keyfind(app1,1,application:loaded_applications()) end),
 t(fun() -> begin {ok,L}=application:get_all_key(app1), {ok,lists:keydelete(env,1,L)} end end),[t(fun() -> application:get_key(app1,K) end)||K<-[description,vsn,modules,mod,foo,id,maxT,maxP,registered,applications,optional_applications,included_applications,start_phases]],t(fun() -> application:get_key(nope,vsn) end),t(fun() -> application:get_key(vsn) end),
 t(fun() -> application:get_env(app1,k1) end),t(fun() -> application:get_env(app1,nope) end),t(fun() -> application:get_env(app1,nope,def) end),t(fun() -> application:get_env(nope,k) end),t(fun() -> application:get_env(k) end),t(fun() -> lists:sort(application:get_all_env(app1)) end),t(fun() -> application:get_all_env(nope) end),t(fun() -> application:get_all_env() end),
 t(fun() -> application:set_env(app1,k1,new) end),t(fun() -> application:set_env(app1,k3,3,[{persistent,true}]) end),t(fun() -> application:set_env([{app1,[{k4,4}]},{appx,[{y,1}]}]) end),t(fun() -> application:get_env(appx,y) end),t(fun() -> application:unset_env(app1,k2) end),t(fun() -> lists:sort(application:get_all_env(app1)) end),t(fun() -> application:set_env(foo,bar) end),t(fun() -> application:set_env([{a,b}]) end),t(fun() -> application:set_env([{a,[]},{a,[]}]) end),t(fun() -> application:set_env("a",b,c) end),
 t(fun() -> application:start(app2) end),t(fun() -> application:start(app3) end),t(fun() -> application:start(app1) end),t(fun() -> application:start(app1) end),t(fun() -> application:ensure_started(app1) end),t(fun() -> application:start(app2) end),t(fun() -> application:start(lib1) end),t(fun() -> application:start(app4) end),t(fun() -> application:start(app5) end),t(fun() -> application:start(app6) end),t(fun() -> application:start(app7) end),t(fun() -> application:start(nonexistapp) end),t(fun() -> application:start("x") end),t(fun() -> application:start(app1,foo) end),
 t(fun() -> lists:sort([X||{X,_,_}<-application:which_applications(),lists:member(X,[app1,lib1,app4])]) end),t(fun() -> lists:keyfind(app1,1,application:which_applications()) end),
 t(fun() -> application:get_application(application_api) end),t(fun() -> application:get_application() end),t(fun() -> application:get_supervisor(app1) end),t(fun() -> application:get_supervisor(lib1) end),t(fun() -> application:start_type() end),
 t(fun() -> application:stop(app1) end),t(fun() -> application:stop(app1) end),t(fun() -> application:stop(nope) end),t(fun() -> application:stop(app4) end),t(fun() -> application:unload(app4) end),t(fun() -> application:unload(app4) end),t(fun() -> application:unload(lib1) end),t(fun() -> application:stop(lib1) end),t(fun() -> application:unload(lib1) end),
 t(fun() -> application:ensure_all_started(app2) end),t(fun() -> application:stop(app1) end),t(fun() -> application:ensure_all_started(nonexistapp) end),t(fun() -> application:ensure_all_started(app1,permanentx) end),t(fun() -> application:ensure_all_started([app1]) end),t(fun() -> application:ensure_all_started([app1]) end),t(fun() -> application:ensure_all_started(app1,temporary,concurrent) end),t(fun() -> application:ensure_started(app3) end),
 t(fun() -> application:permit(app1,false) end),t(fun() -> application:permit(app1,true) end),t(fun() -> application:load(stdlib) end), t(fun() -> application:get_key(stdlib,description) end), t(fun() -> application:start(kernel) end).
