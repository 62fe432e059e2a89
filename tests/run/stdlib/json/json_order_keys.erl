%% Objects with keys of all types, checked ones, lists of pairs and the order they come in.
-module(json_order_keys).
-export([main/0]).
-include("../show.hrl").

main() ->
    E = fun(X) -> iolist_to_binary(X) end, V = fun json:encode_value/2, show("small", [E(json:encode(#{K => 1})) || K <- [a, <<"b">>, 1, 2.5, true, null]]), each(fun(L) -> {E(json:encode_key_value_list(L, V)), outcome(fun() -> E(json:encode_key_value_list_checked(L, V)) end)} end, [[], [{a, 1}], [{b, 1}, {a, 2}], [{a, 1}, {a, 2}], [{1, x}, {<<"1">>, y}], [{1.0, x}, {<<"1.0">>, y}], [{true, []}, {<<"true">>, #{}}]]), each(fun(B) -> json:decode(B, [], #{object_start => fun(_) -> [] end, object_push => fun(K, X, A) -> [{K, X} | A] end, object_finish => fun(A, O) -> {lists:reverse(A), O} end}) end, [<<"{}">>, <<"{\"b\":1,\"a\":2}">>, <<"{\"a\":1,\"a\":2}">>, <<"{\"x\":{\"y\":{}}}">>]), show("last wins", json:decode(<<"{\"a\":1,\"a\":2}">>)), show("big", begin M = json:decode(iolist_to_binary(json:encode(maps:from_list([{integer_to_binary(N), N} || N <- lists:seq(1, 50)])))), {map_size(M), lists:sum(maps:values(M))} end), ok.
