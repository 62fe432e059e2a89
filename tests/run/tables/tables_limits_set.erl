%% Searches with a limit and their continuations give everything once.
-module(tables_limits_set).
-define(TYPE, set).
-include("tables_limits.hrl").
