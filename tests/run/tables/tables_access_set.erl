%% Protection: what others may do with a table.
-module(tables_access_set).
-define(TYPE, set).
-include("tables_access.hrl").
