%% slot reaches every object once.
-module(tables_slot_set).
-define(TYPE, set).
-include("tables_slot.hrl").
