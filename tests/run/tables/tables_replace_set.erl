%% select_replace changes what matches and keeps keys.
-module(tables_replace_set).
-define(TYPE, set).
-include("tables_replace.hrl").
