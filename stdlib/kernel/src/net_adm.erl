%% Looking around in the network of nodes, of a node that is alone.
-module(net_adm).
-export([dns_hostname/1, host_file/0, localhost/0, names/0, names/1, ping/1]).

-doc "Whether a node answers: no other does, and neither does one that is not distributed.".
ping(Node) when is_atom(Node) -> pang.

-doc "The names that are registered on a host.".
names() -> {error, address}.
names(_) -> {error, address}.

-doc "The name of this host.".
localhost() ->
    {ok, Host} = inet:gethostname(),
    Host.

-doc "The whole name of a host.".
dns_hostname(Host) -> {error, Host}.

-doc "The hosts of the file .hosts.erlang.".
host_file() ->
    case file:path_consult([".", os:getenv("HOME", ".")], ".hosts.erlang") of
        {ok, Hosts, _} -> Hosts;
        Error -> Error
    end.
