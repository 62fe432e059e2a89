%% A traversal of a fixed table sees every object that stays, once.
-module(tables_fixtable_bag).
-define(TYPE, bag).
-include("tables_fixtable.hrl").
