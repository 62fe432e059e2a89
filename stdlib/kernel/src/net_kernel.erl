%% The network of nodes, of a node that is alone: what OTP's functions answer on one that is not distributed.
-module(net_kernel).
-export([allow/1, allowed/0, connect_node/1, get_net_ticktime/0, get_state/0, monitor_nodes/1, monitor_nodes/2, set_net_ticktime/1,
         set_net_ticktime/2, setopts/2, getopts/2, start/1, start/2, stop/0]).

-doc "Which nodes may connect.".
allow(Nodes) ->
    case is_list(Nodes) andalso lists:all(fun is_atom/1, Nodes) of
        true -> ignored;
        false -> error
    end.

-doc false.
allowed() -> ignored.

-doc "Connects to a node: nobody does.".
connect_node(Node) when Node =:= node() -> true;
connect_node(Node) when is_atom(Node) -> ignored.

-doc "How often silent nodes are asked for a sign of life.".
get_net_ticktime() -> ignored.

-doc "Whether this node is distributed.".
get_state() -> #{started => no}.

-doc "Asks for messages about nodes that come and go: none do.".
monitor_nodes(Flag) -> monitor_nodes(Flag, []).

monitor_nodes(Flag, Options) when is_boolean(Flag), is_list(Options) -> ok;
monitor_nodes(Flag, Options) -> error(badarg, [Flag, Options]).

-doc "Changes how often silent nodes are asked for a sign of life.".
set_net_ticktime(_) -> ignored.
set_net_ticktime(_, _) -> ignored.

-doc "Options of the connections to nodes.".
setopts(_, _) -> {error, noconnection}.
getopts(_, _) -> {error, noconnection}.

-doc "Makes this node distributed: there is no distribution.".
start(_) -> {error, notsup}.
start(_, _) -> {error, notsup}.

-doc "Makes this node local again.".
stop() -> {error, not_found}.
