-module(p0332_undefined_on_load).
-on_load(intialise/0).
-export([initialise/0]).
initialise() -> ok.
