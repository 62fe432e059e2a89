-module(proc_order).
-export([main/0]).
main() ->
    Me = self(),
    P = spawn(fun() -> [Me ! {n, I} || I <- lists:seq(1, 2000)], exit(finished) end),
    R = monitor(process, P),
    io:format("~p~n", [ordered(1)]),
    receive {'DOWN', R, _, _, W} -> io:format("~p~n", [W]) end.
ordered(2001) -> true;
ordered(I) -> receive {n, I} -> ordered(I + 1); {n, J} -> {out_of_order, I, J} after 2000 -> {lost, I} end.
