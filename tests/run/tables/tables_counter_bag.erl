%% update_counter in all its forms.
-module(tables_counter_bag).
-define(TYPE, bag).
-include("tables_counter.hrl").
