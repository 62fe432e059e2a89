%% first, next, last, prev and their lookup forms over every object.
-module(tables_iterate_bag).
-define(TYPE, bag).
-include("tables_iterate.hrl").
