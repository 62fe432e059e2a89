%% supervisor: specifications, strategies, restarts, automatic shutdown, dynamic children.
-module(supervisor_api).
-compile([export_all,nowarn_export_all]).
init({sup,X}) -> X;
init(X) -> {ok,X}. handle_call(crash,_,_) -> exit(crash); handle_call(x,_,S) -> {reply,S,S}. handle_cast(stop,S) -> {stop,normal,S}; handle_cast({stop,R},S) -> {stop,R,S}. handle_info(_,S) -> {noreply,S}.
start(X) -> gen_server:start_link(?MODULE,X,[]).
start(X,Y) -> gen_server:start_link(?MODULE,{X,Y},[]).
bad() -> {error,nope}. ign() -> ignore. wrong() -> foo. crash() -> exit(init_crash). info() -> {ok,spawn_link(fun() -> receive after infinity -> ok end end),extra}.
c(Id) -> #{id=>Id,start=>{?MODULE,start,[Id]}}.
sup(Fl,Cs) -> supervisor:start_link(?MODULE,{sup,{ok,{Fl,Cs}}}).
kill(S,Id) -> {_,P,_,_}=lists:keyfind(Id,1,supervisor:which_children(S)), M=monitor(process,P), exit(P,kill), receive {'DOWN',M,_,_,_} -> ok end, restarted(S,Id,P,2000), P.
%% Waits until the supervisor has seen the end of a child (it may itself end of it).
restarted(_,_,_,0) -> never;
restarted(S,Id,P,N) -> case catch lists:keyfind(Id,1,supervisor:which_children(S)) of {_,P,_,_} -> timer:sleep(1), restarted(S,Id,P,N-1); {_,restarting,_,_} -> timer:sleep(1), restarted(S,Id,P,N-1); _ -> ok end.
ids(S) -> [{I,is_pid(P)}||{I,P,_,_}<-supervisor:which_children(S)].
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
    io:format("~0tkp~n", [cl(R)]).

