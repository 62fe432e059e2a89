%% Options that are none, wrong values, and improper lists of options are refused before anything runs.
-module(spawn_opt_bad).
-export([main/0]).
-include("proc.hrl").

main() ->
    Self = self(),
    Bad = [nosuch, {priority, nosuch}, {priority, 1}, {fullsweep_after, -1}, {fullsweep_after, a},
           {min_heap_size, -1}, {min_heap_size, x}, {min_bin_vheap_size, -5}, {max_heap_size, -1},
           {max_heap_size, #{kill => maybe_so}}, {max_heap_size, #{size => a}}, {message_queue_data, somewhere},
           {monitor, x}, {monitor, [{alias, nosuch}]}, {monitor, [{tag, a} | b]}, {link, true}, {async_dist, 3}],
    [p({O, t(fun() -> spawn_opt(fun() -> Self ! ran end, [O]) end)}) || O <- Bad],
    p("improper", t(fun() -> spawn_opt(fun() -> Self ! ran end, [link | monitor]) end)),
    p("no list", t(fun() -> spawn_opt(fun() -> Self ! ran end, link) end)),
    p("good then bad", t(fun() -> spawn_opt(fun() -> Self ! ran end, [link, monitor, zzz]) end)),
    p("mfa", t(fun() -> spawn_opt(erlang, self, [], [nosuch]) end)),
    p("arguments", t(fun() -> spawn_opt(erlang, self, a, []) end)),
    p("nothing left behind", {process_info(self(), links), process_info(self(), monitors), all()}).
