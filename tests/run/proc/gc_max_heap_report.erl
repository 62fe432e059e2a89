%% What the logger is told when a process exceeds its max_heap_size.
-module(gc_max_heap_report).
-export([main/0]).
-include("proc.hrl").
-include("log.hrl").

main() ->
    Events = logged(fun() ->
        {P, M} = spawn_opt(fun() -> grow([]) end, [monitor, {max_heap_size, #{size => 30000, kill => true, error_logger => true}}]),
        p(down(P, M))
    end, 1),
    [p({L, shape(Msg), lists:member(pid, maps:keys(Meta))}) || #{level := L, msg := Msg, meta := Meta} <- Events].

grow(L) -> grow([{x} | L]).
shape({Format, Args}) -> {Format, length(Args), [A || A <- Args, is_atom(A)]};
shape(X) -> element(1, X).
