%% Searches with a limit and their continuations give everything once.
-module(tables_limits_ordered).
-define(TYPE, ordered_set).
-include("tables_limits.hrl").
