%% The send operator: its value, precedence, names, dead processes, what cannot receive.
-module(op_send).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show((self() ! self()) ! b),
    ?show([receive M -> M end || _ <- [1, 2]] -- [self()]),
    register(here, self()),
    ?show(here ! {to, name}),
    ?show(receive X -> X end),
    ?show({here, node()} ! {to, node}),
    ?show(receive Y -> Y end),
    P = spawn(fun() -> ok end),
    R = monitor(process, P),
    receive {'DOWN', R, _, _, _} -> ok end,
    ?show(P ! dead),
    ?show(id(nobody_at_all) ! x),
    ?show({nobody_at_all, node()} ! x),
    ?show(id(5) ! x),
    ?show(id("name") ! x),
    ?show(id({a, b, c}) ! x),
    ?show(id(make_ref()) ! x =/= y),
    A = alias(),
    ?show(A ! aliased),
    ?show(receive aliased -> got end),
    unalias(A),
    ?show(A ! gone),
    ?show(receive gone -> got after 0 -> none end),
    ?show([self() ! N || N <- [1, 2, 3]]),
    ?show([receive N -> N end || N <- [3, 1, 2]]),
    ?show(process_info(self(), message_queue_len)),
    ok.
