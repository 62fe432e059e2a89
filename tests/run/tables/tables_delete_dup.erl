%% Deleting keys, objects, everything, the table.
-module(tables_delete_dup).
-define(TYPE, duplicate_bag).
-include("tables_delete.hrl").
