%% A traversal of a fixed table sees every object that stays, once.
-module(tables_fixtable_ordered).
-define(TYPE, ordered_set).
-include("tables_fixtable.hrl").
