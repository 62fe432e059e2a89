%% Named tables: taken names, renaming, access by reference.
-module(tables_named_set).
-define(TYPE, set).
-include("tables_named.hrl").
