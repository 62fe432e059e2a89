%% lookup, lookup_element with and without default, member.
-module(tables_lookup_bag).
-define(TYPE, bag).
-include("tables_lookup.hrl").
