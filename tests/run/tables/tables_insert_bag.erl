%% Inserting objects, lists of them, and what is none.
-module(tables_insert_bag).
-define(TYPE, bag).
-include("tables_insert.hrl").
