%% Deleting keys, objects, everything, the table.
-module(tables_delete_bag).
-define(TYPE, bag).
-include("tables_delete.hrl").
