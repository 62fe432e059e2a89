%% update_element in all its forms.
-module(tables_update_element_dup).
-define(TYPE, duplicate_bag).
-include("tables_update_element.hrl").
