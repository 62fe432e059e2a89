-module(p0526_conflicting_behaviours).
-behaviour(gen_server).
-behaviour(supervisor).
-export([init/1, handle_call/3, handle_cast/2]).
init(X) -> {ok, X}.
handle_call(_, _, S) -> {reply, ok, S}.
handle_cast(_, S) -> {noreply, S}.
