%% Calls on other nodes, of which there are none but this one.
-module(erpc).
-export([call/2, call/3, call/4, call/5, cast/2, cast/4, multicall/2, multicall/3, multicall/4, multicall/5, multicast/2,
         multicast/4]).
-export([send_request/2, send_request/4, send_request/6, receive_response/1, receive_response/2, receive_response/3,
         wait_response/1, wait_response/2, wait_response/3, check_response/2, check_response/3]).
-export([reqids_new/0, reqids_size/1, reqids_add/3, reqids_to_list/1]).
-export([execute_call/3, execute_cast/3]).

-export_type([request_id/0, request_id_collection/0, timeout_time/0]).

-opaque request_id() :: nonempty_improper_list(reference(), reference()).
-opaque request_id_collection() :: #{reference() => [term() | reference()]}.
-type timeout_time() :: 0..16#ffffffff | infinity | {abs, integer()}.

-define(bad(Reason), erlang:error({?MODULE, Reason})).

-doc "Runs a fun on a node and gives its value.".
call(N, Fun) -> call(N, Fun, infinity).

call(N, Fun, Timeout) when is_function(Fun, 0) -> call(N, erlang, apply, [Fun, []], Timeout);
call(_, _, _) -> ?bad(badarg).

-doc "Runs a function on a node and gives its value.".
call(N, M, F, A) -> call(N, M, F, A, infinity).

call(N, M, F, A, infinity) when N =:= node(), is_atom(M), is_atom(F), is_list(A) ->
    try apply(M, F, A)
    catch
        exit:Reason -> exit({exception, Reason});
        error:Reason:Stack -> erlang:error(exception_reason(Reason, M, F, A, Stack))
    end;
