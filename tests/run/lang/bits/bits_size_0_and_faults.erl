%% Floats of no bits in patterns, which of two wrong segments is told of, and a float's last digit in ??Arg.
-module(bits_size_0_and_faults).
-export([main/0]).
-define(TEXT(X), ??X).

main() ->
    io:format("~0p~n", [[case <<0:128>> of <<X:S/float, _/bits>> -> X; _ -> no_match end || S <- [0, 8, 16, 64]]]),
    io:format("~0p~n", [[case <<1:8>> of <<X:0/float, Y>> -> {X, Y}; _ -> no_match end,
                         case <<1:8>> of <<X:0/float-little, Y>> -> {X, Y}; _ -> no_match end,
                         case <<1:8>> of <<+0.0:0/float, Y>> -> Y; _ -> no_match end,
                         case <<1:8>> of <<1.0:0/float, Y>> -> Y; _ -> no_match end]]),
    io:format("~0p~n", [[X || <<X:0/float, _:8>> <= <<1, 2>>]]),
    [io:format("~0p~n", [fault(F)]) || F <- faults(id(1 bsl 59), id(a))],
    io:format("~s ~s ~s~n", [?TEXT(2.98023223876953125e-8), ?TEXT(1.5e300), ?TEXT(9007199254740993.0)]).

faults(Big, A) ->
    [fun() -> <<(<<5:3>>)/binary, (id(1)):(1 bsl 59)>> end,
     fun() -> <<(<<5:3>>)/binary, (id(1)):Big>> end,
     fun() -> <<A/binary, (id(1)):(1 bsl 59)>> end,
     fun() -> <<A/binary, (id(1)):(1 bsl 70)>> end,
     fun() -> <<(id(1)):8, A/binary, (id(1)):(1 bsl 70)>> end,
     fun() -> <<(id(1.0)):0/float>> end,
     fun() -> <<(id(1)):A, (id(1)):Big>> end].

fault(F) ->
    try F() catch
        error:Reason:Stack ->
            [{_, _, _, Info} | _] = Stack,
            #{cause := Cause} = proplists:get_value(error_info, Info),
            {Reason, Cause}
    end.

id(X) -> X.
