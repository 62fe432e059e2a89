%% Terms of all kinds come out as they went in.
-export([main/0]).
-include("tables.hrl").

main() ->
    T = new([]),
    Big = list_to_binary(lists:duplicate(1000, <<"0123456789">>)),
    Sub = binary:part(Big, 17, 500),
    Terms = [1, -1, 1 bsl 59, 1 bsl 100, -(1 bsl 200), 0.5, -0.0, 1.0e300, atom, '', true, [], "string", [1 | 2],
             {}, {1}, list_to_tuple(lists:seq(1, 300)), lists:seq(1, 300), <<>>, <<1, 2, 3>>, <<5:3>>, Big, Sub,
             <<Sub/bits, 1:1>>, #{}, #{a => 1}, maps:from_list([{I, {I}} || I <- lists:seq(1, 100)]), self(),
             make_ref(), fun lists:sort/1, fun(X) -> X + byte_size(Sub) end,
             [[[[[[[[deep]]]]]]]], {{{{{}}}}}, [{a, [{b, #{c => [d, {e, <<"f">>}]}}]}]],
    Numbered = lists:zip(lists:seq(1, length(Terms)), Terms),
    true = ets:insert(T, Numbered),
    p([I || {I, X} <- Numbered, ets:lookup(T, I) =/= [{I, X}]]),
    p([I || {I, X} <- Numbered, ets:lookup_element(T, I, 2) =/= (case lists:member(?TYPE, [bag, duplicate_bag]) of true -> [X]; false -> X end)]),
    p(all(T) =:= lists:sort(Numbered)),
    p(lists:sort(ets:select(T, [{'_', [], ['$_']}])) =:= lists:sort(Numbered)),
    K = new([]),
    true = ets:insert(K, [{X, I} || {I, X} <- Numbered]),
    p([I || {I, X} <- Numbered, ets:lookup(K, X) =/= [{X, I}]]),
    p(lists:sort([I || {_, I} <- ets:tab2list(K)]) =:= lists:seq(1, length(Terms))),
    p([I || {I, X} <- Numbered, ets:match(K, {X, '$1'}) =/= [[I]]]),
    erlang:garbage_collect(),
    p(byte_size(ets:lookup_element(K, Big, 2, 0) =:= 0 andalso <<>> orelse Big)),
    [ets:delete(K, X) || {_, X} <- Numbered],
    p(ets:info(K, size)),
    D = lists:foldl(fun(_, A) -> [A] end, [], lists:seq(1, 5000)),
    true = ets:insert(T, {deep, D}),
    p(s(ets:lookup(T, deep)) =:= [{deep, D}]).
