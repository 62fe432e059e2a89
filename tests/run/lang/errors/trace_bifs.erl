%% Built-in functions that fail: their own frame with the arguments, then the caller's with its line.
-module(trace_bifs).
-export([main/0]).
-include("../trace.hrl").
call(F, A) ->
    {apply(erlang, F, A)}.
direct_hd(X) -> {hd(X)}.
direct_element(I, T) -> {element(I, T)}.
direct_length(X) -> {length(X)}.
direct_atom(X) -> {list_to_atom(X), 1}.
direct_binary(B, P) -> {binary_part(B, P, 1)}.
direct_set(I, T) -> {setelement(I, T, x)}.
tail_hd(X) -> hd(X).
tail_atom(X) -> list_to_atom(X).
guarded(X) when hd(X) =:= 1 -> yes;
guarded(_) -> no.
main() ->
    lists:foreach(fun({F, A}) -> trace(fun() -> call(F, A) end) end, [{hd, [[]]}, {tl, [x]}, {element, [0, {a}]}, {element, [a, b]}, {length, [[a | b]]},
        {atom_to_list, ["a"]}, {list_to_integer, ["x"]}, {binary_to_integer, [<<>>]}, {tuple_size, [[]]}, {size, [a]}, {abs, [x]},
        {float, ["1"]}, {trunc, [a]}, {round, [{}]}, {setelement, [3, {a}, b]}, {make_tuple, [-1, x]}, {list_to_tuple, [[a | b]]},
        {spawn, [x]}, {register, [undefined, self_]}, {binary_to_term, [<<1, 2>>]}, {iolist_to_binary, [[a]]}, {'+', [a, 1]}, {'++', [a, b]},
        {list_to_pid, ["x"]}, {process_info, [1]}, {link, [a]}, {exit, [1, 2]}, {nodes, [x]}, {bit_size, [1]}, {map_size, [1]}]),
    trace(fun() -> direct_hd([]) end),
    trace(fun() -> direct_element(3, {a, b}) end),
    trace(fun() -> direct_length(abc) end),
    trace(fun() -> direct_atom(abc) end),
    trace(fun() -> direct_binary(<<>>, 1) end),
    trace(fun() -> direct_set(1, {}) end),
    trace(fun() -> tail_hd(a) end),
    trace(fun() -> tail_atom(a) end),
    trace(fun() -> {guarded([])} end),
    trace(fun() -> {tuple_to_list(id(x))} end).
