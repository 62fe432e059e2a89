%% Work spread over processes: parallel maps with failures, word counts, ordered results, a pool.
-module(map_reduce).
-export([main/0]).
-include("../lang.hrl").

pmap(F, L) ->
    Refs = [begin {_, R} = spawn_monitor(fun() -> exit({done, F(X)}) end), R end || X <- L],
    [receive {'DOWN', R, process, _, {done, V}} -> {ok, V}; {'DOWN', R, process, _, {Why, [_ | _]}} -> {error, Why}; {'DOWN', R, process, _, Why} -> {error, Why} end || R <- Refs].
map_reduce(Map, Reduce, Inputs) ->
    Parts = [V || {ok, V} <- pmap(Map, Inputs)],
    Groups = maps:groups_from_list(fun({K, _}) -> K end, fun({_, V}) -> V end, lists:append(Parts)),
    lists:sort([{K, Reduce(K, lists:sort(Vs))} || K := Vs <- Groups]).
pool(N, Jobs) ->
    Pool = {self(), make_ref()},
    Workers = [spawn_link(fun() -> worker(Pool) end) || _ <- lists:seq(1, N)],
    Results = serve(Pool, lists:enumerate(Jobs), length(Jobs), []),
    [W ! stop || W <- Workers],
    [V || {_, V} <- lists:sort(Results)].
serve(_, _, Left, Acc) when Left =:= length(Acc) -> Acc;
serve({_, Ref} = Pool, Jobs, Left, Acc) ->
    receive
        {Ref, idle, W} when Jobs =/= [] -> W ! {job, hd(Jobs)}, serve(Pool, tl(Jobs), Left, Acc);
        {Ref, result, I, V} -> serve(Pool, Jobs, Left, [{I, V} | Acc])
    end.
worker({Boss, Ref} = Pool) ->
    Boss ! {Ref, idle, self()},
    receive {job, {I, F}} -> Boss ! {Ref, result, I, try F() catch _:R -> {failed, R} end}, worker(Pool); stop -> ok end.
main() ->
    logger:set_primary_config(level, none),
    ?show(pmap(fun(X) -> X * X end, [1, 2, 3])),
    ?show(pmap(fun(0) -> exit(zero); (X) -> 10 div (X - 1) end, [0, 1, 2])),
    Docs = ["the cat sat", "the dog sat down", "a cat"],
    ?show(map_reduce(fun(D) -> [{W, 1} || W <- string:lexemes(D, " ")] end, fun(_, Vs) -> lists:sum(Vs) end, Docs)),
    ?show(map_reduce(fun({I, D}) -> [{W, I} || W <- string:lexemes(D, " ")] end, fun(_, Vs) -> Vs end, lists:enumerate(Docs))),
    ?show(pool(3, [fun() -> I * I end || I <- lists:seq(1, 10)])),
    ?show(pool(2, [fun() -> a end, fun() -> throw(b) end, fun() -> c end])),
    ?show(pool(1, [])),
    ?show(lists:sum([V || {ok, V} <- pmap(fun(N) -> lists:sum(lists:seq(1, N)) end, lists:seq(1, 50))])),
    ok.
