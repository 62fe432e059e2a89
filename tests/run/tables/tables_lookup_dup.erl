%% lookup, lookup_element with and without default, member.
-module(tables_lookup_dup).
-define(TYPE, duplicate_bag).
-include("tables_lookup.hrl").
