%% Growing to many rows and shrinking again.
-module(tables_grow_ordered).
-define(TYPE, ordered_set).
-include("tables_grow.hrl").
