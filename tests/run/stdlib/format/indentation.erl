%% ~i-less idioms: text before and after a printed term moves the column where its lines begin.
-module(indentation).
-export([main/0]).
-include("../show.hrl").

main() ->
    T = {tag, lists:seq(1, 30), [{key, "value"}, {other, <<"binary">>}]},
    [io:format("~ts~n", [io_lib:format(F, A)]) || {F, A} <- [{"~p", [T]}, {"value: ~p", [T]}, {"a much longer text before it: ~p", [T]}, {"two: ~p~n and ~p", [T, T]}, {"\n\n   ~p", [T]}, {"\t~p", [T]}, {"~s~p", ["prefix ", T]}, {"~s~p", ["pre\nfix ", T]},
        {"~w~p", [abc, T]}, {"å ~tp", [T]}, {"日本~tp", [T]}, {"~10c~p", [$x, T]}, {"~p~p", [{a, b}, T]}, {"~n~p", [T]}, {"~60p", [T]}, {"abc ~60p", [T]}, {"abc ~60.2p", [T]}, {"abc ~.10p", [T]}, {"abc ~40.20p", [T]}]],
    Deep = lists:foldl(fun(N, Acc) -> {N, Acc} end, 0, lists:seq(1, 25)),
    [io:format("~s~n", [io_lib:format("~" ++ integer_to_list(W) ++ "p", [Deep])]) || W <- [20, 40, 60]],
    [io:format("~s~n", [[io_lib:indentation(S, N) || S <- ["abc"], N <- [0]] =:= [3]])],
    each(fun({S, N}) -> io_lib:indentation(S, N) end, [{"", 0}, {"abc", 0}, {"abc", 5}, {"a\nbc", 5}, {"\t", 0}, {"a\t", 0}, {"12345678\t", 0}, {["a", $\n, "bc"], 1}, {"\n", 9}, {"å", 0}]),
    ok.
