%% insert_new of one and of many: all or nothing.
-module(tables_insert_new_ordered).
-define(TYPE, ordered_set).
-include("tables_insert_new.hrl").
