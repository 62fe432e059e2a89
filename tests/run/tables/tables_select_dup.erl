%% select, select_count, select_delete with guards and bodies.
-module(tables_select_dup).
-define(TYPE, duplicate_bag).
-include("tables_select.hrl").
