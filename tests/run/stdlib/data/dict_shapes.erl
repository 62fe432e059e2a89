%% dict: its buckets as a term, growing and shrinking, and every function's errors.
-module(dict_shapes).
-export([main/0]).
-include("../show.hrl").

main() ->
    D = dict:from_list([{a, 1}, {b, 2}, {c, [3]}]), Big = dict:from_list([{N, N * N} || N <- lists:seq(1, 100)]),
    show("empty", dict:new()), show("three", D), show("big", {dict:size(Big), erlang:phash2(Big), lists:sublist(dict:to_list(Big), 6)}),
    Less = lists:foldl(fun dict:erase/2, Big, lists:seq(1, 90)),
    show("less", {dict:size(Less), erlang:phash2(Less), dict:to_list(Less)}),
    each(fun({F, A}) -> case apply(dict, F, A) of R when element(1, R) =:= dict -> {dict, dict:to_list(R)}; R -> R end end,
         [{append, [c, 4, D]}, {append, [z, 4, D]}, {append, [a, 4, D]}, {append_list, [c, [4, 5], D]}, {append_list, [z, [], D]}, {erase, [a, D]}, {erase, [z, D]}, {fetch, [a, D]}, {fetch, [z, D]}, {fetch_keys, [D]}, {find, [a, D]}, {find, [z, D]}, {find, [a, x]}, {fold, [fun(K, V, A) -> [{K, V} | A] end, [], D]}, {filter, [fun(_, V) -> is_list(V) end, D]}, {filter, [fun(_, _) -> x end, D]}, {from_list, [x]}, {from_list, [[a]]}, {from_list, [[{a, 1}, {a, 2}]]}, {is_key, [a, D]}, {is_key, [1.0, Big]}, {is_empty, [D]}, {is_empty, [dict:new()]},
          {map, [fun(K, V) -> {K, V} end, D]}, {map, [x, D]}, {merge, [fun(K, A, B) -> {K, A, B} end, D, dict:from_list([{a, x}, {q, y}])]}, {merge, [x, D, dict:new()]}, {size, [D]}, {size, [x]}, {store, [a, new, D]}, {store, [1, x, D]}, {take, [a, D]}, {take, [z, D]}, {update, [a, fun(V) -> V + 1 end, D]}, {update, [z, fun(V) -> V end, D]}, {update, [z, fun(V) -> V end, 0, D]}, {update, [a, x, D]}, {update_counter, [a, 10, D]}, {update_counter, [z, 10, D]}, {update_counter, [c, 1, D]}]),
    ok.
