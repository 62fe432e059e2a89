-module(server_loop).
-export([run/0]).
-record(state, {table = #{}, hits = 0, misses = 0, log = []}).
%% The inside of a server: requests as tuples, a record with a map, a reply.
run() -> serve(40000, 1, #state{}).
serve(0, _, #state{table = T, hits = H, misses = M, log = L}) -> {maps:size(T), H, M, length(L)};
serve(N, Seed, State) ->
    {_, State1} = handle(request(Seed rem 97, Seed band 3), State),
    serve(N - 1, (Seed * 75 + 74) rem 65537, State1).
request(Key, 0) -> {put, Key, [Key]};
request(Key, 1) -> {log, Key};
request(Key, _) -> {get, Key}.
handle({put, K, V}, #state{table = T} = S) -> {ok, S#state{table = T#{K => V}}};
handle({get, K}, #state{table = T, hits = H, misses = M} = S) ->
    case T of
        #{K := V} -> {{ok, V}, S#state{hits = H + 1}};
        #{} -> {error, S#state{misses = M + 1}}
    end;
handle({log, K}, #state{log = L} = S) when length(L) < 50 -> {ok, S#state{log = [K | L]}};
handle({log, _}, S) -> {ok, S#state{log = []}}.
