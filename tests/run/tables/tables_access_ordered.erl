%% Protection: what others may do with a table.
-module(tables_access_ordered).
-define(TYPE, ordered_set).
-include("tables_access.hrl").
