%% garbage_collect/0,1,2: what it answers for oneself, others, the dead, asynchronously, and wrong options.
-module(gc_forms).
-export([main/0]).
-include("proc.hrl").

main() ->
    p({garbage_collect(), garbage_collect(self())}),
    H = host(),
    run(H, fun() -> put(x, lists:seq(1, 1000)) end),
    p([garbage_collect(H), garbage_collect(H, []), garbage_collect(H, [{type, minor}]), garbage_collect(H, [{type, major}])]),
    p(garbage_collect(H, [{async, tag1}])),
    p(receive {garbage_collect, tag1, R} -> R end),
    p(garbage_collect(self(), [{async, {own, 1}}])),
    p(receive {garbage_collect, {own, 1}, R1} -> R1 end),
    p(garbage_collect(H, [{type, major}, {async, x}, {async, y}])),
    p(receive {garbage_collect, y, R2} -> R2 end),
    p(run(H, fun() -> length(get(x)) end)),
    p(kill(H, kill)),
    p({garbage_collect(H), garbage_collect(H, [{async, dead}]), receive {garbage_collect, dead, R3} -> R3 end}),
    [p(t(fun() -> garbage_collect(X) end)) || X <- [a, 1, [], make_ref_here]],
    [p(t(fun() -> garbage_collect(self(), O) end)) || O <- [x, [x], [{type, none}], [{type, major} | y], [{nosuch, 1}]]],
    p(all()).
