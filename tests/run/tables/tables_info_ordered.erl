%% What info says.
-module(tables_info_ordered).
-define(TYPE, ordered_set).
-include("tables_info.hrl").
