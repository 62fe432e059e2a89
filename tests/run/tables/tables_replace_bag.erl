%% select_replace changes what matches and keeps keys.
-module(tables_replace_bag).
-define(TYPE, bag).
-include("tables_replace.hrl").
