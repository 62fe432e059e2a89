%% Deleting keys, objects, everything, the table.
-module(tables_delete_set).
-define(TYPE, set).
-include("tables_delete.hrl").
