-module(lang_named_imports).
-export([main/0]).
-import(lists, [map/2, reverse/1, sum/1]).
-import(maps, [get/2]).
-compile({no_auto_import, [length/1, abs/1]}).
length(X) -> {my_length, X}.
abs(X) -> {my_abs, X}.
is_even(X) -> X rem 2 =:= 0.
node_(X) -> {node_, X}.
main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    P(map(fun(X) -> X + 1 end, [1, 2])),
    P(reverse([1, 2, 3])),
    P(sum([1, 2])),
    P(length([1])),
    P(erlang:length([1])),
    P((fun length/1)([2])),
    P(abs(-1)),
    P(erlang:abs(-1)),
    P([X || X <- [1, 2, 3, 4], is_even(X)]),
    P(node_(1)),
    P(get(a, #{a => 1})),
    P([X || X <- [[1], [1, 2]], erlang:length(X) =:= 2]),
    P(max(1, 2)), P(min(a, 1)), P(tuple_size({a, b})), P(byte_size(<<1, 2>>)),
    P(element(2, {a, b})), P(setelement(1, {a, b}, c)), P(hd([1])), P(tl([1, 2])),
    P(list_to_atom("foo")), P(integer_to_list(12)), P(trunc(1.7)), P(round(1.5)), P(float(3)),
    P(is_atom(a)), P(is_integer(1.0)), P(atom_to_list(x)), P(list_to_tuple([1, 2])), P(tuple_to_list({1, 2})),
    ok.
