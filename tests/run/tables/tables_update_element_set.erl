%% update_element in all its forms.
-module(tables_update_element_set).
-define(TYPE, set).
-include("tables_update_element.hrl").
