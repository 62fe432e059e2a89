%% insert_new of one and of many: all or nothing.
-module(tables_insert_new_bag).
-define(TYPE, bag).
-include("tables_insert_new.hrl").
