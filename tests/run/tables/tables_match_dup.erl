%% match, match_object and match_delete with patterns.
-module(tables_match_dup).
-define(TYPE, duplicate_bag).
-include("tables_match.hrl").
