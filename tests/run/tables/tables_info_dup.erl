%% What info says.
-module(tables_info_dup).
-define(TYPE, duplicate_bag).
-include("tables_info.hrl").
