%% first, next, last, prev and their lookup forms over every object.
-module(tables_iterate_set).
-define(TYPE, set).
-include("tables_iterate.hrl").
