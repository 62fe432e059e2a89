%% update_counter in all its forms.
-module(tables_counter_set).
-define(TYPE, set).
-include("tables_counter.hrl").
