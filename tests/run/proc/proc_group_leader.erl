-module(proc_group_leader).
-export([main/0]).
-define(T(E), (fun() -> try E catch Class__:Reason__ -> {Class__, Reason__} end end)()).
main() ->
    Me = self(), GL = group_leader(),
    P = spawn(fun() -> Me ! {gl, group_leader() =:= GL} end),
    receive {gl, X} -> io:format("~p ~p~n", [X, is_pid(P)]) end,
    Fake = spawn(fun() -> fake(Me) end),
    P2 = spawn(fun() -> group_leader(Fake, self()), io:put_chars("captured"), Me ! done end),
    receive {fake, Chars} -> io:format("~s~n", [Chars]) end,
    receive done -> ok end, io:format("~p~n", [is_pid(P2)]),
    io:format("~p~n", [?T(group_leader(foo, self()))]).
fake(Me) -> receive {io_request, From, As, {put_chars, unicode, Chars}} -> Me ! {fake, Chars}, From ! {io_reply, As, ok} end.
