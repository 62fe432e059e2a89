%% Options merged from three places, validated, expanded and printed.
-module(proplists_programs).
-export([main/0]).
-include("../show.hrl").

main() ->
    Defaults = [{port, 80}, {host, "localhost"}, verbose, {level, 1}], Env = [{port, 8080}, {no_verbose, true}], Args = [{level, 3}, {level, 2}, debug],
    All = proplists:normalize(Args ++ Env ++ Defaults, [{negations, [{no_verbose, verbose}]}, {expand, [{debug, [{level, 9}, trace]}]}]), show("all", All), each(fun(K) -> {proplists:get_value(K, All), proplists:get_all_values(K, All), proplists:get_bool(K, All)} end, [port, host, verbose, level, trace, nothing]), show("keys", lists:sort(proplists:get_keys(All))), show("split", proplists:split(All, [port, level])), show("unfold", proplists:unfold([a, {b, 1}, "x"])), show("compact", proplists:compact([{a, true}, {b, false}, {c, true}])), show("map", proplists:to_map(All)), show("rename", proplists:substitute_aliases([{addr, host}], [{addr, "h"}, addr, {other, 1}])), show("unknown", [K || K <- proplists:get_keys(All), not lists:member(K, [port, host, verbose, level])]), show("delete", proplists:delete(level, All)), show("order", proplists:lookup_all(level, All)), ok.
