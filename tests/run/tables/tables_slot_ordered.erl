%% slot reaches every object once.
-module(tables_slot_ordered).
-define(TYPE, ordered_set).
-include("tables_slot.hrl").
