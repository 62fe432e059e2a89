%% match, match_object and match_delete with patterns.
-module(tables_match_set).
-define(TYPE, set).
-include("tables_match.hrl").
