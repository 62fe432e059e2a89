%% lookup, lookup_element with and without default, member.
-module(tables_lookup_ordered).
-define(TYPE, ordered_set).
-include("tables_lookup.hrl").
