%% What monitors and links hear of processes that end by each class of exception.
-module(exit_reasons_of_processes).
-export([main/0]).
-include("../lang.hrl").

down(F) ->
    {P, R} = spawn_monitor(F),
    receive {'DOWN', R, process, P, Why} -> short(Why) end.
short({Why, [{M, F, A, _} | _]}) when is_atom(F), is_integer(A) -> {Why, M, arity, A};
short({Why, [{M, F, A, _} | _]}) when is_atom(F) -> {Why, M, F, length(A)};
short({{nocatch, V}, St}) when is_list(St) -> {nocatch, V};
short(Why) -> Why.
linked(F) ->
    process_flag(trap_exit, true),
    P = spawn_link(F),
    receive {'EXIT', P, Why} -> short(Why) end.
main() ->
    logger:set_primary_config(level, none),
    Fs = [fun() -> ok end, fun() -> exit(normal) end, fun() -> exit({shutdown, x}) end, fun() -> error(oops) end, fun() -> throw(ball) end, fun() -> 1 = id(2) end,
        fun() -> hd(id([])) end, fun() -> exit(kill) end, fun() -> exit(self(), kill) end, fun() -> exit(self(), bye), receive after infinity -> ok end end,
        fun() -> error({a, b}, [c]) end, fun() -> no_module:f(x) end, fun() -> (id(x))() end, fun() -> erlang:raise(exit, r, []) end, fun() -> catch exit(caught) end],
    [?show([down(F), linked(F)]) || F <- Fs],
    ok.
