-module(p0525_undefined_behaviour).
-behaviour(gen_srever).
-export([init/1]).
init(X) -> {ok, X}.
