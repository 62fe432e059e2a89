%% Aliases without a monitor: how many messages each kind lets through, and when it ends.
-module(alias_kinds).
-export([main/0]).
-include("proc.hrl").

main() ->
    Send = fun(A) -> H = host(), run(H, fun() -> [A ! I || I <- [1, 2, 3]] end), H ! {quit, normal}, ok end,
    A1 = alias(), Send(A1), p({default, all(), unalias(A1), unalias(A1)}),
    A2 = alias([explicit_unalias]), Send(A2), p({explicit, all(), unalias(A2)}),
    A3 = alias([reply]), Send(A3), p({reply, all(), unalias(A3)}),
    A4 = alias([]), Send(A4), unalias(A4), Send(A4), p({ended, all()}),
    %% the owner may send to it as well, and it counts
    A5 = alias([reply]), A5 ! a, A5 ! b, p({own, all()}),
    %% who does not own it cannot end it
    A6 = alias(), H = host(),
    p({stranger, run(H, fun() -> unalias(A6) end)}),
    Send(A6), p({still, all(), unalias(A6)}),
    %% aliases end with their process; sending to them is no error
    A7 = run(H, fun() -> alias() end),
    A7 ! hello, p(run(H, fun() -> all() end)),
    quit(H, normal),
    p({dead, A7 ! hello}),
    p({plain_ref, (catch make_ref() ! x) =/= y, all()}),
    [p(t(fun() -> alias(O) end)) || O <- [[nosuch], x, [reply | y], [{reply, true}]]],
    [p(t(fun() -> unalias(O) end)) || O <- [x, 1]].
