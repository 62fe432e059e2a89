%% slot reaches every object once.
-module(tables_slot_bag).
-define(TYPE, bag).
-include("tables_slot.hrl").
