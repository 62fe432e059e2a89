%% select_replace changes what matches and keeps keys.
-module(tables_replace_ordered).
-define(TYPE, ordered_set).
-include("tables_replace.hrl").
