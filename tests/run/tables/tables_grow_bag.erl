%% Growing to many rows and shrinking again.
-module(tables_grow_bag).
-define(TYPE, bag).
-include("tables_grow.hrl").
