%% Records that leave a heap: messages, dictionaries, persistent terms, exits, many collections, deep and large ones.
-module(nrec_move).
-export([main/0, node_of/2]).
-record #node{next = nil, data}.
-record #msg{from, ref, body = [] :: term()}.
-export_record([node]).
-include("nrec_try.hrl").

node_of(Next, Data) -> #node{next = Next, data = Data}.

main() ->
    Server = spawn_link(fun() -> serve(#node{data = start}) end),
    ?TRY(call(Server, get)),
    ?TRY(call(Server, {push, #node{data = <<"binary">>}})),
    ?TRY(call(Server, {push, self()}) =:= ok),
    ?TRY(length(call(Server, list))),
    Chain = lists:foldl(fun(N, Acc) -> #node{next = Acc, data = {N, integer_to_binary(N)}} end, nil, lists:seq(1, 1500)),
    ?TRY(depth(Chain, 0)),
    erlang:garbage_collect(),
    ?TRY((Chain#node.next)#node.data),
    Me = self(),
    spawn_link(fun() -> Me ! {chain, depth(Chain, 0), Chain} end),
    ?TRY(receive {chain, N, Copy} -> {N, Copy =:= Chain} end),
    Wide = [#node{data = N} || N <- lists:seq(1, 300)],
    spawn_link(fun() -> Me ! {sum, lists:sum([D || #node{data = D} <- Wide])} end),
    ?TRY(receive {sum, Sum} -> Sum end),
    put(#node{data = key}, #msg{from = me, ref = 1}),
    ?TRY(get(#node{data = key})),
    persistent_term:put({?MODULE, #node{data = k}}, #node{data = <<0:1000>>}),
    ?TRY(bit_size((persistent_term:get({?MODULE, #node{data = k}}))#node.data)),
    {Pid, Ref} = spawn_monitor(fun() -> exit(#node{data = bye}) end),
    ?TRY(receive {'DOWN', Ref, process, Pid, #node{data = Why}} -> Why end),
    {_, Ref2} = spawn_monitor(fun() -> throw_away(1) end),
    ?TRY(receive {'DOWN', Ref2, process, _, {Reason, _}} -> Reason end),
    Final = churn(150, #msg{from = 1, ref = 0}),
    ?TRY({Final#msg.ref, length(Final#msg.body)}),
    ?TRY(erts_debug:flat_size(#node{data = 1}) > 0).


throw_away(N) -> error(#msg{from = N, ref = 1}).

serve(State) ->
    receive
        #msg{from = From, ref = Ref, body = Body} ->
            {Reply, New} = handle(Body, State),
            From ! #msg{from = self(), ref = Ref, body = Reply},
            serve(New)
    end.

handle(get, State) -> {State#node.data, State};
handle({push, X}, State) -> {ok, #node{next = State, data = X}};
handle(list, State) -> {all(State), State}.

all(nil) -> [];
all(#node{next = Next, data = D}) -> [D | all(Next)].

call(Server, Body) ->
    Ref = make_ref(),
    Server ! #msg{from = self(), ref = Ref, body = Body},
    receive #msg{from = Server, ref = Ref, body = Reply} -> Reply end.

depth(nil, N) -> N;
depth(#node{next = Next}, N) -> depth(Next, N + 1).

churn(0, M) -> M;
churn(N, #msg{ref = Ref, body = Body} = M) ->
    churn(N - 1, M#msg{ref = Ref + 1, body = [#node{data = N} | lists:sublist(Body, 20)]}).
