-module(machine_collections).
-export([main/0, woken/1]).

%% Heaps large enough to be collected in slices: by themselves, by request of others, asleep, and while signals come in.
main() ->
    Self = self(),
    Data = data(12000),
    P = spawn_link(fun() -> holder(data(12000), Self) end),
    true = garbage_collect(),
    true = garbage_collect(P),
    true = garbage_collect(P, [{type, major}]),
    P ! {get, self()},
    receive {P, Got} -> io:format("~p~n", [Got =:= Data]) end,
    H = spawn_link(fun() -> erlang:hibernate(?MODULE, woken, [{data(12000), Self}]) end),
    H ! wake,
    receive {woken, Kept} -> io:format("~p~n", [Kept =:= Data]) end,
    %% Collected again and again while messages arrive.
    Q = spawn_link(fun() -> collector(data(12000), 0, Self) end),
    [Q ! {count, I} || I <- lists:seq(1, 20)],
    Q ! done,
    receive {Q, Sum, Whole} -> io:format("~p ~p~n", [Sum, Whole =:= Data]) end,
    %% Killed in the middle of one.
    Victims = [spawn(fun() -> churn(data(10000)) end) || _ <- lists:seq(1, 4)],
    Refs = [monitor(process, V) || V <- Victims],
    receive after 5 -> ok end,
    [exit(V, kill) || V <- Victims],
    io:format("~p~n", [[receive {'DOWN', R, _, _, Why} -> Why end || R <- Refs]]),
    io:format("~p~n", [garbage_collect(hd(Victims))]).

data(N) -> [{I, [I | I], integer_to_binary(I)} || I <- lists:seq(1, N)].

holder(Data, Parent) -> receive {get, From} -> From ! {self(), Data}, holder(Data, Parent) end.

woken({Data, Parent}) -> receive wake -> Parent ! {woken, Data} end.

collector(Data, Sum, Parent) ->
    garbage_collect(),
    receive
        {count, I} when I rem 5 =:= 0 -> collector(Data, Sum + I, Parent);
        {count, I} -> receive {count, J} -> collector(Data, Sum + I + J, Parent); done -> Parent ! {self(), Sum + I, Data} end;
        done -> Parent ! {self(), Sum, Data}
    end.

churn(Data) -> churn([{X, Y, Z} || {X, Y, Z} <- Data]).
