%% match, match_object and match_delete with patterns.
-module(tables_match_ordered).
-define(TYPE, ordered_set).
-include("tables_match.hrl").
