-module(proc_receive_selective).
-export([main/0]).
main() ->
    [self() ! X || X <- [a, {b, 1}, c, {b, 2}, d, 1, 2.0, "str", <<"bin">>]],
    receive {b, X1} -> io:format("~p~n", [X1]) end,
    receive Y when is_float(Y) -> io:format("~p~n", [Y]) end,
    receive {b, X2} when X2 > 1 -> io:format("~p~n", [X2]) end,
    receive B when is_binary(B) -> io:format("~p~n", [B]) end,
    receive zzz -> bad after 0 -> io:format("timeout~n") end,
    io:format("~p~n", [flush()]),
    self() ! x, Z = receive x -> receive y -> 1 after 5 -> 2 end end, io:format("~p~n", [Z]).
flush() -> receive M -> [M | flush()] after 0 -> [] end.
