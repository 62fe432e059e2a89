-module(proc_message_terms).
-export([main/0]).
main() ->
    Me = self(),
    Echo = spawn(fun Loop() -> receive {F, X} -> F ! X, Loop() end end),
    Big = lists:seq(1, 1000),
    Terms = [1, -1, 1 bsl 80, -(1 bsl 100), 1.5, a, "str", <<"bin">>, <<1:3>>, binary:copy(<<"x">>, 1000), {}, {1, {2, [3]}}, [], [a | b], #{}, #{a => #{b => c}},
        maps:from_list([{I, I * I} || I <- Big]), fun lists:map/2, Me, Big],
    io:format("~p~n", [[begin Echo ! {Me, T}, receive R -> R =:= T end end || T <- Terms]]),
    F = fun(X) -> X + length(Big) end,
    Echo ! {Me, F}, receive G -> io:format("~p~n", [G(1)]) end,
    Ref = make_ref(), Echo ! {Me, Ref}, receive Ref2 -> io:format("~p~n", [Ref2 =:= Ref]) end,
    Sub = binary:part(binary:copy(<<"abcdef">>, 100), 6, 300), Echo ! {Me, Sub}, receive S2 -> io:format("~p~n", [S2 =:= Sub]) end.
