%% What info says.
-module(tables_info_set).
-define(TYPE, set).
-include("tables_info.hrl").
