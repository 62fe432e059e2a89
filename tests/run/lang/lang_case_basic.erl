-module(lang_case_basic).
-export([main/0]).

kind(X) ->
    case X of
        1 -> one;
        2 -> two;
        a -> atom_a;
        [] -> nil;
        {} -> empty_tuple;
        {_} -> one_tuple;
        {a, _} -> tagged;
        {_, b} -> second_b;
        [_] -> single;
        [a | _] -> starts_with_a;
        "abc" -> string;
        1.5 -> float;
        16#ffffffffffffffffff -> big;
        <<"x">> -> bin;
        #{a := V} -> {map, V};
        #{} -> any_map;
        _ when is_list(X) -> list;
        _ when is_float(X) -> other_float;
        _ -> other
    end.

main() ->
    Xs = [1, 2, 3, 1.0, 1.5, 2.5, a, b, [], {}, {x}, {a, 1}, {z, b}, {z, z}, {a, b}, [q], [a], [a, b],
          [b, a], "abc", "abd", "ab", 16#ffffffffffffffffff, 16#fffffffffffffffffe, <<"x">>, <<"xy">>,
          #{a => 7}, #{b => 7}, #{}, self],
    [io:format("~0p -> ~0p~n", [X, kind(X)]) || X <- Xs],
    ok.
