%% Named tables: taken names, renaming, access by reference.
-module(tables_named_dup).
-define(TYPE, duplicate_bag).
-include("tables_named.hrl").
