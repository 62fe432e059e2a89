%% Objects of one key: order of insertion, duplicates, deleting one of them.
-module(tables_dup_dup).
-define(TYPE, duplicate_bag).
-include("tables_dup.hrl").
