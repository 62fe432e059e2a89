%% insert_new of one and of many: all or nothing.
-module(tables_insert_new_set).
-define(TYPE, set).
-include("tables_insert_new.hrl").