call(N, M, F, A, #{} = Options) ->
    Timeout = maps:get(timeout, Options, infinity),
    case maps:get(always_spawn, Options, false) of
        true when is_atom(N), is_atom(M), is_atom(F), is_list(A) -> spawned_call(N, M, F, A, Timeout);
        false when not is_map(Timeout) -> call(N, M, F, A, Timeout);
        _ -> ?bad(badarg)
    end;
call(N, M, F, A, Timeout) when is_atom(N), is_atom(M), is_atom(F), is_list(A) ->
    spawned_call(N, M, F, A, Timeout);
call(_, _, _, _, _) -> ?bad(badarg).

spawned_call(N, M, F, A, Timeout) ->
    Deadline = deadline(Timeout),
    receive_until(send_request(N, M, F, A), Deadline).

%% Errors come with the part of the stack that belongs to the function called.
exception_reason(Reason, M, F, A, Stack) -> {exception, Reason, trim(Stack, M, F, A)}.

%% A function without frames of its own is told all the same.
trim(Stack, M, F, A) ->
    case lists:takewhile(fun(Frame) -> element(1, Frame) =/= ?MODULE end, Stack) of
        [] -> [{M, F, A, []}];
        Own -> Own
    end.

deadline(infinity) -> infinity;
deadline({abs, T}) when is_integer(T) -> T;
deadline(T) when is_integer(T), T >= 0, T =< 16#ffffffff -> erlang:monotonic_time(millisecond) + T;
deadline(_) -> ?bad(badarg).

left(infinity) -> infinity;
left(Deadline) -> max(0, Deadline - erlang:monotonic_time(millisecond)).

%% ---------------------------------------------------------------------------------------------------------
%% Requests: a process runs the function and dies with the result. A request is [Ref | Monitor].

-doc "Starts a call without waiting for its value.".
send_request(N, Fun) when is_atom(N), is_function(Fun, 0) -> send_request(N, erlang, apply, [Fun, []]);
send_request(_, _) -> ?bad(badarg).

send_request(N, M, F, A) when is_atom(N), is_atom(M), is_atom(F), is_list(A) -> request(N, M, F, A);
send_request(N, Fun, Label, Ids) when is_atom(N), is_function(Fun, 0), is_map(Ids) ->
    reqids_add(send_request(N, Fun), Label, Ids);
send_request(_, _, _, _) -> ?bad(badarg).

send_request(N, M, F, A, Label, Ids) when is_map(Ids) -> reqids_add(send_request(N, M, F, A), Label, Ids);
send_request(_, _, _, _, _, _) -> ?bad(badarg).

request(N, M, F, A) when N =:= node() ->
    Res = make_ref(),
    {_, Mon} = spawn_monitor(?MODULE, execute_call, [Res, {M, F}, A]),
    [Res | Mon];
request(_, _, _, _) ->
    Res = make_ref(),
    Mon = make_ref(),
    self() ! {'DOWN', Mon, process, self(), noconnection},
    [Res | Mon].

-doc false.
execute_call(Res, {M, F}, A) ->
    Result = try {Res, return, apply(M, F, A)}
    catch
        throw:Reason -> {Res, throw, Reason};
        exit:Reason -> {Res, exit, Reason};
        error:Reason:Stack -> {Res, error, Reason, trim(Stack, M, F, A)}
    end,
    exit(Result).

result(Res, {Res, return, Value}) -> Value;
result(Res, {Res, throw, Reason}) -> throw(Reason);
result(Res, {Res, exit, Reason}) -> exit({exception, Reason});
result(Res, {Res, error, Reason, Stack}) -> erlang:error({exception, Reason, Stack});
result(_, noconnection) -> erlang:error({?MODULE, noconnection});
result(_, Reason) -> exit({signal, Reason}).

receive_until([Res | Mon], Deadline) ->
    Time = left(Deadline),
    receive
        {'DOWN', Mon, process, _, Reason} -> result(Res, Reason)
    after Time ->
        demonitor(Mon, [flush]),
        ?bad(timeout)
    end.

-define(is_id(Id), (is_list(Id) andalso is_reference(hd(Id)) andalso is_reference(tl(Id)))).

-doc "Waits for the value of a request and gives it up at the timeout.".
receive_response(Id) -> receive_response(Id, infinity).

receive_response(Id, Timeout) when ?is_id(Id) -> receive_until(Id, deadline(Timeout));
receive_response(_, _) -> ?bad(badarg).

receive_response(Ids, Timeout, Delete) when is_map(Ids), is_boolean(Delete) ->
    deadline(Timeout),
    case any(Ids, Timeout, Delete) of
        no_response ->
            [demonitor(Mon, [flush]) || Mon <- maps:keys(Ids)],
            ?bad(timeout);
        {{response, Value}, Label, Left} -> {Value, Label, Left};
        no_request -> no_request
    end;
receive_response(_, _, _) -> ?bad(badarg).

-doc "Waits for the value of a request.".
wait_response(Id) -> wait_response(Id, 0).

wait_response([Res | Mon] = Id, Timeout) when ?is_id(Id) ->
    Time = left(deadline(Timeout)),
    receive
        {'DOWN', Mon, process, _, Reason} -> {response, result(Res, Reason)}
    after Time -> no_response
    end;
wait_response(_, _) -> ?bad(badarg).

wait_response(Ids, Timeout, Delete) when is_map(Ids), is_boolean(Delete) -> any(Ids, Timeout, Delete);
wait_response(_, _, _) -> ?bad(badarg).

any(Ids, _, _) when map_size(Ids) =:= 0 -> no_request;
any(Ids, Timeout, Delete) ->
    Time = left(deadline(Timeout)),
    receive
        {'DOWN', Mon, process, _, Reason} when is_map_key(Mon, Ids) -> collected(Mon, Reason, Ids, Delete)
    after Time -> no_response
    end.

collected(Mon, Reason, Ids, Delete) ->
    [Res | Label] = maps:get(Mon, Ids),
    Left = if Delete -> maps:remove(Mon, Ids); true -> Ids end,
    try {{response, result(Res, Reason)}, Label, Left}
    catch
        Class:R -> erlang:raise(Class, {R, Label, Left}, [])
    end.

-doc "Whether a message is the value of a request.".
check_response({'DOWN', Mon, process, _, Reason}, [Res | Mon]) -> {response, result(Res, Reason)};
check_response(_, Id) when ?is_id(Id) -> no_response;
check_response(_, _) -> ?bad(badarg).

check_response({'DOWN', Mon, process, _, Reason}, Ids, Delete) when is_map_key(Mon, Ids), is_boolean(Delete) ->
    collected(Mon, Reason, Ids, Delete);
check_response(_, Ids, Delete) when is_map(Ids), is_boolean(Delete) ->
    if
        map_size(Ids) =:= 0 -> no_request;
        true -> no_response
    end;
check_response(_, _, _) -> ?bad(badarg).

reqids_new() -> #{}.

reqids_size(Ids) when is_map(Ids) -> map_size(Ids);
reqids_size(_) -> ?bad(badarg).

reqids_add([Res | Mon] = Id, Label, Ids) when ?is_id(Id), is_map(Ids), not is_map_key(Mon, Ids) -> Ids#{Mon => [Res | Label]};
reqids_add(_, _, _) -> ?bad(badarg).

reqids_to_list(Ids) when is_map(Ids) -> [{[Res | Mon], Label} || {Mon, [Res | Label]} <- maps:to_list(Ids)];
reqids_to_list(_) -> ?bad(badarg).

%% ---------------------------------------------------------------------------------------------------------
%% Casts and several nodes

-doc "Runs a fun on a node; its value is dropped.".
cast(N, Fun) when is_atom(N) -> cast(N, erlang, apply, [Fun, []]);
cast(_, _) -> ?bad(badarg).

cast(N, M, F, A) when is_atom(N), is_atom(M), is_atom(F), is_list(A) ->
    N =:= node() andalso spawn(?MODULE, execute_cast, [M, F, A]),
    ok;
cast(_, _, _, _) -> ?bad(badarg).

-doc false.
execute_cast(M, F, A) -> apply(M, F, A).

-doc "Runs a fun on several nodes.".
multicall(Ns, Fun) -> multicall(Ns, Fun, infinity).

multicall(Ns, Fun, Timeout) when is_function(Fun, 0) -> multicall(Ns, erlang, apply, [Fun, []], Timeout);
multicall(_, _, _) -> ?bad(badarg).

-doc "Runs a function on several nodes.".
multicall(Ns, M, F, A) -> multicall(Ns, M, F, A, infinity).

multicall(Ns, M, F, A, Timeout) ->
    is_list(Ns) andalso lists:all(fun is_atom/1, Ns) andalso is_atom(M) andalso is_atom(F) andalso is_list(A) orelse ?bad(badarg),
    Deadline = deadline(Timeout),
    Requests = [send_request(N, M, F, A) || N <- Ns],
    [try {ok, receive_until(R, Deadline)}
     catch
         Class:Reason -> {Class, Reason}
     end || R <- Requests].

-doc "Runs a fun on several nodes; the values are dropped.".
multicast(Ns, Fun) when is_function(Fun, 0) -> multicast(Ns, erlang, apply, [Fun, []]);
multicast(_, _) -> ?bad(badarg).

multicast(Ns, M, F, A) ->
    is_list(Ns) andalso lists:all(fun is_atom/1, Ns) orelse ?bad(badarg),
    lists:foreach(fun(N) -> cast(N, M, F, A) end, Ns).
