%% math: each function at points where every C library agrees, limits and errors.
-module(math_api).
-export([main/0]).

main() ->
    One = [acos, acosh, asin, asinh, atan, atanh, ceil, cos, cosh, erf, erfc, exp, floor, log, log10, log2, sin, sinh, sqrt, tan, tanh],
    [one(F, X) || F <- One, X <- [0, 1, 0.0, 1.0, -1, 2, 0.5, 100, -5.5, 1.0e308, 1 bsl 1023, a, <<"1">>, []]],
    [two(F, X, Y) || F <- [atan2, fmod, pow], {X, Y} <- [{0, 0}, {1, 1}, {2, 10}, {2, 0.5}, {-8, 3}, {-8, 0.5}, {7.5, 2}, {-7.5, 2}, {5, 0},
        {10, 400}, {0, -1}, {a, 1}, {1, a}, {1 bsl 2000, 1}, {1, 1 bsl 2000}]],
    io:format("~p ~p~n", [math:pi(), math:tau()]),
    %% Known by name, so that each is called as it is written, too.
    io:format("~.10g~n", [math:acos(0.5)]), io:format("~.10g~n", [math:acosh(1.5)]), io:format("~.10g~n", [math:asin(0.5)]),
    io:format("~.10g~n", [math:asinh(0.5)]), io:format("~.10g~n", [math:atan(0.5)]), io:format("~.10g~n", [math:atan2(1, 2)]),
    io:format("~.10g~n", [math:atanh(0.5)]), io:format("~p~n", [math:ceil(1.2)]), io:format("~.10g~n", [math:cos(1)]),
    io:format("~.10g~n", [math:cosh(1)]), io:format("~.10g~n", [math:erf(0.3)]), io:format("~.10g~n", [math:erfc(0.3)]),
    io:format("~.10g~n", [math:exp(1)]), io:format("~p~n", [math:floor(-1.2)]), io:format("~p~n", [math:fmod(7, 3)]),
    io:format("~.10g~n", [math:log(10)]), io:format("~p~n", [math:log10(1000)]), io:format("~p~n", [math:log2(8)]),
    io:format("~p~n", [math:pow(2, 8)]), io:format("~.10g~n", [math:sin(1)]), io:format("~.10g~n", [math:sinh(1)]),
    io:format("~p~n", [math:sqrt(2)]), io:format("~.10g~n", [math:tan(1)]), io:format("~.10g~n", [math:tanh(1)]).

one(F, X) -> show({F, X}, fun() -> math:F(X) end).
two(F, X, Y) -> show({F, X, Y}, fun() -> math:F(X, Y) end).

%% Ten digits: the last ones are the C library's.
show(What, Fun) ->
    try Fun() of
        R when is_float(R) -> io:format("~0P ~.10g~n", [What, 20, R])
    catch
        Class:Reason -> io:format("~0P ~p ~0p~n", [What, 20, Class, Reason])
    end.
