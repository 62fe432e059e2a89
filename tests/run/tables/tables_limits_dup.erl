%% Searches with a limit and their continuations give everything once.
-module(tables_limits_dup).
-define(TYPE, duplicate_bag).
-include("tables_limits.hrl").
