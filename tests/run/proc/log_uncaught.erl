%% The printed report of a process that ends by an uncaught error, throw or exit.
-module(log_uncaught).
-export([main/0]).
-include("proc.hrl").
-include("log.hrl").

main() ->
    Each = fun(N, F) -> [io:format("~ts~n", [text(E)]) || E <- logged(fun() -> {P, M} = spawn_monitor(F), down(P, M) end, N)] end,
    Each(1, fun() -> error(oops) end),
    Each(1, fun() -> throw({ball, [1, 2]}) end),
    Each(1, fun() -> local(3) end),
    Each(1, fun() -> list_to_atom(id(1)) end),
    Each(1, fun() -> nosuch_module:f(a) end),
    Each(1, fun() -> erlang:raise(error, given, [{m, f, 1, [{file, "m.erl"}, {line, 5}]}]) end),
    %% exits are nobody's error
    Each(1, fun() -> spawn_monitor(fun() -> exit(quiet) end), receive {'DOWN', _, _, _, R} -> error({only, R}) end end),
    %% with a label
    Each(1, fun() -> proc_lib:set_label(my_worker), error(labelled) end).

local(1) -> ok.
id(X) -> X.
