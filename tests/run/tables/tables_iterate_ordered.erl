%% first, next, last, prev and their lookup forms over every object.
-module(tables_iterate_ordered).
-define(TYPE, ordered_set).
-include("tables_iterate.hrl").