main() -> logger:set_primary_config(level,none), process_flag(trap_exit,true),
 t(fun() -> supervisor:check_childspecs([c(a),{b,{?MODULE,start,[b]},permanent,100,worker,[?MODULE]}]) end),
 [t(fun() -> supervisor:check_childspecs([S]) end)||S<-[#{},#{id=>a},#{id=>a,start=>foo},#{id=>a,start=>{a,b,c}},#{id=>a,start=>{a,b,[]},restart=>x},#{id=>a,start=>{a,b,[]},shutdown=>-1},#{id=>a,start=>{a,b,[]},type=>x},#{id=>a,start=>{a,b,[]},modules=>x},#{id=>a,start=>{a,b,[]},modules=>[1]},#{id=>a,start=>{a,b,[]},significant=>true},#{id=>a,start=>{a,b,[]},significant=>x},#{id=>a,start=>{a,b,[]},restart=>transient,significant=>true},{a,b},{a,{a,b,[]},permanent,brutal_kill,worker,dynamic},{a,{a,b,[]},permanent,0,worker,[]}]],
 t(fun() -> supervisor:check_childspecs(foo) end), t(fun() -> supervisor:check_childspecs([c(a),c(a)]) end), t(fun() -> supervisor:check_childspecs([#{id=>a,start=>{a,b,[]},restart=>transient,significant=>true}],any_significant) end),t(fun() -> supervisor:check_childspecs([],foo) end),t(fun() -> supervisor:check_childspecs([#{id=>a,start=>{a,b,[]},restart=>permanent,significant=>true}],any_significant) end),
 [t(fun() -> supervisor:start_link(?MODULE,{sup,X}) end)||X<-[ignore,foo,{ok,foo},{ok,{foo,[]}},{ok,{#{},foo}},{ok,{#{},[foo]}},{ok,{#{strategy=>x},[]}},{ok,{#{intensity=>-1},[]}},{ok,{#{period=>0},[]}},{ok,{#{auto_shutdown=>x},[]}},{ok,{{one_for_one,1,5},[]}},{ok,{{one_for_one,1},[]}},{ok,{#{strategy=>simple_one_for_one},[]}},{ok,{#{},[c(a),c(a)]}},{ok,{#{},[c(a),#{id=>b,start=>{?MODULE,bad,[]}}]}},{ok,{#{},[#{id=>b,start=>{?MODULE,wrong,[]}}]}},{ok,{#{},[#{id=>b,start=>{?MODULE,crash,[]}}]}},{ok,{#{},[#{id=>b,start=>{?MODULE,nofun,[]}}]}},{ok,{#{auto_shutdown=>never},[#{id=>a,start=>{?MODULE,start,[a]},restart=>transient,significant=>true}]}}]],
 t(fun() -> supervisor:start_link(nomod,x) end), t(fun() -> supervisor:start_link({local,p15sup},?MODULE,{sup,{ok,{#{},[]}}}) end), t(fun() -> supervisor:start_link({local,p15sup},?MODULE,{sup,{ok,{#{},[]}}}) end),
 {ok,S}=sup(#{},[c(a),c(b),#{id=>ign,start=>{?MODULE,ign,[]}},#{id=>tmpign,start=>{?MODULE,ign,[]},restart=>temporary},#{id=>info,start=>{?MODULE,info,[]},type=>supervisor,modules=>dynamic}]),
 t(fun() -> supervisor:which_children(S) end),t(fun() -> supervisor:count_children(S) end), t(fun() -> supervisor:get_childspec(S,a) end), t(fun() -> supervisor:get_childspec(S,zz) end),t(fun() -> supervisor:which_child(S,a) end),t(fun() -> supervisor:which_child(S,zz) end),
 t(fun() -> supervisor:start_child(S,c(c)) end),t(fun() -> supervisor:start_child(S,c(c)) end),t(fun() -> supervisor:start_child(S,foo) end),t(fun() -> supervisor:start_child(S,#{id=>x,start=>{?MODULE,bad,[]}}) end),t(fun() -> supervisor:start_child(S,#{id=>x,start=>{?MODULE,crash,[]}}) end),t(fun() -> supervisor:start_child(S,#{id=>x,start=>{?MODULE,wrong,[]}}) end),t(fun() -> supervisor:start_child(S,#{id=>x,start=>{?MODULE,nofun,[]}}) end),t(fun() -> supervisor:start_child(S,#{id=>x,start=>{?MODULE,info,[]}}) end),t(fun() -> supervisor:start_child(S,#{id=>y,start=>{?MODULE,ign,[]}}) end),t(fun() -> supervisor:start_child(S,#{id=>z,restart=>temporary,start=>{?MODULE,ign,[]}}) end),
 t(fun() -> supervisor:terminate_child(S,c) end),t(fun() -> supervisor:start_child(S,c(c)) end),t(fun() -> supervisor:terminate_child(S,c) end),t(fun() -> supervisor:restart_child(S,c) end),t(fun() -> supervisor:restart_child(S,c) end),t(fun() -> supervisor:restart_child(S,zz) end),t(fun() -> supervisor:delete_child(S,c) end),t(fun() -> supervisor:delete_child(S,zz) end),t(fun() -> supervisor:terminate_child(S,zz) end),t(fun() -> supervisor:terminate_child(S,c) end),t(fun() -> supervisor:delete_child(S,c) end),t(fun() -> supervisor:restart_child(S,y) end),t(fun() -> supervisor:terminate_child(S,self()) end),
 t(fun() -> ids(S) end), kill(S,a), t(fun() -> ids(S) end), kill(S,a), t(fun() -> receive X -> X after 5000 -> none end end),
 [begin {ok,S2}=sup(#{strategy=>St,intensity=>3},[c(a),c(b),#{id=>tt,start=>{?MODULE,start,[tt]},restart=>temporary},c(d)]), Ps=supervisor:which_children(S2), kill(S2,b), t(fun() -> {St,[{Id,case lists:keyfind(Id,1,Ps) of {_,P,_,_} -> same; _ -> changed end}||{Id,P,_,_}<-supervisor:which_children(S2)]} end), unlink(S2), t(fun() -> supervisor:stop(S2) end) end||St<-[one_for_one,one_for_all,rest_for_one]],
 {ok,S3}=sup(#{strategy=>simple_one_for_one},[#{id=>a,start=>{?MODULE,start,[a]},restart=>transient}]),
 {ok,C1}=supervisor:start_child(S3,[1]), t(fun() -> supervisor:start_child(S3,[2]) end), t(fun() -> supervisor:start_child(S3,foo) end), t(fun() -> supervisor:start_child(S3,[2,3]) end),t(fun() -> supervisor:which_children(S3) end),t(fun() -> supervisor:count_children(S3) end),t(fun() -> supervisor:terminate_child(S3,a) end),t(fun() -> supervisor:restart_child(S3,a) end),t(fun() -> supervisor:delete_child(S3,a) end),t(fun() -> supervisor:terminate_child(S3,C1) end),t(fun() -> supervisor:terminate_child(S3,C1) end),t(fun() -> supervisor:get_childspec(S3,a) end),t(fun() -> supervisor:get_childspec(S3,C1) end),t(fun() -> supervisor:count_children(S3) end),t(fun() -> supervisor:which_child(S3,a) end),t(fun() -> supervisor:which_child(S3,C1) end),
 [t(fun() -> {ok,S4}=sup(#{auto_shutdown=>AS},[#{id=>I,start=>{?MODULE,start,[I]},restart=>R,significant=>true}||{I,R}<-[{a,transient},{b,temporary}]]++[c(z)]), {_,P,_,_}=lists:keyfind(a,1,supervisor:which_children(S4)), gen_server:cast(P,stop), A=receive {'EXIT',S4,W} -> W after 40 -> none end, B=case A of none -> {_,P2,_,_}=lists:keyfind(b,1,supervisor:which_children(S4)), gen_server:cast(P2,{stop,err}), receive {'EXIT',S4,W2} -> W2 after 5000 -> none end; _ -> x end, {AS,A,B} end)||AS<-[any_significant,all_significant]],
 t(fun() -> supervisor:get_callback_module(S3) end), t(fun() -> sys:get_state(S3), ok end), t(fun() -> S3!foo, supervisor:count_children(S3) end), t(fun() -> supervisor:stop(nope) end), ok.
