%% gen_event: handlers added, called, swapped, supervised, failing and removed; system messages.
-module(gen_event_api).
-compile([export_all,nowarn_export_all]).
init({ok,X}) -> {ok,X}; init({hib,X}) -> {ok,X,hibernate}; init({F,Old}) when is_function(F) -> F(Old); init(F) when is_function(F) -> F(); init({swap,Old}) -> {ok,{swapped,Old}}; init(X) -> X.
handle_event(F,S) when is_function(F) -> F(S); handle_event(E,S) -> pr({ev,E,S}),{ok,S}.
handle_call(F,S) when is_function(F) -> F(S); handle_call(C,S) -> {ok,{C,S},S}.
handle_info(F,S) when is_function(F) -> F(S); handle_info(I,S) -> pr({info,I,S}),{ok,S}.
terminate(A,S) -> pr({term,A,S}),{t,S}.
code_change(_,S,E) -> {ok,{S,E}}.
%% One process prints: what others have to say is told to it, and printed before the next result.
pr(X) -> gen_event_main ! {told,X}.
told() -> receive {told,X} -> io:format("  ~0tp~n",[cl(X)]), told() after 0 -> ok end.
until(F) -> case F() of true -> ok; false -> timer:sleep(1), until(F) end.
next() -> receive X when element(1,X)=/=told -> X after 0 -> none end.
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

main() -> register(gen_event_main,self()), logger:set_primary_config(level,none), process_flag(trap_exit,true),
 {ok,M}=gen_event:start_link({local,gen_event_api}), t(fun() -> gen_event:start({local,gen_event_api}) end),
 t(fun() -> gen_event:add_handler(M,gen_event_api,{ok,a}) end), t(fun() -> gen_event:add_handler(M,{gen_event_api,1},{ok,b}) end),t(fun() -> gen_event:add_handler(M,{gen_event_api,2},{hib,c}) end),t(fun() -> gen_event:add_handler(M,{gen_event_api,3},{error,no}) end),t(fun() -> gen_event:add_handler(M,{gen_event_api,3},foo) end),t(fun() -> gen_event:add_handler(M,{gen_event_api,3},fun() -> error(x) end) end),t(fun() -> gen_event:add_handler(M,{gen_event_api,3},fun() -> throw(x) end) end),t(fun() -> gen_event:add_handler(M,nomod,x) end),t(fun() -> gen_event:add_handler(nope,nomod,x) end),t(fun() -> gen_event:add_handler("x",nomod,x) end),
 t(fun() -> gen_event:which_handlers(M) end), t(fun() -> R=gen_event:notify(M,hello), gen_event:which_handlers(M), R end), t(fun() -> gen_event:sync_notify(gen_event_api,sync) end), M!inf, t(fun() -> gen_event:which_handlers(M) end),
 t(fun() -> gen_event:call(M,gen_event_api,q) end), t(fun() -> gen_event:call(M,{gen_event_api,1},q,100) end),t(fun() -> gen_event:call(M,{gen_event_api,9},q) end),t(fun() -> gen_event:call(nope,{gen_event_api,9},q) end),t(fun() -> gen_event:call(M,gen_event_api,fun(_) -> foo end) end),t(fun() -> gen_event:which_handlers(M) end),t(fun() -> gen_event:call(M,{gen_event_api,1},fun(_) -> error(bad) end) end),t(fun() -> gen_event:which_handlers(M) end),
 t(fun() -> gen_event:call(M,{gen_event_api,2},fun(S) -> {swap_handler,rep,args1,S,{gen_event_api,4},swap} end) end),t(fun() -> gen_event:which_handlers(M) end),t(fun() -> sys:get_state(M) end),
 t(fun() -> gen_event:call(M,{gen_event_api,4},fun(_) -> {remove_handler,r} end) end),t(fun() -> gen_event:which_handlers(M) end),
 [begin gen_event:add_handler(M,{gen_event_api,5},{ok,e}),gen_event:add_sup_handler(M,{gen_event_api,6},{ok,e2}), pr(I), t(fun() -> gen_event:sync_notify(M,F) end), t(fun() -> gen_event:which_handlers(M) end), t(fun next/0),t(fun next/0), gen_event:delete_handler(M,{gen_event_api,5},del), gen_event:delete_handler(M,{gen_event_api,6},del),t(fun next/0) end||{I,F}<-[{remove,fun(_) -> remove_handler end},{bad,fun(_) -> foo end},{err,fun(_) -> error(bar) end},{exit,fun(_) -> exit(normal) end},{thr,fun(S) -> throw({ok,S}) end},{swap,fun(S) -> {swap_handler,a1,S,{gen_event_api,7},swap} end}]],
 t(fun() -> gen_event:which_handlers(M) end), t(fun() -> gen_event:delete_handler(M,{gen_event_api,7},x) end),t(fun() -> gen_event:delete_handler(M,{gen_event_api,17},x) end),
 t(fun() -> gen_event:swap_handler(M,{{gen_event_api,5},a1},{{gen_event_api,8},swap}) end),t(fun() -> gen_event:swap_sup_handler(M,{{gen_event_api,8},a1},{{gen_event_api,9},swap}) end), t(fun() -> gen_event:swap_sup_handler(M,{{gen_event_api,9},a1},{{gen_event_api,10},foo}) end),t(fun next/0),t(fun() -> gen_event:which_handlers(M) end),
 P=spawn(fun() -> gen_event:add_sup_handler(M,{gen_event_api,own},{ok,o}), receive stop -> exit(bye) end end), until(fun() -> lists:member({gen_event_api,own},gen_event:which_handlers(M)) end), t(fun() -> gen_event:which_handlers(M) end), P!stop, until(fun() -> not lists:member({gen_event_api,own},gen_event:which_handlers(M)) end), t(fun() -> gen_event:which_handlers(M) end),
 gen_event:add_handler(M,gen_event_api,{ok,z}), t(fun() -> sys:replace_state(M,fun({A,B,_}) -> {A,B,new} end) end), t(fun() -> sys:replace_state(M,fun(_) -> error(x) end) end), sys:suspend(M), t(fun() -> sys:change_code(M,gen_event_api,"1",ex) end), sys:resume(M), t(fun() -> sys:get_state(M) end),
 t(fun() -> R=gen_event:send_request(M,gen_event_api,qq), gen_event:receive_response(R,100) end), t(fun() -> R=gen_event:send_request(M,p17x,qq), gen_event:wait_response(R,100) end),
 gen_event:add_sup_handler(M,{gen_event_api,supd},{ok,s}), t(fun() -> gen_event:stop(M) end), t(fun next/0),t(fun next/0), t(fun() -> gen_event:stop(M) end),t(fun() -> gen_event:notify(M,x) end),t(fun() -> gen_event:notify(nope,x) end),t(fun() -> gen_event:notify({global,nope},x) end),t(fun() -> gen_event:start(foo) end),t(fun() -> gen_event:start([],foo) end),
 t(fun() -> {ok,X}=gen_event:start(), gen_event:stop(X,shutdown,100) end), t(fun() -> {ok,{X,_}}=gen_event:start_monitor(), exit(X,kill), receive A -> A end end).
