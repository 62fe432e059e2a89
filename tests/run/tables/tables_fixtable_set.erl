%% A traversal of a fixed table sees every object that stays, once.
-module(tables_fixtable_set).
-define(TYPE, set).
-include("tables_fixtable.hrl").
