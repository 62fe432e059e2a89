%% update_element in all its forms.
-module(tables_update_element_bag).
-define(TYPE, bag).
-include("tables_update_element.hrl").
