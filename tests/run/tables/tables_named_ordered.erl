%% Named tables: taken names, renaming, access by reference.
-module(tables_named_ordered).
-define(TYPE, ordered_set).
-include("tables_named.hrl").
