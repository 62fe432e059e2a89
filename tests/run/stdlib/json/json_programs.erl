%% Documents changed by path, compared, merged, flattened and checked against a small schema.
-module(json_programs).
-export([main/0]).
-include("../show.hrl").

main() ->
    D = json:decode(<<"{\"name\":\"x\",\"tags\":[\"a\",\"b\"],\"size\":{\"w\":1,\"h\":2.5},\"ok\":true,\"none\":null}">>),
    each(fun(P) -> get_in(P, D) end, [[<<"name">>], [<<"size">>, <<"h">>], [<<"tags">>, 2], [<<"tags">>, 9], [<<"no">>], []]),
    Enc = fun(X) -> iolist_to_binary(json:encode(X, fun sorted/2)) end, show("put", Enc(put_in([<<"size">>, <<"w">>], 9, D))), show("patch", Enc(patch(D, #{<<"ok">> => null, <<"size">> => #{<<"h">> => null, <<"d">> => 3}, <<"tags">> => []}))), show("flat", lists:sort(flat(D, []))),
    show("diff", diff(D, put_in([<<"size">>, <<"w">>], 9, maps:remove(<<"ok">>, D)), [])),
    S = {object, #{<<"name">> => string, <<"tags">> => {list, string}, <<"size">> => {object, #{<<"w">> => number, <<"h">> => number}}, <<"ok">> => boolean, <<"none">> => {one_of, [null, number]}}},
    each(fun(X) -> check(S, X, []) end, [D, put_in([<<"tags">>], [1, <<"b">>], D), maps:remove(<<"name">>, D), put_in([<<"size">>, <<"w">>], <<"1">>, D), []]),
    show("lines", [json:decode(L) || L <- string:lexemes(<<"{\"a\":1}\n[2]\n\"three\"\n">>, "\n")]), show("same", [json:decode(iolist_to_binary(json:encode(X))) =:= X || X <- [D, [], #{}, [1, 2.0, <<"å"/utf8>>, null, true], 1 bsl 80]]), ok.

get_in([], D) -> D;
get_in([K | P], D) when is_map(D), is_map_key(K, D) -> get_in(P, map_get(K, D));
get_in([K | P], D) when is_list(D), is_integer(K), K =< length(D) -> get_in(P, lists:nth(K, D));
get_in(P, _) -> {missing, P}.
put_in([K], V, D) -> D#{K => V};
put_in([K | P], V, D) -> D#{K := put_in(P, V, map_get(K, D))}.
patch(D, P) when is_map(D), is_map(P) -> maps:fold(fun(K, null, A) -> maps:remove(K, A); (K, V, A) -> A#{K => patch(maps:get(K, A, #{}), V)} end, D, P);
patch(_, P) -> P.
flat(M, P) when is_map(M) -> lists:append([flat(V, [K | P]) || K := V <- M]);
flat(L, P) when is_list(L) -> lists:append([flat(V, [integer_to_binary(N) | P]) || {N, V} <- lists:enumerate(0, L)]);
flat(V, P) -> [{iolist_to_binary(lists:join(".", lists:reverse(P))), V}].
diff(A, A, _) -> [];
diff(A, B, P) when is_map(A), is_map(B) -> lists:append([case {A, B} of {#{K := X}, #{K := Y}} -> diff(X, Y, [K | P]); {#{K := X}, _} -> [{removed, [K | P], X}]; {_, #{K := Y}} -> [{added, [K | P], Y}] end || K <- lists:usort(maps:keys(A) ++ maps:keys(B))]);
diff(A, B, P) -> [{changed, P, A, B}].
check({object, F}, M, P) when is_map(M) -> lists:append([case M of #{K := V} -> check(T, V, [K | P]); _ -> [{missing, [K | P]}] end || {K, T} <- lists:sort(maps:to_list(F))]);
check({list, T}, L, P) when is_list(L) -> lists:append([check(T, V, [N | P]) || {N, V} <- lists:enumerate(L)]);
check({one_of, Ts}, V, P) -> case lists:any(fun(T) -> check(T, V, P) =:= [] end, Ts) of true -> []; false -> [{none_of, P}] end;
check(string, V, _) when is_binary(V) -> []; check(number, V, _) when is_number(V) -> []; check(boolean, V, _) when is_boolean(V) -> []; check(null, null, _) -> [];
check(T, V, P) -> [{not_a, if is_tuple(T) -> element(1, T); true -> T end, P, V}].
sorted(M, E) when is_map(M) -> json:encode_key_value_list(lists:sort(maps:to_list(M)), E);
sorted(X, E) -> json:encode_value(X, E).
