%% gen_server and proc_lib: requests, replies, wrong arguments, starting and stopping.
-module(proc_lib_api).
-compile([export_all,nowarn_export_all]).
init(_) -> {ok,a}. handle_call(_,_,S) -> {reply,S,S}. handle_cast(_,S) -> {noreply,S}.
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
 {ok,P}=gen_server:start_link(?MODULE,[],[]),
 R=gen_server:send_request(P,x), t(fun() -> is_reference(R) end), t(fun() -> gen_server:wait_response(R,1000) end),
 t(fun() -> gen_server:reqids_new() end), t(fun() -> C=gen_server:reqids_add(R,lab,gen_server:reqids_new()), {gen_server:reqids_size(C), maps:is_key(R,C)} end),
 t(fun() -> gen_server:call(self(),x) end), t(fun() -> gen_server:call(nope,x) end), t(fun() -> gen_server:call({nope,node()},x) end), t(fun() -> gen_server:call({nope,'a@b'},x) end), t(fun() -> gen_server:call({global,x},x) end), t(fun() -> gen_server:call({via,global,x},x) end), t(fun() -> gen_server:call("abc",x) end), t(fun() -> gen_server:call(P,x,abc) end), t(fun() -> gen_server:call(P,x,-1) end), t(fun() -> gen_server:cast(nope,x) end), t(fun() -> gen_server:cast("a",x) end),t(fun() -> gen_server:cast({global,a},x) end),
 t(fun() -> gen_server:start(bad,?MODULE,[],[]) end), t(fun() -> gen_server:start({local,"a"},?MODULE,[],[]) end), t(fun() -> gen_server:start(?MODULE,[],[{bad,opt}]) end), t(fun() -> gen_server:start(?MODULE,[],bad) end), t(fun() -> gen_server:start(nomod,[],[]) end),t(fun() -> gen_server:start({local,undefined},?MODULE,[],[]) end),t(fun() -> gen_server:start(1,[],[]) end),t(fun() -> gen_server:start({global,x,y},?MODULE,[],[]) end),
 t(fun() -> proc_lib:stop(nope) end),t(fun() -> gen_server:stop(nope) end), t(fun() -> gen_server:stop(P,bad,a) end),t(fun() -> gen_server:stop({nope,'a@b'}) end), t(fun() -> gen_server:stop(P) end), t(fun() -> gen_server:stop(P) end), t(fun() -> gen_server:call(P,x) end),
 t(fun() -> gen_server:receive_response(R,0) end), t(fun() -> gen_server:check_response(a,b) end), t(fun() -> gen_server:reqids_size(a) end),t(fun() -> gen_server:reqids_add(a,b,c) end),t(fun() -> gen_server:reqids_to_list(c) end), t(fun() -> gen_server:wait_response(c) end),t(fun() -> gen_server:wait_response(R,abc) end),t(fun() -> gen_server:receive_response(foo) end),
 t(fun() -> gen_server:abcast(nope,x) end), t(fun() -> gen_server:multi_call(nope,x) end), t(fun() -> gen_server:multi_call([node()],nope,x) end), t(fun() -> gen_server:multi_call([],nope,x) end), t(fun() -> gen_server:multi_call(['a@b',node()],nope,x,100) end), t(fun() -> gen_server:abcast([node(),a@b],nope,x) end),t(fun() -> gen_server:multi_call("a",nope,x,a) end),
 t(fun() -> gen_server:enter_loop(?MODULE,[],s,{local,foo}) end), t(fun() -> gen_server:enter_loop(?MODULE,[],s) end),
 t(fun() -> sys:get_state(nope) end), t(fun() -> sys:get_state(self(),10) end), t(fun() -> proc_lib:start(?MODULE,nof,[]) end), t(fun() -> proc_lib:start(?MODULE,init,[1],10) end), t(fun() -> proc_lib:start_link(erlang,exit,[foo]) end), t(fun() -> proc_lib:start_monitor(erlang,exit,[foo]) end), t(fun() -> proc_lib:init_fail(a,b) end), t(fun() -> proc_lib:initial_call(self()) end), t(fun() -> proc_lib:initial_call([]) end), t(fun() -> proc_lib:translate_initial_call(self()) end), t(fun() -> proc_lib:spawn(a) end), t(fun() -> proc_lib:spawn_opt(fun() -> ok end, [monitor]) end),t(fun() -> proc_lib:get_label(self()) end),t(fun() -> proc_lib:set_label(x) end),t(fun() -> proc_lib:get_label(self()) end),
 ok.
