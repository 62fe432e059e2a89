%% The process dictionary with keys of all kinds, few and many, put anew after they were erased, across collections.
-module(pd_kinds_of_keys).
-export([main/0]).

main() ->
    erase(),
    few(),
    erase(),
    many(),
    erase(),
    churn(),
    erase(),
    values().

kinds() ->
    [a, 1, 1.0, -1, 0.0, -0.0, 1 bsl 70, [], "a", {}, {a}, {a, 1.0}, {a, 1}, <<>>, <<"a">>, <<1:3>>, #{}, #{a => 1},
     [a | b], fun lists:map/2, {{{}}}].

%% Keys are told apart exactly.
few() ->
    io:format("~p~n", [[{get(K), put(K, x), get(K), erase(K), get(K)} || K <- kinds()] =:=
                           [{undefined, undefined, x, x, undefined} || _ <- kinds()]]),
    put(1, int),
    put(1.0, float),
    put({1}, int),
    put({1.0}, float),
    put(0.0, plus),
    put(-0.0, minus),
    io:format("~p~n", [[get(1), get(1.0), get({1}), get({1.0}), get(0.0), get(-0.0), get({0.0})]]),
    io:format("~p~n", [lists:sort(get_keys(float))]).

%% All at once: more than are looked through. Keys are made anew, so that no word is the same.
many() ->
    Kinds = [binary_to_term(term_to_binary(K)) || K <- kinds()],
    [put(K, I) || {I, K} <- lists:enumerate(Kinds)],
    garbage_collect(),
    io:format("~p~n", [[get(K) || K <- kinds()]]),
    io:format("~p ~p~n", [length(get()), [K || K <- get_keys(), not lists:member(K, Kinds)]]),
    io:format("~p~n", [[erase(K) || K <- [{a}, 1.0, [], <<"a">>, {a}]]]),
    io:format("~p~n", [[get(K) || K <- [{a}, {a, 1}, 1, 1.0, [], <<"a">>, "a"]]]).

%% Pairs come and go; what stays is found.
churn() ->
    Keys = lists:seq(1, 3000),
    [put(key(K), K) || K <- Keys],
    [erase(key(K)) || K <- Keys, K rem 3 =/= 0],
    [put(key(-K), -K) || K <- Keys],
    garbage_collect(),
    [erase(key(-K)) || K <- Keys, K rem 2 =:= 0],
    Found = [get(key(K)) || K <- Keys],
    io:format("~p~n", [[length([F || F <- Found, F =/= undefined]), lists:sum([F || F <- Found, is_integer(F)]),
                        length(get()), lists:sum([V || {_, V} <- get()])]]),
    io:format("~p~n", [[erase(key(K)) || K <- [3, 4, -3, -4]]]),
    [begin put(same, I), put({same, I}, I), erase({same, I}) end || I <- lists:seq(1, 5000)],
    io:format("~p ~p~n", [get(same), length(get())]).

key(K) when K rem 5 =:= 0 -> {key, K};
key(K) when K rem 7 =:= 0 -> integer_to_binary(K);
key(K) -> K.

%% Values stay alive and are given back, in reports, too.
values() ->
    put(k, lists:seq(1, 3)),
    put({k}, <<"v">>),
    garbage_collect(),
    io:format("~p~n", [[put(k, 2), put({k}, 3), put(k, 4), get(k), get({k})]]),
    io:format("~p~n", [process_info(self(), {dictionary, {k}})]),
    {_, Pairs} = process_info(self(), dictionary),
    io:format("~p~n", [lists:sort([P || {K, _} = P <- Pairs, K =:= k orelse K =:= {k}])]).
