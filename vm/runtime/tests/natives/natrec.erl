%% Records what a real Erlang answers to the calls of natcases: run it there, it writes natives.etf,
%% a list of {Module, Name, Arguments, {ok, Value} | {Class, Reason}}.
-module(natrec).
-export([main/0]).

run(M, F, A) ->
    try {ok, apply(M, F, A)}
    catch C:R -> {C, R}
    end.

main() ->
    Results = [{M, F, A, run(M, F, A)} || {M, F, As} <- natcases:cases(), A <- As],
    file:write_file("natives.etf", term_to_binary(Results, [{compressed, 9}])),
    io:format("~w calls~n", [length(Results)]).
