-module(agents_app).
-behaviour(application).
-export([start/2, stop/1]).

start(_Type, _Args) -> agents_sup:start_link().

stop(_State) ->
    _ = persistent_term:erase(agents_backend),
    ok.
