%% Objects of one key: order of insertion, duplicates, deleting one of them.
-module(tables_dup_bag).
-define(TYPE, bag).
-include("tables_dup.hrl").
