-module(try_catch).
-export([run/0]).
%% Exceptions as control flow, one in eight is raised.
run() -> loop(100000, 0).
loop(0, Acc) -> Acc;
loop(N, Acc) ->
    V = try checked(N) of X -> X + 1
        catch throw:{skip, S} -> S
        end,
    loop(N - 1, Acc + V).
checked(N) when N band 7 =:= 0 -> throw({skip, N div 8});
checked(N) -> N.
