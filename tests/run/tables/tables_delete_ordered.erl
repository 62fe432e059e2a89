%% Deleting keys, objects, everything, the table.
-module(tables_delete_ordered).
-define(TYPE, ordered_set).
-include("tables_delete.hrl").
