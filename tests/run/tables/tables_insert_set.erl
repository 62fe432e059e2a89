%% Inserting objects, lists of them, and what is none.
-module(tables_insert_set).
-define(TYPE, set).
-include("tables_insert.hrl").
