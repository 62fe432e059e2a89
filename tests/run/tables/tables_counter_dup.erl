%% update_counter in all its forms.
-module(tables_counter_dup).
-define(TYPE, duplicate_bag).
-include("tables_counter.hrl").
