%% Trace sessions. The machine keeps them: what is here checks arguments and gives the natives of this module their documented shape.
-module(trace).
-moduledoc "Trace sessions: processes and functions traced apart from what others trace.".
-export([session_create/3, send/3, recv/3]).

-doc "A new session, all of whose events go to the tracer, a process of this node.".
session_create(Name, Tracer, Options) when is_atom(Name), is_pid(Tracer), Options =:= [] ->
    purlin_trace:session_create(Name, Tracer);
session_create(Name, Tracer, Options) ->
    erlang:error(badarg, [Name, Tracer, Options]).

-doc "Which messages sent are told of.".
send(Session, Spec, Options) -> trace:function(Session, send, Spec, Options).

-doc "Which messages received are told of.".
recv(Session, Spec, Options) -> trace:function(Session, 'receive', Spec, Options).
