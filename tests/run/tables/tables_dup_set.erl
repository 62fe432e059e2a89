%% Objects of one key: order of insertion, duplicates, deleting one of them.
-module(tables_dup_set).
-define(TYPE, set).
-include("tables_dup.hrl").
