%% The older calls on other nodes, of which there are none but this one.
-module(rpc).
-export([call/4, call/5, block_call/4, block_call/5, cast/4, async_call/4, yield/1, nb_yield/1, nb_yield/2, abcast/2,
         abcast/3, sbcast/2, sbcast/3, eval_everywhere/3, eval_everywhere/4, multicall/3, multicall/4, multicall/5,
         multi_server_call/2, multi_server_call/3, server_call/4, parallel_eval/1, pmap/3, pinfo/1, pinfo/2]).

-export_type([key/0]).

-opaque key() :: erpc:request_id().

-define(is_timeout(T), (T =:= infinity orelse is_integer(T) andalso T >= 0)).

-doc "Runs a function on a node; a failure gives {badrpc, Reason}.".
call(N, M, F, A) -> call(N, M, F, A, infinity).

call(N, M, F, A, Timeout) when is_atom(N), is_atom(M), is_atom(F), is_list(A), ?is_timeout(Timeout) ->
    try erpc:call(N, M, F, A, Timeout)
    catch
        Class:Reason -> failed(Class, Reason)
    end;
call(N, M, F, A, T) -> erlang:error(badarg, [N, M, F, A, T]).

%% A value thrown is as good as one returned.
failed(throw, Value) -> Value;
failed(exit, {exception, Reason}) -> {badrpc, {'EXIT', Reason}};
failed(exit, {signal, Reason}) -> {badrpc, {'EXIT', Reason}};
failed(exit, Reason) -> {badrpc, {'EXIT', Reason}};
failed(error, {exception, Reason, Stack}) -> {badrpc, {'EXIT', {Reason, Stack}}};
failed(error, {erpc, noconnection}) -> {badrpc, nodedown};
failed(error, {erpc, timeout}) -> {badrpc, timeout};
failed(error, {erpc, badarg}) -> erlang:error(badarg);
failed(error, {erpc, Reason}) -> {badrpc, Reason}.

-doc "Same as call/4.".
block_call(N, M, F, A) when is_list(A) -> call(N, M, F, A).
block_call(N, M, F, A, Timeout) when is_atom(N), is_list(A), Timeout =:= infinity orelse is_integer(Timeout) andalso Timeout >= 0 -> call(N, M, F, A, Timeout).

-doc "Runs a function on a node; its value is dropped.".
cast(N, M, F, A) ->
    try erpc:cast(N, M, F, A) of
        ok -> true
    catch
        error:{erpc, badarg} -> erlang:error(badarg)
    end.

-doc "Starts a call without waiting for its value.".
async_call(N, M, F, A) ->
    try erpc:send_request(N, M, F, A)
    catch
        error:{erpc, badarg} -> erlang:error(badarg)
    end.

-doc "The value of a call started with async_call.".
yield(Key) ->
    try erpc:receive_response(Key)
    catch
        Class:Reason -> failed(Class, Reason)
    end.

-doc "The value of a call started with async_call, if it is there: {value, Value} or timeout.".
nb_yield(Key) -> nb_yield(Key, 0).

nb_yield(Key, Timeout) ->
    try erpc:wait_response(Key, Timeout) of
        {response, Value} -> {value, Value};
        no_response -> timeout
    catch
        error:{erpc, badarg} -> erlang:error(badarg);
        Class:Reason -> {value, failed(Class, Reason)}
    end.

-doc "Sends a message to the processes of a name on all nodes.".
abcast(Name, Msg) -> abcast([node() | nodes()], Name, Msg).

abcast(Nodes, Name, Msg) ->
    lists:foreach(fun(Node) -> try {Name, Node} ! Msg catch _:_ -> ok end end, Nodes),
    abcast.

-doc "As abcast, telling which nodes have the name.".
sbcast(Name, Msg) -> sbcast([node() | nodes()], Name, Msg).

sbcast(Nodes, Name, Msg) ->
    lists:partition(fun(Node) ->
        Node =:= node() andalso is_atom(Name) andalso whereis(Name) =/= undefined andalso begin Name ! Msg, true end
    end, Nodes).

-doc "Runs a function on all nodes; the values are dropped.".
eval_everywhere(M, F, A) -> eval_everywhere([node() | nodes()], M, F, A).

eval_everywhere(Nodes, M, F, A) ->
    lists:foreach(fun(Node) -> cast(Node, M, F, A) end, Nodes),
    abcast.

-doc "Runs a function on all nodes.".
multicall(M, F, A) -> multicall(M, F, A, infinity).

multicall(M, F, A, Timeout) when is_atom(F), is_list(A), ?is_timeout(Timeout) ->
    multicall([node() | nodes()], M, F, A, Timeout);
multicall(Nodes, M, F, A) when is_list(Nodes), is_atom(M), is_atom(F), is_list(A) -> multicall(Nodes, M, F, A, infinity);
multicall(_, _, _, _) -> error(badarg).

multicall(Nodes, M, F, A, Timeout) when is_list(Nodes), is_atom(M), is_atom(F), is_list(A), ?is_timeout(Timeout) ->
    Results = lists:zip(Nodes, erpc:multicall(Nodes, M, F, A, Timeout)),
    {[value(R) || {_, R} <- Results, not down(R)], [N || {N, R} <- Results, down(R)]};
multicall(_, _, _, _, _) -> error(badarg).

down({error, {erpc, _}}) -> true;
down(_) -> false.

value({ok, Value}) -> Value;
value({Class, Reason}) -> failed(Class, Reason).

-doc "Calls the server of a name on all nodes.".
multi_server_call(Name, Msg) -> multi_server_call([node() | nodes()], Name, Msg).

multi_server_call(Nodes, Name, Msg) when is_list(Nodes), is_atom(Name) ->
    lists:foldr(fun(Node, {Replies, Bad}) ->
        Ref = erlang:monitor(process, {Name, Node}),
        try {Name, Node} ! {self(), Msg} catch _:_ -> ok end,
        receive
            {'DOWN', Ref, _, _, _} -> {Replies, [Node | Bad]};
            {Name, Node, Reply} ->
                erlang:demonitor(Ref, [flush]),
                {[Reply | Replies], Bad}
        end
    end, {[], []}, Nodes).

-doc "Calls a server that replies {ReplyWrapper, Node, Reply}.".
server_call(Node, Name, Wrapper, Msg) when is_atom(Node), is_atom(Name) ->
    Ref = erlang:monitor(process, {Name, Node}),
    try {Name, Node} ! {self(), Msg} catch _:_ -> ok end,
    receive
        {'DOWN', Ref, _, _, _} -> {error, nodedown};
        {Wrapper, Node, Reply} ->
            erlang:demonitor(Ref, [flush]),
            Reply
    end.

-doc "Runs several calls at once.".
parallel_eval(Calls) when is_list(Calls) ->
    Keys = [async_call(node(), M, F, A) || {M, F, A} <- Calls],
    [yield(Key) || Key <- Keys].

-doc "Maps a function over a list, all elements at once.".
pmap({M, F}, Extra, List) ->
    Values = parallel_eval([{M, F, [X | Extra]} || X <- List]),
    lists:any(fun({badrpc, _}) -> true; (_) -> false end, Values) andalso exit(badrpc),
    Values.

-doc "process_info of any process.".
pinfo(Pid) -> process_info(Pid).
pinfo(Pid, Item) -> process_info(Pid, Item).
