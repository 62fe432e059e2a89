%% What error reports say of the arguments of some natives: nodes, memory, halt, monitors, flags of others, commands.
-module(sentences_of_natives).
-export([main/0]).

main() ->
    [io:format("~w:~w ~0p~n    ~0p~n", [M, F, plain(A), sentences(M, F, A)])
     || {M, F, A} <-
            [{erlang, halt, [X]} || X <- [foo, -1, 1.0, [a]]] ++ [{erlang, halt, [1, X]} || X <- [foo, [foo]]]
            ++ [{erlang, memory, [X]} || X <- [foo, 1, [total, foo], [foo | x]]]
            ++ [{erlang, nodes, X} || X <- [[foo], [[foo]]]]
            ++ [{erlang, monitor, X} || X <- [[port, self()], [foo, self()], [process, "x"], [process, self(), [foo]], [process, self(), foo]]]
            ++ [{erlang, process_flag, [self(), save_calls, -1]}]
            ++ [{os, cmd, X} || X <- [["a\0b"], [1], [[1 | b]], ["x", foo]]]].

plain(A) -> [case is_pid(X) of true -> pid; false -> X end || X <- A].

sentences(M, F, A) ->
    try apply(M, F, A)
    catch error:Reason:Stack ->
        [{_, _, _, Info} | _] = Stack,
        Formatter = case lists:keyfind(error_info, 1, Info) of
            {_, #{module := Module}} -> Module;
            _ -> erl_erts_errors
        end,
        {Reason, maps:to_list(Formatter:format_error(Reason, Stack))}
    end.
