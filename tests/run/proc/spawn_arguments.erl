%% Arguments of a new process are copies of their own; what the parent does later does not reach them.
-module(spawn_arguments).
-export([main/0]).
-export([echo/2]).
-include("proc.hrl").

main() ->
    Big = lists:seq(1, 2000),
    Bin = binary:copy(<<"abc">>, 1000),
    Map = maps:from_list([{I, {I}} || I <- lists:seq(1, 100)]),
    Self = self(),
    Ref = make_ref(),
    P = spawn(?MODULE, echo, [Self, {Big, Bin, Map, Ref, fun(X) -> X + length(Big) end}]),
    receive
        {P, {B, Bin, M, R, F}} ->
            p({B =:= Big, M =:= Map, R =:= Ref, F(1)})
    end,
    %% Bindings of the fun are part of it, also through two spawns.
    spawn(fun() -> spawn(fun() -> Self ! {deep, length(Big), Self =:= self()} end) end),
    receive {deep, N, Same} -> p({N, Same}) end,
    %% No dictionary is handed on, nor flags, nor label.
    put(key, value), process_flag(trap_exit, true), proc_lib:set_label(parent),
    spawn(fun() -> Self ! {child, get(), process_info(self(), trap_exit), proc_lib:get_label(self())} end),
    receive Child -> p(Child) end,
    process_flag(priority, high),
    spawn(fun() -> Self ! process_info(self(), priority) end),
    receive Priority -> p(Priority) end,
    process_flag(priority, normal),
    p(process_info(self(), trap_exit)),
    proc_lib:set_label(undefined).

echo(To, X) -> To ! {self(), X}.
