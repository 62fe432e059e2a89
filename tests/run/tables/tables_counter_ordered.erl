%% update_counter in all its forms.
-module(tables_counter_ordered).
-define(TYPE, ordered_set).
-include("tables_counter.hrl").
