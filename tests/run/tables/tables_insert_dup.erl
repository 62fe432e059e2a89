%% Inserting objects, lists of them, and what is none.
-module(tables_insert_dup).
-define(TYPE, duplicate_bag).
-include("tables_insert.hrl").
