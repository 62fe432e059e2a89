%% Protection: what others may do with a table.
-module(tables_access_dup).
-define(TYPE, duplicate_bag).
-include("tables_access.hrl").
