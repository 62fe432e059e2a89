%% Inserting objects, lists of them, and what is none.
-module(tables_insert_ordered).
-define(TYPE, ordered_set).
-include("tables_insert.hrl").
