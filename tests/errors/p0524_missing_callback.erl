-module(p0524_missing_callback).
-behaviour(gen_server).
-export([init/1, handle_call/3]).
init(X) -> {ok, X}.
handle_call(_, _, S) -> {reply, ok, S}.
