%% select_replace changes what matches and keeps keys.
-module(tables_replace_dup).
-define(TYPE, duplicate_bag).
-include("tables_replace.hrl").
