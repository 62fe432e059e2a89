%% Times a program: bench:main(["fib", "5"]).
%%
%% A program exports run/0. It is called once to warm up and then Rounds times; one line is printed:
%% name, median and least time in microseconds, hash of the result.
-module(bench).
-export([main/1]).

main([Name, Rounds]) ->
    Module = list_to_atom(Name),
    Result = Module:run(),
    Times = lists:sort([timed(Module, Result) || _ <- lists:seq(1, list_to_integer(Rounds))]),
    Median = lists:nth((length(Times) + 1) div 2, Times),
    io:format("~s ~w ~w ~w~n", [Name, Median, hd(Times), erlang:phash2(Result)]).

timed(Module, Result) ->
    Before = erlang:monotonic_time(microsecond),
    Result = Module:run(),
    erlang:monotonic_time(microsecond) - Before.
