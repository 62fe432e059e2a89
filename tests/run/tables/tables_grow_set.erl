%% Growing to many rows and shrinking again.
-module(tables_grow_set).
-define(TYPE, set).
-include("tables_grow.hrl").
