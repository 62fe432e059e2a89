%% Protection: what others may do with a table.
-module(tables_access_bag).
-define(TYPE, bag).
-include("tables_access.hrl").
