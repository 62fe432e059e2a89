%% What info says.
-module(tables_info_bag).
-define(TYPE, bag).
-include("tables_info.hrl").
