%% select, select_count, select_delete with guards and bodies.
-module(tables_select_bag).
-define(TYPE, bag).
-include("tables_select.hrl").
