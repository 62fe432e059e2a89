%% Objects of one key: order of insertion, duplicates, deleting one of them.
-module(tables_dup_ordered).
-define(TYPE, ordered_set).
-include("tables_dup.hrl").
