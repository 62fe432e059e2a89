%% Generators, filters and results that fail: reason, and the lines of this module, for lists, binaries, maps, strict and zipped.
-module(generators_that_raise).
-export([main/0]).
-include("../lang.hrl").

main() ->
    each([list_of, bin_of, map_of, strict_list, strict_bin, strict_map, filter, zip_two, zip_short, nested, result, key], [atom, [1, 2 | 3], <<1, 2, 3>>, <<1:7>>, #{a => 1}, [{1, 2}], [a, b], 5.0]).

each(Kinds, Values) ->
    [io:format("~p ~0tkp: ~0tkp~n", [K, V, run(K, V)]) || K <- Kinds, V <- Values].

run(K, V) ->
    put(n, 0),
    try kind(K, V) of R -> R
    catch C:R:S -> {C, R, hd([L || {?MODULE, _, _, [_, {line, L}]} <- S]), {after_elements, get(n)}}
    end.

kind(list_of, V) ->
    [count(X)
     || X <- V];
kind(bin_of, V) ->
    [count(X)
     || <<X:8>> <= V];
kind(map_of, V) ->
    [{K, count(X)}
     || K := X <- V];
kind(strict_list, V) ->
    [count(X)
     || {X, _} <:- V];
kind(strict_bin, V) ->
    [count(X)
     || <<X:8, 2:8>> <:= V];
kind(strict_map, V) ->
    #{K => count(X)
      || K := X <:- V, X =:= 1};
kind(filter, V) ->
    [count(X)
     || X <- V,
        id(X)];
kind(zip_two, V) ->
    [count({X, Y})
     || X <- V
     && Y <- [p, q]];
kind(zip_short, V) ->
    [count({X, Y})
     || <<X:4>> <= V && Y <:- lists:seq(1, 6)];
kind(nested, V) ->
    [[count(Y)
      || Y <- X]
     || X <- [[1], V]];
kind(result, V) ->
    <<
      (count(X))
      || X <- V>>;
kind(key, V) ->
    [X || X <- V, #{X := one} <- [#{1 => one, a => one}], hd(X)].

count(X) -> put(n, get(n) + 1), X.
