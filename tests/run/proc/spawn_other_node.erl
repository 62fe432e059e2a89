%% Starting on a node that is not there: a process identifier, and noconnection for all who watch.
-module(spawn_other_node).
-export([main/0]).
-include("proc.hrl").

main() ->
    process_flag(trap_exit, true),
    Node = 'nobody@nowhere.invalid',
    P1 = spawn(Node, fun() -> ok end), p({is_pid(P1), node(P1)}),
    P2 = spawn_link(Node, erlang, self, []),
    p(exited(P2)),
    {P3, M3} = spawn_opt(Node, fun() -> ok end, [monitor]),
    p(down(P3, M3)),
    R = spawn_request(Node, fun() -> ok end, []),
    receive {spawn_reply, R, Kind, Why} -> p({Kind, Why}) end,
    p(t(fun() -> monitor(process, {name, Node}) end)),
    p({name, Node} ! hello),
    p(erlang:send({name, Node}, hello, [noconnect])),
    p(node()),
    p(nodes()),
    p(is_alive()).
