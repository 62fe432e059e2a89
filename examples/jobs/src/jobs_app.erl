-module(jobs_app).
-behaviour(application).
-export([start/2, stop/1]).

start(_Type, _Args) -> jobs_sup:start_link(maps:from_list(application:get_all_env(jobs))).

stop(_State) -> ok.
