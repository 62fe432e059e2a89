%% lookup, lookup_element with and without default, member.
-module(tables_lookup_set).
-define(TYPE, set).
-include("tables_lookup.hrl").
