%% Searches with a limit and their continuations give everything once.
-module(tables_limits_bag).
-define(TYPE, bag).
-include("tables_limits.hrl").
