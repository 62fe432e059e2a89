-module(machine_large_messages).
-export([main/0]).

%% Messages large enough to be copied in slices, by every way to send.
main() ->
    List = lists:seq(1, 60000),
    Term = {List, #{list => List, text => "some text", 1.5 => [<<"binary">> | improper]}, make_binary()},
    Echo = spawn_link(fun echo/0),
    Ways = [
        fun(To, Message) -> To ! Message end,
        fun(To, Message) -> erlang:send(To, Message) end,
        fun(To, Message) -> ok = erlang:send(To, Message, [nosuspend]) end,
        fun(_, Message) -> echoes ! Message end,
        fun(_, Message) -> {echoes, node()} ! Message end
    ],
    register(echoes, Echo),
    [begin
        Way(Echo, {self(), Term}),
        receive {Echo, Got} -> io:format("~p~n", [Got =:= Term]) end
    end || Way <- Ways],
    %% Through an alias, and what the sender sees of it.
    Alias = alias([reply]),
    Self = self(),
    spawn_link(fun() -> Sent = (Alias ! {large, Term}), Self ! {sent, Sent =:= {large, Term}} end),
    receive {large, Copy} -> io:format("~p~n", [Copy =:= Term]) end,
    receive {sent, Same} -> io:format("~p~n", [Same]) end,
    %% To nobody, to itself, and to one that dies meanwhile.
    Dead = spawn(fun() -> ok end),
    Ref = monitor(process, Dead),
    receive {'DOWN', Ref, _, _, _} -> ok end,
    Dead ! Term,
    self() ! {own, Term},
    receive {own, Own} -> io:format("~p~n", [Own =:= Term]) end,
    io:format("~p~n", [try no_such_name ! Term catch Class:Reason -> {Class, Reason} end]),
    Victims = [spawn(fun() -> receive after 1 -> ok end end) || _ <- lists:seq(1, 5)],
    [Victim ! Term || Victim <- Victims],
    [{Pid, Mon} | _] = [spawn_monitor(fun() -> exit({reason, List}) end)],
    receive {'DOWN', Mon, process, Pid, {reason, Why}} -> io:format("~p~n", [Why =:= List]) end,
    %% A sender killed in the middle leaves nothing half sent.
    Killed = spawn(fun() -> receive go -> Self ! {from_killed, Term} end end),
    Killed ! go,
    exit(Killed, kill),
    receive {from_killed, Whole} -> Term = Whole, ok after 20 -> ok end,
    io:format("done~n").

echo() -> receive {From, Term} -> From ! {self(), Term}, echo() end.

make_binary() -> binary:copy(<<"0123456789">>, 1000).
