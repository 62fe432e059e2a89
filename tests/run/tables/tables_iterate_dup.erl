%% first, next, last, prev and their lookup forms over every object.
-module(tables_iterate_dup).
-define(TYPE, duplicate_bag).
-include("tables_iterate.hrl").
