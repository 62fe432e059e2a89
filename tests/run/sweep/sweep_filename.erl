%% Functions of filename, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_filename).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun filename:basename/1, fun filename:dirname/1, fun filename:extension/1, fun filename:flatten/1,
     fun filename:join/1, fun filename:split/1].

special() ->
    ["/usr/lib/x.erl", "a/b/c", <<"a/b.c">>, "a.erl", ".erl", "/", "../a", ["a", "b"], "", "//a//b/", foo, <<"/x/y">>, "a/./b"].
