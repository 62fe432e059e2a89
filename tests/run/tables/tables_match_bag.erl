%% match, match_object and match_delete with patterns.
-module(tables_match_bag).
-define(TYPE, bag).
-include("tables_match.hrl").
