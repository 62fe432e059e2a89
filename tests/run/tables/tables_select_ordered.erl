%% select, select_count, select_delete with guards and bodies.
-module(tables_select_ordered).
-define(TYPE, ordered_set).
-include("tables_select.hrl").
