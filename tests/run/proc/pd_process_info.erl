%% A dictionary seen from outside, whole and by key.
-module(pd_process_info).
-export([main/0]).
-include("proc.hrl").

main() ->
    H = host(),
    run(H, fun() -> put(a, 1), put({b}, [2]) end),
    p(lists:sort(element(2, process_info(H, dictionary)))),
    p([process_info(H, {dictionary, K}) || K <- [a, {b}, none]]),
    p(process_info(H, [{dictionary, a}, {dictionary, zz}, trap_exit])),
    p(process_info(self(), {dictionary, x})),
    put(x, y), p(process_info(self(), {dictionary, x})), erase(x),
    p(t(fun() -> process_info(H, {dictionary}) end)),
    run(H, fun() -> erase() end),
    p(process_info(H, dictionary)),
    p(kill(H, kill)),
    p(process_info(H, {dictionary, a})),
    p(process_info(H, [{dictionary, a}])).
