%% update_element in all its forms.
-module(tables_update_element_ordered).
-define(TYPE, ordered_set).
-include("tables_update_element.hrl").
