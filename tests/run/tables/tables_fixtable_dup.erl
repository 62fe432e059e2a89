%% A traversal of a fixed table sees every object that stays, once.
-module(tables_fixtable_dup).
-define(TYPE, duplicate_bag).
-include("tables_fixtable.hrl").
