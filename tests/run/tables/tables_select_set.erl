%% select, select_count, select_delete with guards and bodies.
-module(tables_select_set).
-define(TYPE, set).
-include("tables_select.hrl").
