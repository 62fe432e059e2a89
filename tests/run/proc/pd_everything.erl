%% The process dictionary: every key type, order-free results, erase while listing, what get_keys says, values kept over collections and exceptions.
-module(pd_everything).
-export([main/0]).
-include("proc.hrl").

main() -> p(ends(fun go/0)).

go() ->
    p({get(), get_keys(), erase(), get(x), erase(x)}),
    Keys = [a, 1, 1.0, -0.0, 0.0, "s", <<"b">>, <<1:3>>, {t, [u]}, [], {}, #{}, #{1 => 2}, self(), 1 bsl 80, fun erlang:abs/1],
    p([put(K, N) || {N, K} <- lists:enumerate(Keys)]),
    p([get(K) || K <- Keys] =:= lists:seq(1, length(Keys))),
    p([put(K, {N}) || {N, K} <- lists:enumerate(Keys)] =:= lists:seq(1, length(Keys))),
    p(length(get())), p({Keys -- get_keys(), get_keys() -- Keys}),
    p([length(get_keys(V)) || V <- [{1}, {1.0}, nothing]]),
    [put({same, N}, same) || N <- [1, 2, 3]], p(lists:sort(get_keys(same))),
    p([get(1), get(1.0), get(0), get(0.0), get(-0.0)]),
    p([erase(K) || K <- [1, 1.0, none, -0.0]]), p([get(1), get(1.0), get(0.0), get(-0.0)]),
    p(lists:sort([K || {K, same} <- get(), erase(K) =:= same])), p(get_keys(same)),
    Old = erase(), p({length(Old), get()}),
    [put(K, V) || {K, V} <- Old], p({Old -- get(), length(get())}), erase(),
    %% big values over collections; the old value is returned whole
    put(big, lists:seq(1, 5000)), [garbage_collect() || _ <- [1, 2]], p(lists:sum(put(big, small))),
    %% written in a try that fails: stays written
    p({catch_it(fun() -> put(in_try, 1), error(x) end), get(in_try)}),
    %% a value that holds the old dictionary
    put(nest, get()), put(nest, get()), p(lists:keyfind(in_try, 1, proplists:get_value(nest, get(nest)))),
    %% in hash collisions: many keys, erased every other one
    erase(), [put(N, N * N) || N <- lists:seq(1, 2000)], [erase(N) || N <- lists:seq(1, 2000, 2)],
    p({length(get()), lists:sum([V || {_, V} <- get()]), get(1000), get(1001)}),
    %% '$ancestors' and the like are ordinary keys
    put('$ancestors', [x]), p({process_info(self(), {dictionary, '$ancestors'}), erase('$ancestors')}),
    exit({done, length(erase())}).

catch_it(F) -> try F() catch C:R -> {C, R} end.
