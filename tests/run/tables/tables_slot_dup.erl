%% slot reaches every object once.
-module(tables_slot_dup).
-define(TYPE, duplicate_bag).
-include("tables_slot.hrl").
