%% Growing to many rows and shrinking again.
-module(tables_grow_dup).
-define(TYPE, duplicate_bag).
-include("tables_grow.hrl").
