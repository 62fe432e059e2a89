%% Functions on lists of tuples by key, with keys that are equal but not the same, and elements that are no tuples.
-module(lists_keys).
-export([main/0]).
-include("../show.hrl").

main() ->
    L = [{a, 1}, {b, 2}, c, {1, x}, {}, {1.0, y}, {a, 3}, {b, 2, extra}],
    each(fun({K, N}) -> {lists:keyfind(K, N, L), lists:keymember(K, N, L), lists:keysearch(K, N, L), lists:keydelete(K, N, L), lists:keyreplace(K, N, L, {new, K}), lists:keystore(K, N, L, {new, K}), lists:keytake(K, N, L)} end,
         [{a, 1}, {b, 1}, {z, 1}, {1, 1}, {1.0, 1}, {2, 2}, {extra, 3}, {x, 9}]),
    many(lists, keyfind, [[a, 0, L], [a, x, L], [a, 1, x], [a, 1, [b | c]], [a, 1, [{a} | c]]]),
    many(lists, keystore, [[a, 1, [], {a}], [a, 1, [{b}], {a}], [a, 1, L, x], [a, 0, L, {x}], [a, 1, [{b} | c], {a}]]),
    many(lists, keyreplace, [[a, 1, [{a}, {a}], {n}], [a, 1, L, x], [a, 0, [], {a}]]),
    many(lists, keymap, [[fun(X) -> X * 2 end, 2, [{a, 1}, {b, 2}]], [fun(X) -> X end, 3, [{a, 1}]], [x, 1, [{a}]], [fun(X) -> X end, 1, []]]),
    many(lists, keytake, [[a, 2, [{b, a}, {c, a}]], [q, 2, []], [a, 1, [b]], [a, a, []]]),
    ok.
