%% Values of the flag max_heap_size: sizes and maps, defaults, what is refused.
-module(pflag_max_heap).
-export([main/0]).
-include("proc.hrl").

main() ->
    H = host(),
    Flag = fun(V) -> run(H, fun() -> process_flag(max_heap_size, V) end) end,
    p(Flag(1000000)),
    p(Flag(#{size => 2000000})),
    p(Flag(#{size => 2000000, kill => false})),
    p(Flag(#{size => 2000000, kill => true, error_logger => false, include_shared_binaries => true})),
    p(Flag(#{size => 0})),
    [p(Flag(V)) || V <- [-1, x, #{size => -1}, #{kill => true}, #{size => 1000000, kill => 1}, #{size => 1000000, nosuch => 1}, 10, [1]]],
    p(process_info(H, max_heap_size)),
    p(Flag(0)),
    p(process_info(H, max_heap_size)),
    p(kill(H, kill)).
