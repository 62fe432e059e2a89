%% Shell commands that need no shell.
-module(c_api).
-export([main/0]).

main() ->
    {ok, Dir} = file:get_cwd(),
    io:format("~p~n", [c:cd("/")]),
    io:format("~p~n", [c:cd("/nonesuch")]),
    io:format("~p~n", [c:pwd()]),
    ok = file:set_cwd(Dir),
    self() ! {a, "text"},
    self() ! b,
    io:format("~p~n", [c:flush()]),
    io:format("~p~n", [c:flush()]),
    io:format("~p~n", [is_pid(c:pid(0, 1, 0))]),
    io:format("~p~n", [is_integer(c:memory(total))]).
