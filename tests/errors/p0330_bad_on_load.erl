-module(p0330_bad_on_load).
-on_load([init/0]).
-export([init/0]).
init() -> ok.
