%% Named tables: taken names, renaming, access by reference.
-module(tables_named_bag).
-define(TYPE, bag).
-include("tables_named.hrl").
